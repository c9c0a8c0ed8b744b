"""How often, among the other words of a dose."""

from __future__ import annotations

import re
from math import inf, isclose
from typing import Final

from osteotwin.protocol.dose_gathered import END, Gathered
from osteotwin.protocol.dose_strength import EACH, AmbiguousDose
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.rhythm_words import said
from osteotwin.units import AmbiguousRhythm, Rhythm
from osteotwin.units.patterns import later

VERBS: Final = (
    r"(?:split|divided|broken|spread|dosed|done|given|taken|pinned|injected|shot|cut|administered|"
    r"jabbed|self[- ]injected)"
)
_MOST_WORDS: Final = 9
TIME_OF_DAY: Final = later(
    r"\b(?:am|pm|morning|breakfast|noon|midday|lunch|afternoon|tea ?time|dinner|evening|night|waking|bed ?time)\b"
)
_DAY_NAMES: Final = later(r"\b(mon|tue|wed|thu|fri|sat|sun)")
_SENTENCE: Final = later(r"(?<=[a-z]{3})\.(?=\s)")
#: Where a rhythm ends at the latest.
_NEXT_AMOUNT: Final = later(
    rf"(?<![\d.]){_N} ?(?:{_M}|ml|cc){END}|(?<![\d.]){_N} (?:of )?(?:an? )?(?:{EACH}|{_N}){END}|"
    rf"\b(?:weeks?|wks?|days?|months?) ?\d+ ?(?:-|–|to) ?\d|\b(?:for|then|x) \d|"
    rf"(?<!each )(?<!every )(?<!per )\b{VERBS}\b"
)


def read_rhythm(text: str, place: int, step: Gathered) -> int | None:
    """Read how often into a step; return where it ends, ``None`` for no rhythm, or a third one."""
    behind = place + 2 if text.startswith("x ", place) else place
    found = rhythm_at(text, behind)
    if found is None:
        return None
    words = text[found[0] : found[1]].strip(" ,;()")
    if not step.rhythm:
        step.rhythm = words
    elif not step.again:
        step.again = words
    else:
        return None
    return found[1]


def rhythm_at(text: str, place: int) -> tuple[int, int] | None:
    """Return where the longest rhythm that begins at a place begins and ends."""
    amount = _NEXT_AMOUNT.search(text, place)
    here = _SENTENCE.split(text[place : amount.start() if amount else len(text)])[0]
    ends = [found.end() for found in re.finditer(r"\S+", here)][:_MOST_WORDS]
    for end in reversed(ends):
        words = here[:end].rstrip(" ,;:().")
        if words and _is_said(words):
            return place, place + len(words)
    return None


def _is_said(words: str) -> bool:
    """Tell whether words are a rhythm; "per week, daily" is a rate and how it is shared out, and no rhythm.

    Raises
    ------
    AmbiguousRhythm
    """
    try:
        return said(words) is not None
    except AmbiguousRhythm:
        if is_rate(words) and "," in words:
            return False
        raise


def is_rate(words: str) -> bool:
    """Tell whether an amount with these words is all of a period: ``/week``, ``per week``."""
    return re.match(r"(?:/|per |an? )", words) is not None


def is_within(again: str, words: str) -> bool:
    """Tell whether a rhythm is more often than the period of a rate: Monday and Thursday, of a week."""
    inner, whole = said(again), said(words)
    return (
        inner is not None and whole is not None and not inner.implied_daily and inner.days < whole.days * 0.99
    )


#: Who takes something on so many days of a week calls it daily.
_MOST_DAYS: Final = 4


def one_rhythm(one: str, other: str) -> str:
    """Return the rhythm that two words say together: ``weekly``, ``on Mondays``.

    Raises
    ------
    AmbiguousDose
        If the two differ.
    """
    first, second = said(one), said(other)
    if first is not None and second is not None:
        times = {time[0] for words in (one, other) if (time := TIME_OF_DAY.search(words))}
        if len(times) > 1 and min(first.mean_days, second.mean_days) >= 1.0:
            raise AmbiguousDose('say what is taken each time: "600 mg in the morning, 600 mg at night"')
        if first.with_shot or second.with_shot:
            return _with_shots(*((one, other, second) if first.with_shot else (other, one, first)))
        _ask_month(one, other, first, second)
        if (
            (one_days := _DAY_NAMES.findall(one))
            and (others := _DAY_NAMES.findall(other))
            and (first.weekdays != second.weekdays or set(one_days) != set(others))
        ):
            raise AmbiguousDose("name the days once: those that are said differ")
        for each, some in ((first, other), (second, one)):
            # "daily, Mon to Fri"; of two or three days one cannot tell which of both is meant.
            if (
                each.days == 1.0
                and not each.weekdays
                and (days := said(some))
                and len(days.weekdays) >= _MOST_DAYS
            ):
                return some
        if len(second.weekdays) == 1 and not first.weekdays and first.days % 7.0 == 0.0:
            return one
        if len(first.weekdays) == 1 and not second.weekdays and second.days % 7.0 == 0.0:
            return other
        if isclose(first.mean_days, second.mean_days, rel_tol=0.01):
            return other if second.weekdays else one
        if first.implied_daily or second.implied_daily:
            # "once at night" is no single dose.
            return other if first.implied_daily or first.days == inf else one
    raise AmbiguousDose("say how often once: the two that are said differ")


#: Words for one dose of each day at a time of it.
_AT_A_TIME: Final = ("nightly", "qam", "qpm", "qhs", "qn", "nocte", "mane", "hs", "om")


def _with_shots(shots: str, other: str, found: Rhythm) -> str:
    """Return what goes with each shot, or the days of the shots where they are said.

    Raises
    ------
    AmbiguousDose
        If it is said to be taken every day, too.
    """
    if found.implied_daily or other in _AT_A_TIME:
        return shots
    if found.days == 1.0:
        raise AmbiguousDose('write "with each injection" or "daily", whichever is meant')
    return other


def _ask_month(one: str, other: str, first: Rhythm, second: Rhythm) -> None:
    """Ask of what is taken at a time of the day in a month of the year, or on a day of the month.

    Raises
    ------
    AmbiguousDose
    """
    daily = any(found.days == 1.0 for found in (first, second))
    for words, found in ((one, first), (other, second)):
        if daily and found.days > _MONTH and not re.search(r"\d|year|annual", words):
            raise AmbiguousDose(
                f'write "daily" with its first and last day if it is taken {words} alone, or "once a year" if that is '
                "meant"
            )


#: A month of the year is named, and no interval, where it comes back so late [day].
_MONTH: Final = 100.0


def per_day(step: Gathered) -> tuple[float, str] | None:
    """Return how much is taken a day, and its unit; ``None`` where the step does not say it plainly."""
    found = said(step.rhythm) if step.rhythm else None
    if step.amount is None or found is None or step.split or step.again or found.days == inf:
        return None
    return step.amount[0] / found.mean_days, step.amount[1]
