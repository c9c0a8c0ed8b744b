"""Training to load: the dose law, progression, rest, and who is heavy."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.every import every

from osteotwin.body import loading
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import Training, Unloading
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.loads import PROGRESSION_STEP, external_load_bodyweights, progression_days, site_loads

P = starting_values().values()
NS = SimpleNamespace(**P)
SITES = ("lumbar_spine", "total_hip", "femoral_neck", "radius_33", "rest_of_skeleton")
SQUAT = Training("back_squat", 3, 24, load_fraction_1rm=0.7, adherence=1.0)


def loads(
    *trainings: Training, rest: tuple[Unloading, ...] = (), day: float = 0, **change: float
) -> dict[str, float]:
    found = site_loads(trainings, rest, P | change, day)
    return {name.removesuffix("_load"): value for name, value in found.items()}


def test_an_ordinary_day_is_one() -> None:
    assert loads() == pytest.approx(dict.fromkeys(SITES, 1.0), abs=1e-12)


def test_the_dose_law_by_hand() -> None:
    """ln(1 + cycles that count) x force^4 x sqrt(frequency), against a day of walking, to the fourth root."""
    exercise = load_exercises()["back_squat"]
    force = exercise.spine.at(0.7 * (exercise.one_rep_max_bodyweights or 0)) / P["habitual_spine_force"]
    count, walked = (n / (1 + n / P["fading_cycles"]) for n in (24, P["habitual_cycles"]))
    session = np.log(1 + count) * force**4 * np.sqrt(exercise.frequency_hz)
    walking = np.log(1 + walked) * np.sqrt(P["habitual_frequency"])
    assert loads(SQUAT)["lumbar_spine"] == pytest.approx((1 + 3 / 7 * session / walking) ** 0.25, rel=1e-10)


def test_a_second_ordinary_walk_is_worth_twice_the_dose() -> None:
    walk = loading.bout_dose(P["habitual_cycles"], 1.0, P["habitual_frequency"], NS)
    assert loading.load_ratio(2 * walk / walk, NS) == pytest.approx(2**0.25)


@given(st.floats(0, 5000), st.floats(0.1, 4), st.floats(0.2, 5), st.floats(1.01, 3))
def test_force_beats_cycles(cycles: float, force: float, frequency: float, times: float) -> None:
    dose = loading.bout_dose(cycles, force, frequency, NS)
    assert loading.bout_dose(cycles, times * force, frequency, NS) == pytest.approx(times**4 * dose)
    assert dose <= loading.bout_dose(times * cycles, force, frequency, NS) <= times * dose + 1e-12
    assert loading.bout_dose(0, force, frequency, NS) == 0


def test_sessions_and_adherence_multiply() -> None:
    full = loads(replace(SQUAT, sessions_per_week=2.0))
    assert loads(replace(SQUAT, sessions_per_week=4.0, adherence=0.5)) == pytest.approx(full)
    assert loads(replace(SQUAT, adherence=0.0)) == pytest.approx(loads())


@pytest.mark.parametrize(("last", "share"), [(56.0, 0.84), (545.0, 0.84), (546.0, 0.75), (np.inf, 0.75)])
def test_what_nobody_states_is_done_as_in_trials(last: float, share: float) -> None:
    unknown = replace(SQUAT, adherence=None, until_day=last)
    assert unknown.share_done == share
    assert loads(unknown) == loads(replace(unknown, adherence=share))
    assert loads(unknown.as_habit()) == loads(replace(unknown, adherence=1.0))
    assert replace(unknown, adherence=0.3).as_habit().share_done == 0.3


DAILY = {"back_squat": 24, "drop_jump": 40, "jogging": 2400, "overhead_press": 15, "deadlift": 5}
WEEK = st.lists(
    st.builds(
        Training,
        st.sampled_from(sorted(DAILY)),
        st.sampled_from([0.5, 1.0, 2.0, 3.0, 5.5]),
        st.sampled_from([1.0, 5.0, 24.0, 300.0]),
    ),
    max_size=5,
)


def doses(*trainings: Training) -> dict[str, float]:
    return {site: value**4 - 1 for site, value in loads(*trainings).items() if site != "rest_of_skeleton"}


def test_days_apart_add_their_doses_and_one_session_less() -> None:
    """Half of the days each would add up; on the same days the second finds bone that is tired already."""
    one, other = SQUAT, Training("drop_jump", 3, 40)
    for site, together in doses(one, other).items():
        alone = (doses(one)[site], doses(other)[site])
        assert max(alone) < together < sum(alone), site


@pytest.mark.parametrize("sets", [2, 3, 8])
def test_a_session_counts_alike_however_its_sets_are_written(sets: int) -> None:
    whole = replace(SQUAT, cycles_per_session=24.0)
    split = [replace(SQUAT, cycles_per_session=24.0 / sets)] * sets
    assert doses(*split) == pytest.approx(doses(whole), rel=1e-12)


@given(WEEK, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_count(week: list[Training], random: Random) -> None:
    shuffled = random.sample(week, len(week))
    assert doses(*shuffled) == pytest.approx(doses(*week), rel=1e-10, abs=1e-12)


@given(WEEK, WEEK)
def test_more_training_is_never_a_smaller_load_nor_more_than_its_parts(
    week: list[Training], more: list[Training]
) -> None:
    for site, both in doses(*week, *more).items():
        first, second = doses(*week)[site], doses(*more)[site]
        assert both >= max(first, second) - 1e-9
        assert both <= first + second + 1e-9


def test_everybody_has_his_own_load() -> None:
    """Of people at once each has what he has alone, though other exercises may be their hardest."""
    week = (replace(SQUAT, load_fraction_1rm=None, load_kg=60.0), Training("drop_jump", 2, 40), SQUAT)
    kilograms = np.array([50.0, 90.0, 140.0])
    found = site_loads(week, (), P | {"weight": kilograms}, 0.0)
    for k, weight in enumerate(kilograms):
        alone = site_loads(week, (), P | {"weight": float(weight)}, 0.0)
        assert {name: value[k] for name, value in found.items()} == pytest.approx(alone, rel=1e-12)


def test_kilograms_and_shares_of_the_maximum_agree() -> None:
    maximum = load_exercises()["back_squat"].one_rep_max_bodyweights or 0
    kilograms = replace(SQUAT, load_fraction_1rm=None, load_kg=0.7 * maximum * P["weight"])
    assert loads(kilograms) == pytest.approx(loads(SQUAT))
    heavier = loads(kilograms, weight=2 * P["weight"])["lumbar_spine"]
    assert heavier < loads(kilograms)["lumbar_spine"]  # the same bar is less to a heavier man


def test_an_unloaded_exercise_takes_its_usual_load() -> None:
    exercise = load_exercises()["back_squat"]
    usual = external_load_bodyweights(Training("back_squat", 3, 24), exercise, 85.0, 0.0)
    assert usual == pytest.approx(
        (exercise.default_load_fraction_1rm or 0) * (exercise.one_rep_max_bodyweights or 0)
    )


def test_a_stated_ground_force_replaces_the_librarys() -> None:
    jump = Training("drop_jump", 4, 50)
    usual = load_exercises()["drop_jump"].ground_reaction_bw
    assert usual is not None
    assert loads(replace(jump, peak_force_bodyweights=usual)) == pytest.approx(loads(jump))
    double = loads(replace(jump, peak_force_bodyweights=2 * usual))
    assert double["total_hip"] ** 4 - 1 == pytest.approx(16 * (loads(jump)["total_hip"] ** 4 - 1))


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
def test_rest_leaves_what_muscles_pull(share: float) -> None:
    found = loads(rest=(Unloading(share),))
    for site in ("lumbar_spine", "total_hip", "femoral_neck", "radius_33"):
        floor = P[f"{site}_unloaded_load"]
        assert found[site] == pytest.approx(floor + (1 - floor) * share)
    assert min(found["total_hip"], found["radius_33"]) <= found["rest_of_skeleton"] <= found["radius_33"]


def test_training_in_bed_counts_in_full() -> None:
    idle, trained = loads(rest=(Unloading(0.0),)), loads(SQUAT, rest=(Unloading(0.0),))
    assert trained["lumbar_spine"] ** 4 - idle["lumbar_spine"] ** 4 == pytest.approx(
        loads(SQUAT)["lumbar_spine"] ** 4 - 1
    )


def test_progression_rises_in_steps_to_its_ceiling() -> None:
    exercise = load_exercises()["back_squat"]
    plan = replace(
        SQUAT, load_fraction_1rm=0.5, progression_per_week=0.025, progression_until_fraction_1rm=0.7
    )
    at = [external_load_bodyweights(plan, exercise, 85, day) for day in np.arange(0, 400, 7.0)]
    assert at[0] == at[3]  # the first four weeks are one step
    assert at[4] == pytest.approx(at[0] * 1.1)
    assert np.all(np.diff(at) >= 0)
    assert at[-1] == pytest.approx(0.7 * (exercise.one_rep_max_bodyweights or 0))
    steps = progression_days(plan, 85, 400)
    assert steps == [PROGRESSION_STEP * k for k in range(1, 5)]
    shifted = progression_days(replace(plan, from_day=50.0), 85, 400)
    assert shifted == [50 + day for day in steps]
    assert progression_days(SQUAT, 85, 400) == []
    assert progression_days(replace(plan, until_day=60.0), 85, 400) == steps[:2]


@every(
    "exercise",
    [e for e in load_exercises().values() if e.one_rep_max_bodyweights is not None],
    ids=lambda e: e.id,
)
def test_the_ceiling_is_a_share_of_the_exercises_own_maximum(exercise: Exercise) -> None:
    plan = Training(
        exercise.id,
        3,
        24,
        load_fraction_1rm=0.3,
        progression_per_week=0.05,
        progression_until_fraction_1rm=0.6,
    )
    start, end = (external_load_bodyweights(plan, exercise, 85, day) for day in (0, 2000))
    assert (start, end) == pytest.approx(
        (0.3 * exercise.one_rep_max_bodyweights, 0.6 * exercise.one_rep_max_bodyweights)
    )


def test_a_ceiling_below_the_start_lowers_nothing() -> None:
    plan = replace(
        SQUAT, load_fraction_1rm=0.9, progression_per_week=0.02, progression_until_fraction_1rm=0.7
    )
    exercise = load_exercises()["back_squat"]
    assert external_load_bodyweights(plan, exercise, 85, 300) == external_load_bodyweights(
        plan, exercise, 85, 0
    )
    assert progression_days(plan, 85, 400) == []


@every("exercise", load_exercises().values(), ids=lambda e: e.id)
def test_any_exercise_as_it_is_usually_done(exercise: object) -> None:
    training = Training(
        exercise.id, exercise.default_sessions_per_week, exercise.default_cycles_per_session  # type: ignore[attr-defined]
    )  # fmt: skip
    found = loads(training)
    assert all(1 <= found[site] < 4 for site in SITES), found
