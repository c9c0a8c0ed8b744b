"""The posed problem: its Jacobian against the engine's own tangents, and what its people differ by."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.calibration.prior import Prior, prior
from osteotwin.calibration.problem import CalibrationProblem, build_problem
from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.local_sensitivity import sensitivities
from osteotwin.cohort.simulation import day_before
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.forward_model import FORWARD_ENGINE
from osteotwin.parameters.sample import Draws

TRIAL = "burnettbowie2009_anastrozole"
#: Of drug, hormones, cells, tissue: each with a say in at least one of the trial's rows.
CHOSEN = (
    "anastrozole_ic50", "aromatase_max_inhibition", "feedback_gain", "estradiol_hill_exponent",
    "estrogen_rankl_gain", "testosterone_bone_gain", "lumbar_spine_turnover", "coupling_floor",
)  # fmt: skip


@pytest.fixture(scope="module")
def problem() -> CalibrationProblem:
    return build_problem([load_trials().trial(TRIAL)], prior(), 8)


def test_what_is_observed_is_what_the_trial_printed(problem: CalibrationProblem) -> None:
    """From the printed levels before and after by hand: density in percent, hormones as logarithms of ratios.

    Between the arms: the spine by its P, and what the source says did not differ.
    """
    rows = [(row.arm, row.output, row.week) for _, row in problem.model.rows]
    assert rows == [
        ("anastrozole", "bmd_lumbar_spine", 52.0), ("anastrozole", "estradiol_immunoassay", 13.0),
        ("anastrozole", "testosterone", 13.0), ("anastrozole", "testosterone", 52.0),
        ("placebo", "bmd_lumbar_spine", 52.0), ("anastrozole", "bmd_lumbar_spine", 52.0),
        ("anastrozole", "bmd_total_hip", 52.0), ("anastrozole", "ctx", 52.0), ("anastrozole", "p1np", 52.0),
    ]  # fmt: skip
    observations = problem.observations
    assert observations.observed == pytest.approx([
        100 * (1.102 - 1.121) / 1.121, np.log(12 / 15), np.log(524 / 319), np.log(474 / 319),
        100 * (1.189 - 1.18) / 1.18, -2.46, 0.0, 0.0, 0.0,
    ])  # fmt: skip
    assert observations.logarithmic.tolist() == [False, True, True, True, *[False] * 5]
    assert observations.group == (TRIAL,) * 9
    assert observations.endpoint_class == (
        "bmd", "hormone", "hormone", "hormone", "bmd", "bmd_contrast", "bmd_contrast", "marker", "marker",
    )  # fmt: skip
    assert observations.no_change.tolist() == [0.0] * 9
    of_two = [3.0 * 0.1**0.5, 40.0 * 0.1**0.5, 30.0 * 0.1**0.5]  # of people of 20 and of 20, no arm has its n
    assert observations.standard_error[5:] == pytest.approx([0.770, *of_two], abs=1e-3)
    assert observations.used.all()


def tangents(problem: CalibrationProblem, arm_id: str) -> np.ndarray:
    """Return for the rows of an arm the change on the scale of comparison per standard score, [n_row, n_chosen]."""
    arm = next(a for a in problem.model.arms if a.arm == arm_id)
    believed: Prior = problem.prior
    x = np.zeros(len(believed))
    names, values = believed.parameters.names, believed.table(x[None])
    cohort = initialize_cohort(
        alike(arm.mean, 1), Draws(names, values), day_before([arm.protocol]), FORWARD_ENGINE
    )
    rows = [row for _, row in problem.model.rows if row.arms == (arm_id,)]
    outputs = sorted({row.output for row in rows if row.output})
    found = sensitivities(cohort, arm.protocol, arm.days, CHOSEN, endpoints=outputs)
    assert not found.failures
    step = 1e-5
    places = [believed.fitted.index(name) for name in CHOSEN]
    per_score = np.array([
        (believed.values(x + step * (np.arange(len(x)) == k)) - believed.values(x))[k] / step for k in places
    ])  # fmt: skip
    jacobian = []
    for row in rows:
        k, now = outputs.index(str(row.output)), int(np.searchsorted(arm.days, DAYS_PER_WEEK * row.week))
        level, change = found.values[0, k], found.jacobian[0, :, k]
        of_log = change[:, now] / level[now] - change[:, 0] / level[0]
        ratio = level[now] / level[0]
        jacobian.append(per_score * of_log * (100 * ratio if row.scale == "percent_change" else 1.0))
    return np.array(jacobian)


@pytest.mark.slow
@pytest.mark.parametrize("arm", ["anastrozole", "placebo"])
def test_the_jacobian_is_of_the_engines_own_tangents(problem: CalibrationProblem, arm: str) -> None:
    places = [problem.prior.fitted.index(name) for name in CHOSEN]
    rows = [k for k, (_, row) in enumerate(problem.model.rows) if row.arms == (arm,)]
    found = problem.jacobian(np.zeros(len(problem.prior)))[np.ix_(rows, places)]
    expected = tangents(problem, arm)
    largest = np.abs(expected).max(axis=1, keepdims=True)
    assert np.abs(found - expected).max() < 0.05 * largest.max()
    assert np.all(np.abs(found - expected) < 0.03 * largest + 0.03 * np.abs(expected) + 1e-4)
    if arm == "anastrozole":
        assert (np.abs(expected).max(axis=0) > 1e-3).all()


def test_many_scores_at_once_are_each_alone(problem: CalibrationProblem) -> None:
    x = 0.5 * np.random.default_rng(1).standard_normal((5, len(problem.prior)))
    together = problem.predict(x)
    assert together.shape == (5, len(problem.observations))
    assert together == pytest.approx(np.concatenate([problem.predict(row[None]) for row in x]), rel=1e-9)


def test_populations_differ_from_their_mean_person(problem: CalibrationProblem) -> None:
    x = np.zeros(len(problem.prior))
    shifted = problem.with_population_shift(x)
    assert np.isfinite(shifted.population_shift).all()
    assert 0 < np.abs(shifted.population_shift).max() < 2.0
    assert shifted.predict(x[None])[0] == pytest.approx(
        problem.predict(x[None])[0] + shifted.population_shift
    )


def test_scores_without_a_steady_state_are_no_number(problem: CalibrationProblem) -> None:
    x = np.zeros((2, len(problem.prior)))
    x[1] = np.nan
    found = problem.predict(x)
    assert np.isfinite(found[0]).all()
    assert np.isnan(found[1]).all()
