"""Days that are counted in months of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from osteotwin.constants import DAYS_PER_MONTH, MONTHS_PER_YEAR
from osteotwin.protocol.interventions import DrugCourse

#: An interval that a file gives in months is a multiple of the mean month but for rounding.
_ROUNDING = 1e-6


def months_after(day: date, months: float) -> date:
    """Return the same day of the month so many months later, or the month's last; half a month is its days.

    Examples
    --------
    >>> months_after(date(2026, 12, 1), 12)
    datetime.date(2027, 12, 1)
    >>> months_after(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    whole = int(months)
    years, month = divmod(day.month - 1 + whole, int(MONTHS_PER_YEAR))
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    last_of_month = (following - timedelta(days=1)).day
    moved = first.replace(day=min(day.day, last_of_month))
    return moved + timedelta(days=round((months - whole) * DAYS_PER_MONTH))


def day_of_dose(course: DrugCourse, place: int, today: date) -> date:
    """Return the day of a dose: by the calendar where the interval is one of whole months.

    Parameters
    ----------
    course : DrugCourse
    place : int
        0 is the first dose.
    today : datetime.date
        Day 0.

    Examples
    --------
    >>> day_of_dose(DrugCourse("denosumab", 60.0, 6 * DAYS_PER_MONTH), 3, date(2026, 2, 1))
    datetime.date(2027, 8, 1)
    """
    first, months = today + timedelta(days=round(course.from_day)), course.interval_days / DAYS_PER_MONTH
    if round(months) >= 1 and abs(months - round(months)) < _ROUNDING:
        return months_after(first, place * round(months))
    return today + timedelta(days=round(course.from_day + place * course.interval_days))
