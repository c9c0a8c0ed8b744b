"""Quasi-random points: they fill a space more evenly than random ones, the same for the same seed."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def quasi_random(dimensions: int, count: int, seed: int | np.random.Generator) -> NDArray[np.float64]:
    """First scrambled points of Sobol's sequence, array [count, dimensions], each number in [0, 1).

    Parameters
    ----------
    dimensions, count : int
        At least 1.
    seed : int or Generator
        SciPy lets a generator have a child of its own, so that an integer and its generator give different points.
    """
    from scipy.stats import qmc

    # The newer name of this keyword, `rng`, is unknown to SciPy before 1.15.
    source: dict[str, Any] = {"seed": seed}
    power = int(np.ceil(np.log2(max(count, 2))))
    return qmc.Sobol(dimensions, **source).random_base2(power)[:count]


def quasi_normals(
    dimensions: int, count: int, seed: int | np.random.Generator, *, tail: float = 1e-9
) -> NDArray[np.float64]:
    """Quasi-random standard normal numbers, array [count, dimensions].

    Parameters
    ----------
    dimensions, count : int
        At least 1; without any point the array is empty.
    seed : int or Generator
        As of :func:`quasi_random`.
    tail : float
        No number lies beyond this quantile or its mirror image.
    """
    from scipy.special import ndtri

    if count == 0:
        return np.zeros((0, dimensions))
    points = quasi_random(dimensions, count, seed)
    return np.asarray(ndtri(np.clip(points, tail, 1 - tail)), dtype=np.float64)
