"""A drug that is taken on the days of the one before it: "0.25 mg on the same days" has the rhythm told there."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_DAY: Final = (
    r"(?:mon(?:day)?|tue?s?(?:day)?|wed(?:nesday)?|thu?r?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
)
_LETTER: Final = r"(?:m|tu|t|w|th|f|sa|su|s)"
_TIE: Final = r" ?(?:/|,|&|\+|-|\band\b) ?(?:and )?"
#: How often, as it is told of a drug: days of the week by name or letter, or an interval.
_OFTEN: Final = later(
    rf"\b(?:{_DAY}(?:{_TIE}{_DAY})*|{_LETTER}(?:/{_LETTER})+)\b(?![\w'\u2019])|"
    r"\b(?:(?:once|twice|two times|three times|\d ?x|\d times) ?(?:/|a |an |per |each |every )?(?:week|wk|month|day)|"
    r"every (?:other|second|third|\d+(?:\.\d+)?|two|three)? ?(?:days?|weeks?)|e\d(?:\.\d)?d|eod|weekly|every week)\b",
    re.IGNORECASE,
)
_OF_WEEK: Final = later(rf"{_DAY}|{_LETTER}/", re.IGNORECASE)
#: "(on) the same days (as the shots)"; not "the same day of each week".
_SAME: Final = later(
    r"(?:,? ?\b(?:on|at))? (?:the |those |these )?(?:same days?|(?<=on )(?:those|these) days)"
    r"(?: (?:as|with|of) (?:the |my |each )?(?:injections?|shots?|pins?|jabs?|test(?:osterone)?|trt|it|that))?"
    r"(?: too| as well)?(?= ?(?:[.,;)\n]|$))",
    re.IGNORECASE,
)


def with_same_days(text: str) -> str:
    """Return an answer in which "same days" is how often the drug before it is taken, where that is told.

    Examples
    --------
    >>> with_same_days("test cyp 70 mg Mon and Thu, arimidex 0.25 mg on the same days")
    'test cyp 70 mg Mon and Thu, arimidex 0.25 mg Mon and Thu'
    >>> with_same_days("letrozole 2.5 mg same days")
    'letrozole 2.5 mg same days'
    """
    while (same := _SAME.search(text)) is not None:
        often = rhythm_before(text[: same.start()])
        if not often:
            return text
        text = f"{text[: same.start()]} {often}{text[same.end() :]}"
    return text


def rhythm_before(text: str) -> str:
    """Return the last days of the week that a text tells, else how often it tells last; empty where it tells neither.

    Examples
    --------
    >>> rhythm_before("test cyp 70 mg Mon/Thu, letrozole weekly")
    'Mon/Thu'
    """
    told = [found[0] for found in _OFTEN.finditer(text)]
    told = [often for often in told if _OF_WEEK.match(often)] or told
    return told[-1] if told else ""
