"""The two kinds of arrays that numbers travel in; shape and unit stand in the docstring of what holds one."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

#: Numbers, of any shape.
Vector: TypeAlias = NDArray[np.float64]
#: Positions, counts and codes, of any shape.
Index: TypeAlias = NDArray[np.int64]
