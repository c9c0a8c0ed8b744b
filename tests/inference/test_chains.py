"""The chains against posteriors that are known."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import numpy as np
import pytest
from tests.inference.linear import exact, make_observations

from osteotwin.arrays import Vector
from osteotwin.inference.chains import (
    Gaussian,
    Target,
    gaussian_of_curvature,
    initialize_chains,
    sample_chains,
)
from osteotwin.inference.convergence import effective_sample_size, split_r_hat
from osteotwin.inference.likelihood import build_whitening, log_posterior
from osteotwin.inference.optimizer import Point
from osteotwin.inference.surrogate import linearize
from osteotwin.progress import Progress

CHAINS = 24


def target_of(
    predict: Callable[[Vector], Vector], rows: int, standard_error: float, reference: Gaussian
) -> Target:
    found = make_observations(np.zeros(rows), standard_error)
    step = 1e-3 * np.eye(len(reference.mean))
    with np.errstate(invalid="ignore"):
        jacobian = (
            np.array([predict(reference.mean + h) - predict(reference.mean - h) for h in step]).T / 2e-3
        )
    top = Point(reference.mean, predict(reference.mean[None])[0], 0.0)
    surrogate = linearize(top, jacobian, np.linalg.inv(reference.root))
    return Target(predict, found, build_whitening(found, exact(), np.zeros(rows)), reference, surrogate)


def sampled(target: Target, steps: int, seed: int = 1) -> Vector:
    start = sample_chains(target, initialize_chains(target, CHAINS, seed), 20, seed)
    return sample_chains(target, start, steps, seed + 1).samples


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
def samples(matrix: Vector, curvature: Vector) -> Vector:
    """Draws of the correlated Gaussian, sampled around a Gaussian that is off center and too narrow."""
    beside = gaussian_of_curvature(np.array([0.1, -0.1, 0.1]), 1.3 * curvature)
    return sampled(target_of(lambda x: x @ matrix.T, 100, 5.0, beside), 150)


@pytest.mark.slow
def test_a_correlated_gaussian_has_its_mean_and_sd(samples: Vector, curvature: Vector) -> None:
    draws = samples.reshape(-1, 3)
    covariance = np.linalg.inv(curvature)  # many rows, each far from certain: Student's t is Gaussian here
    sd = np.sqrt(np.diag(covariance))
    assert np.abs(draws.mean(axis=0) / sd).max() < 0.1
    assert draws.std(axis=0) == pytest.approx(sd, rel=0.08)
    expected = covariance / np.outer(sd, sd)
    assert expected[0, 1] < -0.5
    assert np.corrcoef(draws.T) == pytest.approx(expected, abs=0.06)


@pytest.mark.slow
def test_good_chains_agree(samples: Vector) -> None:
    assert split_r_hat(samples).max() < 1.03
    assert effective_sample_size(samples).min() > 400


@pytest.mark.slow
def test_a_curved_posterior_has_the_mean_and_sd_of_its_integral() -> None:
    def predict(x: Vector) -> Vector:
        return np.stack([x[..., 0] + 0.4 * x[..., 1] ** 2 - 1.0, 0.5 * x[..., 1]], axis=-1)

    target = target_of(predict, 2, 0.6, gaussian_of_curvature(np.array([0.7, 0.0]), np.diag([3.0, 1.5])))
    draws = sampled(target, 800).reshape(-1, 2)

    axis = np.linspace(-6, 6, 401)
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1).reshape(-1, 2)
    density = np.exp(log_posterior(target.observations, target.whitening, grid, predict(grid)))
    density /= density.sum()
    mean = density @ grid
    sd = np.sqrt(density @ (grid - mean) ** 2)
    assert np.abs((draws.mean(axis=0) - mean) / sd).max() < 0.1
    assert draws.std(axis=0) == pytest.approx(sd, rel=0.08)
    curve = np.corrcoef(draws[:, 0], draws[:, 1] ** 2)[0, 1]
    z, square = (grid - mean)[:, 0], grid[:, 1] ** 2
    square = square - density @ square
    assert curve == pytest.approx(
        float(density @ (z * square) / np.sqrt(density @ z**2 * (density @ square**2))), abs=0.05
    )
    assert curve < -0.25  # curved indeed


def test_no_chain_stands_where_the_model_fails() -> None:
    def predict(x: Vector) -> Vector:
        return np.where(x[..., :1] < 0.5, x[..., :1], np.nan)

    target = target_of(predict, 1, 10.0, Gaussian(np.array([-0.5, 0.0]), np.eye(2)))
    samples = sampled(target, 40)
    assert np.isfinite(samples).all()
    assert 0.3 < samples[..., 0].max() < 0.5
    assert samples[..., 1].max() > 1.5


def test_same_seed_same_draws_and_stretches_may_be_kept_on_disk(matrix: Vector, curvature: Vector) -> None:
    target = target_of(lambda x: x @ matrix.T, 100, 5.0, gaussian_of_curvature(np.zeros(3), curvature))

    def run(seed: int, between: Callable[[object], object]) -> Vector:
        here = initialize_chains(target, 4, seed)
        parts = []
        for k in range(3):
            here = sample_chains(target, between(here), 5, seed + 1 + k)
            parts.append(here.samples)
        return np.concatenate(parts)

    first = run(8, lambda chains: chains)
    assert np.array_equal(first, run(8, lambda chains: pickle.loads(pickle.dumps(chains))))
    assert not np.array_equal(first, run(9, lambda chains: chains))


def test_where_the_surrogate_is_the_posterior_every_step_is_taken(matrix: Vector, curvature: Vector) -> None:
    target = target_of(lambda x: x @ matrix.T, 100, 5.0, gaussian_of_curvature(np.zeros(3), curvature))
    start = initialize_chains(target, 4, 1)
    assert len(start.samples) == 0
    lines: list[Progress] = []
    found = sample_chains(target, start, 10, 2, on_progress=lines.append)
    assert [now.fraction for now in lines] == pytest.approx(np.arange(1, 11) / 10)
    assert found.acceptance_rate == pytest.approx(1.0)
