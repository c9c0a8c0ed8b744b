"""Sample the posterior of a calibration: train the surrogate, then run the chains in stretches."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.optimize import Fit
from osteotwin.calibration.settings import Settings
from osteotwin.calibration.stages import Stages
from osteotwin.inference.chains import (
    Chains,
    Target,
    gaussian_of_curvature,
    gaussian_of_points,
    initialize_chains,
    sample_chains,
    sample_surrogate,
)
from osteotwin.inference.optimizer import normal_equations
from osteotwin.inference.surrogate import linearize
from osteotwin.progress import ProgressCallback, part_of, report

#: Steps of the chains between two checkpoints.
_STRETCH = 50
#: Points for each score from which their covariance is trusted.
_ENOUGH = 5


def train_surrogate(
    fit: Fit,
    jacobian: Vector,
    settings: Settings,
    seed: int,
    stages: Stages,
    on_progress: ProgressCallback | None,
) -> Target:
    """The chains' target, its surrogate trained in rounds.

    Each round evaluates the model at draws of the surrogate of the round before, and trains on all points so far.

    Parameters
    ----------
    fit : Fit
    jacobian : array [n_row, n_fitted]
        At the fit's top.
    settings : Settings
    seed : int
    stages : Stages
    on_progress : callable, optional
    """
    problem = fit.problem
    curvature, _ = normal_equations(problem.observations, fit.whitening, fit.top, jacobian)
    reference = gaussian_of_curvature(fit.top.x, curvature)
    surrogate = linearize(fit.top, jacobian, np.linalg.inv(reference.root).astype(np.float64))
    target = Target(problem.predict, problem.observations, fit.whitening, reference, surrogate)
    points, predictions = np.empty((0, jacobian.shape[1])), np.empty((0, len(jacobian)))
    for number in range(settings.training_rounds):
        report(on_progress, number, settings.training_rounds, "training the surrogate")
        draw = partial(sample_surrogate, target, settings.training_points, seed + number)
        new = stages.run(f"training_points_{number}", draw)
        predicted = stages.run(f"training_predictions_{number}", partial(problem.predict, new))
        points, predictions = np.concatenate([points, new]), np.concatenate([predictions, predicted])
        if len(new) >= _ENOUGH * len(fit.top.x):
            reference = gaussian_of_points(new)
        target = replace(target, reference=reference, surrogate=surrogate.trained_on(points, predictions))
    return target


def sample_posterior(
    target: Target, settings: Settings, seed: int, stages: Stages, on_progress: ProgressCallback | None
) -> list[Chains]:
    """The chains after their warm-up, stretch by stretch, each a stage of its own."""
    total = settings.warm_up + settings.draws_per_chain
    here = stages.run("chains", lambda: initialize_chains(target, settings.chains, seed))
    stretches = [(n, False) for n in _stretches(settings.warm_up)]
    stretches += [(n, True) for n in _stretches(settings.draws_per_chain)]
    parts: list[Chains] = []
    done = 0
    for steps, counts in stretches:
        part = part_of(on_progress, done / total, (done + steps) / total, "sampling the posterior")
        sample = partial(sample_chains, target, here, steps, seed + 1 + done, on_progress=part)
        here = stages.run(f"samples_{done}", sample)
        done += steps
        if counts:
            parts.append(here)
    return parts


def _stretches(steps: int) -> list[int]:
    return [min(_STRETCH, steps - k) for k in range(0, steps, _STRETCH)]
