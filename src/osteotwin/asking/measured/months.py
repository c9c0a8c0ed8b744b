"""Months without a day in an answer on scans or blood tests: each counts as its middle, and that is said."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.asking.when import DATE, read_day
from osteotwin.importing.dates import MiddleOfMonth, month_written, same_day
from osteotwin.units.patterns import later

#: What ends in a digit and is no day of the month behind it: "-2.5 Jan 2020", "0.78 g/cm2 Jan 2024", "110 May 2026".
_NO_DAY: Final = later(r"\d+[.,]\d+|\w2(?=\s)|\b(?!(?:19|20)\d\d\b)\d{3,}(?=\s)")
#: Its last digit and a day behind it would be one number.
_VALUE_BEFORE: Final = later(r"\w\s+$")


def month_of(text: str) -> tuple[re.Match[str], MiddleOfMonth] | None:
    """Return where the first month without a day stands, and its middle; a value before it is no day."""
    return month_written(_NO_DAY.sub(lambda found: "x" * len(found[0]), text))


def with_middles(
    question: str, text: str, order: str | None, today: date | None = None
) -> tuple[str, frozenset[tuple[int, int]]]:
    """Write the middle of each month in its place, where an answer names months and no full day.

    Beside a full day it stays as it is: whether it is that of a value has to be asked. Of the month of ``today`` no day
    is taken that is still to come.

    Examples
    --------
    >>> with_middles("labs", "estradiol 45 pmol/L (Jan 2026)", None)
    ('estradiol 45 pmol/L (15 January 2026)', frozenset({(2026, 1)}))
    """
    if any(read_day(question, one[0], order) is not None for one in DATE.finditer(text)):
        return text, frozenset()
    months: set[tuple[int, int]] = set()
    while (found := month_of(text)) is not None:
        match, middle = found
        if today is not None and same_day(today, middle):
            middle = MiddleOfMonth(today.year, today.month, min(today.day, middle.day))
        before = text[: match.start()]
        before = f"{before.rstrip()}, " if _VALUE_BEFORE.search(before) else before
        text = f"{before}{middle:%d %B %Y}{text[match.end() :]}"
        months.add((middle.year, middle.month))
    return text, frozenset(months)


def as_told(day: date | None, months: frozenset[tuple[int, int]]) -> date | None:
    """Return a day as the middle of a month, where only its month was told."""
    if day is None or (day.year, day.month) not in months:
        return day
    return MiddleOfMonth(day.year, day.month, day.day)
