"""Several times of a day on days that do not come every day: ``0.5 mg mornings and evenings on Mondays``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import Final

from osteotwin.protocol.dose_step import DoseStep, amount_text
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.units.patterns import later

_PART_OF_DAY: Final = {
    "morning": r"mornings?|mane|a\.?m\.?|breakfasts?|waking|rising",
    "noon": r"noon|midday|lunch(?:time)?|afternoons?",
    "evening": r"evenings?|p\.?m\.?|dinners?|suppers?|tea ?time",
    "night": r"nights?|nocte|bed ?time|bed",
}
_TIME: Final = (
    r"(?:\b(?:at|in|before|after|with|upon|on|the|my|each|every) )*(?:\d{1,2}(?::\d\d)? ?(?=[ap]\.?m))?"
    rf"(?<![a-z])(?:{'|'.join(_PART_OF_DAY.values())})(?![a-z])(?!,? \w+ing\b)"
)
_JOINT: Final = r"(?: ?(?:,|/|&|\+) ?(?:and )?| and (?:again )?| plus )"
_TIMES: Final = later(
    rf"(?<!between )(?<!or ){_TIME}(?: {_TIME}(?=,?{_JOINT}{_TIME}))?(?:{_JOINT}{_TIME})+(?! or\b)",
    re.IGNORECASE,
)
_SHARED_OUT: Final = later(
    r"\b(?:split|divided|shared|half|halves|in all|total|altogether|or|either)\b", re.IGNORECASE
)


_THREE: Final = later(rf"({_TIME}) ({_TIME})(?=,? (?:and|&|\+) {_TIME})", re.IGNORECASE)


def with_commas_between_times(text: str) -> str:
    """Return three times of the day with a comma where none was typed.

    Examples
    --------
    >>> with_commas_between_times("5 mg morning noon and night")
    '5 mg morning, noon and night'
    """
    return _THREE.sub(r"\1, \2", text)


def times_joined(text: str) -> tuple[int, str] | None:
    """Return how many times of one day words join, and the text without them; ``None`` for fewer than two.

    Examples
    --------
    >>> times_joined("0.5 mg mornings and evenings on Mondays")
    (2, '0.5 mg on Mondays')
    >>> times_joined("0.5 mg Monday morning and Thursday evening") is None
    True
    """
    found = _TIMES.search(text)
    if found is None:
        return None
    parts = {
        part
        for part, words in _PART_OF_DAY.items()
        if re.search(rf"(?<![a-z])(?:{words})(?![a-z])", found[0], re.IGNORECASE)
    }
    if parts == {"evening", "night"} and not re.search(r"and|&|\+|/|plus", found[0]):
        return None  # "in the evening, before bed"
    if len(parts) < 2:
        return None
    return len(parts), " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()).replace(" ,", ",")


def all_of_a_day(
    text: str, read: Callable[[str], tuple[DoseStep, ...] | None]
) -> tuple[DoseStep, ...] | None:
    """Return what a day comes to of which several times are told, where it does not come every day; else ``None``.

    Parameters
    ----------
    text : str
        In English words.
    read : callable
        The reader of the dose without its times.
    """
    times = times_joined(text)
    if times is None or _SHARED_OUT.search(text):
        return None
    try:
        steps = read(times[1])
    except ValueError:
        return None
    if steps is None or len(steps) != 1:
        return None
    (step,) = steps
    if step.rhythm is None or step.is_rate or step.said or not 1.01 < step.rhythm.days < inf:
        return None
    number, unit = str(step.amount).split()
    return (replace(step, amount=amount_text(float(number) * times[0], unit)),)


def ask_times_lost(text: str, found: tuple[DoseStep, ...] | None) -> None:
    """Ask of a dose that is read as fewer doses a day than it tells times of the day.

    Raises
    ------
    AmbiguousDose
    """
    times = times_joined(text)
    if times is None or not found or len(found) != 1 or (step := found[0]).rhythm is None or step.said:
        return
    a_day = 1.0 / min(step.rhythm.days, 1.0)
    if not step.is_rate and times[0] > a_day + 0.01 and not _SHARED_OUT.search(text):
        raise AmbiguousDose(
            f'{times[0]} times of the day are told: write what the day comes to in all, for example "5 mg daily in '
            'all", or how often, for example "5 mg twice a day"'
        )
