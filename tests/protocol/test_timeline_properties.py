"""Any protocol compiles to a timeline that an engine can follow."""

from __future__ import annotations

from math import inf

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.body import whole
from osteotwin.body.schedule import Timeline
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
from osteotwin.protocol.library import load_drugs, load_exercises, load_foods
from osteotwin.protocol.timeline import Habits, compile_timelines, inputs_on

P = starting_values().values()
days = st.floats(-700, 1500).map(lambda day: round(day, 2))


@st.composite
def windows(draw: st.DrawFn) -> tuple[float, float]:
    begin = draw(days)
    return begin, draw(
        st.one_of(st.just(inf), st.floats(0.01, 2000).map(lambda more: round(begin + more + 0.01, 2)))
    )


@st.composite
def courses(draw: st.DrawFn) -> DrugCourse:
    drug = draw(st.sampled_from(list(load_drugs().values())))
    interval = draw(
        st.sampled_from([0.5, 1.0, 3.5, 7.0, 14.0, 30.4375, 91.0, 182.0, drug.usual_interval_days])
    )
    return DrugCourse(drug.id, draw(st.floats(0, drug.max_single_dose)), interval, *draw(windows()))


@st.composite
def trainings(draw: st.DrawFn) -> Training:
    exercise = draw(st.sampled_from(list(load_exercises().values())))
    share = draw(st.floats(0.1, 1)) if exercise.one_rep_max_bodyweights else None
    begin, end = draw(windows())
    return Training(
        exercise.id, draw(st.floats(0, 14)), draw(st.floats(0, 5000)), load_fraction_1rm=share,
        load_kg=None if share else draw(st.one_of(st.none(), st.floats(0, 200))),
        progression_per_week=draw(st.sampled_from([0.0, 0.01, 0.05])),
        progression_until_fraction_1rm=draw(st.one_of(st.none(), st.floats(0.2, 1))),
        adherence=draw(st.floats(0, 1)), from_day=begin, until_day=end,
    )  # fmt: skip


interventions = st.one_of(
    courses(),
    trainings(),
    st.builds(
        lambda food, n, window: Food(food, n, *window), st.sampled_from(list(load_foods())), st.floats(0, 30), windows()
    ),
    st.builds(
        lambda what, dose, every, window: Supplement(what, dose, every, *window),
        st.sampled_from(["calcium_carbonate", "calcium_citrate", "vitamin_d"]),
        st.floats(0, 100_000), st.sampled_from([1.0, 7.0, 30.0, 90.0]), windows(),
    ),
    st.builds(
        lambda what, total, window: Diet(what, total, *window),
        st.sampled_from(["calcium", "vitamin_d"]), st.floats(0, 5000), windows(),
    ),
    st.builds(lambda share, window: Unloading(share, *window), st.floats(0, 1), windows()),
)  # fmt: skip
protocols = st.lists(interventions, max_size=6).map(lambda items: Protocol(tuple(items)))


def compiled(protocol: Protocol, *, exact: bool = False) -> Timeline:
    start = min([0.0, *(item.from_day for item in protocol.interventions)]) - 1
    alone = {name: np.array([value]) for name, value in P.items()}
    return compile_timelines(protocol, Habits(900.0, 300.0), alone, start, 1200.0, exact=exact)[0]


@given(protocols, st.booleans())
def test_any_protocol_makes_a_valid_timeline(protocol: Protocol, exact: bool) -> None:
    timeline = compiled(protocol, exact=exact)
    assert np.all(np.diff(timeline.breakpoints) > 0)
    assert timeline.breakpoints[-1] == 1200
    assert timeline.inputs.shape == (len(timeline.breakpoints) - 1, len(whole.INPUTS))
    assert len(timeline.labels) == len(timeline.inputs)
    assert all(timeline.labels)
    assert np.all(np.isfinite(timeline.inputs))
    assert np.all(timeline.inputs >= 0)
    loads = [i for i, name in enumerate(whole.INPUTS) if name.endswith("_load")]
    assert np.all(timeline.inputs[:, loads] > 0)
    points = set(timeline.breakpoints[:-1].tolist())
    for dose in timeline.doses:
        assert dose.day in points
        assert dose.state in whole.STATES
        assert np.isfinite(dose.amount)
        assert dose.amount >= 0
    assert [d.day for d in timeline.doses] == sorted(d.day for d in timeline.doses)


@given(protocols, st.integers(0, 10_000))
def test_the_inputs_of_any_day_are_those_of_its_stretch(protocol: Protocol, seed: int) -> None:
    timeline = compiled(protocol)
    day = float(np.random.default_rng(seed).uniform(timeline.breakpoints[0], 1199.9))
    segment = int(np.searchsorted(timeline.breakpoints, day, side="right")) - 1
    expected = inputs_on(day, Habits(900.0, 300.0), protocol, P)
    assert timeline.inputs[segment].tolist() == [expected[name] for name in whole.INPUTS]


@given(protocols)
def test_the_order_of_a_protocol_is_of_no_account(protocol: Protocol) -> None:
    """Except where two stated totals contradict each other: then the later entry holds."""
    totals = [item for item in protocol.interventions if isinstance(item, Diet)]
    if len(totals) > 1:
        return
    forward, backward = compiled(protocol), compiled(Protocol(protocol.interventions[::-1]))
    assert forward.breakpoints.tolist() == backward.breakpoints.tolist()
    assert np.allclose(forward.inputs, backward.inputs, rtol=1e-12, atol=0)
    assert sorted((d.day, d.state, d.amount) for d in forward.doses) == sorted(
        (d.day, d.state, d.amount) for d in backward.doses
    )


@given(protocols, interventions)
def test_the_groups_of_a_protocol(protocol: Protocol, item: Intervention) -> None:
    both = protocol.plus(Protocol((item,)))
    assert item.group in both.groups()
    assert item.group not in both.without(item.group).groups()
    assert both.only(item.group).groups() == (item.group,)
    assert both.without(*both.groups()) == Protocol()
