"""Timelines of many people are those of each alone, bit for bit."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.body.schedule import Timeline
from osteotwin.body.timelines import flatten, join
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import draw
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.timeline import Habits, compile_timelines, habitual_timelines

PEOPLE = 6
DRAWS = draw(starting_values(), PEOPLE, 2)
COLUMNS = dict(zip(DRAWS.names, np.ascontiguousarray(DRAWS.values.T), strict=True))
COLUMNS["weight"] = np.linspace(60.0, 120.0, PEOPLE)
CALCIUM, VITAMIN_D = np.linspace(400, 1200, PEOPLE), np.linspace(0, 800, PEOPLE)
WALKING = (Training("walking", 3, 3000),)

PLANS: dict[str, tuple[Intervention, ...]] = {
    "nothing": (),
    "a drug": (DrugCourse("letrozole", 2.5, 1, 10, 300),),
    "injections": (DrugCourse("denosumab", 60, 182), DrugCourse("zoledronate", 5, 365, 91)),
    "a bolus by weight": (Supplement("vitamin_d", 50_000, 30),),
    "progression that ends sooner for the light": (
        Training(
            "back_squat", 3, 24, load_kg=60, progression_per_week=0.03, progression_until_fraction_1rm=0.8
        ),
    ),
    "bed rest": (Unloading(0.2, 30, 60), Training("back_squat", 2, 10, load_fraction_1rm=0.5, from_day=45)),
    # For the second man and no other it is the diet he has.
    "a diet that is nothing new to one": (
        Diet("calcium", float(CALCIUM[1])),
        DrugCourse("anastrozole", 1, 1, 90),
    ),
}


def alone(plan: Protocol, person: int, *, exact: bool = False) -> Timeline:
    habits = Habits(float(CALCIUM[person]), float(VITAMIN_D[person]), WALKING)
    own = {name: values[[person]] for name, values in COLUMNS.items()}
    return compile_timelines(plan, habits, own, -1.0, 800.0, exact=exact)[0]


def same(one: Timeline, other: Timeline) -> None:
    assert np.array_equal(one.breakpoints, other.breakpoints)
    assert np.array_equal(one.inputs, other.inputs)
    assert one.labels == other.labels
    assert one.doses == other.doses


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("items", PLANS.values(), ids=list(PLANS))
def test_each_is_his_own(items: tuple[Intervention, ...], exact: bool) -> None:
    plan = Protocol(items)
    many = compile_timelines(plan, Habits(CALCIUM, VITAMIN_D, WALKING), COLUMNS, -1.0, 800.0, exact=exact)
    assert len(many) == PEOPLE
    for person in range(PEOPLE):
        same(many[person], alone(plan, person, exact=exact))


def test_they_need_not_have_equally_many_stretches() -> None:
    found: dict[str, list[int]] = {}
    for name, items in PLANS.items():
        many = compile_timelines(Protocol(items), Habits(CALCIUM, VITAMIN_D), COLUMNS, -1.0, 800.0)
        found[name] = np.diff(many.segment_start).tolist()
    assert found["a diet that is nothing new to one"] == [3, 2, 3, 3, 3, 3]
    assert len(set(found["progression that ends sooner for the light"])) > 1


def test_joined_and_flattened_they_stay_the_same() -> None:
    habits = Habits(CALCIUM, VITAMIN_D, WALKING)
    groups = [compile_timelines(Protocol(items), habits, COLUMNS, -1.0, 800.0) for items in PLANS.values()]
    one_by_one = [timeline for group in groups for timeline in group]
    joined, flat = join(groups), flatten(one_by_one)
    assert len(joined) == len(flat) == len(one_by_one)
    assert flatten(joined) is joined
    for timeline, first, second in zip(one_by_one, joined, flat, strict=True):
        same(timeline, first)
        same(timeline, second)
    assert np.array_equal(joined.inputs, flat.inputs)
    assert np.array_equal(joined.dose_amount, flat.dose_amount)


def test_they_read_as_a_sequence() -> None:
    many = compile_timelines(Protocol(), Habits(CALCIUM, VITAMIN_D), COLUMNS, -1.0, 800.0)
    same(many[-1], many[PEOPLE - 1])
    assert [t.inputs.tolist() for t in many[1:3]] == [many[1].inputs.tolist(), many[2].inputs.tolist()]
    for index in (PEOPLE, -PEOPLE - 1):
        with pytest.raises(IndexError):
            many[index]


def test_habits_alone() -> None:
    begin = np.linspace(-5000, -400, PEOPLE)
    many = habitual_timelines(Habits(CALCIUM, VITAMIN_D, WALKING), COLUMNS, begin, -1.0)
    for person, timeline in enumerate(many):
        assert timeline.breakpoints.tolist() == [begin[person], -1.0]
        assert np.array_equal(timeline.inputs[0], alone(Protocol(), person).inputs[0])


@given(st.floats(20, 200), st.floats(0.005, 0.05), st.floats(0.3, 1.2), st.floats(0, 400))
def test_any_progression(load: float, progression: float, until: float, begin: float) -> None:
    lift = Training(
        "back_squat", 3, 24, load_kg=load, progression_per_week=progression,
        progression_until_fraction_1rm=until, from_day=begin, until_day=inf,
    )  # fmt: skip
    plan = Protocol((lift,))
    many = compile_timelines(plan, Habits(CALCIUM, VITAMIN_D, WALKING), COLUMNS, -1.0, 800.0)
    for person in (0, PEOPLE - 1):
        same(many[person], alone(plan, person))
