"""Dose and rhythm in the words of a prescription, for records and for lists of medicines alike."""

from __future__ import annotations

import re
from datetime import date
from math import isclose
from typing import Any, Final

from osteotwin.importing.drug_text import strength_in_ml, tablet_strength
from osteotwin.importing.found import Found, Place
from osteotwin.importing.written_numbers import plain
from osteotwin.protocol.dose_words import AmbiguousDose, dose_steps
from osteotwin.protocol.file_values import ONCE
from osteotwin.units import AmbiguousRhythm, Rhythm
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SIZES: Final = {"ug": 1e-3, "mg": 1.0, "g": 1e3, "IU": 1.0, "hour": 1.0 / 24.0, "day": 1.0, "week": 7.0,
                 "month": 30.4375, "year": 365.25}  # fmt: skip
_PIECE_ALONE: Final = later(
    r"\b(?:tablet|tab|pill|capsule|cap)s?\b(?!\s*(?:of|at|,|\()?\s*\d)", re.IGNORECASE
)
#: How a repeat prescription of the United Kingdom counts tablets: "One To Be Taken Each Day".
TO_BE_TAKEN: Final = later(r"\bto be taken\b", re.IGNORECASE)
#: "Take one daily", or "one daily" alone, beside a strength.
_TAKE_ONE: Final = later(
    r"((?:\btake\s+|^\W*)(?:one|two|three|four|five|six|half|[1-6]))(?=\s+(?:daily|once|twice|each|every|at|in|a|per|weekly|nightly|od|bd|with)\b)",
    re.IGNORECASE,
)
#: How many pieces in the morning, at noon, in the evening and at night, as Germany prescribes: "1-0-0-0 Stück".
_SCHEME: Final = later(
    r"\W*(?P<scheme>[0-4](?:\s?-\s?[0-4]){2,3})\s*(?:st(?:\u00fcck|k\.?)|tab\w*\.?|[ck]aps\w*\.?)?\W*",
    re.IGNORECASE,
)
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT: Final = rf"\b(?P<count>[1-9]\d?|{'|'.join(_NUMBERS)})"
_DAYS: Final = {"da": 1.0, "we": 7.0, "mo": 30.4375, "ye": 365.25}
#: "Three times a day", and "3-monthly", in which "monthly" stands for another rhythm.
_N_TIMES: Final = later(
    rf"{_COUNT}\s?(?:x|times)\s?(?:an?\b|per\b|each\b|every\b|/)?\s?(?P<per>day|dai|week|month|year)"
)
_N_LY: Final = later(rf"{_COUNT}[-\u2010-\u2014](?P<unit>week|month|year)ly\b")
_OTHER_LY: Final = later(
    r"\b(?:bi|tri|semi|half|alternate|other|second|third)[-\u2010-\u2014 ]+(?:dai|week|month|year|annual)ly\b"
)
_ML_ALONE: Final = later(r"\d\s?(?:ml|cc)\b(?!\s*(?:of|at|,|\(|@|/)?\s*\d)", re.IGNORECASE)


def said_dose(text: str, name: str) -> tuple[str | None, str | None]:
    """Return dose and rhythm that the words of an instruction tell, by the grammar of a person's file."""
    tablet, in_ml = tablet_strength(name), strength_in_ml(name)
    text = in_english(text)
    if tablet and (scheme := _SCHEME.fullmatch(text)) is not None:
        text = f"{plain(tablet[0])} {tablet[1]} {''.join(scheme['scheme'].split())}"
    elif tablet and not _PIECE_ALONE.search(text):
        text = _TAKE_ONE.sub(r"\1 tablets", TO_BE_TAKEN.sub("tablets", text))
    words = (
        _PIECE_ALONE.sub(lambda found: f"{found[0]} of {plain(tablet[0])} {tablet[1]}", text)
        if tablet
        else text
    )
    words = _ML_ALONE.sub(lambda found: f"{found[0]} of {in_ml}", words) if in_ml is not None else words
    found = _one_step(words)
    return _one_step(text) if found[0] is None and tablet and tablet_strength(text) == tablet else found


def _one_step(words: str) -> tuple[str | None, str | None]:
    try:
        steps = dose_steps(words) if words.strip() else None
    except (AmbiguousDose, AmbiguousRhythm):
        return None, None
    if steps is None or len(steps) != 1 or steps[0].amount is None or steps[0].lasts_days is not None:
        return None, None
    return str(steps[0].amount), None if steps[0].rhythm is None else words_of(steps[0].rhythm)


