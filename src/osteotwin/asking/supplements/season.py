"""Supplements that are taken in a part of the year: asked, for the model takes one amount all year."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.supplements.grammar import plain_supplements
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.units.months import SHORT_MONTHS

_SEASON: Final = (
    r"(?:winters?|summers?|spring(?! valley)|autumns?|fall|cold season|dark (?:months|season)|winter ?months)"
)
_MONTH: Final = rf"{MONTH_NAME}\.?(?! ?(?:19|20)?\d)"
_PART: Final = re.compile(
    rf"[\s,(]*(?:\b(?:only|just|but|and)\b[\s,]*)*(?:\b(?:in|during|over|through(?:out)?|from|between)\b[\s]*)?"
    rf"(?:\bthe\b )?(?:\b{_SEASON}(?: months| time)?(?: (?:and|to) (?:the )?{_SEASON})?|"
    rf"\b{_MONTH} ?(?:-|\u2013|to|until|till|through|and|&) ?{_MONTH})\b(?: only)?\)?",
    re.IGNORECASE,
)
_OF_ONE: Final = re.compile(r"\b(?:calcium|vit(?:amin|\.)? ?d[23]?|d[23])\b", re.IGNORECASE)


def ask_of_season(piece: str) -> None:
    """Ask of calcium or vitamin D that is taken in a part of the year how much it is in the mean of it.

    Raises
    ------
    UnclearAnswerError
    """
    part = _PART.search(piece)
    if part is None or not _OF_ONE.search(piece):
        return
    raise UnclearAnswerError(
        "food",
        f"{quoted(piece)}, which is of a part of the year",
        "one nutrient, how much and how often all year",
        f'write what that is in the mean of the whole year, for example "{_mean_of(piece, part)}"',
    )


def _mean_of(piece: str, part: re.Match[str]) -> str:
    """Return an amount of a part of the year as that of the whole; the usual one where it is not plain."""
    told = plain_supplements(f"{piece[: part.start()]}, {piece[part.end() :]}".strip(" ,"))
    plain = None if told is None or len(told.pieces) != 1 else _DAILY.fullmatch(told.pieces[0])
    if plain is None:
        return "vitamin D 800 IU daily"
    months = [
        SHORT_MONTHS.index(name[:3].casefold()) for name in re.findall(MONTH_NAME, part[0], re.IGNORECASE)
    ]
    share = ((months[1] - months[0]) % 12 + 1) / 12.0 if len(months) == _BOTH else 0.5
    mean = float(plain["n"].replace(",", "")) * share
    return f"{plain['name']} {mean:.0f} {plain['unit']} daily"


_BOTH: Final = 2
_DAILY: Final = re.compile(
    r"(?P<name>.*?\D) (?P<n>[\d.,]+) (?P<unit>IU|mg|mcg)(?: (?:daily|every day|a day|once a day|qd))"
)
