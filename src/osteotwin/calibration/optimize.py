"""Maximize the posterior: sample the prior, optimize from the best of its points, keep the highest.

Between the rounds of the optimizer two things are renewed that it takes as given: the population shift, and how large
offsets and model errors are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.discrepancies import estimate_discrepancies
from osteotwin.calibration.problem import CalibrationProblem
from osteotwin.calibration.settings import Settings
from osteotwin.errors import SimulationError
from osteotwin.evidence.scoring.discrepancy_classes import STARTING_DISCREPANCY
from osteotwin.inference.likelihood import Whitening, build_whitening, log_posterior
from osteotwin.inference.optimizer import Point, gauss_newton
from osteotwin.inference.quasi_random import quasi_normals
from osteotwin.parameters.posterior import Discrepancy
from osteotwin.progress import ProgressCallback, part_of, report

#: Standard deviation of the prior's samples, below 1: at the prior's ends few points have a steady state.
_SAMPLE_SD = 0.7
_SAMPLE_TAIL = 1e-3


@dataclass(frozen=True)
class Fit:
    """A point of the posterior, and what was taken as given there.

    Attributes
    ----------
    problem : CalibrationProblem
        With the population shift at the top.
    discrepancies : mapping of class of endpoint to Discrepancy
    effect_size : array [n_row]
        On the scale of comparison.
    whitening : Whitening
    top : Point
    """

    problem: CalibrationProblem
    discrepancies: Mapping[str, Discrepancy]
    effect_size: Vector
    whitening: Whitening
    top: Point


def effect_sizes(problem: CalibrationProblem, predicted: Vector) -> Vector:
    """Size of the effects, array [n_row]: midway between what was observed and what is predicted."""
    observations = problem.observations
    observed = observations.effect(observations.observed)
    return np.sqrt((observed**2 + np.nan_to_num(observations.effect(predicted)) ** 2) / 2)


def reweight(problem: CalibrationProblem, discrepancies: Mapping[str, Discrepancy], x: Vector) -> Fit:
    """The fit at given scores, with the population shift and the weights of the effects there.

    Parameters
    ----------
    problem : CalibrationProblem
    discrepancies : mapping of class of endpoint to Discrepancy
    x : array [n_fitted]
    """
    shifted = problem.with_population_shift(x)
    predicted = shifted.predict(x[None])[0]
    effect_size = effect_sizes(shifted, predicted)
    whitening = build_whitening(shifted.observations, discrepancies, effect_size)
    value = float(log_posterior(shifted.observations, whitening, x, predicted))
    return Fit(shifted, discrepancies, effect_size, whitening, Point(x, predicted, value))


def maximize(
    fit: Fit, settings: Settings, *, renew: bool = True, on_progress: ProgressCallback | None = None
) -> Fit:
    """Run the optimizer in rounds from where a fit is.

    Parameters
    ----------
    fit : Fit
    settings : Settings
    renew : bool
        Whether discrepancies are estimated again before each round but the first.
    on_progress : callable, optional
    """
    for number in range(settings.rounds):
        if renew and number > 0:
            found = estimate_discrepancies(
                fit.problem.observations, fit.top.predicted, fit.effect_size, fit.discrepancies
            )
            fit = reweight(fit.problem, found, fit.top.x)
        top = gauss_newton(
            fit.problem.predict,
            fit.problem.jacobian,
            fit.problem.observations,
            fit.whitening,
            fit.top.x,
            steps=settings.steps,
        )
        fit = reweight(fit.problem, fit.discrepancies, top.x)
        found_so_far = f"maximizing the posterior: {fit.top.log_posterior:.1f}"
        report(on_progress, number + 1, settings.rounds, found_so_far)
    return fit


def sample_prior(problem: CalibrationProblem, count: int, seed: int) -> Vector:
    """Quasi-random points of the prior, a little drawn in, array [count, n_fitted]."""
    return _SAMPLE_SD * quasi_normals(len(problem.prior), count, seed, tail=_SAMPLE_TAIL)


def optimize(
    problem: CalibrationProblem,
    settings: Settings,
    seed: int,
    on_progress: ProgressCallback | None = None,
) -> Fit:
    """The highest point of the posterior that was found.

    Parameters
    ----------
    problem : CalibrationProblem
    settings : Settings
    seed : int
        Of the prior's samples.
    on_progress : callable, optional

    Raises
    ------
    SimulationError
        If a trial cannot be simulated at the prior's center: no fit could begin.
    """
    center = reweight(problem, dict(STARTING_DISCREPANCY), np.zeros(len(problem.prior)))
    _require_predictions(center)
    points = sample_prior(problem, settings.prior_samples, seed)
    starts = [np.zeros(len(problem.prior))]
    if len(points):
        predicted = center.problem.predict(points)
        values = log_posterior(problem.observations, center.whitening, points, predicted)
        best = np.argsort(-values)[: settings.extra_starts]
        starts += [points[k] for k in best if np.isfinite(values[k])]
        report(on_progress, 0, 1, f"best of {len(points)} samples of the prior: {values.max():.1f}")
    fits = [
        maximize(
            reweight(problem, dict(STARTING_DISCREPANCY), start),
            settings,
            on_progress=part_of(on_progress, k / len(starts), (k + 1) / len(starts)),
        )
        for k, start in enumerate(starts)
    ]
    return max(fits, key=lambda fit: _comparable(fit, fits[0]))


def _require_predictions(center: Fit) -> None:
    observations = center.problem.observations
    failed = observations.used & ~np.isfinite(center.top.predicted)
    if failed.any():
        groups = zip(observations.group, failed, strict=True)
        names = ", ".join(dict.fromkeys(name for name, bad in groups if bad))
        message = (
            f"The starting values give no prediction for {names}: no fit can begin. "
            "`osteotwin validate` says why; leave the trial out of the folder, or correct it."
        )
        raise SimulationError(message)


def _comparable(fit: Fit, common: Fit) -> float:
    """A fit's log posterior under another's weights, so that fits can be compared."""
    observations = fit.problem.observations
    return float(log_posterior(observations, common.whitening, fit.top.x, fit.top.predicted))


def with_discrepancies(fit: Fit, discrepancies: Mapping[str, Discrepancy]) -> Fit:
    """The fit weighted with other discrepancies."""
    observations = fit.problem.observations
    whitening = build_whitening(observations, discrepancies, fit.effect_size)
    value = float(log_posterior(observations, whitening, fit.top.x, fit.top.predicted))
    top = replace(fit.top, log_posterior=value)
    return replace(fit, discrepancies=discrepancies, whitening=whitening, top=top)
