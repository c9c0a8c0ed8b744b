"""How long something is taken: a length of time, and the day on which it is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

#: Days in a unit of a duration, where the calendar does not count.
_DAYS: Final = {"h": 1.0 / 24.0, "d": 1.0, "wk": 7.0}
_MONTHS: Final = {"mo": 1, "a": 12}
_WORDS: Final = {"hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}
_LONGEST, _LATEST_YEAR = 1e4, 2200


def lasting(value: float, unit: str) -> tuple[float, str] | None:
    """Return a length of time with its unit as UCUM has it; ``None`` where it is none, or is parts of a month.

    Examples
    --------
    >>> lasting(5, "years")
    (5, 'a')
    """
    unit = unit.strip().casefold()
    unit = _WORDS.get(unit.removesuffix("s"), unit)
    if not 0.0 < value < _LONGEST or unit not in (*_DAYS, *_MONTHS):
        return None
    return None if unit in _MONTHS and value != int(value) else (value, unit)


def after_duration(begins: date, value: float, unit: str) -> date | None:
    """Return the day so much later, with the unit as :func:`lasting` gives it; ``None`` where it is too late.

    Examples
    --------
    >>> after_duration(date(2018, 5, 14), 5, "a")
    datetime.date(2023, 5, 14)
    """
    if unit in _DAYS:
        return begins + timedelta(days=round(value * _DAYS[unit]))
    months = begins.month - 1 + int(value) * _MONTHS[unit]
    year, month = begins.year + months // 12, months % 12 + 1
    if year > _LATEST_YEAR:
        return None
    for day in range(begins.day, 27, -1):  # a month may be shorter
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(begins.day, 28))
