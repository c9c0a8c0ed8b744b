"""How often something is trained, wherever its words begin in a sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from osteotwin.asking.training.amounts import REPS_WORD, SETS_WORD, Kind, Value
from osteotwin.protocol.file_values import ONCE_OR_BOTH_DAYS, may_be_one_day
from osteotwin.units import AmbiguousRhythm, rhythm
from osteotwin.units.patterns import later

_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
#: With which words of how often begin, and end.
_BEGINS: Final = later(
    rf"(?:\d ?x|\d|x ?\d|1\d(?= ?x| times)|2[01](?= times)|"
    r"once|twice|thrice|every|each|daily|nightly|weekly|monthly|alternate|"
    rf"eod|weekdays?|weekends?|"
    rf"week-ends?|{_DAY}|(?:on|at) (?:(?:the|every|each) )?(?:{_DAY}|weekdays?|weekends?|alternate)|most|"
    r"fortnightly|MWF|TTh|M[/,-]|[eq] ?\d+ ?d|(?:every|each) (?:morning|evening|night|afternoon))\b|"
    r"(?:a|per|each|/) ?(?:day|week|wk)\b",
    re.IGNORECASE,
)
_ENDS: Final = later(
    rf"\b(?:days?|weeks?|wks?|daily|nightly|weekly|months?|monthly|fortnight(?:ly)?|years?|{_DAY}|weekdays?|weekends?|eod|e\dd|mornings?|evenings?|"
    r"nights?|w|d|MWF|TTh|off|[FTSMW]|Th|x|times?)\b",
    re.IGNORECASE,
)
_A_DAY: Final = later(r"(?:a|per|each|/) ?day\b(?! of\b| off\b(?! (?:an?|the|of) ))", re.IGNORECASE)
_A_WEEK: Final = later(r"(?:(?:a|per|each|every) |/ ?)(?:week|wk)\b", re.IGNORECASE)
#: "2x", "3 times", "4 days": the period is said elsewhere, and of days it can only be the week.
_COUNT: Final = later(
    r"(?:(?P<n>[1-9]|1\d) ?(?:x(?! ?\d)|times|sessions|(?P<days>days?|mornings|evenings|nights))|once|twice)(?![a-z])",
    re.IGNORECASE,
)
_EVERY: Final = later(r"(?:every|each)\b", re.IGNORECASE)
#: Characters of the longest words of how often that are looked for.
_LONGEST: Final = 70
_DAYS_PER_WEEK: Final = 7.0
#: Sets and what is done are no part of how often.
_NO_RHYTHM: Final = later(
    rf"[;:()]|\d ?(?:kg|lb|min|x ?\d)|\d ?(?:{SETS_WORD}|{REPS_WORD})(?![a-z])", re.IGNORECASE
)

#: "level 8 weekly": no training is of every eighth week.
_MANY_WEEKLY: Final = later(r"(?:[89]|\d\d+) ?-?weekly\b", re.IGNORECASE)
#: Two rhythms: "every evening and Sunday mornings".
_TWO: Final = later(
    rf"\b(?:every|each) (?:day|morning|evening|night|afternoon)s? (?:and|&|,) ?(?:on )?{_DAY}\b",
    re.IGNORECASE,
)


def often_at(text: str, start: int) -> tuple[Kind, int, Value] | None:
    """Return the words of how often that begin at a place; ``None`` for none.

    Returns
    -------
    tuple or None
        Their kind, their end, and the times a week or what is to be asked.

    Examples
    --------
    >>> often_at("walk 3 times a week at home", 5)[1:], often_at("2x, run 3x a week", 0)[1:]
    ((19, (3,)), (2, (2,)))
    """
    if start and text[start - 1].isalnum() and text[start] != "/":
        return None
    if not _BEGINS.match(text, start):
        return None
    if (day := _A_DAY.match(text, start)) is not None:
        return Kind.OFTEN, day.end(), (7,)
    if (week := _A_WEEK.match(text, start)) is not None:
        return Kind.PERIOD, week.end(), ()
    window = text[start : start + _LONGEST]
    ends = [found.end() for found in _ENDS.finditer(window)]
    for end in reversed(ends):
        if end < len(window) and window[end].isalnum():
            continue
        times = _times(window[:end])
        if times is not None:
            return (Kind.UNSURE if isinstance(times, str) else Kind.OFTEN), start + end, (times,)
    if (count := _COUNT.match(text, start)) is not None:
        number = int(count["n"]) if count["n"] else 1 if count[0].casefold() == "once" else 2
        return (Kind.OFTEN if count["days"] else Kind.COUNT), count.end(), (number,)
    return None


#: "3 days on, 1 day off"; weeks of rest are no rhythm of a week.
_ON_AND_OFF: Final = later(r"[1-9] days? on\b,? ?(?:[/&-] ?|and )?[1-9] days? off", re.IGNORECASE)


def _is_of_days(words: str) -> bool:
    return _ON_AND_OFF.fullmatch(words.strip()) is not None


@lru_cache(maxsize=4096)
def _times(words: str) -> float | str | None:
    """Return the times a week of words, or what is to be asked of them; ``None`` for words that are no rhythm."""
    if _NO_RHYTHM.search(words) or _TWO.search(words) or _MANY_WEEKLY.match(words):
        return None
    try:
        found = rhythm(words)
    except AmbiguousRhythm as ambiguous:
        if re.match(
            r"[\d.]+ ?(?:-|to|or) ?[\d.]+ ?-?(?:min|h|reps?|sets?|kg|lb|km|mi|met|m\b|y|laps)", words
        ):
            return None
        return str(ambiguous)
    if (
        found is None
        or (found.implied_daily and not _is_of_days(words) and not _EVERY.match(words))
        or not 0.0 < found.mean_days < float("inf")
    ):
        return None
    if may_be_one_day(found, words):
        return ONCE_OR_BOTH_DAYS
    times = _DAYS_PER_WEEK / found.mean_days
    return round(times, 3) if times % 1 else int(times)
