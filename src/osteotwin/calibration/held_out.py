"""Cross-validate: fit again without a trial, or without a whole topic, and predict what was held out.

Every fit starts from the common top with its Jacobian; a few steps with the predictions computed anew bring it to its
own. All fits step together, in one batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.problem import CalibrationProblem
from osteotwin.inference.likelihood import Whitening, build_whitening, log_posterior
from osteotwin.inference.observations import Observations
from osteotwin.inference.optimizer import Point, normal_equations
from osteotwin.parameters.posterior import Discrepancy

_LONGEST_STEP = 1.5
#: A step that led downhill is tried again this much shorter.
_SHORTER = 0.3


@dataclass(frozen=True)
class HeldOut:
    """Fits without some trials, and what they predict.

    Attributes
    ----------
    folds : tuple of str
    x : array [n_fold, n_fitted]
        Scores fitted without each fold's trials.
    center : array [n_fold, n_row]
        Predictions on the scale of comparison.
    sd : array [n_fold, n_row]
        Uncertainty of the predictions from the parameters.
    """

    folds: tuple[str, ...]
    x: Vector
    center: Vector
    sd: Vector


@dataclass(frozen=True)
class _Fold:
    observations: Observations
    whitening: Whitening


def cross_validate(
    problem: CalibrationProblem,
    discrepancies: Mapping[str, Discrepancy],
    effect_size: Vector,
    top: Point,
    jacobian: Vector,
    folds: Mapping[str, frozenset[str]],
    *,
    steps: int = 3,
) -> HeldOut:
    """Fit again without the trials of each fold and predict everything.

    Parameters
    ----------
    problem : CalibrationProblem
    discrepancies : mapping of class of endpoint to Discrepancy
    effect_size : array [n_row]
        On the scale of comparison, for the weights.
    top : Point
        The fit to all trials.
    jacobian : array [n_row, n_fitted]
        At the top.
    folds : mapping of str to trials
    steps : int
        Most steps of each fit, those that led downhill and are tried again included.
    """
    seen = [problem.observations.without(trials) for trials in folds.values()]
    fits = [_Fold(part, build_whitening(part, discrepancies, effect_size)) for part in seen]
    x = np.tile(top.x, (len(fits), 1))
    center = np.tile(top.predicted, (len(fits), 1))
    length = np.ones(len(fits))
    for _ in range(steps):
        proposed = np.array(
            [_step(fold, x[k], center[k], jacobian, length[k]) for k, fold in enumerate(fits)]
        )
        predictions = problem.predict(proposed)
        for k, fold in enumerate(fits):
            before = log_posterior(fold.observations, fold.whitening, x[k], center[k])
            after = log_posterior(fold.observations, fold.whitening, proposed[k], predictions[k])
            if after > before:
                x[k], center[k] = proposed[k], predictions[k]
            else:
                length[k] *= _SHORTER
    sd = np.array([_parameter_sd(fold, x[k], center[k], jacobian) for k, fold in enumerate(fits)])
    return HeldOut(tuple(folds), x, center, sd)


def _step(fold: _Fold, x: Vector, predicted: Vector, jacobian: Vector, length: float) -> Vector:
    point = Point(x, predicted, 0.0)
    curvature, gradient = normal_equations(fold.observations, fold.whitening, point, jacobian)
    move = np.linalg.solve(curvature, gradient)
    return x + length * move * min(1.0, _LONGEST_STEP / max(float(np.abs(move).max()), 1e-12))


def _parameter_sd(fold: _Fold, x: Vector, predicted: Vector, jacobian: Vector) -> Vector:
    """Standard deviation of the predictions under the curvature at a point, array [n_row]."""
    curvature, _ = normal_equations(fold.observations, fold.whitening, Point(x, predicted, 0.0), jacobian)
    whitened = np.linalg.solve(np.linalg.cholesky(curvature), jacobian.T)
    return np.sqrt((whitened**2).sum(axis=0))


def trial_folds(problem: CalibrationProblem) -> dict[str, frozenset[str]]:
    """One fold for each trial with a value."""
    return {trial: frozenset([trial]) for trial in dict.fromkeys(problem.observations.group)}


def topic_folds(problem: CalibrationProblem) -> dict[str, frozenset[str]]:
    """A fold for each topic, and for each pair of topics that two or more trials share."""
    trials = {t.id: t.topics for t in problem.model.trials if t.id in set(problem.observations.group)}
    topics = sorted({topic for found in trials.values() for topic in found})
    folds = {topic: frozenset(t for t, found in trials.items() if topic in found) for topic in topics}
    for i, one in enumerate(topics):
        for other in topics[i + 1 :]:
            both = folds[one] & folds[other]
            if len(both) > 1:
                folds[f"{one} with {other}"] = both
    return folds


def held_out_rows(
    found: HeldOut, observations: Observations, folds: Mapping[str, frozenset[str]]
) -> tuple[Vector, Vector]:
    """Each row's prediction by the fit that did not see it, for folds that do not overlap.

    Returns
    -------
    center, sd : array [n_row]
        NaN for rows of no fold.
    """
    center, sd = np.full(len(observations), np.nan), np.full(len(observations), np.nan)
    for k, name in enumerate(found.folds):
        rows = observations.belongs_to(folds[name])
        center[rows], sd[rows] = found.center[k][rows], found.sd[k][rows]
    return center, sd
