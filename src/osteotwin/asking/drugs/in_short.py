"""Words of doses as people cut them short or call them: "jab", "6 mths", "w food", "2,5 mg morgens 1 Tbl."."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.when import DATE, MONTH_NAME
from osteotwin.units.patterns import later

_OFTEN: Final = (
    r"daily|morgens|abends|nachts|t\u00e4glich|in the morning|at night|nightly|mornings?|evenings?|nights?"
)
_INFUSED: Final = r"zoledron\w+(?: acid)?|reclast|aclasta|zometa"
_GIVEN: Final = r"(?: (?:iv|i\.v\.|drip|infusion|injection|sc|im))*"
_DAY: Final = rf"{DATE.pattern}|{MONTH_NAME},? (?:19|20)\d\d"
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
        (
            r"\bw/? ?(?=(?:each|every|my|the) (?:shot|jab|injection|pin|dose)|"
            r"(?:food|meals?|breakfast|lunch|dinner|supper|water|milk)\b)",
            "with ",
        ),
        (r"(?<=[a-z]) w/? (?=[a-z][a-z -]{2,30}? ?\d)", " with "),
        (rf"\b(?P<name>{_INFUSED}) (?:drip|infusion)s? (?=\d[\d.]* ?mg\b)", r"\g<name> "),
        (r"\bmicro-?dos(?:ing|e of|e)\s+(?=\d)", ""),
        # One infusion with its month or day: "5 mg IV once, March 2025", "4 mg iv x1 June 2026".
        (
            rf"(?<=\d) ?(?P<unit>mg|mcg|ug|\u00b5g|g)\b(?P<way>{_GIVEN}),? (?:once|x ?1|1 ?x|"
            rf"(?:a )?single (?:dose|infusion|injection|shot)|one[- ]off(?: dose| infusion)?|one (?:dose|infusion)),? "
            rf"(?:on |in )?(?P<day>{_DAY})(?=\s*(?:[,;.)]|$))",
            r" \g<unit>\g<way> once since \g<day>",
        ),
        # Of what is given once a year or less, a dose with its day is that one dose.
        (
            rf"(?P<lead>^\s*|[;,\n]\s*)(?P<name>{_INFUSED}),? (?P<dose>\d[\d.]* ?mg)\b"
            rf"(?P<way>{_GIVEN}),? (?:given |had )?(?:on |in )?(?P<day>{_DAY})(?=\s*(?:[;.)]|$))",
            r"\g<lead>\g<name> \g<dose>\g<way> once since \g<day>",
        ),
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
