"""Ablation study: switch a mechanism off, fit again, and predict the trials that each fit has not seen.

``benchmarks/ablations.py`` runs it with the parameter set in use; the documentation shows the result that ships with
the package (``studies/data/ablations.json``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
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
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.posterior import Posterior

#: A fit without a mechanism needs more steps than one that begins at its top, and one round: the weights are given.
_SETTINGS = replace(FULL, rounds=1, steps=8)


@dataclass(frozen=True)
class Ablation:
    """A mechanism that is off where some parameters have fixed values."""

    name: str
    fixed: Mapping[str, float]


#: The whole model, with which the others are compared.
WHOLE = Ablation("nothing: the whole model", {})


@cache
def ablations() -> tuple[Ablation, ...]:
    """The mechanisms that can be switched off."""
    text = (files("osteotwin.studies") / "ablations.toml").read_text(encoding="utf-8")
    return tuple(Ablation(row["name"], row["fixed"]) for row in tomllib.loads(text)["ablation"])


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
    trials: Sequence[Trial],
    chosen: ParameterSet,
    *,
    progress: Callable[[dict[str, Any]], None] | None = None,
) -> list[dict[str, Any]]:
    """Score the whole model and the model without each mechanism.

    Parameters
    ----------
    trials : sequence of Trial
    chosen : ParameterSet
        A fitted one.
    progress : callable or None
        Called with each row when it is done.

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
    for ablation in (WHOLE, *ablations()):
        problem = build_problem(trials, without(prior(), ablation), FULL.people)
        numbers = score(problem, chosen, chosen.posterior)
        rows.append({"off": ablation.name, "fixed": dict(ablation.fixed), **numbers})
        if progress is not None:
            progress(rows[-1])
    return rows
