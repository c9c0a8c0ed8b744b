"""Draw from the posterior: many chains side by side, each proposing from a stand-in that costs nothing.

The stand-in is the posterior with an emulator's predictions: it has the heavy tails of Student's t and the ties
between parameters, and hundreds of its steps take as long as one simulation. A chain wanders on it for a while and
then asks the model once whether to stay (the surrogate transition method, Liu 2001). What the model adds to the
emulator is all that is judged. All chains' points are simulated in one batch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.gauss_newton import Predict, log_posterior
from osteotwin.inference.likelihood import Whitening
from osteotwin.inference.observations import Targets
from osteotwin.inference.surrogate import Emulator

#: Steps on the stand-in between two questions to the model; each time one is picked. The short ones are nearly always
#: taken and free chains from where the stand-in is too low, the long ones forget where they began.
_WANDERS = (2, 8, 64, 256)
_WANDER_FIRST = 400
#: Length of those steps, 0 to 1, around the Gaussian (preconditioned Crank-Nicolson).
_STRIDE = 0.35
#: How many wander side by side where points of the stand-in are wanted, and their steps between two points.
_WANDERERS, _WANDER_ON = 200, 40


@dataclass(frozen=True)
class Chains:
    """Where all chains stand, and the points of the last stretch.

    Attributes
    ----------
    x : array [n_chain, n_fitted]
    height : array [n_chain]
        Log posterior less the stand-in's.
    past : array [n_step, n_chain, n_fitted]
    accepted : float
        Share of steps taken.
    """

    x: Vector
    height: Vector
    past: Vector
    accepted: float


@dataclass(frozen=True)
class Gaussian:
    """The Gaussian around which the stand-in's steps go.

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

    def draw(self, count: int, source: np.random.Generator) -> Vector:
        """Return draws about 0, array [n, n_fitted]."""
        return source.standard_normal((count, len(self.mean))) @ self.root.T


def gaussian(mean: Vector, curvature: Vector) -> Gaussian:
    """Return the Gaussian with a curvature at its top."""
    return Gaussian(mean, np.linalg.cholesky(np.linalg.inv(curvature)).astype(np.float64))


@dataclass(frozen=True)
class Target:
    """The posterior, its stand-in, and the Gaussian around which chains step.

    Attributes
    ----------
    predict : callable
    targets : Targets
    white : Whitening
    around : Gaussian
    emulator : Emulator
        In the model's place.
    """

    predict: Predict
    targets: Targets
    white: Whitening
    around: Gaussian
    emulator: Emulator

    def stand_in(self, x: Vector) -> Vector:
        """Return the log posterior of points [n, n_fitted] with the emulator's predictions."""
        return log_posterior(self.targets, self.white, x, self.emulator(x))

    def height(self, x: Vector) -> Vector:
        """Return the log posterior less the stand-in's at points [n, n_fitted]."""
        return log_posterior(self.targets, self.white, x, self.predict(x)) - self.stand_in(x)


def _wander(target: Target, x: Vector, steps: int, source: np.random.Generator) -> Vector:
    """Take steps on the stand-in that leave it unchanged."""
    around = target.around
    here = target.stand_in(x) - around.log_density(x)
    for _ in range(steps):
        tried = (
            around.mean + np.sqrt(1 - _STRIDE**2) * (x - around.mean) + _STRIDE * around.draw(len(x), source)
        )
        there = target.stand_in(tried) - around.log_density(tried)
        accept = np.log(source.random(len(x))) < there - here
        x, here = np.where(accept[:, None], tried, x), np.where(accept, there, here)
    return x


def on_stand_in(target: Target, points: int, seed: int) -> Vector:
    """Return points that the stand-in draws, array [n_point, n_fitted]."""
    source = np.random.default_rng([seed, 20])
    x = target.around.mean + 0.5 * target.around.draw(min(points, _WANDERERS), source)
    x = _wander(target, x, _WANDER_FIRST, source)
    found = [x]
    while len(found) * len(x) < points:
        x = _wander(target, x, _WANDER_ON, source)
        found.append(x)
    return np.concatenate(found)[:points]


def around_points(points: Vector) -> Gaussian:
    """Return the Gaussian with the mean and covariance of points [n_point, n_fitted]."""
    return Gaussian(points.mean(axis=0), np.linalg.cholesky(np.cov(points.T)).astype(np.float64))


def begin(target: Target, chains: int, seed: int) -> Chains:
    """Return chains that stand where the stand-in has them."""
    x = on_stand_in(target, chains, seed)
    return Chains(x, target.height(x), np.empty((0, *x.shape)), 0.0)


def walk(
    target: Target,
    start: Chains,
    steps: int,
    seed: int,
    *,
    progress: Callable[[int], None] | None = None,
) -> Chains:
    """Walk a stretch.

    Parameters
    ----------
    start : Chains
    steps : int
        Questions to the model.
    seed : int
        Of this stretch: the same seed from the same start gives the same draws.
    progress : callable or None
        Called with the number of steps done.
    """
    source = np.random.default_rng([seed, 21])
    x, here, taken = start.x, start.height, 0.0
    past = np.empty((steps, *x.shape))
    for step in range(steps):
        tried = _wander(target, x, int(source.choice(_WANDERS)), source)
        there = target.height(tried)
        with np.errstate(invalid="ignore"):
            # A chain that began where the model fails takes the first step to where it does not.
            accept = np.isfinite(there) & ~(np.log(source.random(len(x))) >= there - here)
        x, here = np.where(accept[:, None], tried, x), np.where(accept, there, here)
        past[step] = x
        taken += float(accept.mean()) / steps
        if progress is not None:
            progress(step + 1)
    return Chains(x, here, past, taken)


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
