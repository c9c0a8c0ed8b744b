"""How well predictions agree with the trials.

A residual has three parts: the sampling error of the trial, an error of the model that grows with the effect, and
an offset that all arms of a trial share for one class of endpoint. Whitened residuals are compared with
Student's t, so that one odd trial does not drag the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.observations import Targets
from osteotwin.inference.predictive import own_variance
from osteotwin.parameters.posterior import FREEDOM, Discrepancy


@dataclass(frozen=True)
class Whitening:
    """Turns residuals into independent ones of unit variance.

    Attributes
    ----------
    inverse : array [n_row, n_row]
        Block-diagonal over trials; rows that are not used are zero.
    log_scale : float
        Half the logarithm of the covariance's determinant.
    """

    inverse: Vector
    log_scale: float


def whitening(targets: Targets, discrepancies: Mapping[str, Discrepancy], size: Vector) -> Whitening:
    """Return the whitening for effects of a given size."""
    count = len(targets)
    own = own_variance(targets, discrepancies, size)
    offset = np.array([discrepancies[k].offset for k in targets.kind]) * targets.shared
    inverse, log_scale = np.zeros((count, count)), 0.0
    groups: dict[tuple[str, str], list[int]] = {}
    for i, key in enumerate(zip(targets.trial, targets.kind, strict=True)):
        if targets.used[i]:
            groups.setdefault(key, []).append(i)
    for places in groups.values():
        block = np.diag(own[places]) + np.outer(offset[places], offset[places])
        lower = np.linalg.cholesky(block)
        inverse[np.ix_(places, places)] = np.linalg.inv(lower)
        log_scale += float(np.log(np.diag(lower)).sum())
    return Whitening(inverse, log_scale)


def residuals(targets: Targets, predicted: Vector) -> Vector:
    """Return predicted less observed, array [..., n_row]; 0 where not used.

    Parameters
    ----------
    predicted : array [..., n_row]
        On the scale of comparison.
    """
    return np.where(targets.used, predicted - targets.observed, 0.0)


def log_density(z: Vector) -> Vector:
    """Return the logarithm of Student's t's density of unit scale, up to a constant."""
    return -(FREEDOM + 1) / 2 * np.log1p(z**2 / FREEDOM)


def log_likelihood(targets: Targets, white: Whitening, predicted: Vector) -> Vector:
    """Return the logarithm of the likelihood, array [...]; minus infinity where a prediction failed."""
    z = residuals(targets, predicted) @ white.inverse.T
    total = log_density(z).sum(axis=-1) - white.log_scale
    return np.where(np.isfinite(total), total, -np.inf)


def weights(z: Vector) -> Vector:
    """Return the weight of whitened residuals under Student's t: 1.2 in the middle, small far out."""
    return (FREEDOM + 1) / (FREEDOM + z**2)
