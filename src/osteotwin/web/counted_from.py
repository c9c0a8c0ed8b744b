"""From which day an outlook counts, said where that is not about the day of the machine's clock."""

from __future__ import annotations

from datetime import date
from typing import Final

from osteotwin.constants import DAYS_PER_MONTH
from osteotwin.report.access import Answer
from osteotwin.web.days import calendar_date
from osteotwin.web.language import gettext, ngettext

#: Up to here bone moves by less than anybody can tell [days].
_ABOUT_NOW: Final = 31


def counted_from(answer: Answer, clock: date) -> str:
    """Return a sentence on which day "today" of an outlook is; empty where it is about the clock's.

    The day comes from the person's file, so that the same file always tells the same; a page that is opened much
    later, or before a plan begins, must say so.
    """
    day = date.fromisoformat(answer["today"])
    ago = (clock - day).days
    if abs(ago) <= _ABOUT_NOW:
        return ""
    months = max(1, round(abs(ago) / DAYS_PER_MONTH))
    given = {"day": calendar_date(day), "months": months}
    if ago < 0:
        return gettext("“Today” on this page is %(day)s, which lies ahead: the plan begins then.") % given
    said = ngettext(
        "“Today” on this page is %(day)s, %(months)s month ago: the last day that the diary tells of. A new scan or "
        "laboratory value brings it forward, or another first day of the outlook in the diary.",
        "“Today” on this page is %(day)s, %(months)s months ago: the last day that the diary tells of. A new scan or "
        "laboratory value brings it forward, or another first day of the outlook in the diary.",
        months,
    )
    return said % given
