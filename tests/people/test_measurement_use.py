"""Every measurement that a file may hold is used, or named as not used with the reason."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from tests.every import every
from tests.situations import make_person

import osteotwin as ot
from osteotwin.body.sites import DXA_SITES
from osteotwin.conditioning.problem import Problem
from osteotwin.endpoints import ENDPOINTS, MEASURED
from osteotwin.explaining.inputs import describe_assumption
from osteotwin.explaining.series import SHOWN
from osteotwin.parameters import starting_values
from osteotwin.people.measurement_use import CONDITIONS, FLAGS, START_ONLY, uses_of_measurements
from osteotwin.people.person import Measurement, Person
from osteotwin.people.problem_of_person import problem_of_person
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin
from osteotwin.protocol.interventions import Protocol, Supplement, Training
from osteotwin.units import KINDS, parse_quantity

START = date(2026, 2, 1)
PEOPLE = {
    "man": make_person(until=date(2027, 3, 1)),
    "woman before menopause": make_person(until=date(2027, 3, 1), sex="female", birth_date=date(1990, 1, 1)),
    "woman after menopause": make_person(
        until=date(2027, 3, 1), sex="female", birth_date=date(1960, 1, 1), menopause_age=51.0
    ),
}
#: A plan in which weight counts: against that of a bar, and for what vitamin D a dose brings.
PLAN = Protocol((Training("back_squat", 2, 25, load_kg=60.0), Supplement("vitamin_d", 1000, 1)))
#: What the answer shows of a simulation.
ANSWERED = (*SHOWN, *(f"bmd_{site}" for site in DXA_SITES), "vbmd_spine_qct")
DAY_BEFORE, DAY_AFTER = START - timedelta(days=30), START + timedelta(days=30)


def measured(what: str, day: date = DAY_BEFORE, factor: float = 1.1) -> Measurement:
    """Something else than what anybody expects, within the limits."""
    endpoint = MEASURED[what]
    value = parse_quantity(KINDS[endpoint.quantity].example, endpoint.quantity) * factor
    return Measurement(day, what, value, endpoint.unit, f"{value:g} {endpoint.unit}")


def told(person: Person) -> Problem:
    """All that a twin is made of."""
    return problem_of_person(person, starting_values(), ENSEMBLE_ENGINE)[0]


def numbers(person: Person) -> np.ndarray:
    outlook = Twin.from_person(person, 2, parameters=starting_values()).simulate(PLAN, 1.0)
    return np.stack([outlook.values[name] for name in ANSWERED])


@every("who, what, day", [*product(PEOPLE, MEASURED, [DAY_BEFORE, START, DAY_AFTER])])
def test_a_measurement_is_part_of_what_makes_the_twin_exactly_if_it_is_said_to_be_used(
    who: str, what: str, day: date
) -> None:
    person = replace(PEOPLE[who], measurements=(measured(what, day),))
    (use,) = uses_of_measurements(person)
    with_it, without = told(person), told(PEOPLE[who])
    assert not without.observations
    assert (use == CONDITIONS) is (len(with_it.observations) == 1)
    if use == CONDITIONS:
        return
    assert (use == START_ONLY) is (with_it.profile != without.profile)
    assert use in (START_ONLY, FLAGS) or re.fullmatch("shown only: .{10,}", use), use


@pytest.mark.parametrize(
    "what", ["bmd_total_hip", "t_score_total_hip", "z_score_total_hip", "estradiol", "25ohd", "ctx", "weight"]
)
def test_what_is_used_changes_the_numbers(what: str) -> None:
    man = PEOPLE["man"]
    assert not np.array_equal(numbers(replace(man, measurements=(measured(what),))), numbers(man))


@pytest.mark.parametrize(
    ("rows", "uses"),
    [
        (
            [measured("bmd_total_hip", date(2020, 1, 1)), measured("bmd_total_hip")],
            [CONDITIONS, CONDITIONS],
        ),
        (
            [measured("t_score_total_hip"), measured("bmd_total_hip")],
            ["total hip BMD of the same day is taken", CONDITIONS],
        ),
        (
            [measured("estradiol"), measured("estradiol", factor=2.0)],
            [CONDITIONS, CONDITIONS],
        ),
        (
            [measured("estradiol"), measured("estradiol")],
            [CONDITIONS, "the same value of the same day stands in the file before it"],
        ),
        ([measured("estradiol", DAY_AFTER)], [CONDITIONS]),
        (
            [measured("weight"), measured("weight", factor=1.2)],
            [START_ONLY, "the first value of the day in the file is taken"],
        ),
        (
            [measured("weight", date(2025, 1, 1)), measured("weight")],
            ["weight of 2026-01-02 is later", START_ONLY],
        ),
        ([measured("weight", DAY_AFTER)], ["it is later than today, 2026-02-01"]),
        (
            [measured("height"), measured("weight")],
            ["height only stands in for weight, which is given", START_ONLY],
        ),
        ([measured("dkk1")], ["the model has no DKK1"]),
        ([measured("ctx")], [CONDITIONS]),
    ],
)
def test_why_a_measurement_is_not_used(rows: list[Measurement], uses: list[str]) -> None:
    person = replace(PEOPLE["man"], measurements=tuple(rows))
    found = uses_of_measurements(person)
    for use, said in zip(found, uses, strict=True):
        assert use.startswith(said if said in (CONDITIONS, START_ONLY) else f"shown only: {said}")
    used = [row for row, said in zip(rows, uses, strict=True) if said in (CONDITIONS, START_ONLY)]
    whole, part = told(person), told(replace(person, measurements=tuple(used)))
    assert (whole.profile, whole.observations) == (part.profile, part.observations)


def test_a_measured_weight_stands_above_a_stated_one_and_says_so() -> None:
    stated = replace(PEOPLE["man"], weight_kg=70.0)
    both = replace(stated, measurements=(measured("weight"),))
    assert np.array_equal(numbers(both), numbers(replace(both, weight_kg=None)))
    notes = [a for a in Twin.from_person(both, 2).assumptions if a.field == "weight_kg"]
    assert "the 70 kg of [person] are not used" in notes[0].source


def test_the_answer_says_it_of_every_measurement() -> None:
    person = replace(PEOPLE["man"], measurements=tuple(measured(what) for what in MEASURED))
    rows = ot.describe_inputs(person)["measurements"]
    assert [row["use"] for row in rows] == list(uses_of_measurements(person))
    assert [row["label"] for row in rows] == [ENDPOINTS[what].title for what in MEASURED]


@pytest.mark.parametrize("who", PEOPLE)
def test_every_assumption_has_a_label_for_a_reader(who: str) -> None:
    for assumption in Twin.from_person(PEOPLE[who], 2).assumptions:
        label = describe_assumption(assumption)["label"]
        assert label[0].isupper() or label[0].isdigit()
        assert "_" not in label
