"""Observed values on the scale on which they are compared with predictions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Vector

#: No assay tells smaller levels from none.
_LEAST_LEVEL = 1e-6


@dataclass(frozen=True)
class Compared:
    """Rows ready to be compared.

    Attributes
    ----------
    kind : tuple of str
        Class of endpoint whose offsets and errors are alike.
    observed, sampling : array [n_row]
        Value and standard error on the scale of comparison.
    logarithmic : array [n_row] of bool
    shared : array [n_row]
        Weight of what all arms of a trial have in common (scanner, assay, drift of the population): 0 for
        differences between arms; the root of the years for density.
    used : array [n_row] of bool
        Rows that can be compared at all.
    """

    kind: tuple[str, ...]
    observed: Vector
    sampling: Vector
    logarithmic: NDArray[np.bool_]
    shared: Vector
    used: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.kind)

    def on_scale(self, predicted: Vector) -> Vector:
        """Return predictions [..., n_row] on the scale of comparison; NaN stays NaN."""
        return np.where(self.logarithmic, np.log(np.maximum(predicted, _LEAST_LEVEL)), predicted)

    def from_scale(self, values: Vector) -> Vector:
        """Return values [..., n_row] on the rows' own scales."""
        return np.where(self.logarithmic, np.exp(np.where(self.logarithmic, values, 0.0)), values)


@dataclass(frozen=True)
class Targets(Compared):
    """Measured values, in the order of a question's rows.

    Attributes
    ----------
    trial : tuple of str
        Trial of each row.
    """

    trial: tuple[str, ...]

    def without(self, trials: frozenset[str]) -> Targets:
        """Return the targets with some trials left out of use."""
        return replace(self, used=self.used & ~self.of(trials))

    def of(self, trials: frozenset[str]) -> NDArray[np.bool_]:
        """Return which rows belong to some trials."""
        return np.array([t in trials for t in self.trial], dtype=bool)

    def take(self, rows: NDArray[np.int64]) -> Targets:
        """Return some of the rows."""
        return Targets(
            tuple(self.kind[i] for i in rows),
            self.observed[rows],
            self.sampling[rows],
            self.logarithmic[rows],
            self.shared[rows],
            self.used[rows],
            tuple(self.trial[i] for i in rows),
        )
