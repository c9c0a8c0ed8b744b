"""From many virtual people to a median and its 50 and 90 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from osteotwin.arrays import Vector

#: name -> percent of the people beneath it
QUANTILES: Final[dict[str, float]] = {"median": 50, "lo50": 25, "hi50": 75, "lo90": 5, "hi90": 95}


def quantiles(values: Vector) -> dict[str, Vector]:
    """Return median, 50 and 90 % intervals over people, by name.

    Parameters
    ----------
    values : array [n_people, ...]
        People with a NaN are left out; NaN is returned where nobody is left.

    Returns
    -------
    dict of str to array [...]
        By the names of :data:`QUANTILES`; one person has a median and no interval.
    """
    usable = values[np.all(np.isfinite(values), axis=tuple(range(1, values.ndim)))]
    if len(usable) == 0:
        empty = np.full(values.shape[1:], np.nan)
        return dict.fromkeys(QUANTILES, empty)
    found = dict(zip(QUANTILES, _percentiles(usable, list(QUANTILES.values())), strict=True))
    if len(usable) == 1:  # one without width would say that all is known
        found |= {name: np.full(values.shape[1:], np.nan) for name in QUANTILES if name != "median"}
    return found


def medians(values: Vector, days: int | None = None) -> Vector | None:
    """Return the median over people at each time, array [n_time]; ``None`` where nobody is left.

    Parameters
    ----------
    values : array [n_people, n_time]
        People with a NaN are left out.
    days : int or None
        Only of the first so many times.
    """
    usable = values[np.all(np.isfinite(values), axis=1), :days]
    if len(usable) == 0:
        return None
    ordered = np.sort(usable.T, axis=-1)  # quicker than to part them, as numpy.median does
    middle = len(usable) // 2
    return (ordered[:, middle] + ordered[:, -middle - 1]) / 2 if len(usable) % 2 == 0 else ordered[:, middle]


def _percentiles(values: Vector, percents: Sequence[float]) -> Vector:
    """Return what :func:`numpy.percentile` does along the first axis, to the last bit: the people are sorted once."""
    ordered = np.sort(np.moveaxis(values, 0, -1), axis=-1)
    places = np.array(percents) / 100 * (ordered.shape[-1] - 1)
    below = places.astype(np.int64)
    share = places - below
    low, high = ordered[..., below], ordered[..., np.minimum(below + 1, ordered.shape[-1] - 1)]
    apart = high - low
    return np.moveaxis(np.where(share >= 0.5, high - apart * (1 - share), low + apart * share), -1, 0)
