"""Seasons as people tell them: ``last summer``, ``in the springtime of 2024``."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_SEASON: Final = (
    r"(?P<season>spring(?: ?time)?|summer(?: ?time)?|autumn|fall|winter(?: ?time)?|fr\u00fchling|"
    r"fr\u00fchjahr|sommer|herbst|"
    r"primavera|verano|oto\u00f1o|printemps|\u00e9t\u00e9|automne)"
)
SEASON: Final = later(
    rf"(?:the )?(?P<part>early|mid|late)?[ -]?(?P<which>last|this|past)? ?{_SEASON},?"
    r"(?: (?:of |in |de |of the )?(?P<year>(?:19|20)\d{2}|this year|last year))?",
    re.IGNORECASE,
)
#: So long after the first day of its middle month a season lasts, or has just ended [day].
_NOT_YET_OVER: Final = 92
#: The middle month of each, north of the equator, by its first letters.
_MONTHS: Final = {"spr": 4, "fr\u00fc": 4, "pri": 4, "sum": 7, "som": 7, "ver": 7, "\u00e9t\u00e9": 7,
                  "aut": 10, "fal": 10, "her": 10, "oto": 10}  # fmt: skip


def season_day(question: str, text: str, today: date) -> date | None:
    """Return about when a season was; ``None`` for words that are none.

    Parameters
    ----------
    question : str
    text : str
        In lower case.
    today : datetime.date

    Raises
    ------
    UnclearAnswerError
        Of a winter, which lies in two years; and of a season of this year that is still to come.
    """
    found = SEASON.fullmatch(text)
    if found is None or (found["season"] == "fall" and not found["which"] and not found["year"]):
        return None
    month = _MONTHS.get(found["season"][:3])
    if month is None:
        told = (found["year"] or "").isdigit()
        year = int(found["year"]) if told else today.year - (found["year"] == "last year")
        raise UnclearAnswerError(
            question,
            f"{quoted(text)}, which lies in two years",
            "the month, too",
            f'write "January {year}" or "December {year if told else year - 1}", whichever is nearer',
        )
    said = found["year"] or ""
    if said.isdigit():
        return date(int(said), month, 1)
    year = today.year - (said == "last year")
    begun = date(year, month, 1)
    if found["which"] != "this" and not said and begun > today:
        year -= 1
    elif found["which"] == "last" and not said and (today - begun).days < _NOT_YET_OVER:
        year -= 1  # "last autumn" in autumn is the one of the year before
    if date(year, month, 1) > today:
        name = date(year, month, 1).strftime("%B")
        raise UnclearAnswerError(
            question, f"{quoted(text)}, which is still to come", "the month with its year",
            f'write for example "since {name} {year - 1}", or "starting {name} {year}"',
        )  # fmt: skip
    return date(year, month, 1)
