"""A past shapes the body in which the forecast starts, and no plan undoes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import inf

import numpy as np
import pytest

import osteotwin as ot
from osteotwin.cohort.simulation import run_plan
from osteotwin.explaining.scenarios import scenarios_of
from osteotwin.people.large_cohort import simulate_cohort
from osteotwin.people.person import Habits, Person
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin
from osteotwin.protocol.interventions import DrugCourse, Food, Intervention, Protocol, Training
from osteotwin.protocol.library import load_foods

YEAR = 365.25
FOOD = next(iter(load_foods()))
MAN = Person("male", date(1966, 5, 14), date(2026, 2, 1), date(2029, 2, 1), habits=Habits(900.0, 400.0))
WOMAN = replace(MAN, sex="female", menopause_age=50.0)
LETROZOLE = DrugCourse("letrozole", 2.5, 1)
SQUATS = Training("back_squat", 3, 24, load_fraction_1rm=0.85, adherence=1.0)
DENOSUMAB = DrugCourse("denosumab", 60, 182.625)


def simulated(person: Person, plan: Protocol | None = None, years: float = 2.0) -> ot.Outputs:
    outlook = Twin.from_person(person, 3).simulate(person.plan if plan is None else plan, years)
    assert not outlook.failures
    return outlook


def course(item: Intervention, begins: float, ends: float) -> Protocol:
    return Protocol((replace(item, from_day=begins * YEAR, until_day=ends * YEAR),))


def change(outlook: ot.Outputs, site: str = "lumbar_spine") -> np.ndarray:
    """Median of the change since today by month, in percent."""
    return np.median(outlook.percent_change(f"bmd_{site}"), axis=0)


@pytest.mark.parametrize("who", [MAN, WOMAN], ids=["man", "woman"])
@pytest.mark.parametrize("years", [1, 10, 38])
def test_a_past_without_effect_changes_nothing_however_long_it_is(who: Person, years: int) -> None:
    """So the run-in before it is as good as without it: it does not begin in a child."""
    crumb = course(Food(FOOD, 1e-6), -years, -years + 0.1)
    found, expected = simulated(replace(who, history=crumb)), simulated(who)
    for name in ("bmd_lumbar_spine", "bmd_total_hip", "ctx", "p1np", "pth", "estradiol"):
        assert found.values[name] == pytest.approx(expected.values[name], rel=2e-5), name


#: what was done -> whether the lumbar spine gains or loses within the first year after it, against no such past.
AFTER: dict[str, tuple[Protocol, float]] = {
    "an inhibitor that has just ended": (course(LETROZOLE, -3, 0), +0.2),
    "training that has just ended": (course(SQUATS, -2, 0), -0.1),
    "denosumab that has worn off": (course(DENOSUMAB, -3, -0.5), -0.5),
    "an infusion three months ago": (course(DrugCourse("zoledronate", 5, YEAR), -0.25, 0.75), +0.5),
}


@pytest.mark.parametrize("what", AFTER)
def test_what_has_ended_still_moves_bone(what: str) -> None:
    history, least = AFTER[what]
    moved = change(simulated(replace(MAN, history=history)))[12] - change(simulated(MAN))[12]
    assert moved / least > 1, moved


def test_the_later_of_a_loss_is_less_than_the_first() -> None:
    """Three years on the drug have taken most of what it takes: the same plan costs less from now on."""
    fresh = change(simulated(replace(MAN, plan=Protocol((LETROZOLE,)))))[24]
    used = change(simulated(replace(MAN, plan=course(LETROZOLE, -3, inf))))[24]
    assert fresh < 1.5 * used < 0


def test_stopping_training_loses_and_a_replaced_habit_does_not_come_back() -> None:
    runs = Training("jogging", 5, 3000)
    runner = replace(MAN, habits=replace(MAN.habits, training=(runs,)))
    replaced = replace(SQUATS, replaces_habits=True)
    kept, left = (
        change(simulated(replace(runner, history=course(item, -2, 0))))[24] for item in (SQUATS, replaced)
    )
    assert left < kept - 0.1
    for past in (0.0, -2.0):  # it ends with the plan, too
        plan = course(replaced, past, 0.5)
        on = change(simulated(runner, course(replaced, past, inf).after(plan.past())))
        off = change(simulated(runner, plan))
        assert off[24] < on[24] - 0.1
        assert off[24] < off[7]


PLANS: dict[str, Callable[[Protocol], Protocol]] = {
    "the plan": lambda plan: plan,
    "nothing": lambda _: Protocol(),
    "without training": lambda plan: plan.without("training"),
    "something else": lambda _: Protocol((DrugCourse("alendronate", 70, 7),)),
}


@pytest.fixture(scope="module")
def begun() -> Person:
    plan = course(LETROZOLE, -2, inf).plus(course(SQUATS, -1, inf)).plus(course(DENOSUMAB, -0.7, 1))
    return replace(MAN, plan=plan, history=course(DrugCourse("teriparatide", 20, 1), -5, -4))


def test_every_plan_has_the_same_past(begun: Person) -> None:
    twin = Twin.from_person(begun, 3)
    assert twin.cohort.day == -5 * YEAR - 1
    days = np.array([-1700.0, -1000.0, -400.0, -100.0, -1.0, 0.0])
    past = run_plan(twin.cohort, begun.protocol, days, ENSEMBLE_ENGINE)
    for scenario in scenarios_of(begun.plan, begun.history).values():
        found = run_plan(twin.cohort, scenario.protocol, days, ENSEMBLE_ENGINE)
        assert found.table == pytest.approx(past.table, rel=1e-3, abs=1e-6), scenario.label
    outlooks = twin.simulate_all(
        {name: make(begun.plan) for name, make in PLANS.items()}, np.array([0.0, 730.0])
    )
    today = [outlook.table[:, 0] for outlook in outlooks.values()]
    later = [outlook.values["bmd_lumbar_spine"][:, 1] for outlook in outlooks.values()]
    for k in range(1, len(today)):
        assert today[k] == pytest.approx(today[0], rel=1e-3, abs=1e-6)
        assert np.all(np.abs(later[k] / later[0] - 1) > 1e-3), list(PLANS)[k]


def test_a_plan_is_the_same_whether_its_past_is_said_or_not(begun: Person) -> None:
    twin = Twin.from_person(begun, 2)
    for make in PLANS.values():
        plan = make(begun.plan)
        one, other = (twin.simulate(one, 0.5).table for one in (plan, plan.after(begun.past)))
        assert np.array_equal(one, other)


def test_a_large_cohort_of_somebody_has_his_past(
    begun: Person, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pytest.importorskip("zarr")
    found = simulate_cohort(
        begun, Protocol(), 2, out=tmp_path_factory.mktemp("out") / "people", seed=1, years=1.0
    )
    expected = Twin.from_person(begun, 2, 1).simulate(Protocol(), 1.0)
    spine = found["bmd"].sel(plan="plan", site="lumbar_spine").to_numpy()
    assert spine.reshape(2, -1) == pytest.approx(expected.values["bmd_lumbar_spine"], rel=1e-6)


def test_the_answer_tells_past_from_plan(begun: Person) -> None:
    answer = ot.run(begun, 3)
    assert [row["group"] for row in answer["inputs"]["history"]] == ["teriparatide"]
    assert [row["from_day"] for row in answer["inputs"]["plan"]] == [-2 * YEAR, -YEAR, -0.7 * YEAR]
    assert list(answer["contributions"]["lumbar_spine"]) == ["letrozole", "back_squat", "denosumab"]
    estradiol = answer["series"]["estradiol"]
    assert estradiol["nothing"]["median"][0] == pytest.approx(estradiol["plan"]["median"][0], rel=1e-3)
    assert estradiol["nothing"]["median"][12] > 2 * estradiol["plan"]["median"][12]
