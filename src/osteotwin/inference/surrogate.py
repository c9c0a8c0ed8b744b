"""Surrogate of the forward model: linearization plus a Gaussian-process correction.

It begins as the linearization of the predictions at the top of the posterior. A Gaussian process then corrects what the
linearization leaves at points where the model was evaluated, smoothly, and not at all far from every point.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.optimizer import Point

#: Squared correlation length of the correction, in squared distances of typical points: long, nearly a polynomial.
_SQUARED_LENGTH = 10.0
#: Noise of the solver's numbers, as a share of the correction's variance.
_NUGGET = 1e-6


@dataclass(frozen=True)
class Surrogate:
    """Predictions near the top of the posterior.

    Attributes
    ----------
    center : Point
        Where the model was linearized.
    jacobian : array [n_row, n_fitted]
        There.
    scale : array [n_fitted, n_fitted]
        Brings a distance from the center to directions of like spread.
    points : array [n_point, n_fitted]
        Points at which the model was evaluated, in those directions; none: the linearization alone.
    weights : array [n_point, n_row]
        Of the correction around each point.
    """

    center: Point
    jacobian: Vector
    scale: Vector
    points: Vector
    weights: Vector

    def __call__(self, x: Vector) -> Vector:
        """Predictions [n, n_row] at standard scores [n, n_fitted]."""
        distance = x - self.center.x
        linear = self.center.predicted + distance @ self.jacobian.T
        if not len(self.points):
            return linear
        return linear + _covariance(distance @ self.scale.T, self.points) @ self.weights

    def trained_on(self, x: Vector, predicted: Vector) -> Surrogate:
        """The surrogate corrected at these points, instead of those at which it was.

        Parameters
        ----------
        x : array [n_point, n_fitted]
        predicted : array [n_point, n_row]
            By the model; points at which it failed are left out.
        """
        from scipy.linalg import cho_factor, cho_solve

        valid = np.isfinite(predicted).all(axis=1)
        distance = x[valid] - self.center.x
        points = distance @ self.scale.T
        remainder = predicted[valid] - self.center.predicted - distance @ self.jacobian.T
        covariance = _covariance(points, points) + _NUGGET * np.eye(len(points))
        return replace(self, points=points, weights=np.asarray(cho_solve(cho_factor(covariance), remainder)))


def linearize(center: Point, jacobian: Vector, scale: Vector) -> Surrogate:
    """The surrogate that is the linearization alone."""
    rows, count = jacobian.shape
    return Surrogate(center, jacobian, scale, np.zeros((0, count)), np.zeros((0, rows)))


def _covariance(one: Vector, other: Vector) -> Vector:
    """Squared-exponential covariance of two sets of points, array [n_one, n_other]: 1 where they are the same."""
    square = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * one @ other.T
    return np.exp(-np.maximum(square, 0.0) / (2 * _SQUARED_LENGTH * one.shape[1]))
