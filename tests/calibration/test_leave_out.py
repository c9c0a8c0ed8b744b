"""Fits without a trial against the exact refit of a linear problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from tests.calibration.linear import Linear, exact, made_up, targets

from osteotwin.arrays import Vector
from osteotwin.calibration.leave_out import LeftOut, each_topic, each_trial, leave_out, own_rows
from osteotwin.calibration.problem import Problem
from osteotwin.inference.gauss_newton import Point, climb
from osteotwin.inference.likelihood import whitening
from osteotwin.inference.observations import Targets

TRIALS, PER_TRIAL, FITTED = 8, 4, 3
ROWS = TRIALS * PER_TRIAL
DISCREPANCIES = exact(offset=0.5)


@pytest.fixture(scope="module")
def problem() -> Linear:
    found, _ = made_up(ROWS, FITTED, seed=9, error=0.8)
    names = tuple(f"trial {i // PER_TRIAL}" for i in range(ROWS))
    return replace(found, targets=replace(found.targets, trial=names, shared=np.ones(ROWS)))


def refit(problem: Linear, targets: Targets, start: Vector) -> Point:
    white = whitening(targets, DISCREPANCIES, np.zeros(ROWS))
    return climb(problem.predict, problem.slopes, targets, white, start, steps=200, least_gain=0.0)


def left_out(problem: Linear, groups: dict[str, frozenset[str]], top: Point, steps: int) -> LeftOut:
    whole = cast("Problem", problem)
    return leave_out(whole, DISCREPANCIES, np.zeros(ROWS), top, problem.matrix, groups, steps=steps)


def test_it_is_the_exact_refit_without_the_trial(problem: Linear) -> None:
    top = refit(problem, problem.targets, np.zeros(FITTED))
    groups = each_trial(cast("Problem", problem))
    found = left_out(problem, groups, top, 60)
    moved = 0.0
    for k, trials in enumerate(groups.values()):
        alone = refit(problem, problem.targets.without(trials), np.zeros(FITTED))
        assert found.x[k] == pytest.approx(alone.x, abs=1e-4)
        assert found.center[k] == pytest.approx(alone.predicted, abs=1e-3)
        moved = max(moved, float(np.abs(alone.x - top.x).max()))
    assert moved > 0.02  # each trial had its say


def test_three_steps_are_near_it(problem: Linear) -> None:
    top = refit(problem, problem.targets, np.zeros(FITTED))
    groups = each_trial(cast("Problem", problem))
    three, many = (left_out(problem, groups, top, steps) for steps in (3, 60))
    assert np.abs(three.x - many.x).max() < 0.2 * np.abs(many.x - top.x).max()


@dataclass(frozen=True)
class Bent(Linear):
    """Predictions that rise ever faster, so that a step along the slopes goes too far."""

    def predict(self, x: Vector) -> Vector:
        return np.exp(3 * super().predict(x))

    def slopes(self, x: Vector) -> Vector:
        return 3 * self.predict(x)[:, None] * self.matrix


def test_a_fit_whose_first_step_goes_too_far_tries_a_shorter_one() -> None:
    """Else the trial would be predicted by the fit that saw it."""
    rows = targets(np.array([0.2, 0.2, 1.5]), np.array([0.02, 0.02, 0.2]))
    bent = Bent(rows, np.ones((3, 1)), np.zeros(3))
    top = climb(
        bent.predict, bent.slopes, rows, whitening(rows, exact(), np.zeros(3)), np.array([-0.5]), steps=50
    )
    held = {"both": frozenset(["t0", "t1"])}

    def after(steps: int) -> LeftOut:
        return leave_out(
            cast("Problem", bent), exact(), np.zeros(3), top, bent.slopes(top.x), held, steps=steps
        )

    assert np.array_equal(after(1).x[0], top.x)  # the full step led downhill
    assert after(3).x[0] > top.x + 0.1
    assert abs(after(3).center[0, 2] - 1.5) < 0.5 * abs(top.predicted[2] - 1.5)


def test_the_uncertainty_is_that_of_the_curvature(problem: Linear) -> None:
    top = refit(problem, problem.targets, np.zeros(FITTED))
    one = frozenset(["trial 2"])
    found = left_out(problem, {"two": one}, top, 60)
    seen = ~problem.targets.of(one)
    white = whitening(problem.targets.without(one), DISCREPANCIES, np.zeros(ROWS))
    z = white.inverse @ np.where(seen, found.center[0] - problem.targets.observed, 0.0)
    steep = white.inverse @ problem.matrix
    covariance = np.linalg.inv(np.eye(FITTED) + steep.T @ ((6 / (5 + z**2))[:, None] * steep))
    expected = np.sqrt(np.einsum("ij,jk,ik->i", problem.matrix, covariance, problem.matrix))
    assert found.sd[0] == pytest.approx(expected)


def test_a_value_has_no_part_in_its_own_prediction(problem: Linear) -> None:
    """Whatever the left-out trial measured, what is predicted for it stays the same."""
    one = frozenset(["trial 5"])
    mine = problem.targets.of(one)
    changed = replace(problem.targets, observed=problem.targets.observed + 50.0 * mine)
    other = replace(problem, targets=changed)
    found = [left_out(p, {"it": one}, refit(p, p.targets, np.zeros(FITTED)), 100) for p in (problem, other)]
    assert found[0].center[0][mine] == pytest.approx(found[1].center[0][mine], abs=1e-3)


def test_leaving_out_everything_leaves_the_prior(problem: Linear) -> None:
    top = refit(problem, problem.targets, np.zeros(FITTED))
    found = left_out(problem, {"all": frozenset(problem.targets.trial)}, top, 5)
    assert found.x[0] == pytest.approx(np.zeros(FITTED), abs=1e-9)
    assert found.sd[0] == pytest.approx(np.linalg.norm(problem.matrix, axis=1))


def test_each_row_is_told_by_the_fit_that_did_not_see_it(problem: Linear) -> None:
    whole = cast("Problem", problem)
    groups = each_trial(whole)
    assert list(groups) == [f"trial {i}" for i in range(TRIALS)]
    center = np.arange(TRIALS)[:, None] + np.zeros((TRIALS, ROWS))
    found = LeftOut(tuple(groups), np.zeros((TRIALS, FITTED)), center, 10 * center)
    told, sd = own_rows(found, whole, groups)
    assert told.tolist() == [i // PER_TRIAL for i in range(ROWS)]
    assert sd.tolist() == [10 * (i // PER_TRIAL) for i in range(ROWS)]
    none, _ = own_rows(LeftOut((), found.x[:0], center[:0], center[:0]), whole, groups)
    assert np.isnan(none).all()


def test_topics_and_the_pairs_that_trials_share(problem: Linear) -> None:
    topics = {"trial 0": ("adt",), "trial 1": ("adt", "exercise"), "trial 2": ("exercise", "adt"),
              "trial 3": ("exercise", "calcium"), "elsewhere": ("calcium",)}  # fmt: skip
    trials = [SimpleNamespace(id=name, topics=found) for name, found in topics.items()]
    asked: Any = SimpleNamespace(targets=problem.targets, mean_people=SimpleNamespace(trials=trials))
    groups = each_topic(asked)
    assert groups == {
        "adt": frozenset(["trial 0", "trial 1", "trial 2"]),
        "calcium": frozenset(["trial 3"]),
        "exercise": frozenset(["trial 1", "trial 2", "trial 3"]),
        "adt with exercise": frozenset(["trial 1", "trial 2"]),
    }
