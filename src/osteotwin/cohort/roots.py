"""Where a rising function crosses nothing; SciPy's solvers take a quarter of a second to load."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from osteotwin.arrays import Vector

#: Halvings of an interval, after which two neighbouring numbers are left of any that is met here.
_HALVINGS: Final = 100


def rising_root(function: Callable[[Vector], Vector], low: Vector, high: Vector) -> Vector:
    """Return where rising functions are 0, by halving.

    Parameters
    ----------
    function : callable
        Of as many numbers at once as there are intervals, each by itself.
    low, high : array [n_interval]
        Ends of the intervals; negative or 0 at the one, positive or 0 at the other.
    """
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = function(middle) < 0
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2
