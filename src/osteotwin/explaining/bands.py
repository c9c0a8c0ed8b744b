"""From many virtual people to a median and its intervals; NaN becomes null."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_QUANTILES = {"median": 50, "lo50": 25, "hi50": 75, "lo90": 5, "hi90": 95}
_DIGITS = 6


def json_number(value: float) -> float | None:
    """Return a number that JSON can hold, rounded to six significant digits."""
    if not np.isfinite(value):
        return None
    return float(f"{value:.{_DIGITS}g}")


def median_of(values: NDArray[np.float64]) -> float | None:
    """Return the median of the numbers among some values, ``None`` where there is none."""
    usable = values[np.isfinite(values)]
    return float(np.median(usable)) if len(usable) else None


def variance_of(values: NDArray[np.float64]) -> float:
    """Return the variance of the numbers among some values, NaN where there are fewer than two."""
    usable = values[np.isfinite(values)]
    return float(np.var(usable)) if len(usable) > 1 else float("nan")


def _quantiles(values: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    usable = values[np.all(np.isfinite(values), axis=tuple(range(1, values.ndim)))]
    if len(usable) == 0:
        empty = np.full(values.shape[1:], np.nan)
        return dict.fromkeys(_QUANTILES, empty)
    found = {name: np.percentile(usable, q, axis=0) for name, q in _QUANTILES.items()}
    if len(usable) == 1:  # one person has no interval; one without width would say that all is known
        found |= {name: np.full(values.shape[1:], np.nan) for name in _QUANTILES if name != "median"}
    return found


def band(values: NDArray[np.float64]) -> dict[str, list[float | None]]:
    """Return median, 50 and 90 % intervals over people.

    Parameters
    ----------
    values : array [n_people, n_time]
        People with a NaN are left out.
    """
    return {name: [json_number(v) for v in row] for name, row in _quantiles(values).items()}


def interval(values: NDArray[np.float64]) -> dict[str, float | None]:
    """Return the median and 90 % interval of one value per person."""
    found = _quantiles(values)
    return {name: json_number(float(found[name])) for name in ("median", "lo90", "hi90")}


Json = dict[str, Any]
