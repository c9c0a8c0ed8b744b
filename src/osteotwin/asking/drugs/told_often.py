"""Words of a dose that tell how often or how much: an offer without them would tell another dose, and is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from osteotwin.units import in_digits
from osteotwin.units.european import SPANS_ABROAD
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_OFTEN: Final = later(
    r"\d|\b(?:days?|weeks?|months?|years?|times?|once|twice|thrice|daily|nightly|weekly|monthly|yearly|every|each|per|"
    r"other|alternat\w*|mornings?|evenings?|nights?|mane|nocte|noon|am|pm|breakfast|lunch|dinner|supper|half|double)\b"
)
_WEEKDAY: Final = later(
    r"\b(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|days?|sdays?|nesdays?|rs?|rsdays?|urdays?)?\b", re.IGNORECASE
)
#: How long, or since when: of no rhythm.
_LASTS: Final = later(
    r"\b(?:for|over|since|past|last|next)(?: (?:the|about|almost|past|last|next|first|over))* (?:an?|[\d.]+) ?"
    r"(?:day|week|month|year)s?\b|\b[\d.]+ (?:day|week|month|year)s? (?:ago|now)\b|"
    r"\b(?:until|till?|since|from|in|before|after)\b.*"
)
_DENIED: Final = later(
    r"\b(?:not?|never|except|excluding|skip\w*|but|without|off)\b|n['\u2019]t\b", re.IGNORECASE
)
_TWO: Final = 2
#: "once or twice a week", "1-2x/wk", "2 to 3 times weekly"
_EITHER: Final = later(
    r"\b(?P<one>once|twice|\d)(?: ?x| times?)?(?: ?- ?| to | or |,? (?:and |or )?(?:sometimes|maybe|occasionally) )"
    r"(?P<other>twice|\d ?x|\d times)(?: ?/ ?| an? | per | each | every )?(?: ?)"
    r"(?P<unit>day|week|wk|month|daily|weekly|monthly)\b"
)
_UNITS: Final = {"wk": "week", "daily": "day", "weekly": "week", "monthly": "month"}


def tells_often(words: Iterable[str]) -> bool:
    """Tell whether words that are not understood may tell how often, how much or on which days.

    Examples
    --------
    >>> tells_often(["or twice per week"]), tells_often(["de dag"]), tells_often(["abracadabra"])
    (True, True, False)
    """
    return any(
        _OFTEN.search(_LASTS.sub(" ", in_digits(in_english(one))))
        or SPANS_ABROAD.search(one)
        or _WEEKDAY.search(one)
        for one in words
    )


def all_days(text: str) -> str:
    """Return all days of the week that a text names; empty for fewer than two, and where one may be denied.

    Examples
    --------
    >>> all_days("50 mg Sun nite and Thurs at dawn"), all_days("every Monday")
    ('Sun and Thu', '')
    """
    days = list(dict.fromkeys(found["day"].capitalize() for found in _WEEKDAY.finditer(text)))
    return " and ".join(days) if len(days) >= _TWO and not _DENIED.search(text) else ""


def either_often(text: str) -> tuple[str, str] | None:
    """Return the two rhythms of a range of them; ``None`` for any other text.

    Examples
    --------
    >>> either_often("once or twice per week"), either_often("1-2x/wk")
    (('once a week', 'twice a week'), ('once a week', 'twice a week'))
    """
    found = _EITHER.search(in_digits(in_english(text)))
    if found is None:
        return None
    unit = _UNITS.get(found["unit"], found["unit"])
    one, other = (_times(found[key]) for key in ("one", "other"))
    return f"{one} a {unit}", f"{other} a {unit}"


def _times(word: str) -> str:
    number = re.sub(r"\D", "", word)
    return {"1": "once", "2": "twice"}.get(number, f"{number} times") if number else word
