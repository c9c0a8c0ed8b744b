"""Maximize the posterior: Gauss-Newton steps with Levenberg's damping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.likelihood import Whitening, log_posterior, residuals, weights
from osteotwin.inference.observations import Observations

#: Standard scores [n_draw, n_fitted] to predictions [n_draw, n_row] on the scale of comparison.
ForwardFunction = Callable[[Vector], Vector]
#: Standard scores [n_fitted] to the Jacobian of the predictions there, [n_row, n_fitted].
JacobianFunction = Callable[[Vector], Vector]

_DAMPINGS = (0.0, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)


@dataclass(frozen=True)
class Point:
    """A point of the posterior.

    Attributes
    ----------
    x : array [n_fitted]
        Standard scores.
    predicted : array [n_row]
        On the scale of comparison.
    log_posterior : float
    """

    x: Vector
    predicted: Vector
    log_posterior: float


def normal_equations(
    observations: Observations, whitening: Whitening, point: Point, jacobian: Vector
) -> tuple[Vector, Vector]:
    """Curvature and gradient of the log posterior at a point.

    Parameters
    ----------
    observations : Observations
    whitening : Whitening
    point : Point
    jacobian : array [n_row, n_fitted]

    Returns
    -------
    curvature : array [n_fitted, n_fitted]
        Positive definite: of the negative logarithm, in the Gauss-Newton approximation.
    gradient : array [n_fitted]
        Uphill.
    """
    z = whitening.matrix @ residuals(observations, point.predicted)
    whitened = whitening.matrix @ jacobian
    w = weights(z)
    curvature = np.eye(len(point.x)) + whitened.T @ (w[:, None] * whitened)
    return curvature, -(whitened.T @ (w * z)) - point.x


def gauss_newton(
    forward: ForwardFunction,
    jacobian: JacobianFunction,
    observations: Observations,
    whitening: Whitening,
    start: Vector,
    *,
    steps: int,
    least_gain: float = 0.02,
    longest_step: float = 1.0,
) -> Point:
    """Maximize the log posterior from a start.

    Parameters
    ----------
    forward, jacobian : callable
    observations : Observations
    whitening : Whitening
    start : array [n_fitted]
        Standard scores.
    steps : int
        Most Gauss-Newton steps.
    least_gain : float
        A step that gains less in log posterior is the last.
    longest_step : float
        Longest move of any score in one step.
    """
    predicted = forward(start[None])[0]
    point = Point(start, predicted, float(log_posterior(observations, whitening, start, predicted)))
    for _ in range(steps):
        curvature, gradient = normal_equations(observations, whitening, point, jacobian(point.x))
        diagonal = np.diag(np.diag(curvature))
        moves = np.array([np.linalg.solve(curvature + d * diagonal, gradient) for d in _DAMPINGS])
        longest = np.abs(moves).max(axis=1, keepdims=True)
        proposed = point.x + moves * np.minimum(1.0, longest_step / longest)
        predictions = forward(proposed)
        values = log_posterior(observations, whitening, proposed, predictions)
        best = int(np.argmax(values))
        if not values[best] > point.log_posterior:
            break
        gain = float(values[best]) - point.log_posterior
        point = Point(proposed[best], predictions[best], float(values[best]))
        if gain < least_gain:
            break
    return point
