"""Days as pages write them, in the language of the request at hand."""

from __future__ import annotations

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


def today() -> date:
    """Return the day of the machine's clock: what is ticked has a day in somebody's week."""
    return datetime.now().astimezone().date()


def calendar_date(day: date) -> str:
    """Write a day as "1 February 2026"."""
    return _untorn(gettext("%(day)s %(month)s %(year)s") % _parts(day))


def day_and_month(day: date) -> str:
    """Write a day of a known year as "1 February"."""
    return _untorn(gettext("%(day)s %(month)s") % _parts(day))


def day_of_week(day: date) -> str:
    """Write a day of a known year as "Sunday 1 February"."""
    return gettext("%(weekday)s %(date)s") % {
        "weekday": WEEKDAYS[day.weekday()],
        "date": day_and_month(day),
    }


def _parts(day: date) -> dict[str, object]:
    return {"day": day.day, "month": _MONTHS[day.month - 1], "year": day.year}


def _untorn(text: str) -> str:
    return text.replace(" ", NBSP)
