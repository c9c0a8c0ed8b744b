"""The chains against posteriors that are known, and what says whether they converged."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import numpy as np
import pytest
from tests.calibration.linear import exact, targets

from osteotwin.arrays import Vector
from osteotwin.inference.chains import (
    Gaussian,
    Target,
    begin,
    effective_draws,
    gaussian,
    split_r_hat,
    walk,
)
from osteotwin.inference.gauss_newton import Point, log_posterior
from osteotwin.inference.likelihood import whitening
from osteotwin.inference.surrogate import tangent

CHAINS = 24


def target_of(predict: Callable[[Vector], Vector], rows: int, sampling: float, around: Gaussian) -> Target:
    found = targets(np.zeros(rows), sampling)
    step = 1e-3 * np.eye(len(around.mean))
    with np.errstate(invalid="ignore"):
        slopes = np.array([predict(around.mean + h) - predict(around.mean - h) for h in step]).T / 2e-3
    top = Point(around.mean, predict(around.mean[None])[0], 0.0)
    stand_in = tangent(top, slopes, np.linalg.inv(around.root))
    return Target(predict, found, whitening(found, exact(), np.zeros(rows)), around, stand_in)


def walked(target: Target, steps: int, seed: int = 1) -> Vector:
    start = walk(target, begin(target, CHAINS, seed), 20, seed)
    return walk(target, start, steps, seed + 1).past


@pytest.fixture(scope="module")
def matrix() -> Vector:
    """Rows that see two of three scores only together."""
    source = np.random.default_rng(5)
    matrix = source.standard_normal((100, 3))
    matrix[:, 1] = matrix[:, 0] + 0.4 * matrix[:, 1]
    return matrix


@pytest.fixture(scope="module")
def curvature(matrix: Vector) -> Vector:
    return np.eye(3) + 1.2 * matrix.T @ matrix / 25


@pytest.fixture(scope="module")
def past(matrix: Vector, curvature: Vector) -> Vector:
    """Draws of the correlated Gaussian, walked around a Gaussian that is off center and too narrow."""
    beside = gaussian(np.array([0.1, -0.1, 0.1]), 1.3 * curvature)
    return walked(target_of(lambda x: x @ matrix.T, 100, 5.0, beside), 150)


def test_a_correlated_gaussian_has_its_mean_and_spread(past: Vector, curvature: Vector) -> None:
    draws = past.reshape(-1, 3)
    covariance = np.linalg.inv(curvature)  # many rows, each far from certain: Student's t is Gaussian here
    sd = np.sqrt(np.diag(covariance))
    assert np.abs(draws.mean(axis=0) / sd).max() < 0.1
    assert draws.std(axis=0) == pytest.approx(sd, rel=0.08)
    expected = covariance / np.outer(sd, sd)
    assert expected[0, 1] < -0.5
    assert np.corrcoef(draws.T) == pytest.approx(expected, abs=0.06)


def test_good_chains_agree(past: Vector) -> None:
    assert split_r_hat(past).max() < 1.03
    assert effective_draws(past).min() > 400


def test_a_bent_posterior_has_the_mean_and_spread_of_its_integral() -> None:
    def predict(x: Vector) -> Vector:
        return np.stack([x[..., 0] + 0.4 * x[..., 1] ** 2 - 1.0, 0.5 * x[..., 1]], axis=-1)

    target = target_of(predict, 2, 0.6, gaussian(np.array([0.7, 0.0]), np.diag([3.0, 1.5])))
    draws = walked(target, 800).reshape(-1, 2)

    axis = np.linspace(-6, 6, 401)
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1).reshape(-1, 2)
    density = np.exp(log_posterior(target.targets, target.white, grid, predict(grid)))
    density /= density.sum()
    mean = density @ grid
    sd = np.sqrt(density @ (grid - mean) ** 2)
    assert np.abs((draws.mean(axis=0) - mean) / sd).max() < 0.1
    assert draws.std(axis=0) == pytest.approx(sd, rel=0.08)
    bend = np.corrcoef(draws[:, 0], draws[:, 1] ** 2)[0, 1]
    z, square = (grid - mean)[:, 0], grid[:, 1] ** 2
    square = square - density @ square
    assert bend == pytest.approx(
        float(density @ (z * square) / np.sqrt(density @ z**2 * (density @ square**2))), abs=0.05
    )
    assert bend < -0.25  # bent indeed


def test_no_chain_stands_where_the_model_fails() -> None:
    def predict(x: Vector) -> Vector:
        return np.where(x[..., :1] < 0.5, x[..., :1], np.nan)

    target = target_of(predict, 1, 10.0, Gaussian(np.array([-0.5, 0.0]), np.eye(2)))
    past = walked(target, 40)
    assert np.isfinite(past).all()
    assert 0.3 < past[..., 0].max() < 0.5
    assert past[..., 1].max() > 1.5


def test_same_seed_same_draws_and_stretches_may_be_kept_on_disk(matrix: Vector, curvature: Vector) -> None:
    target = target_of(lambda x: x @ matrix.T, 100, 5.0, gaussian(np.zeros(3), curvature))

    def run(seed: int, between: Callable[[object], object]) -> Vector:
        here = begin(target, 4, seed)
        parts = []
        for k in range(3):
            here = walk(target, between(here), 5, seed + 1 + k)
            parts.append(here.past)
        return np.concatenate(parts)

    first = run(8, lambda chains: chains)
    assert np.array_equal(first, run(8, lambda chains: pickle.loads(pickle.dumps(chains))))
    assert not np.array_equal(first, run(9, lambda chains: chains))


def test_where_the_stand_in_is_the_posterior_every_step_is_taken(matrix: Vector, curvature: Vector) -> None:
    target = target_of(lambda x: x @ matrix.T, 100, 5.0, gaussian(np.zeros(3), curvature))
    start = begin(target, 4, 1)
    assert len(start.past) == 0
    told: list[int] = []
    found = walk(target, start, 10, 2, progress=told.append)
    assert told == list(range(1, 11))
    assert found.accepted == pytest.approx(1.0)


def test_chains_that_disagree_are_told() -> None:
    source = np.random.default_rng(2)
    past = source.standard_normal((400, 6, 2))
    assert split_r_hat(past) == pytest.approx([1.0, 1.0], abs=0.02)
    past[:, :3, 1] += 2.0
    good, bad = split_r_hat(past)
    assert good < 1.02
    assert bad > 1.2
    drifting = past[:, :, :1] + np.linspace(0, 3, 400)[:, None, None]
    assert split_r_hat(drifting)[0] > 1.2
    assert split_r_hat(np.zeros((10, 2, 1)) + np.arange(2)[:, None])[0] == np.inf


@pytest.mark.parametrize("memory", [0.0, 0.5, 0.9])
def test_effective_draws_of_a_chain_with_known_memory(memory: float) -> None:
    source = np.random.default_rng(4)
    steps, chains = 2000, 10
    past = np.empty((steps, chains, 1))
    past[0] = source.standard_normal((chains, 1))
    for k in range(1, steps):
        past[k] = memory * past[k - 1] + (1 - memory**2) ** 0.5 * source.standard_normal((chains, 1))
    assert effective_draws(past)[0] == pytest.approx(steps * chains * (1 - memory) / (1 + memory), rel=0.25)


def test_chains_that_never_moved_are_worth_no_more_than_their_number() -> None:
    past = np.tile(np.random.default_rng(6).standard_normal((1, 5, 2)), (40, 1, 1))
    assert np.all((effective_draws(past) > 1) & (effective_draws(past) <= 5))
