"""Numbers and rhythms in words: ``1,200``, ``twice``, ``every 6 months``."""

from __future__ import annotations

from osteotwin.constants import DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR

_COUNTS = {1: "once", 2: "twice"}


def number(value: float) -> str:
    """Return a number with six significant digits at most and commas for thousands."""
    rounded = float(f"{value:.6g}")
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,}"


def how_often(interval_days: float) -> str:
    """Return an interval as words: ``every day``, ``twice a day``, ``every 6 months``."""
    per_day = 1.0 / interval_days
    if interval_days < 1.0 and whole(per_day):
        return f"{times(per_day)} a day"
    for unit, days in (
        ("year", DAYS_PER_YEAR),
        ("month", DAYS_PER_MONTH),
        ("week", DAYS_PER_WEEK),
        ("day", 1.0),
    ):
        count = interval_days / days
        if count >= 0.9 and whole(count):
            return f"every {unit}" if round(count) == 1 else f"every {round(count)} {unit}s"
    return f"every {number(interval_days)} days"


def times(count: float) -> str:
    """Return a count as words: ``once``, ``twice``, ``3 times``."""
    return _COUNTS.get(round(count), f"{round(count)} times") if whole(count) else f"{number(count)} times"


def whole(value: float) -> bool:
    """Tell whether a positive value is a whole number, but for a hundredth."""
    return abs(value - round(value)) < 0.01 and round(value) > 0
