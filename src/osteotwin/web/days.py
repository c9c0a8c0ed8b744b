"""Days as pages write them, in the language of the request at hand."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from osteotwin.report.formatting import NBSP
from osteotwin.web.language import Words, gettext

WEEKDAYS: Final = (
    Words("Monday"), Words("Tuesday"), Words("Wednesday"), Words("Thursday"), Words("Friday"), Words("Saturday"),
    Words("Sunday"),
)  # fmt: skip
SHORT_WEEKDAYS: Final = (
    Words("Mon"), Words("Tue"), Words("Wed"), Words("Thu"), Words("Fri"), Words("Sat"), Words("Sun"),
)  # fmt: skip
_MONTHS: Final = (
    Words("January"), Words("February"), Words("March"), Words("April"), Words("May"), Words("June"), Words("July"),
    Words("August"), Words("September"), Words("October"), Words("November"), Words("December"),
)  # fmt: skip

#: A day as files write it.
_WRITTEN: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def today() -> date:
    """Return the day of the machine's clock: what is ticked has a day in somebody's week."""
    return datetime.now().astimezone().date()


def calendar_date(day: date) -> str:
    """Write a day as "1 February 2026"."""
    return _untorn(gettext("%(day)s %(month)s %(year)s") % _parts(day))


def moment(at: datetime) -> str:
    """Write a moment as "1 February 2026, 14:05", by the clock of this machine."""
    here = at.astimezone()
    return gettext("%(date)s, %(time)s") % {"date": calendar_date(here.date()), "time": f"{here:%H:%M}"}


def with_days_in_words(text: str) -> str:
    """Write the days of a text, which files write as 2026-02-01, as pages write them.

    Examples
    --------
    >>> with_days_in_words("scan of 2026-02-01, row 2026-99-99").replace(NBSP, " ")
    'scan of 1 February 2026, row 2026-99-99'
    """
    return _WRITTEN.sub(_in_words, text)


def day_and_month(day: date) -> str:
    """Write a day of a known year as "1 February"."""
    return _untorn(gettext("%(day)s %(month)s") % _parts(day))


def day_of_week(day: date) -> str:
    """Write a day of a known year as "Sunday 1 February"."""
    return gettext("%(weekday)s %(date)s") % {
        "weekday": WEEKDAYS[day.weekday()],
        "date": day_and_month(day),
    }


def _in_words(found: re.Match[str]) -> str:
    try:
        return calendar_date(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def _parts(day: date) -> dict[str, object]:
    return {"day": day.day, "month": _MONTHS[day.month - 1], "year": day.year}


def _untorn(text: str) -> str:
    return text.replace(" ", NBSP)
