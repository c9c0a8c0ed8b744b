"""Draw from the posterior: many chains side by side, each a walk around the Gaussian at the top.

A step keeps the Gaussian unchanged (preconditioned Crank-Nicolson), so that only the posterior's departure from
it is judged: in dozens of dimensions it still moves far. All chains' next points are simulated in one batch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from osteotwin.calibration.climb import Predict, log_posterior
from osteotwin.calibration.likelihood import Whitening
from osteotwin.calibration.targets import Targets

Vector = NDArray[np.float64]

#: Acceptance that the length of steps aims at while warming up.
_ACCEPTANCE = 0.25
_SHORTEST, _LONGEST = 0.02, 0.9


@dataclass(frozen=True)
class Chains:
    """Where all chains stand, and the points of the last stretch.

    Attributes
    ----------
    x : array [n_chain, n_fitted]
    height : array [n_chain]
        Log posterior less the Gaussian's log density.
    stride : float
        Length of steps, 0 to 1.
    past : array [n_step, n_chain, n_fitted]
    accepted : float
        Share of steps taken.
    """

    x: Vector
    height: Vector
    stride: float
    past: Vector
    accepted: float


@dataclass(frozen=True)
class Gaussian:
    """The Gaussian around which chains walk.

    Attributes
    ----------
    mean : array [n_fitted]
    root : array [n_fitted, n_fitted]
        Lower root of the covariance.
    """

    mean: Vector
    root: Vector

    def log_density(self, x: Vector) -> Vector:
        """Return the log density of points [n, n_fitted], up to a constant."""
        return -0.5 * (np.linalg.solve(self.root, (x - self.mean).T) ** 2).sum(axis=0)


def gaussian(mean: Vector, curvature: Vector, widen: float = 1.1) -> Gaussian:
    """Return the Gaussian with a curvature at its top, a little widened so that tails are reached."""
    root: Vector = np.linalg.cholesky(np.linalg.inv(curvature)).astype(np.float64)
    return Gaussian(mean, widen * root)


@dataclass(frozen=True)
class Target:
    """The posterior and the Gaussian around which chains walk."""

    predict: Predict
    targets: Targets
    white: Whitening
    around: Gaussian

    def height(self, x: Vector) -> Vector:
        """Return the log posterior less the Gaussian's log density at points [n, n_fitted]."""
        return log_posterior(self.targets, self.white, x, self.predict(x)) - self.around.log_density(x)


def begin(target: Target, chains: int, seed: int) -> Chains:
    """Return chains that have not moved, from closer than the Gaussian: nobody begins where nothing is probable."""
    source = np.random.default_rng([seed, 20])
    noise = source.standard_normal((chains, len(target.around.mean)))
    x = target.around.mean + 0.5 * noise @ target.around.root.T
    return Chains(x, target.height(x), 0.3, np.empty((0, *x.shape)), 0.0)


def walk(
    target: Target,
    start: Chains,
    steps: int,
    seed: int,
    *,
    adapt: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Chains:
    """Walk a stretch.

    Parameters
    ----------
    start : Chains
    steps : int
    seed : int
        Of this stretch: the same seed from the same start gives the same draws.
    adapt : bool
        Warm up: the stride is adapted, and the points are not draws of the posterior.
    progress : callable or None
        Called with the number of steps done.
    """
    source = np.random.default_rng([seed, 21])
    around = target.around
    x, here, stride, taken = start.x, start.height, start.stride, 0.0
    past = np.empty((steps, *x.shape))
    for step in range(steps):
        noise = source.standard_normal(x.shape) @ around.root.T
        tried = around.mean + np.sqrt(1 - stride**2) * (x - around.mean) + stride * noise
        there = target.height(tried)
        with np.errstate(invalid="ignore"):
            accept = np.log(source.random(len(x))) < there - here
        x, here = np.where(accept[:, None], tried, x), np.where(accept, there, here)
        past[step] = x
        taken += float(accept.mean()) / steps
        if adapt:
            stride = float(np.clip(stride * np.exp(0.5 * (accept.mean() - _ACCEPTANCE)), _SHORTEST, _LONGEST))
        if progress is not None:
            progress(step + 1)
    return Chains(x, here, stride, past, taken)


def split_r_hat(past: Vector) -> Vector:
    """Return the split R-hat of every parameter, array [n_fitted]: near 1 where chains agree.

    Infinite where no chain moved.

    Parameters
    ----------
    past : array [n_step, n_chain, n_fitted]
    """
    half = len(past) // 2
    parts = np.concatenate([past[:half], past[half : 2 * half]], axis=1)
    within = parts.var(axis=0, ddof=1).mean(axis=0)
    between = parts.mean(axis=0).var(axis=0, ddof=1)
    with np.errstate(divide="ignore"):
        return np.sqrt((half - 1) / half + between / within)


def effective_draws(past: Vector) -> Vector:
    """Return how many independent draws the chains are worth, array [n_fitted].

    Autocorrelations are averaged over chains and summed up to the first that is not positive (Geyer's rule on
    pairs of lags).
    """
    steps, chains, _ = past.shape
    centered = past - past.mean(axis=(0, 1))
    variance = (centered**2).mean(axis=(0, 1))
    total = np.ones(past.shape[2])
    open_sum = np.ones(past.shape[2], dtype=bool)
    for lag in range(1, steps - 1, 2):
        pair = sum((centered[k:] * centered[:-k]).mean(axis=(0, 1)) / variance for k in (lag, lag + 1))
        open_sum &= pair > 0
        if not open_sum.any():
            break
        total += np.where(open_sum, 2 * pair, 0.0)
    return steps * chains / total
