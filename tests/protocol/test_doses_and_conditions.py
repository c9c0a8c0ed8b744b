"""Doses that are counted and given, totals that are written together, and conditions that are minded."""

from __future__ import annotations

from datetime import date
from math import ceil, inf
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.parameters import starting_values
from osteotwin.protocol.conditions import CONDITIONS, CONTRAINDICATING
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Supplement
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.protocol.timeline import (
    Habits,
    changes_between,
    compile_timelines,
    doses_of,
    intake_on,
    number_of_doses,
)
from osteotwin.protocol.write_plan import plan_to_toml

VALUES = starting_values().values()
ONE = {name: np.array([value]) for name, value in VALUES.items()}
DOSED = {"denosumab": 60.0, "zoledronate": 5.0, "anastrozole": 1.0, "testosterone_enanthate": 200.0}


@given(
    name=st.sampled_from([*DOSED, "vitamin_d", "calcium_citrate"]),
    first=st.integers(-400, 400),
    length=st.one_of(st.just(inf), st.integers(1, 900)),
    interval=st.sampled_from([0.5, 1.0, 7.0, 8.0, 30.0, 182.0]),
    end=st.integers(1, 800),
)
def test_doses_are_counted_as_they_are_given_and_as_a_calendar_counts_them(
    name: str, first: int, length: float, interval: float, end: int
) -> None:
    item = (
        DrugCourse(name, DOSED[name], interval, first, first + length)
        if name in DOSED
        else Supplement(name, 500.0, interval, first, first + length)
    )
    plan = Protocol((item,))
    given_ = [dose.day for dose in doses_of(plan, VALUES, float(end))]
    assert number_of_doses(plan, float(end)) == len(given_)
    if given_:
        assert given_ == [
            first + k * interval for k in range(ceil((min(first + length, end) - first) / interval))
        ]
    elif name in ("denosumab", "vitamin_d") and interval > 7:
        assert min(first + length, end) <= first


@pytest.mark.parametrize(
    ("first", "kept"), [(-1.0, [182.0]), (0.0, [0.0, 182.0]), (1.0, [1.0, 183.0]), (300.0, [])]
)
def test_a_dose_on_the_first_day_is_given_and_one_on_the_last_is_not(first: float, kept: list[float]) -> None:
    plan = Protocol((DrugCourse("denosumab", 60.0, 182.0 + (first < 0), first),))
    habits = Habits(np.array([800.0]), np.array([200.0]))
    timelines = compile_timelines(plan, habits, ONE, 0.0, 300.0)
    assert timelines.dose_amount.size == len(kept)
    assert set(kept) <= {float(day) for day in timelines.start}


def test_what_begins_or_ends_between_two_days_is_named_once() -> None:
    plan = Protocol((DrugCourse("anastrozole", 1, 1, 0.0, 100.0), Diet("calcium", 900.0, 100.0, 200.0)))
    assert changes_between(plan, 0.0, 300.0) == {100.0: "end of anastrozole", 200.0: "end of calcium"}
    assert changes_between(plan, -1.0, 200.0) == {0.0: "start of anastrozole", 100.0: "end of anastrozole"}


@pytest.mark.parametrize(("items", "calcium", "vitamin_d"), [
    ((), 800.0, 200.0),
    ((Supplement("calcium_carbonate", 500.0, 0.5),), 1800.0, 200.0),
    ((Supplement("vitamin_d", 1400.0, 7.0),), 800.0, 400.0),
    ((Supplement("vitamin_d", 1400.0, 7.1),), 800.0, 200.0),  # a bolus is a jump, not an intake
    ((Supplement("calcium_citrate", 700.0, 14.0),), 850.0, 200.0),
    ((Diet("calcium", 1000.0), Supplement("calcium_citrate", 500.0, 1.0)), 1000.0, 200.0),
    ((Diet("calcium", 300.0), Supplement("calcium_citrate", 500.0, 1.0)), 500.0, 200.0),
    ((Diet("vitamin_d", 100.0), Supplement("vitamin_d", 800.0, 1.0)), 800.0, 800.0),
    ((Diet("vitamin_d", 0.0), Diet("calcium", 0.0)), 0.0, 0.0),
    ((Diet("calcium", 1000.0, 51.0), Diet("vitamin_d", 0.0, 0.0, 50.0)), 800.0, 200.0),
    ((Diet("calcium", 1000.0, 50.0), Diet("vitamin_d", 0.0, 0.0, 51.0)), 1000.0, 0.0),
])  # fmt: skip
def test_a_days_intake(items: tuple[Any, ...], calcium: float, vitamin_d: float) -> None:
    assert intake_on(50.0, Habits(800.0, 200.0), Protocol(items)) == pytest.approx((calcium, vitamin_d))


@pytest.mark.parametrize(("calcium", "vitamin_d", "tables"), [
    ((0.0, inf), (0.0, inf), 1), ((7.0, inf), (7.0, inf), 1), ((7.0, 70.0), (7.0, 70.0), 1),
    ((3.0, 4.0), (3.0, 4.0), 1),
    ((0.0, inf), (7.0, inf), 2), ((0.0, 70.0), (0.0, inf), 2), ((7.0, 70.0), (7.0, 77.0), 2),
    ((3.0, 5.0), (3.0, 4.0), 2),
])  # fmt: skip
@pytest.mark.parametrize("start", [None, date(2026, 2, 1)])
def test_totals_of_the_same_days_are_one_table(
    calcium: tuple[float, float], vitamin_d: tuple[float, float], tables: int, start: date | None
) -> None:
    plan = Protocol((Diet("calcium", 1000.0, *calcium), Diet("vitamin_d", 800.0, *vitamin_d)))
    text = plan_to_toml(plan, start)
    assert text.count("calcium =") == text.count("vitamin_d =") == 1
    assert text.count("plan.diet]") == tables


def test_those_that_speak_against_something_are_those_that_the_library_names() -> None:
    named = {name for drug in load_drugs().values() for name in drug.contraindications}
    named |= {name for exercise in load_exercises().values() for name in exercise.contraindicated_with}
    assert set(CONTRAINDICATING) == named == {name for name, row in CONDITIONS.items() if row.contraindicates}
