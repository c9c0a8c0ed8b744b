"""What says whether chains converged, on chains of which it is known."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.inference.convergence import effective_sample_size, split_r_hat


def test_r_hat_shows_chains_that_disagree() -> None:
    source = np.random.default_rng(2)
    samples = source.standard_normal((400, 6, 2))
    assert split_r_hat(samples) == pytest.approx([1.0, 1.0], abs=0.02)
    samples[:, :3, 1] += 2.0
    good, bad = split_r_hat(samples)
    assert good < 1.02
    assert bad > 1.2
    drifting = samples[:, :, :1] + np.linspace(0, 3, 400)[:, None, None]
    assert split_r_hat(drifting)[0] > 1.2
    assert split_r_hat(np.zeros((10, 2, 1)) + np.arange(2)[:, None])[0] == np.inf


@pytest.mark.parametrize("memory", [0.0, 0.5, 0.9])
def test_effective_draws_of_a_chain_with_known_memory(memory: float) -> None:
    source = np.random.default_rng(4)
    steps, chains = 2000, 10
    samples = np.empty((steps, chains, 1))
    samples[0] = source.standard_normal((chains, 1))
    for k in range(1, steps):
        samples[k] = memory * samples[k - 1] + (1 - memory**2) ** 0.5 * source.standard_normal((chains, 1))
    assert effective_sample_size(samples)[0] == pytest.approx(
        steps * chains * (1 - memory) / (1 + memory), rel=0.25
    )


def test_chains_that_never_moved_are_worth_no_more_than_their_number() -> None:
    samples = np.tile(np.random.default_rng(6).standard_normal((1, 5, 2)), (40, 1, 1))
    assert np.all((effective_sample_size(samples) > 1) & (effective_sample_size(samples) <= 5))
