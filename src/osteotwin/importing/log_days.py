"""Days of a log beside today: what lies after today is no day of a log, and what ended long ago is no habit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Gathered, Place, counted

#: A log that ended more days before today is said to have ended, and one of more than a year tells no habit.
_A_GAP: Final = 28
_TOO_OLD: Final = 365


def until_today(
    days: Collection[date], what: str, place: Place, gathered: Gathered, answers: Answers
) -> list[date]:
    """Return the days of a log up to today; name those after it, which are slips or plans.

    Examples
    --------
    >>> gathered, answers = Gathered(), Answers(today="2026-11-01")
    >>> until_today([date(2026, 10, 1), date(2027, 10, 1)], "food", Place("log.csv"), gathered, answers)
    [datetime.date(2026, 10, 1)]
    """
    today = _today(answers)
    later = [day for day in days if day > today]
    if later:
        stated = " (from in [outlook])" if answers.today is not None else ""
        said = f"{counted(len(later), 'day')} of {what} from {min(later)} to {max(later)}"
        gathered.leave(place, said, f"after today, {today}{stated}; nothing of them is counted")
    return [day for day in days if day <= today]


def too_old(last: date, what: str, place: Place, gathered: Gathered, answers: Answers) -> bool:
    """Tell whether a log ended so long before the today that was stated that it tells no habit, and name it if so."""
    today = _today(answers)
    if answers.today is None or today - last <= timedelta(days=_TOO_OLD):
        return False
    why = f"more than a year before today, {today}; write what is still done into [habits] by hand"
    gathered.leave(place, f"{what}, whose last day is {last}", why)
    return True


def said_gap(last: date, answers: Answers) -> str:
    """Say that a log ended weeks before today; empty where it goes on."""
    if (_today(answers) - last).days <= _A_GAP:
        return ""
    return "; it ended weeks before today: leave it out if that is no longer done"


def _today(answers: Answers) -> date:
    """Return today as it was said or as the person's file states it, else the day on which files are read."""
    return date.fromisoformat(answers.today) if answers.today else answers.read_on
