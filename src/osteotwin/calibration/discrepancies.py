"""Estimate the discrepancies between model and trials: the values under which the residuals are most probable."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.evidence.scoring.discrepancy_classes import STARTING_DISCREPANCY
from osteotwin.inference.likelihood import build_whitening, log_likelihood
from osteotwin.inference.observations import Observations
from osteotwin.parameters.posterior import Discrepancy

#: Prior SD of the logarithm of each: half to double.
_LOG_SD = 0.5


def estimate_discrepancies(
    observations: Observations, predicted: Vector, effect_size: Vector, before: Mapping[str, Discrepancy]
) -> dict[str, Discrepancy]:
    """Most probable discrepancies of each class of endpoint, given predictions.

    Parameters
    ----------
    observations : Observations
    predicted : array [n_row]
        On the scale of comparison; best from parameters fitted without the row's own trial.
    effect_size : array [n_row]
        Size of the effects, on that scale.
    before : mapping of str to Discrepancy
        The classes, and what stays where a class has no row.
    """
    from scipy.optimize import minimize

    classes = np.array(observations.endpoint_class)
    found = dict(before)
    for name in before:
        rows = np.flatnonzero((classes == name) & observations.used)
        if not len(rows):
            continue
        part = observations.take(rows)
        start = STARTING_DISCREPANCY[name]

        def cost(
            logs: Vector,
            part: Observations = part,
            rows: Index = rows,
            start: Discrepancy = start,
            name: str = name,
        ) -> float:
            guess = _scaled(start, logs)
            whitening = build_whitening(part, {name: guess}, effect_size[rows])
            return float(
                0.5 * ((logs / _LOG_SD) ** 2).sum() - log_likelihood(part, whitening, predicted[rows])
            )

        corners = np.vstack([np.zeros(3), _LOG_SD * np.eye(3)])  # a simplex from zeros alone would be tiny
        options = {"initial_simplex": corners, "xatol": 0.02, "fatol": 0.02}
        best = minimize(cost, np.zeros(3), method="Nelder-Mead", options=options)
        found[name] = _scaled(start, best.x)
    return found


def _scaled(start: Discrepancy, logs: Vector) -> Discrepancy:
    return Discrepancy(
        *(float(v) for v in np.array([start.offset, start.absolute, start.relative]) * np.exp(logs))
    )
