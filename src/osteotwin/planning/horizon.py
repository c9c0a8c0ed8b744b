"""By which year a plan is judged."""

from __future__ import annotations

from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.errors import InputError, Problem
from osteotwin.people.person import Person


def horizon_of(person: Person) -> int:
    """Return the whole years of an outlook.

    Raises
    ------
    InputError
        If it is shorter than a year.
    """
    years = int((person.outlook_days + 1) / DAYS_PER_YEAR)
    if years < 1:
        raise InputError([
            Problem(
                person.source or "the person", "outlook.until",
                f"{person.until}, less than a year after {person.start}",
                "an outlook of a year at least: bone needs that long to answer", "write a later date",
            )
        ])  # fmt: skip
    return years
