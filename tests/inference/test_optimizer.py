"""Gauss-Newton: to the answer of a linear problem, and never downhill."""

from __future__ import annotations

import numpy as np
import pytest
from tests.inference.linear import exact, made_up, make_observations

from osteotwin.arrays import Vector
from osteotwin.inference.likelihood import build_whitening, log_posterior
from osteotwin.inference.optimizer import Point, gauss_newton, normal_equations

ROWS, FITTED = 60, 5


def test_it_reaches_the_ridge_solution_of_a_linear_problem() -> None:
    problem, _ = made_up(ROWS, FITTED, seed=3, error=0.02)
    whitening = build_whitening(problem.observations, exact(), np.zeros(ROWS))
    top = gauss_newton(
        problem.predict,
        problem.jacobian,
        problem.observations,
        whitening,
        np.zeros(FITTED),
        steps=50,
        least_gain=1e-12,
    )
    # Near 0 Student's t is a Gaussian of precision (5 + 1) / 5; the prior adds 1.
    a = problem.matrix
    ridge = np.linalg.solve(
        1.2 * a.T @ a + np.eye(FITTED), 1.2 * a.T @ (problem.observations.observed - problem.start)
    )
    assert top.x == pytest.approx(ridge, abs=1e-3)
    assert top.predicted == pytest.approx(problem.predict(top.x))
    assert top.log_posterior == pytest.approx(
        float(log_posterior(problem.observations, whitening, top.x, top.predicted))
    )


def test_gradient_and_curvature_at_a_place() -> None:
    problem, _ = made_up(ROWS, FITTED, seed=4, error=1.0)
    whitening = build_whitening(problem.observations, exact(), np.zeros(ROWS))
    x = np.full(FITTED, 0.3)

    def value(at: Vector) -> float:
        return float(log_posterior(problem.observations, whitening, at, problem.predict(at)))

    curvature, gradient = normal_equations(
        problem.observations, whitening, Point(x, problem.predict(x), value(x)), problem.matrix
    )
    step = 1e-5 * np.eye(FITTED)
    assert gradient == pytest.approx([(value(x + d) - value(x - d)) / 2e-5 for d in step], rel=1e-5, abs=1e-5)
    assert np.linalg.eigvalsh(curvature).min() > 1.0  # at least what the prior knows


def curved(x: Vector) -> Vector:
    """Rows that a Gauss-Newton step overshoots: steep here, flat there."""
    return np.stack([np.exp(2 * x[..., 0]), np.tanh(3 * x[..., 1]), x[..., 0] * x[..., 1] ** 3], axis=-1)


def jacobian_of_curved(x: Vector) -> Vector:
    a, b = x
    return np.array([[2 * np.exp(2 * a), 0.0], [0.0, 3 / np.cosh(3 * b) ** 2], [b**3, 3 * a * b**2]])


@pytest.mark.parametrize("start", [(0.0, 0.0), (-2.5, 2.0), (2.0, -2.0), (-1.0, -3.0)])
def test_it_never_goes_downhill(start: tuple[float, float]) -> None:
    rows = make_observations(np.array([3.0, 0.9, -1.0]), 0.1)
    whitening = build_whitening(rows, exact(), np.zeros(3))
    values = [
        gauss_newton(
            curved, jacobian_of_curved, rows, whitening, np.array(start), steps=steps, least_gain=0
        ).log_posterior
        for steps in range(9)
    ]
    assert np.all(np.diff(values) >= 0)
    assert values[-1] > values[0]


def test_a_wrong_jacobian_leave_it_where_it_was() -> None:
    problem, _ = made_up(ROWS, FITTED, seed=3, error=0.02)
    whitening = build_whitening(problem.observations, exact(), np.zeros(ROWS))
    top = gauss_newton(
        problem.predict, lambda x: -problem.matrix, problem.observations, whitening, np.zeros(FITTED), steps=5
    )
    assert top.x.tolist() == [0.0] * FITTED


def test_no_score_moves_farther_than_allowed_in_a_step() -> None:
    problem, _ = made_up(ROWS, FITTED, seed=5, error=0.02)
    whitening = build_whitening(problem.observations, exact(), np.zeros(ROWS))
    once = gauss_newton(
        problem.predict,
        problem.jacobian,
        problem.observations,
        whitening,
        np.zeros(FITTED),
        steps=1,
        longest_step=0.1,
    )
    assert np.abs(once.x).max() == pytest.approx(0.1)
