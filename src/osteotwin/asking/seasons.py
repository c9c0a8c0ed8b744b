"""Seasons as people tell them: ``last summer``, ``in the springtime of 2024``."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted

_SEASON: Final = (
    r"(?P<season>spring(?: ?time)?|summer(?: ?time)?|autumn|fall|winter(?: ?time)?|fr\u00fchling|"
    r"fr\u00fchjahr|sommer|herbst|"
    r"primavera|verano|oto\u00f1o|printemps|\u00e9t\u00e9|automne)"
)
SEASON: Final = re.compile(
    rf"(?:the )?(?P<part>early|mid|late)?[ -]?(?P<which>last|this|past)? ?{_SEASON},?"
    r"(?: (?:of |in |de |of the )?(?P<year>(?:19|20)\d{2}|this year|last year))?",
    re.IGNORECASE,
)
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
        raise UnclearAnswerError(
            question,
            f"{quoted(text)}, which lies in two years",
            "the month, too",
            'write for example "January 2024"',
        )
    said = found["year"] or ""
    if said.isdigit():
        return date(int(said), month, 1)
    year = today.year - (said == "last year")
    if found["which"] != "this" and not said and date(year, month, 1) > today:
        year -= 1
    if date(year, month, 1) > today:
        name = date(year, month, 1).strftime("%B")
        raise UnclearAnswerError(
            question, f"{quoted(text)}, which is still to come", "the month with its year",
            f'write for example "since {name} {year - 1}", or "starting {name} {year}"',
        )  # fmt: skip
    return date(year, month, 1)
