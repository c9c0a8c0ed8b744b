"""Kidney function: entered, and minded from its lines on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.situations import BMD, DAYS, make_person, outputs_of

from osteotwin.people.kidney_function import egfr_of_creatinine, filtration
from osteotwin.people.measurement_use import uses_of_measurements
from osteotwin.people.person import Measurement
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.protocol.library import load_drugs
from osteotwin.safety import Flag, Situation, flags_of
from osteotwin.safety.guidelines.facts_of_situation import facts_of_situation
from osteotwin.safety.guidelines.gather import guidelines_of
from osteotwin.safety.kidney import bone_of_failing_kidney

Make = Callable[..., Situation]
DENOSUMAB = DrugCourse("denosumab", 60, 182)
UNITS = {"egfr": "mL/min/1.73m2", "creatinine": "mg/dL", "hematocrit": "%"}


def lab(what: str, value: float, day: date = date(2026, 1, 12), bound: str = "") -> Measurement:
    return Measurement(day, what, value, UNITS[what], f"{value:g} {UNITS[what]}", bound=bound)


def flags_with(
    situation: Make, rows: tuple[Measurement, ...], *drugs: DrugCourse, **changes: Any
) -> tuple[Flag, ...]:
    return flags_of(situation(Protocol(drugs), measurements=rows, **changes))


@pytest.mark.parametrize(
    ("creatinine", "sex", "age", "expected"),
    [
        (0.9, "male", 0.0, 142.0),
        (0.7, "female", 0.0, 143.7),
        (1.8, "male", 50.0, 45.3),
        (1.4, "female", 60.0, 43.1),
    ],
)
def test_filtration_follows_the_published_equation(
    creatinine: float, sex: str, age: float, expected: float
) -> None:
    assert egfr_of_creatinine(creatinine, sex, age) == pytest.approx(expected, abs=0.1)


def test_filtration_falls_with_creatinine_and_age() -> None:
    for sex in ("male", "female"):
        values = [egfr_of_creatinine(0.1 * k, sex, 60.0) for k in range(3, 100)]
        assert values == sorted(values, reverse=True)
        assert egfr_of_creatinine(1.0, sex, 40.0) > egfr_of_creatinine(1.0, sex, 41.0)


def test_the_latest_counts_and_of_one_day_the_laboratorys() -> None:
    def rate(*rows: Measurement, **changes: Any) -> float | None:
        found = filtration(make_person(measurements=rows, **changes))
        return None if found is None else found.value

    early, late = date(2025, 1, 1), date(2026, 1, 1)
    assert rate() is None
    assert rate(lab("egfr", 50, late), lab("creatinine", 1.0, early)) == 50
    assert rate(lab("egfr", 50, late), lab("creatinine", 1.0, late)) == 50
    assert rate(lab("egfr", 50, early), lab("creatinine", 0.9, late)) == pytest.approx(101.7, abs=0.5)
    assert rate(lab("creatinine", 0.9, late), birth_date=date(2009, 1, 1)) is None
    assert rate(lab("egfr", 50, date(2026, 3, 1))) is None  # later than today


LINES = {
    "zoledronate": 35,
    "alendronate": 35,
    "risedronate": 30,
    "ibandronate": 30,
    "ibandronate_injection": 30,
}


@pytest.mark.parametrize(("name", "line"), LINES.items())
def test_a_bisphosphonate_is_refused_below_its_line_and_everywhere_below(
    situation: Make, name: str, line: float
) -> None:
    drug = load_drugs()[name]
    course = DrugCourse(name, drug.usual_dose, drug.usual_interval_days)
    for value in (5, 20, 29.9, 30, 34.9, 35, 36, 60, 90):
        found = flags_with(situation, (lab("egfr", value),), course)
        assert any(name in flag.forbids for flag in found) == (value < line)
        generic = [flag for flag in found if "a creatinine clearance of 35" in flag.text]
        assert len(generic) == (
            line <= value < 35
        )  # the person's own sentence stands instead of the general one
    assert not any(flag.forbids for flag in flags_with(situation, (), course))
    above = (lab("egfr", line - 5, bound="above"),)
    assert not any(flag.forbids for flag in flags_with(situation, above, course))
    weak = flags_with(situation, (lab("creatinine", 3.0),), course)
    assert any(name in flag.forbids for flag in weak)


def test_denosumab_is_refused_at_no_filtration(situation: Make) -> None:
    for value in (5, 34.9, 90):
        assert not any(flag.forbids for flag in flags_with(situation, (lab("egfr", value),), DENOSUMAB))


@pytest.mark.parametrize("until", [0.0, 200.0, -250.0])
def test_no_bisphosphonate_is_advised_after_denosumab_where_the_kidney_bears_none(
    situation: Make, until: float
) -> None:
    ends = DrugCourse("denosumab", 60, 182, -730, until)
    for value in (28, 60):
        bears = value >= 35
        whole = Protocol((ends,))
        rows = (lab("egfr", value),)
        (gap,) = [
            flag for flag in flags_of(situation(history=whole, measurements=rows)) if "rebound" in flag.text
        ]
        due = guidelines_of(make_person(history=whole, measurements=rows), {}).follow_up
        labels = [one.label for one in due if one.measure == "denosumab"]
        assert len(labels) == 1
        for said in (gap.text, *labels):
            assert ("bisphosphonate" in said) == bears
            assert ("a specialist chooses" in said) == (not bears)


def test_denosumab_is_asked_of_first_below_its_line(situation: Make) -> None:
    for value in (5, 29.9, 30, 60):
        said = [
            f for f in flags_with(situation, (lab("egfr", value),), DENOSUMAB) if "an eGFR of 30" in f.text
        ]
        assert [flag.severity for flag in said] == ["ask_first"] * (value < 30)


def test_they_are_minded_by_flags_and_by_no_number() -> None:
    rows = (lab("egfr", 50), lab("hematocrit", 45), lab("creatinine", 1.1))
    assert uses_of_measurements(make_person(measurements=rows)) == ("flags",) * 3


@pytest.mark.parametrize(
    ("rows", "conditions", "asked"),
    [
        ((), (), True),
        ((lab("egfr", 75.0),), (), True),
        ((lab("egfr", 60.0, bound="above"),), (), True),
        ((lab("egfr", 28.0),), (), False),
        ((), ("chronic_kidney_disease",), False),
    ],
)
def test_of_a_weak_kidney_no_urine_calcium_is_simulated(
    situation: Make, rows: tuple[Measurement, ...], conditions: tuple[str, ...], asked: bool
) -> None:
    shape = (4, len(DAYS))
    values = {f"bmd_{site}": np.full(shape, bmd) for site, bmd in BMD.items()}
    outlook = outputs_of(DAYS, values | {"urine_calcium_24h": np.full(shape, 340.0)})
    found = facts_of_situation(situation(measurements=rows, conditions=conditions, outlook=outlook))
    assert ("urine_calcium_24h" in found.levels) == asked


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((lab("egfr", 24.0),), True),
        ((lab("egfr", 30.0, bound="below"),), True),
        ((lab("egfr", 30.0),), False),
        ((lab("egfr", 59.0, bound="below"),), False),
        ((lab("egfr", 45.0),), False),
        ((lab("egfr", 20.0, bound="above"),), False),
        ((), False),
    ],
)
def test_what_a_failing_kidney_does_to_bone_is_said(
    situation: Make, rows: tuple[Measurement, ...], said: bool
) -> None:
    found = list(bone_of_failing_kidney(situation(measurements=rows)))
    assert [flag.severity for flag in found] == ["ask_first"] * said
    assert all("not in these numbers" in flag.text for flag in found)
