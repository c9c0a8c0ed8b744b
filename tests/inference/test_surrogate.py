"""The surrogate: a linearization, corrected at the points on which it was trained."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.arrays import Vector
from osteotwin.inference.optimizer import Point
from osteotwin.inference.surrogate import Surrogate, linearize

COUNT = 4
TOP = np.array([0.2, -0.1, 0.3, 0.0])


def curved_rows(x: Vector) -> Vector:
    """Return three rows: a plane, a bowl and a saturation."""
    return np.stack(
        [x @ np.arange(1.0, COUNT + 1), x[:, 0] * x[:, 1] + x[:, 2] ** 2, np.tanh(x.sum(axis=1))], axis=1
    )


@pytest.fixture(scope="module")
def linear() -> Surrogate:
    step = 1e-5 * np.eye(COUNT)
    jacobian = (curved_rows(TOP + step) - curved_rows(TOP - step)).T / 2e-5
    return linearize(Point(TOP, curved_rows(TOP[None])[0], 0.0), jacobian, 2 * np.eye(COUNT))


def points(count: int, seed: int) -> Vector:
    return TOP + 0.5 * np.random.default_rng(seed).standard_normal((count, COUNT))


def test_untrained_it_is_the_linearization(linear: Surrogate) -> None:
    x = points(50, 1)
    assert linear(TOP[None])[0] == pytest.approx(curved_rows(TOP[None])[0])
    assert linear(x)[:, 0] == pytest.approx(curved_rows(x)[:, 0])
    assert linear(x) == pytest.approx(linear.center.predicted + (x - TOP) @ linear.jacobian.T)


def test_it_predicts_the_points_it_was_trained_on(linear: Surrogate) -> None:
    x = points(60, 2)
    assert linear.trained_on(x, curved_rows(x))(x) == pytest.approx(curved_rows(x), abs=0.05)


def test_more_points_bring_it_nearer_to_points_that_it_has_not_seen(linear: Surrogate) -> None:
    new = points(200, 3)

    def error(count: int) -> float:
        x = points(count, 4)
        return float(np.abs(linear.trained_on(x, curved_rows(x))(new) - curved_rows(new)).mean())

    errors = [float(np.abs(linear(new) - curved_rows(new)).mean()), error(20), error(200)]
    assert errors[0] > 2 * errors[1] > 4 * errors[2]


def test_points_at_which_the_model_failed_are_left_out(linear: Surrogate) -> None:
    x = points(30, 5)
    predicted = curved_rows(x)
    lost = predicted.copy()
    lost[:10] = np.nan
    new = points(20, 6)
    assert np.array_equal(linear.trained_on(x, lost)(new), linear.trained_on(x[10:], predicted[10:])(new))


def test_far_from_all_points_it_is_the_linearization_again(linear: Surrogate) -> None:
    x = points(60, 7)
    far = TOP + 60.0 * np.ones((1, COUNT))
    assert linear.trained_on(x, curved_rows(x))(far) == pytest.approx(linear(far))
