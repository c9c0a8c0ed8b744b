"""Cross-validation against the exact refit of a linear problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from tests.inference.linear import Linear, exact, made_up, make_observations

from osteotwin.arrays import Vector
from osteotwin.calibration.held_out import HeldOut, cross_validate, held_out_rows, topic_folds, trial_folds
from osteotwin.calibration.problem import CalibrationProblem
from osteotwin.inference.likelihood import build_whitening
from osteotwin.inference.observations import Observations
from osteotwin.inference.optimizer import Point, gauss_newton

TRIALS, PER_TRIAL, FITTED = 8, 4, 3
ROWS = TRIALS * PER_TRIAL
DISCREPANCIES = exact(offset=0.5)


@pytest.fixture(scope="module")
def problem() -> Linear:
    found, _ = made_up(ROWS, FITTED, seed=9, error=0.8)
    names = tuple(f"trial {i // PER_TRIAL}" for i in range(ROWS))
    return replace(found, observations=replace(found.observations, group=names, offset_loading=np.ones(ROWS)))


def refit(problem: Linear, observations: Observations, start: Vector) -> Point:
    whitening = build_whitening(observations, DISCREPANCIES, np.zeros(ROWS))
    return gauss_newton(
        problem.predict, problem.jacobian, observations, whitening, start, steps=200, least_gain=0.0
    )


def held_out(problem: Linear, folds: dict[str, frozenset[str]], top: Point, steps: int) -> HeldOut:
    whole = cast("CalibrationProblem", problem)
    return cross_validate(whole, DISCREPANCIES, np.zeros(ROWS), top, problem.matrix, folds, steps=steps)


def test_it_is_the_exact_refit_without_the_trial(problem: Linear) -> None:
    top = refit(problem, problem.observations, np.zeros(FITTED))
    folds = trial_folds(cast("CalibrationProblem", problem))
    found = held_out(problem, folds, top, 60)
    moved = 0.0
    for k, trials in enumerate(folds.values()):
        alone = refit(problem, problem.observations.without(trials), np.zeros(FITTED))
        assert found.x[k] == pytest.approx(alone.x, abs=1e-4)
        assert found.center[k] == pytest.approx(alone.predicted, abs=1e-3)
        moved = max(moved, float(np.abs(alone.x - top.x).max()))
    assert moved > 0.02  # each trial had its say


def test_three_steps_are_near_it(problem: Linear) -> None:
    top = refit(problem, problem.observations, np.zeros(FITTED))
    folds = trial_folds(cast("CalibrationProblem", problem))
    three, many = (held_out(problem, folds, top, steps) for steps in (3, 60))
    assert np.abs(three.x - many.x).max() < 0.2 * np.abs(many.x - top.x).max()


@dataclass(frozen=True)
class Convex(Linear):
    """Predictions that rise ever faster, so that a step along the tangent goes too far."""

    def predict(self, x: Vector) -> Vector:
        return np.exp(3 * super().predict(x))

    def jacobian(self, x: Vector) -> Vector:
        return 3 * self.predict(x)[:, None] * self.matrix


def test_a_fit_whose_first_step_goes_too_far_tries_a_shorter_one() -> None:
    """Else the trial would be predicted by the fit that saw it."""
    rows = make_observations(np.array([0.2, 0.2, 1.5]), np.array([0.02, 0.02, 0.2]))
    convex = Convex(rows, np.ones((3, 1)), np.zeros(3))
    top = gauss_newton(
        convex.predict,
        convex.jacobian,
        rows,
        build_whitening(rows, exact(), np.zeros(3)),
        np.array([-0.5]),
        steps=50,
    )
    held = {"both": frozenset(["t0", "t1"])}

    def after(steps: int) -> HeldOut:
        return cross_validate(
            cast("CalibrationProblem", convex),
            exact(),
            np.zeros(3),
            top,
            convex.jacobian(top.x),
            held,
            steps=steps,
        )

    assert np.array_equal(after(1).x[0], top.x)  # the full step led downhill
    assert after(3).x[0] > top.x + 0.1
    assert abs(after(3).center[0, 2] - 1.5) < 0.5 * abs(top.predicted[2] - 1.5)


def test_the_uncertainty_is_that_of_the_curvature(problem: Linear) -> None:
    top = refit(problem, problem.observations, np.zeros(FITTED))
    one = frozenset(["trial 2"])
    found = held_out(problem, {"two": one}, top, 60)
    seen = ~problem.observations.belongs_to(one)
    whitening = build_whitening(problem.observations.without(one), DISCREPANCIES, np.zeros(ROWS))
    z = whitening.matrix @ np.where(seen, found.center[0] - problem.observations.observed, 0.0)
    whitened = whitening.matrix @ problem.matrix
    covariance = np.linalg.inv(np.eye(FITTED) + whitened.T @ ((6 / (5 + z**2))[:, None] * whitened))
    expected = np.sqrt(np.einsum("ij,jk,ik->i", problem.matrix, covariance, problem.matrix))
    assert found.sd[0] == pytest.approx(expected)


def test_a_value_has_no_part_in_its_own_prediction(problem: Linear) -> None:
    """Whatever the left-out trial measured, what is predicted for it stays the same."""
    one = frozenset(["trial 5"])
    mine = problem.observations.belongs_to(one)
    changed = replace(problem.observations, observed=problem.observations.observed + 50.0 * mine)
    other = replace(problem, observations=changed)
    found = [
        held_out(p, {"it": one}, refit(p, p.observations, np.zeros(FITTED)), 100) for p in (problem, other)
    ]
    assert found[0].center[0][mine] == pytest.approx(found[1].center[0][mine], abs=1e-3)


def test_leaving_out_everything_leaves_the_prior(problem: Linear) -> None:
    top = refit(problem, problem.observations, np.zeros(FITTED))
    found = held_out(problem, {"all": frozenset(problem.observations.group)}, top, 5)
    assert found.x[0] == pytest.approx(np.zeros(FITTED), abs=1e-9)
    assert found.sd[0] == pytest.approx(np.linalg.norm(problem.matrix, axis=1))


def test_each_row_is_predicted_by_the_fit_that_did_not_see_it(problem: Linear) -> None:
    whole = cast("CalibrationProblem", problem)
    folds = trial_folds(whole)
    assert list(folds) == [f"trial {i}" for i in range(TRIALS)]
    center = np.arange(TRIALS)[:, None] + np.zeros((TRIALS, ROWS))
    found = HeldOut(tuple(folds), np.zeros((TRIALS, FITTED)), center, 10 * center)
    center_of, sd = held_out_rows(found, whole.observations, folds)
    assert center_of.tolist() == [i // PER_TRIAL for i in range(ROWS)]
    assert sd.tolist() == [10 * (i // PER_TRIAL) for i in range(ROWS)]
    none, _ = held_out_rows(HeldOut((), found.x[:0], center[:0], center[:0]), whole.observations, folds)
    assert np.isnan(none).all()


def test_topics_and_the_pairs_that_trials_share(problem: Linear) -> None:
    topics = {"trial 0": ("adt",), "trial 1": ("adt", "exercise"), "trial 2": ("exercise", "adt"),
              "trial 3": ("exercise", "calcium"), "elsewhere": ("calcium",)}  # fmt: skip
    trials = [SimpleNamespace(id=name, topics=found) for name, found in topics.items()]
    asked: Any = SimpleNamespace(observations=problem.observations, model=SimpleNamespace(trials=trials))
    folds = topic_folds(asked)
    assert folds == {
        "adt": frozenset(["trial 0", "trial 1", "trial 2"]),
        "calcium": frozenset(["trial 3"]),
        "exercise": frozenset(["trial 1", "trial 2", "trial 3"]),
        "adt with exercise": frozenset(["trial 1", "trial 2"]),
    }
