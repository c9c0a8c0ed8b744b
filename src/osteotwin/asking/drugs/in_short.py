"""Words of doses as people cut them short or call them: "jab", "6 mths", "w food", "2,5 mg morgens 1 Tbl."."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_OFTEN: Final = (
    r"daily|morgens|abends|nachts|t\u00e4glich|in the morning|at night|nightly|mornings?|evenings?|nights?"
)
_IN_FULL: Final = tuple(
    (later(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"(?<=\d )mths?\b|(?<=\d)mths?\b", "months"),
        # What is taken beside nothing else.
        (
            r"^\s*(?:no|not on(?: any)?) (?:hormones?|steroids?|trt|hrt|other (?:drugs|meds)|meds|drugs|pills)[,;.:]? "
            r"(?:just|only|but)\s+(?=\w)",
            "",
        ),
        (r"\bbut only (?=every|once|twice|\d)", ""),
        (r"\bjab(?P<s>s?)\b", r"injection\g<s>"),
        (r"\bw/? ?(?=(?:food|meals?|breakfast|lunch|dinner|supper|water|milk)\b)", "with "),
        # Behind a strength, one tablet is that much.
        (
            rf"(?P<dose>\b\d+(?:[.,]\d+)? ?(?:mg|mcg|ug|\u00b5g),? (?:{_OFTEN}))[ ,]+"
            r"(?:x ?1|1 ?x|1 ?(?:tbl|tabl|tab|tablette|tablet|"
            r"comprim\u00e9|comprimido|compressa)\b\.?)(?! ?(?:a|per|each|every|daily|and|\+|\d))",
            r"\g<dose>",
        ),
        (r"(?<=\d mg )(?P<when>mornings|evenings|nights)\b(?! and| &|,)", r"every \g<when>"),
    )
)
_EVERY: Final = later(r"\bevery (morning|evening|night)s\b", re.IGNORECASE)


def in_full(text: str) -> str:
    """Return an answer on drugs or doses with what is cut short written out.

    Examples
    --------
    >>> in_full("Prolia jab every 6 mths"), in_full("exemestane 25 mg daily w food")
    ('Prolia injection every 6 months', 'exemestane 25 mg daily with food')
    >>> in_full("Letrozol 2,5 mg morgens 1 Tbl."), in_full("letrozole 2.5 mg nightly x1")
    ('Letrozol 2,5 mg morgens', 'letrozole 2.5 mg nightly')
    """
    for pattern, full in _IN_FULL:
        text = pattern.sub(full, text)
    return _EVERY.sub(r"every \1", text)