def rhythm_in(text: str) -> str | None:
    """Return the rhythm that words or an abbreviation of a prescription tell.

    Examples
    --------
    >>> rhythm_in("Take 1 tablet by mouth once weekly"), rhythm_in("BID")
    ('1 week', '0.5 days')
    """
    plain_text = " ".join(in_english(text).casefold().split())
    if (times := _N_TIMES.search(plain_text)) is not None:
        return duration_text(_DAYS[times["per"][:2]] / _number(times["count"]), "days")
    if (length := _N_LY.search(plain_text)) is not None:
        return duration_text(_number(length["count"]), f"{length['unit']}s")
    if _OTHER_LY.search(plain_text):
        return None
    for pattern, every in (
        (r"\b(?:bid|twice (?:a day|daily)|2 times (?:a day|daily))\b", "0.5 days"),
        (r"\b(?:every other day|qod|q48h|q2d|every 2 days)\b", "2 days"),
        (r"\b(?:twice (?:a week|weekly)|2 times (?:a week|weekly)|biw|2x/?week)\b", "3.5 days"),
        (r"\b(?:once (?:a week|weekly)|weekly|every week|each week|qw|q ?week|q7d|every 7 days)\b", "1 week"),
        (r"\b(?:every 6 months|every six months|q6mo?)\b", "6 months"),
        (r"\b(?:every 3 months|every three months|q3mo?)\b", "3 months"),
        (r"\b(?:once (?:a month|monthly)|monthly|every month|each month|q ?month)\b", "1 month"),
        (r"\b(?:once (?:a year|yearly)|yearly|annually|every year|every 12 months)\b", "1 year"),
        (
            r"\b(?:once (?:a day|daily)|daily|every day|qday|q24h|qd|qam|qhs|each day|every morning)\b",
            "1 day",
        ),
    ):
        if re.search(pattern, plain_text):
            return every
    return None


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def magnitude(written: str | None) -> float | None:
    """Return a dose in mg or IU, or a rhythm in days, as :func:`said_dose` writes them; ``None`` where it is neither.

    Examples
    --------
    >>> magnitude("500 ug"), magnitude("2 weeks"), magnitude("Mon, Thu")
    (0.5, 14.0, 3.5)
    """
    days = (written or "").split(", ")
    if all(day.casefold() in WEEK for day in days):
        return 7.0 / len(days)
    match = re.fullmatch(r"(\d+(?:\.\d+)?) ([a-zA-Z]+?)s?", written or "")
    return None if match is None or match[2] not in _SIZES else float(match[1]) * _SIZES[match[2]]


def is_alike(first: str | None, second: str | None, tolerance: float = 0.1) -> bool:
    """Tell whether two doses or two rhythms are about the same, such as 6 months and 26 weeks, or one is not told."""
    one, other = magnitude(first), magnitude(second)
    return first == second or not one or not other or isclose(one, other, rel_tol=tolerance)


def words_of(rhythm: Rhythm) -> str | None:
    """Return a rhythm as a person's file writes it; ``None`` for one with pauses."""
    if rhythm.with_shot:
        return None
    if rhythm.days == ONCE:
        return "once"
    if rhythm.weekdays:
        return weekdays_text(list(rhythm.weekdays))
    plain_rhythm = not rhythm.off_days and rhythm.days < 10_000.0
    return duration_text(rhythm.days, "days") if plain_rhythm else None


def beside_the_plan(
    name: str, known: str, taken: tuple[str | None, str | None], days: tuple[date | None, date | None],
    place: Place, said: str, *, over: bool,
) -> Found | str:  # fmt: skip
    """Return a drug that the model does not have: what goes on belongs to the habits, what is over to the history.

    Parameters
    ----------
    name : str
    known : str
        What it is and does.
    taken : tuple of str or None
        Dose and rhythm, as far as they are told.
    days : tuple of date or None
        The first and the last.
    place : Place
    said : str
    over : bool
    """
    (dose, every), (begins, ends) = taken, days
    if over and (begins is None or ends is None):
        return "it has ended, and does not say when; write the entry into [history] by hand"
    entry: dict[str, Any] = {"name": name}
    entry |= {key: value for key, value in (("dose", dose), ("every", every)) if value}
    if over:
        entry |= {"from": begins, "until": ends}
    since = f"; since {begins}" if begins is not None and not over else ""
    return Found(
        ("history" if over else "habits", "drug"), entry, place, said, f"not simulated: {known}{since}"
    )


def weekdays_text(days: list[int]) -> str:
    """Return days of the week as a person's file writes them."""
    return ", ".join(WEEK[day].capitalize() for day in sorted(set(days)))


def duration_text(count: float, unit: str) -> str:
    """Return a time between doses as a person's file writes it."""
    return f"1 {unit.removesuffix('s')}" if count == 1 else f"{plain(count)} {unit}"
