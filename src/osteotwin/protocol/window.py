"""When an entry of a plan begins and ends: dates, or weeks from the start; resolved once day 0 is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.section import Section

WINDOW_KEYS = ("from", "until", "from_week", "to_week")
LONGEST_WEEKS = 3131.0  # sixty years


@dataclass(frozen=True)
class Window:
    """The span of an entry as written; ``None`` is the start of the plan, or an open end."""

    begins: date | None = None
    ends: date | None = None
    begins_week: float | None = None
    ends_week: float | None = None

    def days(self, start: date | None) -> tuple[float, float]:
        """Return first and last day, counted from ``start``, which must be given if a date was."""
        return _day(self.begins, self.begins_week, start, 0.0), _day(self.ends, self.ends_week, start, inf)


def read_window(section: Section) -> Window | None:
    """Read the four keys of a window; ``None`` when one is wrong or the end does not follow the beginning."""
    before = len(section.notes.problems)
    begins, ends = section.day("from"), section.day("until")
    begins_week = section.number("from_week", 0, LONGEST_WEEKS)
    ends_week = section.number("to_week", 0, LONGEST_WEEKS)
    for in_dates, in_weeks in (("from", "from_week"), ("until", "to_week")):
        if section.has(in_dates) and section.has(in_weeks):
            section.problem(in_weeks, f"{in_dates} and {in_weeks}", "one of the two", f"remove {in_weeks}")
    if begins and ends and ends <= begins:
        section.problem("until", f"{ends}, which is not after from = {begins}", f"a date after {begins}",
                        f"write {begins + timedelta(days=1)} or later, or remove until for an open end")  # fmt: skip
    if ends_week is not None and ends_week <= (begins_week or 0.0) and not section.has("from"):
        section.problem("to_week", f"{ends_week:g}, which is not after from_week", f"above {begins_week or 0:g}",
                        "correct it, or remove it for an open end")  # fmt: skip
    return Window(begins, ends, begins_week, ends_week) if len(section.notes.problems) == before else None


def _day(in_dates: date | None, in_weeks: float | None, start: date | None, otherwise: float) -> float:
    if in_dates is not None and start is not None:
        return float((in_dates - start).days)
    return DAYS_PER_WEEK * in_weeks if in_weeks is not None else otherwise
