"""Climb to the most probable parameters: Gauss-Newton with Levenberg's damping on the log posterior."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.likelihood import Whitening, log_likelihood, residuals, weights
from osteotwin.inference.observations import Targets

#: Scores [n_draw, n_fitted] to predictions [n_draw, n_row].
Predict = Callable[[Vector], Vector]
#: Score [n_fitted] to the slopes of the predictions on the scale of comparison, [n_row, n_fitted].
Slopes = Callable[[Vector], Vector]

_DAMPINGS = (0.0, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)


@dataclass(frozen=True)
class Point:
    """A place on the posterior.

    Attributes
    ----------
    x : array [n_fitted]
        Standard scores.
    predicted : array [n_row]
    log_posterior : float
    """

    x: Vector
    predicted: Vector
    log_posterior: float


def log_posterior(targets: Targets, white: Whitening, x: Vector, predicted: Vector) -> Vector:
    """Return the log posterior of scores [..., n_fitted] with their predictions [..., n_row]."""
    return log_likelihood(targets, white, predicted) - 0.5 * (x**2).sum(axis=-1)


def normal_equations(
    targets: Targets, white: Whitening, point: Point, slopes: Vector
) -> tuple[Vector, Vector]:
    """Return curvature and uphill gradient of the log posterior at a point.

    Returns
    -------
    curvature : array [n_fitted, n_fitted]
    gradient : array [n_fitted]
    """
    z = white.inverse @ residuals(targets, point.predicted)
    steep = white.inverse @ slopes
    w = weights(z)
    curvature = np.eye(len(point.x)) + steep.T @ (w[:, None] * steep)
    return curvature, -(steep.T @ (w * z)) - point.x


def climb(
    predict: Predict,
    slopes: Slopes,
    targets: Targets,
    white: Whitening,
    start: Vector,
    *,
    steps: int,
    least_gain: float = 0.02,
    farthest: float = 1.0,
) -> Point:
    """Climb from a start.

    Parameters
    ----------
    steps : int
        Most Gauss-Newton steps.
    least_gain : float
        A step that gains less in log posterior is the last.
    farthest : float
        Longest move of any score in one step.
    """
    predicted = predict(start[None])[0]
    point = Point(start, predicted, float(log_posterior(targets, white, start, predicted)))
    for _ in range(steps):
        curvature, gradient = normal_equations(targets, white, point, slopes(point.x))
        diagonal = np.diag(np.diag(curvature))
        moves = np.array([np.linalg.solve(curvature + d * diagonal, gradient) for d in _DAMPINGS])
        longest = np.abs(moves).max(axis=1, keepdims=True)
        tried = point.x + moves * np.minimum(1.0, farthest / longest)
        answers = predict(tried)
        heights = log_posterior(targets, white, tried, answers)
        best = int(np.argmax(heights))
        if not heights[best] > point.log_posterior:
            break
        gain = float(heights[best]) - point.log_posterior
        point = Point(tried[best], answers[best], float(heights[best]))
        if gain < least_gain:
            break
    return point
