"""What acts on the logarithm of a measured value in proportion, solved in closed form.

Given a virtual person's course, the logarithm of each measured value is a known number plus a linear function of
standard normal numbers, plus its error: where the density of each site lies among people of the age, each site's own
balance, and the factors that several values share (a marker's own reference level, the scale of a scanner). So what the
values say about these is a normal distribution, and how well a person agrees with the values is that person's marginal
likelihood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from osteotwin.arrays import Vector

_LOG_2PI = float(np.log(2 * np.pi))


@dataclass(frozen=True, eq=False)
class LinearPart:
    """Values that depend on standard normal numbers in proportion.

    Attributes
    ----------
    design : array [n_value, n_normal]
        What one of each normal number adds to the logarithm of each value.
    log_sd : array [n_value]
        Of the values' errors.
    names : sequence
        Of the normal numbers.
    """

    design: Vector
    log_sd: Vector
    names: Sequence[object]

    @cached_property
    def _weighted(self) -> Vector:
        return self.design / self.log_sd[:, None] ** 2

    @cached_property
    def precision(self) -> Vector:
        """Of the normal numbers given the values, array [n_normal, n_normal]."""
        return np.asarray(np.eye(self.design.shape[1]) + self.design.T @ self._weighted, dtype=np.float64)

    @cached_property
    def _lower(self) -> Vector:
        return np.asarray(np.linalg.cholesky(self.precision), dtype=np.float64)

    @cached_property
    def log_determinant(self) -> float:
        """Of the values' covariance."""
        return float(2 * np.log(self.log_sd).sum() + 2 * np.log(np.diag(self._lower)).sum())

    def mean(self, residuals: Vector) -> Vector:
        """Mean of the normal numbers given the values, array [n_people, n_normal].

        Parameters
        ----------
        residuals : array [n_people, n_value]
            Logarithms of the values less what they are where every normal number is 0.
        """
        return np.asarray(np.linalg.solve(self.precision, (residuals @ self._weighted).T).T, dtype=np.float64)

    def log_likelihood(self, residuals: Vector) -> Vector:
        """How well each person agrees with the values, whatever the normal numbers, array [n_people]."""
        scaled = residuals / self.log_sd
        explained = np.einsum("ij,ij->i", residuals @ self._weighted, self.mean(residuals))
        square = np.einsum("ij,ij->i", scaled, scaled) - explained
        return -0.5 * (square + self.log_determinant + len(self.log_sd) * _LOG_2PI)

    def draw(self, residuals: Vector, noise: Vector) -> Vector:
        """Draw the normal numbers given the values, array [n_people, n_normal].

        Parameters
        ----------
        residuals : array [n_people, n_value]
        noise : array [n_people, n_normal]
            Standard normal.
        """
        return self.mean(residuals) + np.linalg.solve(self._lower.T, noise.T).T

    @cached_property
    def inverse_covariance(self) -> Vector:
        """Of the values, array [n_value, n_value]."""
        return np.diag(self.log_sd**-2.0) - self._weighted @ np.linalg.solve(self.precision, self._weighted.T)

    def left_out(self, residuals: Vector) -> tuple[Vector, Vector]:
        """What all other values say about each: its residual from their prediction, and the SD of that prediction.

        Returns
        -------
        array [n_people, n_value], array [n_value]
        """
        variance = 1 / np.diag(self.inverse_covariance)
        return (residuals @ self.inverse_covariance) * variance, np.sqrt(variance)
