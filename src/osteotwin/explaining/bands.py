"""From many virtual people to a median and its intervals; NaN becomes null."""

from __future__ import annotations

from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from osteotwin.cohort.quantiles import quantiles

_DIGITS = 6


def json_number(value: float) -> float | None:
    """Return a number that JSON can hold, rounded to six significant digits."""
    if not isfinite(value):
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


def band(values: NDArray[np.float64]) -> dict[str, list[float | None]]:
    """Return median, 50 and 90 % intervals over people.

    Parameters
    ----------
    values : array [n_people, n_time]
        People with a NaN are left out.
    """
    return {name: [json_number(v) for v in row.tolist()] for name, row in quantiles(values).items()}


def interval(values: NDArray[np.float64]) -> dict[str, float | None]:
    """Return the median and 90 % interval of one value per person."""
    found = quantiles(values)
    return {name: json_number(float(found[name])) for name in ("median", "lo90", "hi90")}


Json = dict[str, Any]
