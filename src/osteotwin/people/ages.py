"""Years by the calendar: somebody is 18 on the birthday, whatever the leap years before it."""

from __future__ import annotations

from datetime import date


def age_on(birth: date, day: date) -> float:
    """Return the years between two days, whole on each anniversary and even between two of them.

    Who was born on 29 February has the birthday on 1 March in other years.

    Examples
    --------
    >>> age_on(date(2009, 3, 1), date(2027, 3, 1))
    18.0
    """
    years = day.year - birth.year - (day < _anniversary(birth, day.year))
    last, following = (_anniversary(birth, birth.year + passed) for passed in (years, years + 1))
    return years + (day - last).days / (following - last).days


def _anniversary(birth: date, year: int) -> date:
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
