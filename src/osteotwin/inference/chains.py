"""Sample the posterior: many chains side by side, each proposing from the surrogate.

The surrogate posterior is the posterior with the surrogate's predictions: it has the heavy tails of Student's t and
the correlations between parameters, and hundreds of its steps take as long as one simulation. A chain takes some steps
on it; the model is then evaluated once to accept or reject where they ended (the surrogate transition method, Liu
2001). Only what the model adds to the surrogate is judged, so that the draws are the model's own. All chains' proposals
are simulated in one batch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.likelihood import Whitening, log_posterior
from osteotwin.inference.observations import Observations
from osteotwin.inference.optimizer import ForwardFunction
from osteotwin.inference.surrogate import Surrogate
from osteotwin.progress import ProgressCallback, report

#: Steps on the surrogate between two evaluations of the model; each time one number is picked. Few steps are nearly
#: always accepted and free chains from where the surrogate is too low, many forget where they began.
_SURROGATE_STEPS = (2, 8, 64, 256)
_SURROGATE_WARM_UP = 400
#: Length of those steps, 0 to 1, around the reference Gaussian (preconditioned Crank-Nicolson).
_STEP_LENGTH = 0.35
#: Chains side by side where draws of the surrogate are wanted, and their steps between two draws.
_SURROGATE_CHAINS, _SURROGATE_THINNING = 200, 40


@dataclass(frozen=True)
class Chains:
    """State of all chains, and the draws of the last stretch.

    Attributes
    ----------
    x : array [n_chain, n_fitted]
        Standard scores.
    log_ratio_to_surrogate : array [n_chain]
        Log posterior less the surrogate's.
    samples : array [n_step, n_chain, n_fitted]
    acceptance_rate : float
    """

    x: Vector
    log_ratio_to_surrogate: Vector
    samples: Vector
    acceptance_rate: float


@dataclass(frozen=True)
class Gaussian:
    """A multivariate normal distribution.

    Attributes
    ----------
    mean : array [n_fitted]
    root : array [n_fitted, n_fitted]
        Lower Cholesky factor of the covariance.
    """

    mean: Vector
    root: Vector

    def log_density(self, x: Vector) -> Vector:
        """Log density of points [n, n_fitted], up to a constant."""
        return -0.5 * (np.linalg.solve(self.root, (x - self.mean).T) ** 2).sum(axis=0)

    def draw_deviations(self, count: int, source: np.random.Generator) -> Vector:
        """Draws less the mean, array [n, n_fitted]."""
        return source.standard_normal((count, len(self.mean))) @ self.root.T


def gaussian_of_curvature(mean: Vector, curvature: Vector) -> Gaussian:
    """The normal distribution with a curvature at its top (Laplace's approximation)."""
    return Gaussian(mean, np.linalg.cholesky(np.linalg.inv(curvature)).astype(np.float64))


def gaussian_of_points(points: Vector) -> Gaussian:
    """The normal distribution with the mean and covariance of points [n_point, n_fitted]."""
    return Gaussian(points.mean(axis=0), np.linalg.cholesky(np.cov(points.T)).astype(np.float64))


@dataclass(frozen=True)
class Target:
    """The posterior, its surrogate, and the normal distribution around which proposals step.

    Attributes
    ----------
    forward : callable
    observations : Observations
    whitening : Whitening
    reference : Gaussian
    surrogate : Surrogate
        Of ``forward``.
    """

    forward: ForwardFunction
    observations: Observations
    whitening: Whitening
    reference: Gaussian
    surrogate: Surrogate

    def log_surrogate(self, x: Vector) -> Vector:
        """Log posterior of points [n, n_fitted] with the surrogate's predictions."""
        return log_posterior(self.observations, self.whitening, x, self.surrogate(x))

    def log_ratio_to_surrogate(self, x: Vector) -> Vector:
        """Log posterior less the surrogate's at points [n, n_fitted]."""
        return log_posterior(self.observations, self.whitening, x, self.forward(x)) - self.log_surrogate(x)


def propose_on_surrogate(target: Target, x: Vector, steps: int, source: np.random.Generator) -> Vector:
    """Take steps that leave the surrogate posterior unchanged, from points [n, n_fitted]."""
    reference = target.reference
    here = target.log_surrogate(x) - reference.log_density(x)
    for _ in range(steps):
        shrunk = reference.mean + np.sqrt(1 - _STEP_LENGTH**2) * (x - reference.mean)
        proposed = shrunk + _STEP_LENGTH * reference.draw_deviations(len(x), source)
        there = target.log_surrogate(proposed) - reference.log_density(proposed)
        accept = np.log(source.random(len(x))) < there - here
        x, here = np.where(accept[:, None], proposed, x), np.where(accept, there, here)
    return x


def sample_surrogate(target: Target, count: int, seed: int) -> Vector:
    """Draws of the surrogate posterior, array [count, n_fitted]."""
    source = np.random.default_rng([seed, 20])
    x = target.reference.mean + 0.5 * target.reference.draw_deviations(min(count, _SURROGATE_CHAINS), source)
    x = propose_on_surrogate(target, x, _SURROGATE_WARM_UP, source)
    found = [x]
    while len(found) * len(x) < count:
        x = propose_on_surrogate(target, x, _SURROGATE_THINNING, source)
        found.append(x)
    return np.concatenate(found)[:count]


def initialize_chains(target: Target, chains: int, seed: int) -> Chains:
    """Chains that start from draws of the surrogate posterior."""
    x = sample_surrogate(target, chains, seed)
    return Chains(x, target.log_ratio_to_surrogate(x), np.empty((0, *x.shape)), 0.0)


def sample_chains(
    target: Target,
    start: Chains,
    steps: int,
    seed: int,
    *,
    on_progress: ProgressCallback | None = None,
) -> Chains:
    """Sample a stretch.

    Parameters
    ----------
    target : Target
    start : Chains
    steps : int
        Evaluations of the model.
    seed : int
        Of this stretch: the same seed from the same start gives the same draws.
    on_progress : callable, optional
    """
    source = np.random.default_rng([seed, 21])
    x, here, acceptance_rate = start.x, start.log_ratio_to_surrogate, 0.0
    samples = np.empty((steps, *x.shape))
    for step in range(steps):
        proposed = propose_on_surrogate(target, x, int(source.choice(_SURROGATE_STEPS)), source)
        there = target.log_ratio_to_surrogate(proposed)
        with np.errstate(invalid="ignore"):
            # A chain that began where the model fails takes the first step to where it does not.
            accept = np.isfinite(there) & ~(np.log(source.random(len(x))) >= there - here)
        x, here = np.where(accept[:, None], proposed, x), np.where(accept, there, here)
        samples[step] = x
        acceptance_rate += float(accept.mean()) / steps
        report(on_progress, step + 1, steps)
    return Chains(x, here, samples, acceptance_rate)
