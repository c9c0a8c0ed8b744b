"""Over which days a hormone goes up and down between injections that are further apart than a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.protocol.drug_routes import load_routes
from osteotwin.protocol.interventions import DrugCourse, Protocol

#: Shares of an interval after whose passing levels are computed; closer after the injection, where they rise in a day.
#: Beside 300 to an interval of 10 to 70 days: averages within 0.5 %, peaks within 1 %, troughs of LH within 6 %.
PHASES: Final = np.array([0, 1 / 96, 1 / 48, 1 / 24, *np.arange(1, 12) / 12])

_HORMONES: Final = ("testosterone_", "estradiol_")


@dataclass(frozen=True)
class CycleWindow:
    """The days before one day over which a level is averaged.

    Attributes
    ----------
    interval_days : float [day]
        Between injections.
    days : array [n, day]
        Rising, with both ends; among them every day of an injection, on which the level is lowest.
    is_whole : bool
        Whether they span a whole interval; else they begin with the first injection.
    """

    interval_days: float
    days: Vector
    is_whole: bool


def hormone_injections(protocol: Protocol) -> tuple[DrugCourse, ...]:
    """Return the courses of depot hormones that enter dose by dose; up to a week apart doses are averaged already."""
    return tuple(
        item
        for item in protocol.interventions
        if isinstance(item, DrugCourse)
        and any(
            route.is_depot
            and str(route.state).startswith(_HORMONES)
            and not route.averages(item, exact=False)
            for route in load_routes().get(item.drug, ())
        )
    )


def _end(course: DrugCourse) -> float:
    """The day one interval after a course's last injection [day]."""
    return course.last_dose_day + course.interval_days


def cycle_window(courses: tuple[DrugCourse, ...], day: float) -> CycleWindow | None:
    """Return the last whole interval before a day.

    Parameters
    ----------
    courses : tuple of DrugCourse
        Those of :func:`hormone_injections`.
    day : float [day]

    Returns
    -------
    CycleWindow or None
        Of the longest interval, where several courses are on; ``None`` where none repeats on that day: up to the first
        injection, under a single one, and from one interval after the last.
    """
    running = [
        course.interval_days
        for course in courses
        if not course.is_single and course.from_day < day <= _end(course)
    ]
    if not running:
        return None
    interval = max(running)
    inside = [course for course in courses if course.from_day < day and _end(course) > day - interval]
    first = min(course.from_day for course in inside)
    start = max(day - interval, first)
    found = [np.array([start, day])]
    for course in inside:
        # Counted from the first injection, so that every injection is among them.
        low, high = ((at - course.from_day) // course.interval_days for at in (start, day))
        given = course.from_day + course.interval_days * np.arange(max(low, 0.0), high + 1.0)
        found.append(np.add.outer(given, course.interval_days * PHASES).ravel())
    days = np.unique(np.concatenate(found))
    days = days[(days >= start) & (days <= day)]
    return CycleWindow(interval, days, first <= day - interval)
