"""Find the top of the posterior: scatter points over the prior, climb from the best, keep the highest.

Between the rounds of a climb two things are renewed that it takes as given: what populations differ by from their
mean people, and how large offsets and errors are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.discrepancies import estimate
from osteotwin.calibration.effort import Effort
from osteotwin.calibration.problem import Problem
from osteotwin.errors import SimulationError
from osteotwin.inference.gauss_newton import Point, climb, log_posterior
from osteotwin.inference.likelihood import Whitening, whitening
from osteotwin.inference.predictive import STARTING_DISCREPANCY
from osteotwin.inference.quasi_random import quasi_random
from osteotwin.parameters.posterior import Discrepancy


@dataclass(frozen=True)
class Fit:
    """A top of the posterior, and what was taken as given there.

    Attributes
    ----------
    problem : Problem
        With the populations' difference at the top.
    discrepancies : mapping of class to Discrepancy
    size : array [n_row]
        Size of the effects.
    white : Whitening
    top : Point
    """

    problem: Problem
    discrepancies: Mapping[str, Discrepancy]
    size: Vector
    white: Whitening
    top: Point


def effect_size(problem: Problem, predicted: Vector) -> Vector:
    """Return the size of effects: midway between what was observed and what is predicted."""
    return np.sqrt((problem.targets.observed**2 + np.nan_to_num(predicted) ** 2) / 2)


def weigh(problem: Problem, discrepancies: Mapping[str, Discrepancy], x: Vector) -> Fit:
    """Return the fit that scores already are, with weights for the effects they predict."""
    renewed = problem.with_people(x)
    predicted = renewed.predict(x[None])[0]
    size = effect_size(renewed, predicted)
    white = whitening(renewed.targets, discrepancies, size)
    height = float(log_posterior(renewed.targets, white, x, predicted))
    return Fit(renewed, discrepancies, size, white, Point(x, predicted, height))


def ascend(fit: Fit, effort: Effort, *, renew: bool = True, told: Callable[[str], None] | None = None) -> Fit:
    """Climb in rounds from where a fit is.

    Parameters
    ----------
    renew : bool
        Whether discrepancies are estimated again before each round but the first.
    told : callable or None
        Called with one line after each round.
    """
    for number in range(effort.rounds):
        if renew and number > 0:
            found = estimate(fit.problem.targets, fit.top.predicted, fit.size, fit.discrepancies)
            fit = weigh(fit.problem, found, fit.top.x)
        top = climb(
            fit.problem.predict,
            fit.problem.slopes,
            fit.problem.targets,
            fit.white,
            fit.top.x,
            steps=effort.steps,
        )
        fit = weigh(fit.problem, fit.discrepancies, top.x)
        if told is not None:
            told(f"log posterior {fit.top.log_posterior:.1f}")
    return fit


def scatter(problem: Problem, count: int, seed: int) -> Vector:
    """Return points spread over the prior, array [n, n_fitted]: quasi-random, a little drawn in."""
    from scipy.stats import norm

    if count == 0:
        return np.zeros((0, len(problem.prior)))
    points = quasi_random(len(problem.prior), count, seed)
    return 0.7 * norm.ppf(np.clip(points, 1e-3, 1 - 1e-3))


def search(problem: Problem, effort: Effort, seed: int, told: Callable[[str], None] | None = None) -> Fit:
    """Return the highest top found.

    Parameters
    ----------
    seed : int
        Of the scattered points.

    Raises
    ------
    SimulationError
        If a trial cannot be simulated at the prior's center: no fit could begin.
    """
    center = weigh(problem, dict(STARTING_DISCREPANCY), np.zeros(len(problem.prior)))
    _refuse_what_fails(center)
    points = scatter(problem, effort.scattered, seed)
    starts = [np.zeros(len(problem.prior))]
    if len(points):
        heights = log_posterior(problem.targets, center.white, points, center.problem.predict(points))
        best = np.argsort(-heights)[: effort.climbs]
        starts += [points[k] for k in best if np.isfinite(heights[k])]
        if told is not None:
            told(f"best of {len(points)} scattered points: {heights.max():.1f}")
    fits = [ascend(weigh(problem, dict(STARTING_DISCREPANCY), start), effort, told=told) for start in starts]
    return max(fits, key=lambda fit: _comparable(fit, fits[0]))


def _refuse_what_fails(center: Fit) -> None:
    targets = center.problem.targets
    failed = targets.used & ~np.isfinite(center.top.predicted)
    if failed.any():
        names = ", ".join(dict.fromkeys(name for name, bad in zip(targets.trial, failed, strict=True) if bad))
        message = (
            f"The starting values give no prediction for {names}: no fit can begin. "
            "`osteotwin validate` tells why; leave the trial out of the folder, or correct it."
        )
        raise SimulationError(message)


def _comparable(fit: Fit, common: Fit) -> float:
    """Return a fit's height under another's weights, so that fits can be compared."""
    targets = fit.problem.targets
    return float(log_posterior(targets, common.white, fit.top.x, fit.top.predicted))


def with_discrepancies(fit: Fit, discrepancies: Mapping[str, Discrepancy]) -> Fit:
    """Return the fit weighed with other discrepancies."""
    white = whitening(fit.problem.targets, discrepancies, fit.size)
    height = float(log_posterior(fit.problem.targets, white, fit.top.x, fit.top.predicted))
    return replace(fit, discrepancies=discrepancies, white=white, top=replace(fit.top, log_posterior=height))
