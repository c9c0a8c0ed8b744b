"""The day that fills a field → a day that is read in one way only, or what to ask of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from osteotwin.asking.fields.field import FIELDS
from osteotwin.asking.when import DATE
from osteotwin.errors import InputError, Problem
from osteotwin.importing.answers import Answers
from osteotwin.importing.dates import MiddleOfMonth, day_or_month, month_written
from osteotwin.importing.found import Place
from osteotwin.units.patterns import later

#: Days whose reader knows which day it is.
_SPOKEN: Final = later(r"today|yesterday")
_SLASHED: Final = later(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})")


def day_told(place: str, of: str, written: str) -> str | Problem:
    """Return a day as ``2026-01-12``, a month as ``January 2026``, or the question on what was written.

    Parameters
    ----------
    place : str
        Of the field.
    of : str
        What was on that day.
    written : str

    Examples
    --------
    >>> day_told("rows[0].day", "Estradiol", "12 January 2026"), day_told("rows[0].day", "Estradiol", "01/2026")
    ('2026-01-12', 'January 2026')
    >>> day_told("rows[0].day", "Estradiol", "03/04/2026").fix
    'write 2026-04-03 if it was 3 April 2026, or 2026-03-04 if it was 4 March 2026'
    """
    month = month_written(written)
    is_whole = DATE.fullmatch(written) or (month is not None and month[0][0].strip() == written)
    if is_whole:
        try:
            day = day_or_month(written, None, Place(""), Answers())
        except InputError:
            day = None
        if day is not None:
            return shown(day)
    if _SPOKEN.fullmatch(written.casefold()):
        return written.casefold()
    return Problem(
        FIELDS,
        place,
        f'"{written}" as the day of {of}',
        "a day that can be read in one way only",
        _either(written) or "write year, month and day, for example 2026-01-12, or January 2026",
    )


def shown(day: date) -> str:
    """Return a day as it is filled in: of a month without its day only the month."""
    return f"{day:%B %Y}" if isinstance(day, MiddleOfMonth) else day.isoformat()


def _either(written: str) -> str:
    """Return the two days that a date such as 03/04/2026 may be; empty where it is none of two."""
    found = _SLASHED.fullmatch(written)
    if found is None:
        return ""
    try:
        days = [
            datetime.strptime("/".join(found.group(*order, "year")), "%d/%m/%Y").date()
            for order in (("first", "second"), ("second", "first"))
        ]
    except ValueError:
        return ""
    told = [f"{day.isoformat()} if it was {day.day} {day:%B %Y}" for day in days]
    return f"write {', or '.join(told)}"
