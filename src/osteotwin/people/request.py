"""What is wrong with a request to simulate: numbers that cannot be, and more work than can be done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.errors import InputError, Problem
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.timeline import number_of_doses
from osteotwin.units import is_finite, shown_value

#: Most single doses of a plan within its outlook: one a day for the longest outlook, and some.
MOST_DOSES: Final = 25_000
#: Most single doses times virtual people, under one plan: some minutes of one core.
MOST_GIVEN: Final = 40_000_000
LONGEST_YEARS: Final = 100.0
#: Virtual people where their number is not given.
USUAL_PEOPLE: Final = 400


def check_request(people: Any = 1, seed: Any = 0, *, years: Any = 1.0, days: Vector | None = None) -> None:
    """Look at the numbers of a request before any work is done.

    Parameters
    ----------
    people, seed : int
    years : float
        How far to look ahead.
    days : array [n_time, day] or None
        Output days.

    Raises
    ------
    InputError
        With one problem for each number that cannot be.
    """
    problems = [
        Problem("simulation", field, _shown(value), expected, fix)
        for field, value, right, expected, fix in (
            ("people", people, is_whole(people) and people >= 1, "a whole number from 1 on",
             "say how many virtual people to simulate"),
            ("seed", seed, is_whole(seed) and seed >= 0, "a whole number from 0 on", "take any such number"),
            ("years", years, is_number(years) and 0.0 < years <= LONGEST_YEARS,
             f"a number above 0 and at most {LONGEST_YEARS:g}", "say how far to look ahead"),
            ("days", days, days is None or _are_days(days), "rising finite days from 0 on",
             "give the days from the start of the plan on which to read the outputs"),
        )
        if not right
    ]  # fmt: skip
    if problems:
        raise InputError(problems)


def number_of_people(people: int | None, men: int | None) -> int:
    """The number of virtual people, given under either of its names.

    Raises
    ------
    InputError
        If it is given under both.
    """
    if people is not None and men is not None:
        found = f"{_shown(people)} beside men = {_shown(men)}"
        raise InputError([Problem("simulation", "people", found, "one of the two", "leave men out")])
    return next((given for given in (people, men) if given is not None), USUAL_PEOPLE)


def check_work(plans: Iterable[Protocol], people: int, last_day: float) -> None:
    """Look before the work begins whether it would ever end.

    Raises
    ------
    InputError
        If a plan has too many single doses for one person, or for so many people.
    """
    for plan in plans:
        doses = number_of_doses(plan, last_day)
        if doses > MOST_DOSES:
            expected = (
                f"at most {MOST_DOSES:,} single doses; rhythms of up to a week are averaged for most drugs"
            )
            raise InputError([Problem("simulation", "plan", f"{doses:,} single doses", expected,
                                      "check the intervals, or end the outlook earlier")])  # fmt: skip
        if doses * people > MOST_GIVEN:
            raise InputError([Problem(
                "simulation", "people", f"{people:,} virtual people with {doses:,} single doses each",
                f"at most {MOST_GIVEN:,} doses in all", f"write {MOST_GIVEN // doses:,} people or fewer",
            )])  # fmt: skip


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number and no truth value."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    """Tell whether a value is a finite number and no truth value."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        return False
    return is_finite(value if isinstance(value, int) else float(value))


def _are_days(days: Any) -> bool:
    try:
        found = np.asarray(days, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return False
    if found.ndim != 1 or not len(found) or not np.all(np.isfinite(found)):
        return False
    return bool(found[0] >= 0.0 and np.all(np.diff(found) > 0.0))


def _shown(value: object) -> str:
    return "these days" if isinstance(value, np.ndarray) else shown_value(value)
