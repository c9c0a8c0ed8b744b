"""How well predictions agree with observations.

A residual has three parts: the standard error of the observation, an error of the model that grows with the effect, and
an offset that all values of one group and class of endpoint share. Whitened residuals are compared with Student's t, so
that one odd group does not drag the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.observations import Observations
from osteotwin.inference.predictive import independent_variance, offset_scale
from osteotwin.parameters.posterior import FREEDOM, Discrepancy


@dataclass(frozen=True)
class Whitening:
    """Turns residuals into independent ones of unit variance.

    Attributes
    ----------
    matrix : array [n_row, n_row]
        Inverse of the lower Cholesky factor of the residuals' covariance, block-diagonal over groups; rows that are not
        used are zero.
    log_scale : float
        Half the logarithm of the covariance's determinant.
    """

    matrix: Vector
    log_scale: float


def build_whitening(
    observations: Observations, discrepancies: Mapping[str, Discrepancy], effect_size: Vector
) -> Whitening:
    """Whitening of residuals.

    Parameters
    ----------
    observations : Observations
    discrepancies : mapping of class of endpoint to Discrepancy
    effect_size : array [n_row]
        Size of the effects on the scale of comparison.
    """
    count = len(observations)
    independent = independent_variance(observations, discrepancies, effect_size)
    offset = offset_scale(observations, discrepancies)
    matrix, log_scale = np.zeros((count, count)), 0.0
    blocks: dict[tuple[str, str], list[int]] = {}
    for i, key in enumerate(zip(observations.group, observations.endpoint_class, strict=True)):
        if observations.used[i]:
            blocks.setdefault(key, []).append(i)
    for rows in blocks.values():
        covariance = np.diag(independent[rows]) + np.outer(offset[rows], offset[rows])
        lower = np.linalg.cholesky(covariance)
        matrix[np.ix_(rows, rows)] = np.linalg.inv(lower)
        log_scale += float(np.log(np.diag(lower)).sum())
    return Whitening(matrix, log_scale)


def residuals(observations: Observations, predicted: Vector) -> Vector:
    """Predicted less observed, array [..., n_row]; 0 where not used.

    Parameters
    ----------
    observations : Observations
    predicted : array [..., n_row]
        On the scale of comparison.
    """
    return np.where(observations.used, predicted - observations.observed, 0.0)


def log_density(z: Vector) -> Vector:
    """Logarithm of Student's t's density of unit scale, up to a constant."""
    return -(FREEDOM + 1) / 2 * np.log1p(z**2 / FREEDOM)


def log_likelihood(observations: Observations, whitening: Whitening, predicted: Vector) -> Vector:
    """Logarithm of the likelihood, array [...]; minus infinity where a prediction failed.

    Parameters
    ----------
    observations : Observations
    whitening : Whitening
    predicted : array [..., n_row]
        On the scale of comparison.
    """
    z = residuals(observations, predicted) @ whitening.matrix.T
    total = log_density(z).sum(axis=-1) - whitening.log_scale
    return np.where(np.isfinite(total), total, -np.inf)


def weights(z: Vector) -> Vector:
    """Weight of whitened residuals under Student's t: 1.2 in the middle, small far out."""
    return (FREEDOM + 1) / (FREEDOM + z**2)


def log_posterior(observations: Observations, whitening: Whitening, x: Vector, predicted: Vector) -> Vector:
    """Log posterior of standard scores [..., n_fitted] with their predictions [..., n_row], up to a constant."""
    return log_likelihood(observations, whitening, predicted) - 0.5 * (x**2).sum(axis=-1)
