"""How large offsets and errors of the model are: the values under which the residuals are most probable."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Vector
from osteotwin.inference.likelihood import log_likelihood, whitening
from osteotwin.inference.observations import Targets
from osteotwin.inference.predictive import STARTING_DISCREPANCY
from osteotwin.parameters.posterior import Discrepancy

#: Prior SD of the logarithm of each: half to double.
_WIDTH = 0.5


def estimate(
    targets: Targets, predicted: Vector, size: Vector, before: Mapping[str, Discrepancy]
) -> dict[str, Discrepancy]:
    """Return the most probable discrepancies of each class, given predictions.

    Parameters
    ----------
    predicted : array [n_row]
        Best from parameters fitted without the row's own trial.
    size : array [n_row]
        Size of the effects.
    before : mapping of str to Discrepancy
        Where the search begins.
    """
    from scipy.optimize import minimize

    kinds = np.array(targets.kind)
    found = dict(before)
    for kind in before:
        rows = np.flatnonzero((kinds == kind) & targets.used)
        if not len(rows):
            continue
        part = targets.take(rows)
        start = STARTING_DISCREPANCY[kind]

        def cost(
            logs: Vector,
            part: Targets = part,
            rows: NDArray[np.int64] = rows,
            start: Discrepancy = start,
            kind: str = kind,
        ) -> float:
            guess = Discrepancy(*(np.array([start.offset, start.absolute, start.relative]) * np.exp(logs)))
            white = whitening(part, {kind: guess}, size[rows])
            return float(0.5 * ((logs / _WIDTH) ** 2).sum() - log_likelihood(part, white, predicted[rows]))

        corners = np.vstack([np.zeros(3), _WIDTH * np.eye(3)])  # a simplex from zeros alone would be tiny
        options = {"initial_simplex": corners, "xatol": 0.02, "fatol": 0.02}
        best = minimize(cost, np.zeros(3), method="Nelder-Mead", options=options)
        found[kind] = Discrepancy(
            *(float(v) for v in np.array([start.offset, start.absolute, start.relative]) * np.exp(best.x))
        )
    return found
