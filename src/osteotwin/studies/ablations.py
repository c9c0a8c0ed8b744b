"""Ablation study: switch a mechanism off, fit again, and predict the trials that each fit has not seen.

``benchmarks/ablations.py`` runs it with the parameter set in use; the documentation shows the result that ships with
the package (``studies/data/ablations.json``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from osteotwin.calibration.held_out import cross_validate, held_out_rows, trial_folds
from osteotwin.calibration.optimize import maximize, reweight
from osteotwin.calibration.prior import Prior, prior
from osteotwin.calibration.problem import CalibrationProblem, build_problem
from osteotwin.calibration.settings import FULL
from osteotwin.evidence.files.trial import Trial
from osteotwin.inference.likelihood import log_density, residuals
from osteotwin.inference.predictive import predictive_scale
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.posterior import Posterior
from osteotwin.progress import ProgressCallback, report

#: A fit without a mechanism needs more steps than one that begins at its top, and one round: the weights are given.
_SETTINGS = replace(FULL, rounds=1, steps=8)


@dataclass(frozen=True)
class Ablation(Row):
    """A mechanism that is off where some parameters have fixed values."""

    name: Words
    fixed: Mapping[str, float]


@dataclass(frozen=True)
class _File(Row):
    ablation: tuple[Ablation, ...]


#: The whole model, with which the others are compared.
WHOLE = Ablation("nothing: the whole model", {})


@cache
def ablations() -> tuple[Ablation, ...]:
    """The mechanisms that can be switched off."""
    return load_table(_File, "osteotwin.studies", "ablations.toml").ablation


def without(believed: Prior, ablation: Ablation) -> Prior:
    """The prior with a mechanism off: its parameters fixed and no longer fitted."""
    return Prior(
        believed.parameters.replaced(**ablation.fixed),
        tuple(name for name in believed.fitted if name not in ablation.fixed),
    )


def score(problem: CalibrationProblem, chosen: ParameterSet, posterior: Posterior) -> dict[str, float]:
    """How well fits without each trial predict it, starting from a fitted set's center.

    Parameters
    ----------
    problem : CalibrationProblem
    chosen : ParameterSet
    posterior : Posterior
        Of the set: its discrepancies are taken as given.

    Returns
    -------
    dict
        ``log_score``, the sum of the logarithms of the predictive densities (Student's t; higher is better), and the
        root mean square error of ``bmd``, ``marker`` (points of percent) and ``hormone`` (of the logarithm).
    """
    start = problem.prior.scores([chosen.parameters[name].value for name in problem.prior.fitted])
    fit = maximize(reweight(problem, posterior.discrepancy, start), _SETTINGS, renew=False)
    folds = trial_folds(problem)
    jacobian = fit.problem.jacobian(fit.top.x)
    found = cross_validate(fit.problem, fit.discrepancies, fit.effect_size, fit.top, jacobian, folds)
    observations = problem.observations
    center, sd = held_out_rows(found, observations, folds)
    scale = predictive_scale(observations, posterior.discrepancy, center, sd)
    error = residuals(observations, center)
    density = log_density(error / scale) - np.log(scale)
    classes = np.array(observations.endpoint_class)

    def rms(name: str) -> float:
        rows = (classes == name) & observations.used
        return float(np.sqrt(np.mean(error[rows] ** 2)))

    numbers = {"log_score": float(density[observations.used].sum())}
    numbers |= {name: rms(name) for name in ("bmd", "marker", "hormone")}
    return {name: round(value, 3) for name, value in numbers.items()}


def run_ablations(
    trials: Sequence[Trial], chosen: ParameterSet, *, on_progress: ProgressCallback | None = None
) -> list[dict[str, Any]]:
    """Score the whole model and the model without each mechanism.

    Parameters
    ----------
    trials : sequence of Trial
    chosen : ParameterSet
        A fitted one.
    on_progress : callable, optional

    Returns
    -------
    list of dict
        ``off`` (what is switched off), ``fixed`` and the numbers of :func:`score`; the whole model first.

    Raises
    ------
    ValueError
        If the set was not fitted.
    """
    if chosen.posterior is None:
        message = f"{chosen.name} was not fitted"
        raise ValueError(message)
    rows: list[dict[str, Any]] = []
    studied = (WHOLE, *ablations())
    for number, ablation in enumerate(studied):
        report(on_progress, number, len(studied), ablation.name)
        problem = build_problem(trials, without(prior(), ablation), FULL.people)
        numbers = score(problem, chosen, chosen.posterior)
        rows.append({"off": ablation.name, "fixed": dict(ablation.fixed), **numbers})
    report(on_progress, 1, 1)
    return rows
