"""Predict trials that the fit has not seen: leave one out, or a whole topic, and fit again.

Every fit starts from the common top with its slopes; a few steps with the predictions computed anew bring it to
its own. All fits step together, in one batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.problem import Problem
from osteotwin.inference.gauss_newton import Point, log_posterior, normal_equations
from osteotwin.inference.likelihood import Whitening, whitening
from osteotwin.inference.observations import Targets
from osteotwin.parameters.posterior import Discrepancy

_FARTHEST = 1.5
#: A step that led downhill is tried again this much shorter.
_SHORTER = 0.3


@dataclass(frozen=True)
class LeftOut:
    """What fits say of the trials that they did not see.

    Attributes
    ----------
    groups : tuple of str
    x : array [n_group, n_fitted]
        Scores fitted without each group.
    center : array [n_group, n_row]
        Predictions on the scale of comparison.
    sd : array [n_group, n_row]
        Uncertainty of the predictions from the parameters.
    """

    groups: tuple[str, ...]
    x: Vector
    center: Vector
    sd: Vector


@dataclass(frozen=True)
class _Fold:
    targets: Targets
    white: Whitening


def leave_out(
    problem: Problem,
    discrepancies: Mapping[str, Discrepancy],
    size: Vector,
    top: Point,
    slopes: Vector,
    groups: Mapping[str, frozenset[str]],
    *,
    steps: int = 3,
) -> LeftOut:
    """Fit again without each group of trials and predict everything.

    Parameters
    ----------
    size : array [n_row]
        Size of the effects, for the weights.
    top : Point
        The fit on all trials.
    slopes : array [n_row, n_fitted]
        At the top.
    groups : mapping of str to trials
    steps : int
        Most steps of each fit, those that led downhill and are tried again included.
    """
    targets = [problem.targets.without(trials) for trials in groups.values()]
    folds = [_Fold(t, whitening(t, discrepancies, size)) for t in targets]
    x = np.tile(top.x, (len(folds), 1))
    center = np.tile(top.predicted, (len(folds), 1))
    reach = np.ones(len(folds))
    for _ in range(steps):
        tried = np.array([_step(fold, x[k], center[k], slopes, reach[k]) for k, fold in enumerate(folds)])
        answers = problem.predict(tried)
        for k, fold in enumerate(folds):
            before = log_posterior(fold.targets, fold.white, x[k], center[k])
            after = log_posterior(fold.targets, fold.white, tried[k], answers[k])
            if after > before:
                x[k], center[k] = tried[k], answers[k]
            else:
                reach[k] *= _SHORTER
    sd = np.array([_uncertainty(fold, x[k], center[k], slopes) for k, fold in enumerate(folds)])
    return LeftOut(tuple(groups), x, center, sd)


def _step(fold: _Fold, x: Vector, predicted: Vector, slopes: Vector, reach: float) -> Vector:
    curvature, gradient = normal_equations(fold.targets, fold.white, Point(x, predicted, 0.0), slopes)
    move = np.linalg.solve(curvature, gradient)
    return x + reach * move * min(1.0, _FARTHEST / max(float(np.abs(move).max()), 1e-12))


def _uncertainty(fold: _Fold, x: Vector, predicted: Vector, slopes: Vector) -> Vector:
    curvature, _ = normal_equations(fold.targets, fold.white, Point(x, predicted, 0.0), slopes)
    spread = np.linalg.solve(np.linalg.cholesky(curvature), slopes.T)
    return np.sqrt((spread**2).sum(axis=0))


def each_trial(problem: Problem) -> dict[str, frozenset[str]]:
    """Return one group for each trial with a value."""
    return {trial: frozenset([trial]) for trial in dict.fromkeys(problem.targets.trial)}


def each_topic(problem: Problem) -> dict[str, frozenset[str]]:
    """Return a group for each topic, and for each pair of topics that two or more trials share."""
    trials = {t.id: t.topics for t in problem.mean_people.trials if t.id in set(problem.targets.trial)}
    topics = sorted({topic for found in trials.values() for topic in found})
    groups = {topic: frozenset(t for t, found in trials.items() if topic in found) for topic in topics}
    for i, one in enumerate(topics):
        for other in topics[i + 1 :]:
            both = groups[one] & groups[other]
            if len(both) > 1:
                groups[f"{one} with {other}"] = both
    return groups


def own_rows(found: LeftOut, problem: Problem, groups: Mapping[str, frozenset[str]]) -> tuple[Vector, Vector]:
    """Return for groups that do not overlap each row's prediction by the fit that did not see it.

    Returns
    -------
    center, sd : array [n_row]
    """
    center, sd = np.full(len(problem.targets), np.nan), np.full(len(problem.targets), np.nan)
    for k, name in enumerate(found.groups):
        rows = problem.targets.of(groups[name])
        center[rows], sd[rows] = found.center[k][rows], found.sd[k][rows]
    return center, sd
