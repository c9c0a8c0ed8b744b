"""From many virtual people to a median and its intervals; NaN becomes null."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from osteotwin.cohort.quantiles import quantiles

_DIGITS = 6
#: Powers of ten up to this one are exact as floats, so that a number is rounded as its digits are.
_MOST_BEHIND_POINT = 22


def json_number(value: float) -> float | None:
    """Return a number that JSON can hold, rounded to six significant digits."""
    if not isfinite(value):
        return None
    return float(f"{value:.{_DIGITS}g}")


def json_numbers(values: NDArray[np.float64]) -> list[float | None]:
    """Return numbers as :func:`json_number` does, all at once where every one of them is an ordinary number.

    Parameters
    ----------
    values : array [n]
    """
    sizes = np.where(values == 0.0, 1.0, np.abs(values))
    behind_point = _DIGITS - 1 - np.floor(np.log10(sizes))
    if not np.all((behind_point >= 0) & (behind_point <= _MOST_BEHIND_POINT)):
        return [json_number(value) for value in values.tolist()]
    scale = 10.0**behind_point
    return (np.rint(values * scale) / scale).tolist()


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
    return written(quantiles(values))


def written(found: Mapping[str, NDArray[np.float64]]) -> dict[str, list[float | None]]:
    """Return quantiles over people as :func:`band` gives them.

    Parameters
    ----------
    found : mapping of str to array [n_time]
    """
    numbers = json_numbers(np.concatenate(list(found.values())))  # at once: most of the time is the way there
    each = len(numbers) // len(found)
    return {name: numbers[k * each : (k + 1) * each] for k, name in enumerate(found)}


def interval(values: NDArray[np.float64]) -> dict[str, float | None]:
    """Return the median and 90 % interval of one value per person."""
    found = quantiles(values)
    return {name: json_number(float(found[name])) for name in ("median", "lo90", "hi90")}


Json = dict[str, Any]
