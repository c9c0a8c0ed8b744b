"""A finished calibration, and how it is written as a parameter set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.calibration.held_out import HeldOut
from osteotwin.calibration.optimize import Fit
from osteotwin.calibration.prior import Prior
from osteotwin.files import write_text
from osteotwin.parameters.posterior import Discrepancy, Identified, Note, Posterior
from osteotwin.parameters.sets import write_set
from osteotwin.parameters.sets.read import CROSS_VALIDATION_FILE


@dataclass(frozen=True)
class Calibrated:
    """A finished calibration.

    Attributes
    ----------
    folder : Path
        Of the written set.
    fit : Fit
    draws : array [n_draw, n_fitted]
        Standard scores.
    r_hat, effective_sample_size : array [n_fitted]
        Convergence of the chains and what they are worth in independent draws.
    acceptance_rate : float
    held_out_trials : HeldOut
    held_out_topics : HeldOut or None
    report : dict
        Fit and cross-validation: see :func:`osteotwin.calibration.cross_validation.cross_validation_report`.
    seconds : float
        Of computing, over all runs that it took.
    """

    folder: Path
    fit: Fit
    draws: Vector
    r_hat: Vector
    effective_sample_size: Vector
    acceptance_rate: float
    held_out_trials: HeldOut
    held_out_topics: HeldOut | None
    report: dict[str, Any]
    seconds: float


def record_of(done: Calibrated, seed: int, command: str) -> dict[str, Note]:
    """What the set keeps about how it came about."""
    observations = done.fit.problem.observations
    return {
        "command": command,
        "seed": seed,
        "duration_s": round(done.seconds, 1),
        "date": date.today().isoformat(),
        "trials": len(set(observations.group)),
        "observations": int(observations.used.sum()),
        "code_version": __version__,
    }


def write_calibrated(done: Calibrated, name: str, believed: Prior, record: Mapping[str, Note]) -> None:
    """Write the parameter set and its cross-validation into its folder."""
    fitted = believed.fitted
    center = believed.values(done.fit.top.x)
    posterior = Posterior(
        names=fitted,
        draws=believed.values(done.draws),
        discrepancy=dict[str, Discrepancy](done.fit.discrepancies),
        record=record,
        identifiability=_identified(done, believed),
        model_version=MODEL_VERSION,
        diagnostics={
            "r_hat_max": _note(float(done.r_hat.max()), 4),
            "effective_draws_min": _note(float(done.effective_sample_size.min()), 1),
            "accepted": round(done.acceptance_rate, 3),
            "log_posterior": _note(done.fit.top.log_posterior, 2),
        },
    )
    values = {n: float(v) for n, v in zip(fitted, center, strict=True)}
    write_set(done.folder, name, values, posterior)
    text = json.dumps(done.report, indent=1, sort_keys=True, allow_nan=False) + "\n"
    write_text(done.folder / CROSS_VALIDATION_FILE, text)


def _note(value: float, digits: int) -> Note:
    """A number that a set may keep; what is not finite is kept as words."""
    return round(value, digits) if np.isfinite(value) else "not finite"


def _identified(done: Calibrated, believed: Prior) -> dict[str, Identified]:
    """Prior and posterior standard deviation of each parameter on its sampling scale."""
    table: dict[str, Identified] = {}
    for k, name in enumerate(believed.fitted):
        prior_sd = believed.prior_sd(name)
        ratio = float(done.draws[:, k].std())
        table[name] = Identified(round(prior_sd, 6), round(prior_sd * ratio, 6), round(ratio, 4))
    return table
