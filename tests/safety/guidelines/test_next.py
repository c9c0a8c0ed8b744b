"""The work-up and the dates of the next measurements."""

from __future__ import annotations

from datetime import date

import pytest
from tests.safety.guidelines.some_facts import SCANNED, TODAY, course, man

from osteotwin.protocol.interventions import DrugCourse
from osteotwin.safety.calendar_months import months_after
from osteotwin.safety.guidelines import CLASSES, Facts, Level, guideline_class, guideline_lines
from osteotwin.safety.guidelines.follow_up import due_rows, follow_up
from osteotwin.safety.guidelines.work_up import work_up, work_up_tests

ALENDRONATE = course("alendronate")


def scan_of(facts: Facts, guideline_class: str) -> date | None:
    return next((one.on for one in follow_up(facts, guideline_class) if one.measure == "scan"), None)


@pytest.mark.parametrize(
    ("changes", "guideline_class", "on"),
    [
        ({}, "none", None),
        ({}, "monitor", date(2028, 11, 10)),
        ({"courses": (course("anastrozole"),)}, "monitor", date(2027, 12, 1)),
        ({"courses": (course("anastrozole", -400.0),)}, "monitor", date(2027, 11, 10)),
        ({"courses": (course("anastrozole", 90.0),)}, "monitor", date(2028, 3, 1)),
        ({"courses": (course("anastrozole", -900.0, -30.0),)}, "none", None),
        ({"courses": (ALENDRONATE,)}, "treat", date(2027, 12, 1)),
        ({"conditions": frozenset({"glucocorticoid_use"})}, "discuss", date(2027, 11, 10)),
        ({"last_scan": None}, "monitor", TODAY),
        ({"last_scan": date(2020, 1, 1)}, "monitor", TODAY),
        ({"last_scan": date(2020, 1, 1), "courses": (ALENDRONATE,)}, "treat", TODAY),
    ],
)
def test_the_next_scan(changes: dict[str, object], guideline_class: str, on: date | None) -> None:
    assert scan_of(man(**changes), guideline_class) == on  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("courses", "watched"),
    [
        ((course("anastrozole", 0.0, 1.0),), False),
        ((course("anastrozole", 0.0, 27.0),), False),
        ((course("anastrozole", 0.0, 28.0),), True),
        ((course("anastrozole", -27.0, 1.0),), True),
        ((course("anastrozole", -300.0, -10.0), course("letrozole", 0.0, 1.0)), True),
        ((course("anastrozole", -300.0, -10.0),), False),
        ((course("testosterone_gel", 0.0, 2.0),), False),
        ((course("testosterone_undecanoate", 0.0, 1.0),), True),  # one injection acts for ten weeks
        ((course("gnrh_agonist", 0.0, 1.0),), True),
    ],
)
def test_a_few_days_of_a_drug_bring_no_watching(courses: tuple[DrugCourse, ...], watched: bool) -> None:
    facts = man(courses=courses, age=19.0, last_scan=None)
    lines = guideline_lines(facts)
    found = guideline_class(lines)
    assert bool(follow_up(facts, found) or work_up(facts, found)) == watched
    assert found == "none" or watched


def test_of_two_reasons_the_earlier_date_holds_and_dates_are_in_order() -> None:
    facts = man(
        courses=(course("anastrozole", -400.0), course("denosumab", 0.0), course("testosterone_gel")),
        conditions=frozenset({"malabsorption"}),
        levels={"25ohd": Level(18.0, date(2026, 11, 20))},
    )
    found = follow_up(facts, "discuss")
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert len({one.measure for one in found}) == len(found)
    by_measure = {one.measure: one.on for one in found}
    assert by_measure["scan"] == date(2027, 11, 10)
    assert by_measure["serum_calcium"] == date(2026, 12, 16)
    assert by_measure["25ohd"] == date(2027, 2, 20)
    assert by_measure["hematocrit"] == date(2027, 3, 1)


def test_nothing_is_due_in_the_past() -> None:
    facts = man(courses=(course("testosterone_gel", -900.0), course("anastrozole", -900.0)), last_scan=None)
    assert all(one.on >= TODAY for one in follow_up(facts, "monitor"))


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)), (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)), (date(2026, 12, 1), 0.5, date(2026, 12, 16)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
    ],
)  # fmt: skip
def test_months_by_the_calendar(day: date, months: float, after: date) -> None:
    assert months_after(day, months) == after


def test_a_higher_class_asks_for_no_less() -> None:
    asked = [{test.id for test in work_up(man(), one)} for one in CLASSES]
    assert asked[0] == asked[1] == set()
    assert asked[1] < asked[2] < asked[3]


def test_what_is_measured_is_known_and_told() -> None:
    facts = man(levels={"serum_calcium": Level(9.4, SCANNED), "testosterone": Level(900.0)})
    found = {test.id: test for test in work_up(facts, "treat")}
    assert found["calcium"].status == "known"
    assert "9.4 mg/dL on 2026-11-10" in found["calcium"].because
    assert found["phosphate"].because == "guidelines: treat"
    assert found["testosterone"].status == "ask for"  # what is only simulated answers nothing


@pytest.mark.parametrize(("what", "level"), [("kidney", "egfr"), ("blood_count", "hematocrit")])
def test_what_was_measured_is_known(what: str, level: str) -> None:
    def status(facts: Facts) -> str:
        return next(test.status for test in work_up(facts, "treat") if test.id == what)

    assert status(man()) == "ask for"
    assert status(man(levels={level: Level(50.0, SCANNED)})) == "known"


def test_every_test_and_every_date_can_be_called_for() -> None:
    rows = {**work_up_tests(), **due_rows()}
    assert all(row.from_class is not None or row.has_criteria for row in rows.values())
    assert all(row.source and row.why for row in rows.values())


@pytest.mark.parametrize(
    ("last", "on"), [(date(2026, 9, 1), date(2027, 3, 1)), (date(2026, 3, 1), TODAY), (None, None)]
)
def test_denosumab_that_nothing_follows_is_due_six_months_after_its_last_dose_or_now(
    last: date | None, on: date | None
) -> None:
    facts = man(denosumab_uncovered=None if last is None else "Denosumab ends", denosumab_last=last)
    assert [one.on for one in follow_up(facts, "none") if one.measure == "denosumab"] == (
        [] if on is None else [on]
    )
