"""What guidelines ask to be measured, without what the end of a drug will have made pointless by then."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from osteotwin.people.person import Person
from osteotwin.people.what_data_told import SCAN as VISIT
from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.safety.guidelines.follow_up import SCAN, FollowUp, due_rows
from osteotwin.safety.guidelines.gather import Guidelines

#: Drugs whose blood test tells what they do while they are taken, and nothing once they have ended. What bone drugs do,
#: and how the skeleton fared, is worth measuring afterwards, too.
_FLEETING: Final = frozenset({"aromatase_inhibitor", "testosterone", "testis_stimulant"})


def still_due(guidelines: Guidelines, person: Person) -> Guidelines:
    """Return what guidelines say without blood tests of a drug that will have ended.

    Parameters
    ----------
    guidelines : Guidelines
    person : Person
        Under the plan that the answer is about.
    """
    kept = tuple(one for one in guidelines.follow_up if not _comes_too_late(one, person))
    return replace(guidelines, follow_up=kept)


def days_due(guidelines: Guidelines, person: Person) -> dict[str, float]:
    """Return on which day of the outlook each measurement is due, the scan as the worth of measurements calls it."""
    return {
        VISIT if one.measure == SCAN else one.measure: float((one.on - person.start).days)
        for one in guidelines.follow_up
    }


def _comes_too_late(one: FollowUp, person: Person) -> bool:
    classes = {
        name
        for row in due_rows().values()
        if (row.measure, row.why) == (one.measure, one.because)
        for name in row.after_start_of
    }
    if one.measure == SCAN or not classes or not classes <= _FLEETING:
        return False
    day = (one.on - person.start).days
    courses = [
        item
        for item in person.protocol.interventions
        if isinstance(item, DrugCourse) and drug_class_of(item.drug) in classes
    ]
    return all(course.until_day < day for course in courses)
