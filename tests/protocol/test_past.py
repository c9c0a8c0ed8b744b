"""What was done before today cannot be undone: the cut of every kind of intervention on day 0."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.body import whole
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.timeline import Habits, compile_timelines, doses_of

P = starting_values().values()
FOOD = next(iter(load_foods()))
#: One of each kind, as from 100 days before today on, without an end; dosed ones daily.
KINDS: dict[str, Intervention] = {
    "drug": DrugCourse("letrozole", 2.5, 1, -100),
    "training": Training("back_squat", 2, 25, from_day=-100),
    "food": Food(FOOD, 7, -100),
    "supplement": Supplement("calcium_citrate", 500, 1, -100),
    "diet": Diet("calcium", 1200, -100),
    "unloading": Unloading(0.2, -100),
}
WEEKLY, DENOSUMAB = DrugCourse("alendronate", 70, 7, -10), DrugCourse("denosumab", 60, 182, -364)


def past(item: Intervention) -> tuple[Intervention, ...]:
    return Protocol((item,)).past().interventions


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind_the_past_ends_today(kind: str) -> None:
    item = KINDS[kind]
    (found,) = past(item)
    assert (type(found), found.group, found.from_day, found.until_day) == (type(item), item.group, -100, 0)
    assert past(replace(item, until_day=-50)) == (replace(item, until_day=-50),)
    assert past(replace(item, from_day=0.0)) == past(replace(item, from_day=3.5)) == ()


@pytest.mark.parametrize(
    ("item", "days", "over"),
    [
        (WEEKLY, [-10, -3], 4.0),  # what was taken acts for its week
        (replace(WEEKLY, from_day=-14), [-14, -7], 0.0),  # the dose of day 0 is not given yet
        (replace(WEEKLY, until_day=-3), [-10], -3),
        (replace(WEEKLY, until_day=2), [-10, -3], 2),
        (DENOSUMAB, [-364, -182], 0.0),
        (replace(DENOSUMAB, from_day=-400), [-400, -218, -36], 146),
        (DrugCourse("zoledronate", 5, 365, -30, 335), [-30], 335),  # once
        (Supplement("vitamin_d", 100_000, 30, -45), [-45, -15], 15),
        (DrugCourse("denosumab", 60, 1 / 3, -1), [-1, -2 / 3, -1 / 3], 0.0),
    ],
)
def test_doses_before_today_are_given_and_no_other(
    item: DrugCourse | Supplement, days: list[float], over: float
) -> None:
    (found,) = past(item)
    assert isinstance(found, DrugCourse | Supplement)
    given = [found.from_day + k * found.interval_days for k in range(found.doses_before(1e6))]
    assert given == pytest.approx(days)
    assert found.until_day == pytest.approx(over)


@pytest.mark.parametrize(("until", "share"), [(inf, 0.75), (600.0, 0.75), (100.0, 0.84), (-10.0, 0.84)])
def test_a_cut_programme_was_done_as_much_as_the_whole(until: float, share: float) -> None:
    training = Training("back_squat", 2, 25, from_day=-100, until_day=until)
    (found,) = past(training)
    assert isinstance(found, Training)
    assert found.share_done == training.share_done == share


@st.composite
def protocols(draw: st.DrawFn) -> Protocol:
    items: list[Intervention] = []
    for _ in range(draw(st.integers(0, 4))):
        item = draw(st.sampled_from([*KINDS.values(), WEEKLY, DENOSUMAB]))
        begins = float(draw(st.integers(-400, 50)))
        ends = draw(st.sampled_from([inf, begins + draw(st.integers(1, 500))]))
        items.append(replace(item, from_day=begins, until_day=ends))
    return Protocol(tuple(items))


@given(protocols(), protocols())
def test_laws_of_the_past(one: Protocol, other: Protocol) -> None:
    begun = one.past()
    assert begun.past() == begun
    assert one.after(begun) == one
    assert Protocol().after(begun) == begun
    assert one.plus(other).past() == begun.plus(other.past())
    both = other.after(begun)
    assert both.after(begun) == both
    assert set(begun.interventions) <= set(both.past().interventions)


@given(protocols())
def test_the_body_cannot_tell_the_past_from_the_whole_before_today(protocol: Protocol) -> None:
    alone = {name: np.array([value]) for name, value in P.items()}

    def before_today(done: Protocol) -> tuple[object, ...]:
        line = compile_timelines(done, Habits(1000.0, 400.0), alone, -500.0, 0.0)[0]
        table = line.inputs[:, list(whole.INPUTS).index("calcium_intake")]
        return line.breakpoints.tolist(), table.tolist(), line.inputs.tolist(), line.doses

    assert before_today(protocol) == before_today(protocol.past())
    assert all(dose.day < 0 for dose in doses_of(protocol.past(), P, 1000.0))
