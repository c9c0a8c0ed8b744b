"""The two kinds of arrays that numbers travel in, and how ragged rows lie in them.

Shape and unit stand in the docstring of what holds an array.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

#: Numbers, of any shape.
Vector: TypeAlias = NDArray[np.float64]
#: Positions, counts and codes, of any shape.
Index: TypeAlias = NDArray[np.int64]


def offsets(counts: Sequence[int] | Index) -> Index:
    """Where each of several runs begins that lie one behind another, and where the last one ends.

    Parameters
    ----------
    counts : array [n_run]

    Returns
    -------
    array [n_run + 1]
        Run i has the places from offsets[i] to offsets[i + 1].
    """
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
