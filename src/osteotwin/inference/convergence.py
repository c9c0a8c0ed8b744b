"""Whether chains have converged, and how many independent draws they are worth."""

from __future__ import annotations

import numpy as np

from osteotwin.arrays import Vector


def split_r_hat(samples: Vector) -> Vector:
    """Split R-hat of every parameter, array [n_fitted]: near 1 where chains agree, infinite where no chain moved.

    Parameters
    ----------
    samples : array [n_step, n_chain, n_fitted]
    """
    half = len(samples) // 2
    parts = np.concatenate([samples[:half], samples[half : 2 * half]], axis=1)
    within = parts.var(axis=0, ddof=1).mean(axis=0)
    between = parts.mean(axis=0).var(axis=0, ddof=1)
    with np.errstate(divide="ignore"):
        return np.sqrt((half - 1) / half + between / within)


def effective_sample_size(samples: Vector) -> Vector:
    """Number of independent draws that the chains are worth, array [n_fitted].

    Autocorrelations are averaged over chains and summed up to the first that is not positive (Geyer's rule on
    pairs of lags).

    Parameters
    ----------
    samples : array [n_step, n_chain, n_fitted]
    """
    steps, chains, _ = samples.shape
    centered = samples - samples.mean(axis=(0, 1))
    variance = (centered**2).mean(axis=(0, 1))
    total = np.ones(samples.shape[2])
    summing = np.ones(samples.shape[2], dtype=bool)
    for lag in range(1, steps - 1, 2):
        pair = sum((centered[k:] * centered[:-k]).mean(axis=(0, 1)) / variance for k in (lag, lag + 1))
        summing &= pair > 0
        if not summing.any():
            break
        total += np.where(summing, 2 * pair, 0.0)
    return steps * chains / total
