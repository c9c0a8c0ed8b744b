"""A twin starts as its person: measured hormones are met, the start rests, habits do not drift."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.simulating import initialized, simulate

from osteotwin.body import whole
from osteotwin.body.minerals import vitamin_d_catabolism, vitamin_d_from_intake
from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import habits_of, individual_values, run_in_years
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.simulation import run_plan
from osteotwin.engine.interface import Engine
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import draw
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

SET = starting_values()
YEARS = np.array([0.0, 1.0, 2.0]) * 365.25
BMD = {"lumbar_spine": 1.05, "total_hip": 1.0, "femoral_neck": 0.82, "radius_33": 0.77}
SITES = tuple(BMD)

habits = st.tuples(st.floats(300, 2500), st.floats(0, 4000), st.floats(8, 60), st.floats(45, 150))


@st.composite
def men(draw_value: st.DrawFn) -> Profile:
    calcium, vitamin_d, level, weight = draw_value(habits)
    return Profile(
        "male", draw_value(st.floats(25, 88)), weight, 177.0, draw_value(st.floats(8, 45)),
        draw_value(st.floats(150, 1000)), draw_value(st.one_of(st.none(), st.floats(1, 12))), level, calcium, vitamin_d,
        BMD, draw_value(st.sampled_from([(), (Training("jogging", 3, 2500),), (Training("back_squat", 3, 24, 0.7),)])),
    )  # fmt: skip


@st.composite
def women(draw_value: st.DrawFn) -> Profile:
    calcium, vitamin_d, level, weight = draw_value(habits)
    menopause = draw_value(st.floats(44, 56))
    # Clear of the transition, where one estradiol cannot tell ovary from periphery.
    years = draw_value(st.one_of(st.floats(-18, -4), st.floats(4, 28)))
    estradiol = draw_value(st.floats(45, 160) if years < 0 else st.floats(2, 12))
    return Profile(
        "female", menopause + years, weight, 164.0, estradiol, draw_value(st.floats(10, 60)), None, level, calcium,
        vitamin_d, BMD, (), menopause,
    )  # fmt: skip


def lived(profile: Profile, engine: Engine) -> dict[str, np.ndarray]:
    cohort = initialized(profile, engine=engine)
    assert cohort.residuals[0] < 1e-7
    return of_one(run_plan(cohort, Protocol(), YEARS, engine))


def of_one(found: Outputs) -> dict[str, np.ndarray]:
    assert not found.failures, found.failures
    return {name: values[0] for name, values in found.values.items()}


def met(values: dict[str, np.ndarray], profile: Profile) -> None:
    """Day 0 within half a percent of what was measured; BMD exactly."""
    assert values["estradiol"][0] == pytest.approx(profile.estradiol_pg_ml, rel=5e-3)
    assert values["testosterone"][0] == pytest.approx(profile.testosterone_ng_dl, rel=5e-3)
    assert values["25ohd"][0] == pytest.approx(profile.vitamin_d_25ohd_ng_ml, rel=5e-3)
    for site in SITES:
        assert values[f"bmd_{site}"][0] == pytest.approx(profile.bmd[site], rel=1e-12)


@settings(max_examples=40)
@given(profile=men())
def test_a_man_starts_as_he_was_measured(profile: Profile, engine: Engine) -> None:
    values = lived(profile, engine)
    met(values, profile)
    if profile.lh_iu_l is not None:
        assert values["lh"][0] == pytest.approx(profile.lh_iu_l, rel=5e-3)
    for site in SITES:
        yearly = 100 * (values[f"bmd_{site}"][1:] / values[f"bmd_{site}"][:-1] - 1)
        assert np.all((yearly > -1.5) & (yearly < 1.0)), (site, yearly)


@settings(max_examples=30)
@given(profile=women())
def test_a_woman_starts_as_she_was_measured(profile: Profile, engine: Engine) -> None:
    values = lived(profile, engine)
    met(values, profile)
    for site in SITES:
        yearly = 100 * (values[f"bmd_{site}"][1:] / values[f"bmd_{site}"][:-1] - 1)
        # The years after the final period take more than a resting body's.
        slowest = (
            -2.5 if profile.menopause_age is not None and profile.age - profile.menopause_age < 10 else -1.5
        )
        slowest = (
            -3.5
            if profile.menopause_age is not None and abs(profile.age - profile.menopause_age) < 5
            else slowest
        )
        assert np.all((yearly > slowest) & (yearly < 1.0)), (site, yearly)


@pytest.mark.parametrize(
    ("age", "weight", "testosterone", "level", "calcium", "vitamin_d"),
    [(35.53, 101.66, 1000.0, 51.9, 2500.0, 4000.0), (88.0, 45.0, 900.4, 12.91, 2463.3, 1312.8)],
)
def test_a_body_at_rest_is_followed_to_the_end(
    age: float, weight: float, testosterone: float, level: float, calcium: float, vitamin_d: float
) -> None:
    """Men in whom nothing moves: LSODA alone does not notice that they are stiff and gives up."""
    profile = Profile("male", age, weight, 177.0, 8.0, testosterone, None, level, calcium, vitamin_d, BMD)
    met(of_one(simulate(profile, Protocol(), YEARS, engine=SciPyEngine())), profile)


def test_the_same_in_virtual_men(people: dict[str, Profile], engine: Engine) -> None:
    """Whatever parameters are drawn: his measured hormones are his."""
    draws = draw(SET, 12, seed=3)
    found = simulate(people["man"], Protocol((DrugCourse("letrozole", 2.5, 1),)), YEARS, draws, engine=engine)
    assert not found.failures
    for i in range(12):
        met({name: values[i] for name, values in found.values.items()}, people["man"])
    assert np.std(found.percent_change("bmd_lumbar_spine")[:, 1]) > 0.2  # and yet they are different men


def test_a_plan_that_began_before_day_zero(people: dict[str, Profile], engine: Engine) -> None:
    """Measured before the plan: with a drug from day -300 the start is met there, not at day 0."""
    plan = Protocol((DrugCourse("letrozole", 2.5, 1, from_day=-300),))
    values = of_one(simulate(people["man"], plan, np.array([-300.0, 0.0]), engine=engine))
    assert values["estradiol"][0] == pytest.approx(22.0, rel=0.01)
    assert values["estradiol"][1] < 12


def test_more_weight_takes_vitamin_d_further(people: dict[str, Profile]) -> None:
    light, heavy = (
        individual_values(alike(replace(people["man"], weight_kg=kg), 1), SET.values())["weight"]
        for kg in (60.0, 120.0)
    )
    assert (light, heavy) == (60.0, 120.0)


@pytest.mark.parametrize("lh", [0.05, 4.5, 22.0, 60.0])
def test_any_lh_gives_parameters_that_make_sense(lh: float, people: dict[str, Profile]) -> None:
    """Beyond what a pituitary without feedback can give, the set point stays a number."""
    found = individual_values(alike(replace(people["man"], lh_iu_l=lh), 1), SET.values())
    assert found["feedback_set_point"] > 0
    assert found["leydig_capacity"] > 0
    assert found["aromatase_capacity"] > 0
    assert all(np.isfinite(value) for value in found.values())


def test_habits_are_the_profiles(people: dict[str, Profile]) -> None:
    profile = replace(people["man"], habitual_training=(Training("jogging", 3, 2500),))
    found = habits_of(alike(profile, 1))
    assert (found.calcium_mg_per_day, found.vitamin_d_iu_per_day) == (1000.0, 400.0)
    assert found.training == profile.habitual_training


def test_the_run_in_is_adult_life(people: dict[str, Profile]) -> None:
    for age, years in ((85.0, 65), (28.0, 8), (19.0, 1)):
        assert run_in_years(alike(replace(people["man"], age=age), 1)) == years


def test_habitual_training_is_kept_in_the_bone(
    run: Callable[..., dict[str, np.ndarray]], people: dict[str, Profile]
) -> None:
    """Who trains already holds his bone by training on, where the idle one holds his."""
    trained = replace(people["man"], habitual_training=(Training("back_squat", 3, 24, 0.85),))
    on = run(who=trained, months=24)["bmd_lumbar_spine"]
    idle = run(months=24)["bmd_lumbar_spine"]
    assert abs(100 * (on[-1] / on[0] - 1)) < 1
    assert on[-1] / on[0] == pytest.approx(idle[-1] / idle[0], abs=4e-3)


@pytest.mark.parametrize("field", ["calcium_mg_per_day", "estradiol_pg_ml", "vitamin_d_25ohd_ng_ml"])
def test_a_body_that_cannot_be_has_a_reason(field: str, people: dict[str, Profile], engine: Engine) -> None:
    cohort = initialized(replace(people["man"], **{field: float("nan")}), engine=engine)
    assert cohort.failures[0].startswith("no steady state to start from: ")
    assert np.isnan(cohort.states).all()


@pytest.mark.parametrize("intake", [0.0, 400.0, 2_000.0, 10_000.0, 100_000.0])
@pytest.mark.parametrize("level", [4.0, 24.0, 90.0])
def test_an_intake_never_explains_more_25ohd_than_there_is(
    intake: float, level: float, people: dict[str, Profile]
) -> None:
    """Who stops a supplement keeps what his skin and food make: a fifth of his level at least."""
    who = replace(people["man"], vitamin_d_iu_per_day=intake, vitamin_d_25ohd_ng_ml=level)
    p = SET.values() | {
        k: float(np.ravel(v)[0]) for k, v in individual_values(alike(who, 1), SET.values()).items()
    }
    of_intake = vitamin_d_from_intake(p["habitual_vitamin_d_intake"], whole.namespace(p))
    assert of_intake <= 0.8 * vitamin_d_catabolism(p["vitamin_d_baseline"], whole.namespace(p)) * (1 + 1e-9)
    assert p["vitamin_d_gain"] <= SET.values()["vitamin_d_gain"]
