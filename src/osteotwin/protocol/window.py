"""When an entry of a plan begins and ends, in days from the start of the plan."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.notes import Notes
from osteotwin.protocol.plan_file import Window

Span = tuple[float, float]


def check_window(window: Window, notes: Notes, *, may_be_one_day: bool) -> bool:
    """Tell whether the keys of a window agree with each other; ``may_be_one_day`` lets it end where it begins."""
    before = len(notes.problems)
    for in_dates, in_weeks in (("begins", "begins_week"), ("ends", "ends_week")):
        if window.has(in_dates) and window.has(in_weeks):
            date_key, week_key = window.at(in_dates)[-1], window.at(in_weeks)[-1]
            notes.add(
                window.at(in_weeks), f"{date_key} and {week_key}", "one of the two", f"remove {week_key}"
            )
    begins, ends = window.begins, window.ends
    if begins and ends and (ends < begins or (ends == begins and not may_be_one_day)):
        notes.add(
            window.at("ends"), f"{ends}, which is not after from = {begins}", f"a date after {begins}",
            f"write {begins + timedelta(days=1)} or later, or remove until for an open end",
        )  # fmt: skip
    first_week, last_week = window.begins_week or 0.0, window.ends_week
    if last_week is not None and not window.has("begins") and (
        last_week < first_week or (last_week == first_week and not may_be_one_day)
    ):  # fmt: skip
        notes.add(window.at("ends_week"), f"{last_week:g}, which is not after from_week", f"above {first_week:g}",
                  "correct it, or remove it for an open end")  # fmt: skip
    wrong = any(
        window.has(n) and getattr(window, n) is None for n in ("begins", "ends", "begins_week", "ends_week")
    )
    return len(notes.problems) == before and not wrong


def days_of(window: Window, start: date | None, notes: Notes, *, may_be_one_day: bool = False) -> Span | None:
    """Return first and last day, counted from ``start``, which must be given if a date was.

    Where the window begins before day 0 or ends before it begins, that is noted.
    """
    begins = _day(window.begins, window.begins_week, start, 0.0)
    ends = _day(window.ends, window.ends_week, start, inf)
    if begins < 0.0:
        notes.add(window.at("begins"), f"{window.begins}, before day 0 ({start})", f"{start} or later",
                  f"write {start} or later, or let the outlook begin earlier")  # fmt: skip
        return None
    if ends < begins or (ends == begins and not may_be_one_day):
        name = "ends_week" if window.has("ends_week") else "ends"
        found = f"{window.ends}" if window.ends else f"{window.ends_week:g}"
        when = f"day {begins:g}" if start is None else f"day {begins:g} of a plan that starts {start}"
        notes.add(window.at(name), f"{found}, which is not after the entry begins ({when})", f"after {when}",
                  "correct it, or remove it for an open end")  # fmt: skip
        return None
    return begins, ends


def _day(in_dates: date | None, in_weeks: float | None, start: date | None, otherwise: float) -> float:
    if in_dates is not None and start is not None:
        return float((in_dates - start).days)
    return DAYS_PER_WEEK * in_weeks if in_weeks is not None else otherwise
