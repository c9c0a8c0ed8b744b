"""A small fitted set, made up: its files are real, its numbers come from no trial."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from osteotwin.body.whole import MODEL_VERSION
from osteotwin.parameters import Discrepancy, Identified, Posterior, starting_values
from osteotwin.parameters.sets import write_set

NAME = "calibrated-2"
#: Draws lie this much closer together than the ranges before the fit.
NARROWER = 0.1
DRAWS = 60
RECORD = {
    "command": "osteotwin calibrate --quick",
    "seed": 7,
    "duration_s": 12.5,
    "date": "2026-11-26",
    "trials": 61,
    "observations": 700,
    "code_version": "0.1.0",
}

#: Every number of the cells and the tissue that a fit could move.
FITTED = tuple(
    name
    for name, parameter in starting_values().parameters.items()
    if parameter.station in ("bone_cells", "bone_tissue") and parameter.is_uncertain and parameter.log_scale
)


def made_up_posterior(**changes: Any) -> Posterior:
    """Return draws in which the second parameter falls exactly as the first rises; the others are independent."""
    known = starting_values().parameters
    normal = np.random.default_rng(11).standard_normal((DRAWS, len(FITTED)))
    normal[:, 1] = -normal[:, 0]
    sd = NARROWER * np.array([known[name].prior_sd for name in FITTED])
    center = np.array(list(centers().values()))
    limits = np.array([known[name].hard_limits for name in FITTED])
    prior = {name: known[name].prior_sd for name in FITTED}
    fields: dict[str, Any] = {
        "names": FITTED,
        "draws": np.clip(center * np.exp(sd * normal), limits[:, 0], limits[:, 1]),
        "discrepancy": {"bmd": Discrepancy(0.3, 0.4, 0.1), "marker": Discrepancy(2.0, 3.0, 0.2)},
        "record": RECORD,
        "identifiability": {name: Identified(sd, NARROWER * sd, NARROWER) for name, sd in prior.items()},
        "model_version": MODEL_VERSION,
        "diagnostics": {"r_hat_max": 1.01, "ess_min": 480},
    }
    return Posterior(**(fields | changes))


def centers() -> dict[str, float]:
    """Return centers beside the starting values, towards the upper end of each range."""
    known = starting_values().parameters
    return {name: known[name].value * float(np.exp(0.2 * known[name].prior_sd)) for name in FITTED}


def write_made_up_set(folder: Path, name: str = NAME, **changes: Any) -> Path:
    """Write the set into a folder."""
    return write_set(folder, name, centers(), made_up_posterior(**changes))
