"""When an entry begins and ends, in days from the start of the plan, which is today: the past has negative ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import inf

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.notes import Notes
from osteotwin.protocol.plan_file import BEGINNINGS, ENDINGS, Window

Span = tuple[float, float]


def check_window(window: Window, notes: Notes, *, may_be_one_day: bool) -> bool:
    """Tell whether the keys of a window agree with each other; ``may_be_one_day`` lets it end where it begins."""
    before = len(notes.problems)
    for ways in (BEGINNINGS, ENDINGS):
        first, *others = [name for name in ways if window.has(name)] or [""]
        for name in others:
            key = ways[name]
            notes.add(window.at(name), f"{ways[first]} and {key}", "one of the two", f"remove {key}")
    begins, ends = window.begins_on, window.ends
    if begins and ends and (ends < begins or (ends == begins and not may_be_one_day)):
        notes.add(
            window.at("ends"), f"{ends}, which is not after {BEGINNINGS[_given(window, BEGINNINGS)]} = {begins}",
            f"a date after {begins}",
            f"write {begins + timedelta(days=1)} or later, or remove until for an open end",
        )  # fmt: skip
    dated = any(window.has(name) for name in ("begins", "already_since"))
    if begins is None and ends is None and not dated:
        first = _counted(window.begins_week, window.begins_day, 0.0)
        last = _counted(window.ends_week, window.ends_day, inf)
        if last < first or (last == first and not may_be_one_day):
            beginning = next((ways for ways in BEGINNINGS if window.has(ways)), "")
            start = BEGINNINGS.get(beginning, "the start of the plan")
            name = _given(window, ENDINGS)
            notes.add(window.at(name), f"{getattr(window, name):g}, which is not after {start}", "a later end",
                      "correct it, or remove it for an open end")  # fmt: skip
    wrong = any(window.has(name) and getattr(window, name) is None for name in (*BEGINNINGS, *ENDINGS))
    return len(notes.problems) == before and not wrong


def days_of(window: Window, start: date | None, notes: Notes, *, may_be_one_day: bool = False) -> Span | None:
    """Return first and last day, counted from ``start``, which must be given if a date was.

    Where the window ends before it begins, or is said to have begun and has not, that is noted.
    """
    begins = _day(window.begins_on, start, _counted(window.begins_week, window.begins_day, 0.0))
    ends = _day(window.ends, start, _counted(window.ends_week, window.ends_day, inf))
    if window.already_since is not None and start is not None and begins >= 0.0:
        notes.add(window.at("already_since"), f"{window.already_since}, which is not before today ({start})",
                  f"a date before {start}", "write from instead, or correct the date")  # fmt: skip
        return None
    if ends < begins or (ends == begins and not may_be_one_day):
        name = _given(window, ENDINGS)
        found = f"{window.ends}" if window.ends else f"{getattr(window, name):g}"
        when = f"day {begins:g}" if start is None else f"day {begins:g} of a plan that starts {start}"
        notes.add(window.at(name), f"{found}, which is not after the entry begins ({when})", f"after {when}",
                  "correct it, or remove it for an open end")  # fmt: skip
        return None
    return begins, ends


def check_dates(windows: Iterable[Window], notes: Notes) -> None:
    """Note every date of an entry where no date says which day is day 0."""
    for window in windows:
        if window.already_since is not None:
            notes.add(window.at("already_since"), f"{window.already_since}, with no date on which the plan begins",
                      "a date to count the days from", "add from to an entry of the plan")  # fmt: skip
    for where, ends in {window.at("ends"): window.ends for window in windows if window.ends}.items():
        notes.add(where, f"{ends}, with no date on which the plan begins", "a date to count the days from",
                  "add from to an entry of the plan, or write to_week instead")  # fmt: skip


def _given(window: Window, names: Iterable[str]) -> str:
    return next(name for name in names if window.has(name))


def _counted(weeks: float | None, days: float | None, otherwise: float) -> float:
    return DAYS_PER_WEEK * weeks if weeks is not None else otherwise if days is None else days


def _day(in_dates: date | None, start: date | None, otherwise: float) -> float:
    return float((in_dates - start).days) if in_dates is not None and start is not None else otherwise
