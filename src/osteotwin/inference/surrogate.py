"""A stand-in for the model that costs nothing: a tangent, bent where the model was asked.

It begins as the tangent of the predictions at the top of the posterior. A Gaussian process then fills in what the
tangent leaves at points where the model was asked, smoothly and far from any point not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.gauss_newton import Point

#: Squared length over which predictions bend, in squared distances of typical points: long, nearly a polynomial.
_LENGTH = 10.0
#: Roughness of the solver's numbers, as a share of the bend's variance.
_ROUGHNESS = 1e-6


@dataclass(frozen=True)
class Emulator:
    """Predictions near the top.

    Attributes
    ----------
    top : Point
        Where the tangent touches.
    slopes : array [n_row, n_fitted]
        There.
    scale : array [n_fitted, n_fitted]
        Brings a distance from the top to directions of like spread.
    known : array [n_point, n_fitted]
        Points at which the model was asked, in those directions; none: the tangent.
    weights : array [n_point, n_row]
        Of the bends around them.
    """

    top: Point
    slopes: Vector
    scale: Vector
    known: Vector
    weights: Vector

    def __call__(self, x: Vector) -> Vector:
        """Return predictions [n, n_row] at scores [n, n_fitted]."""
        away = x - self.top.x
        flat = self.top.predicted + away @ self.slopes.T
        return flat + _likeness(away @ self.scale.T, self.known) @ self.weights if len(self.known) else flat

    def bent(self, x: Vector, predicted: Vector) -> Emulator:
        """Return the emulator that knows what the model says at points, instead of those that it knew.

        Parameters
        ----------
        x : array [n_point, n_fitted]
        predicted : array [n_point, n_row]
            By the model; points at which it failed are left out.
        """
        from scipy.linalg import cho_factor, cho_solve

        sound = np.isfinite(predicted).all(axis=1)
        away = x[sound] - self.top.x
        known = away @ self.scale.T
        left = predicted[sound] - self.top.predicted - away @ self.slopes.T
        alike = _likeness(known, known) + _ROUGHNESS * np.eye(len(known))
        return replace(self, known=known, weights=np.asarray(cho_solve(cho_factor(alike), left)))


def tangent(top: Point, slopes: Vector, scale: Vector) -> Emulator:
    """Return the emulator that knows no point but the top."""
    rows, count = slopes.shape
    return Emulator(top, slopes, scale, np.zeros((0, count)), np.zeros((0, rows)))


def _likeness(one: Vector, other: Vector) -> Vector:
    """Return how much two sets of points tell of each other, array [n_one, n_other]: 1 where they are the same."""
    square = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * one @ other.T
    return np.exp(-np.maximum(square, 0.0) / (2 * _LENGTH * one.shape[1]))
