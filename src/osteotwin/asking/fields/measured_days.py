"""The day that fills a field → a day that is read in one way only, or what to ask of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from osteotwin.asking.fields.field import FIELDS
from osteotwin.asking.seasons import SEASON
from osteotwin.asking.when import DATE
from osteotwin.errors import InputError, Problem
from osteotwin.importing.answers import Answers
from osteotwin.importing.dates import MiddleOfMonth, day_or_month, month_written
from osteotwin.importing.found import Place
from osteotwin.units.months import MONTHS
from osteotwin.units.named_days import month_number
from osteotwin.units.patterns import later

#: Days whose reader knows which day it is.
_SPOKEN: Final = later(r"today|yesterday")
_AGO: Final = later(r"(?P<n>\d{1,2}|an?|one|two|three|four|five|six) ?(?P<unit>day|week|wk)s? ago", 2)
_IN_DIGITS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
#: About when in a month: its middle is taken.
_ABOUT: Final = later(
    r"^(?:early|mid|late|(?:the )?(?:beginning|middle|end) of|in|about|around)[ -](?:in )?", 2
)
_OF_YEAR: Final = later(
    r"\d{1,2}[/.]\d{1,2}\.?|(?:[^\W\d]{3,9}\.? )?\d{1,2}(?:st|nd|rd|th)?\.?(?: (?:of )?[^\W\d]{3,9}\.?)?"
)
_YEAR: Final = later(r"(?:in )?(?:19|20)\d\d", 2)
_MONTHS: Final = 12
_NUMBER: Final = later(r"\d{1,2}")
_NAME: Final = later(r"[^\W\d]{3,}")
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
    written = _ABOUT.sub("", written)
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
    if (ago := _AGO.fullmatch(written.casefold())) is not None:
        unit = "day" if ago["unit"] == "day" else "week"
        return f"{_IN_DIGITS.get(ago['n'], ago['n'])} {unit}s ago"
    return Problem(
        FIELDS,
        place,
        f'"{written}" as the day of {of}',
        "a day that can be read in one way only",
        _either(written)
        or _lacking(written)
        or "write year, month and day, for example 2026-01-12, or January 2026",
    )


def month_and_day(slashed: str) -> str:
    """Return a day such as 10/14 that can be of one month only; empty where it may be of two.

    Examples
    --------
    >>> month_and_day("10/14"), month_and_day("14/10"), month_and_day("3/4")
    ('14 October', '14 October', '')
    """
    first, second = sorted(map(int, slashed.split("/")))
    is_plain = 1 <= first <= _MONTHS and (second > _MONTHS or first == second)
    return f"{second} {MONTHS[first - 1].capitalize()}" if is_plain else ""


def may_be_year(number: str, today: date) -> bool:
    """Tell whether a number behind a month may be its year in short: "may 26".

    Examples
    --------
    >>> may_be_year("26", date(2026, 12, 1)), may_be_year("9", date(2026, 12, 1)), may_be_year("31", date(2026, 12, 1))
    (True, False, False)
    """
    return number.isdigit() and 0 <= today.year % 100 - int(number) <= _LONGEST_AGO


#: So many years ago a scan may have been, and be told with its year in short.
_LONGEST_AGO: Final = 11
#: What may be a day and a year of a scan.
_SHORT_YEARS: Final = range(15, 32)
_SHORT_YEAR: Final = later(r"(?P<month>[01]?\d|[^\W\d]{3,9})\.?[/ ](?P<year>\d\d)")


def _in_two_ways(written: str) -> str:
    """Return what to write where a number behind a month may be its day or its year; empty where it is not that."""
    found = _SHORT_YEAR.fullmatch(written)
    if found is None or int(found["year"]) not in _SHORT_YEARS:
        return ""
    month = int(found["month"]) if found["month"].isdigit() else month_number(found["month"])
    if month is None or not 1 <= month <= _MONTHS:
        return ""
    name = MONTHS[month - 1].capitalize()
    day = int(found["year"])
    return f'write "{name} 20{day}" if {day} is the year, or the year too, as in "{day} {name} 2026", if it is the day'


def _lacking(written: str) -> str:
    """Return what to write where the month or the year lacks; empty where it is not that."""
    if either := _in_two_ways(written):
        return either
    if _YEAR.fullmatch(written):
        year = written[-4:]
        middle = f'"June {year}", the middle of it, where it is not known'
        return f'write the month, too, as in "March {year}"; {middle}'
    if SEASON.fullmatch(written):
        return 'write the month that is nearest, with its year, for example "January 2026"'
    if _NAME.fullmatch(written.strip(".")) and month_number(written.strip(".")) is not None:
        return f'write the year, too, as in "{written} 2026"'
    if _OF_YEAR.fullmatch(written) and (day := _day_of_year(written)):
        return f'write the year, too, as in "{day} 2026"'
    return ""


def _day_of_year(written: str) -> str:
    """Return a day without its year; empty where it is none, or may be two."""
    if "/" in written:
        return month_and_day(written)
    numbers, names = _NUMBER.findall(written), _NAME.findall(written)
    month = next(filter(None, map(month_number, names)), None)
    if month is not None and len(numbers) == 1:
        return f"{int(numbers[0])} {MONTHS[month - 1].capitalize()}"
    return ""


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
