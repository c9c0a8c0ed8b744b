"""What the chains say of their convergence, against ArviZ."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from arviz_stats.base import array_stats
from tests.every import every

from osteotwin.arrays import Vector
from osteotwin.inference.convergence import effective_sample_size, split_r_hat

#: steps, chains
SHAPES = ((450, 24), (1000, 4), (120, 48))
PARAMETERS = 12


def autoregressive(shape: tuple[int, int], correlation: float, apart: float = 0.0) -> Vector:
    """Stationary chains of variance 1, array [n_step, n_chain, n_parameter], every other one shifted up or down."""
    steps, chains = shape
    source = np.random.default_rng([steps, chains, round(100 * (1 + correlation)), round(100 * apart)])
    past = source.standard_normal((steps, chains, PARAMETERS))
    for step in range(1, steps):
        past[step] = correlation * past[step - 1] + np.sqrt(1 - correlation**2) * past[step]
    return past + apart * np.where(np.arange(chains) % 2, 1.0, -1.0)[:, None]


def r_hat_of_arviz(past: Vector) -> Vector:
    return np.asarray(array_stats.rhat(past, chain_axis=1, draw_axis=0, method="split"))


def draws_of_arviz(past: Vector) -> Vector:
    return np.asarray(array_stats.ess(past, chain_axis=1, draw_axis=0, method="mean"))


@every(
    "apart, correlation, shape",
    [*product([0.0, 0.1, 0.5, 2.0], [0.0, 0.5, 0.9, -0.5], [*SHAPES, (51, 3), (4, 2)])],
)
def test_split_r_hat_is_arvizs(shape: tuple[int, int], correlation: float, apart: float) -> None:
    # The same formula: equal to rounding, for an even number of steps. Of an odd one ArviZ leaves out the middle step,
    # here the last is left out: so it is cut off for both.
    past = autoregressive(shape, correlation, apart)
    even = past[: len(past) // 2 * 2]
    assert np.allclose(split_r_hat(past), r_hat_of_arviz(even), rtol=1e-10)


@pytest.mark.parametrize(
    ("shape", "correlation"),
    [(shape, r) for shape in SHAPES for r in (0.0, 0.3, 0.6, 0.9) if shape[0] > 20 * (1 + r) / (1 - r)],
)
def test_chains_that_mix_have_arvizs_effective_draws(shape: tuple[int, int], correlation: float) -> None:
    # Here the autocorrelations of whole chains are taken around the mean of all, there those of half chains around
    # their own means; each stops summing at a lag of its own. Both estimate the same number with an error of some
    # tenths for one parameter. Over twelve of them no more than a fifth is left, where a chain is more than twenty
    # autocorrelation times long: ten in half a chain, whose own mean hides about a tenth of what is correlated.
    past = autoregressive(shape, correlation)
    ratio = effective_sample_size(past) / draws_of_arviz(past)
    assert np.exp(np.mean(np.log(ratio))) == pytest.approx(1.0, abs=0.2)
    assert np.all((ratio > 0.6) & (ratio < 1 / 0.6))


@pytest.mark.parametrize("apart", [0.3, 0.5, 2.0])
@pytest.mark.parametrize("correlation", [0.0, 0.5])
@pytest.mark.parametrize("shape", SHAPES)
def test_chains_apart_are_worth_no_more_than_arviz_says(
    shape: tuple[int, int], correlation: float, apart: float
) -> None:
    # Chains that disagree stay correlated at every lag. ArviZ counts less of that; to count it all is the safe side.
    # (Between slow chains the shift would have to be distinguished from what their own means happen to differ by.)
    past = autoregressive(shape, correlation, apart)
    assert np.all(effective_sample_size(past) < draws_of_arviz(past))


@pytest.mark.parametrize("correlation", [-0.3, -0.6, -0.9])
@pytest.mark.parametrize("shape", SHAPES)
def test_antithetic_chains_are_worth_no_more_than_their_draws(
    shape: tuple[int, int], correlation: float
) -> None:
    # Draws that swing to and fro give the mean better than independent ones, and ArviZ counts more draws than there
    # are. Quantiles gain nothing from it: here they are capped.
    past = autoregressive(shape, correlation)
    drawn = shape[0] * shape[1]
    assert np.all(effective_sample_size(past) == drawn)
    assert np.all(draws_of_arviz(past) > drawn)
