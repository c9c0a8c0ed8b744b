"""No blood test is asked for on a drug that will have ended by then; all else stays due."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from osteotwin.explaining.still_due import still_due
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.safety.guidelines.gather import guidelines_of

TODAY = date(2026, 6, 1)


def due(*drugs: DrugCourse) -> set[str]:
    person = Person("male", date(1970, 1, 1), TODAY, date(2028, 6, 1), plan=Protocol(drugs))
    found = guidelines_of(person, {})
    kept = still_due(found, person)
    assert (kept.lines, kept.work_up, kept.guideline_class) == (
        found.lines,
        found.work_up,
        found.guideline_class,
    )
    return {one.measure for one in kept.follow_up}


@pytest.mark.parametrize(("until", "asked"), [(1.0, False), (60.0, False), (120.0, True), (inf, True)])
def test_estradiol_is_asked_for_while_the_inhibitor_is_taken(until: float, asked: bool) -> None:
    assert ("estradiol" in due(DrugCourse("anastrozole", 1.0, 1.0, 0.0, until))) == asked


@pytest.mark.parametrize(("until", "asked"), [(7.0, False), (inf, True)])
def test_so_is_hematocrit_on_testosterone(until: float, asked: bool) -> None:
    assert ("hematocrit" in due(DrugCourse("testosterone_enanthate", 100.0, 7.0, 0.0, until))) == asked


def test_a_second_course_keeps_the_test() -> None:
    first = DrugCourse("anastrozole", 1.0, 1.0, 0.0, 1.0)
    assert "estradiol" in due(first, DrugCourse("letrozole", 2.5, 1.0, 1.0, 400.0))


def test_scans_and_what_bone_drugs_do_stay_due() -> None:
    assert "scan" in due(DrugCourse("anastrozole", 1.0, 1.0, 0.0, 60.0))
    assert "ctx" in due(DrugCourse("zoledronate", 5.0, 365.0, 0.0, 1.0))
