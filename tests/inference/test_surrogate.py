"""The emulator: a tangent that bends towards what it was told."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.arrays import Vector
from osteotwin.inference.gauss_newton import Point
from osteotwin.inference.surrogate import Emulator, tangent

COUNT = 4
TOP = np.array([0.2, -0.1, 0.3, 0.0])


def bent_rows(x: Vector) -> Vector:
    """Return three rows: a plane, a bowl and a saturation."""
    return np.stack(
        [x @ np.arange(1.0, COUNT + 1), x[:, 0] * x[:, 1] + x[:, 2] ** 2, np.tanh(x.sum(axis=1))], axis=1
    )


@pytest.fixture(scope="module")
def flat() -> Emulator:
    step = 1e-5 * np.eye(COUNT)
    slopes = (bent_rows(TOP + step) - bent_rows(TOP - step)).T / 2e-5
    return tangent(Point(TOP, bent_rows(TOP[None])[0], 0.0), slopes, 2 * np.eye(COUNT))


def points(count: int, seed: int) -> Vector:
    return TOP + 0.5 * np.random.default_rng(seed).standard_normal((count, COUNT))


def test_before_a_lesson_it_is_the_tangent(flat: Emulator) -> None:
    x = points(50, 1)
    assert flat(TOP[None])[0] == pytest.approx(bent_rows(TOP[None])[0])
    assert flat(x)[:, 0] == pytest.approx(bent_rows(x)[:, 0])
    assert flat(x) == pytest.approx(flat.top.predicted + (x - TOP) @ flat.slopes.T)


def test_it_knows_what_it_was_told(flat: Emulator) -> None:
    x = points(60, 2)
    assert flat.bent(x, bent_rows(x))(x) == pytest.approx(bent_rows(x), abs=0.05)


def test_more_points_bring_it_nearer_to_points_that_it_has_not_seen(flat: Emulator) -> None:
    new = points(200, 3)

    def error(count: int) -> float:
        x = points(count, 4)
        return float(np.abs(flat.bent(x, bent_rows(x))(new) - bent_rows(new)).mean())

    errors = [float(np.abs(flat(new) - bent_rows(new)).mean()), error(20), error(200)]
    assert errors[0] > 2 * errors[1] > 4 * errors[2]


def test_points_at_which_the_model_failed_teach_nothing(flat: Emulator) -> None:
    x = points(30, 5)
    said = bent_rows(x)
    lost = said.copy()
    lost[:10] = np.nan
    new = points(20, 6)
    assert np.array_equal(flat.bent(x, lost)(new), flat.bent(x[10:], said[10:])(new))


def test_far_from_all_points_it_is_the_tangent_again(flat: Emulator) -> None:
    x = points(60, 7)
    far = TOP + 60.0 * np.ones((1, COUNT))
    assert flat.bent(x, bent_rows(x))(far) == pytest.approx(flat(far))
