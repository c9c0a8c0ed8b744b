"""Observed values on the scale on which they are compared with predictions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Index, Vector

#: No assay tells smaller levels from none.
_LEAST_LEVEL = 1e-6


@dataclass(frozen=True)
class Observations:
    """Observed values, ready to be compared with predictions.

    Attributes
    ----------
    group : tuple of str
        What each value belongs to: values of one group and class share an offset and are held out together.
    endpoint_class : tuple of str
        Class of endpoints whose offsets and model errors are alike: a key of the discrepancies.
    observed, standard_error : array [n_row]
        Value and its standard error on the scale of comparison.
    logarithmic : array [n_row] of bool
        Whether that scale is the logarithm of the value.
    no_change : array [n_row]
        What would be observed had nothing changed, on that scale; NaN where it is not known.
    discrepancy_unit : array [n_row]
        One unit of the class's discrepancies on that scale: 1 where they are given on it.
    offset_loading : array [n_row]
        How much of the shared offset is in each value; 0 where it cancels.
    used : array [n_row] of bool
        Rows that can be compared at all.
    """

    group: tuple[str, ...]
    endpoint_class: tuple[str, ...]
    observed: Vector
    standard_error: Vector
    logarithmic: NDArray[np.bool_]
    no_change: Vector
    discrepancy_unit: Vector
    offset_loading: Vector
    used: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.group)

    def on_scale(self, predicted: Vector) -> Vector:
        """Predictions [..., n_row] on the scale of comparison; NaN stays NaN."""
        return np.where(self.logarithmic, np.log(np.maximum(predicted, _LEAST_LEVEL)), predicted)

    def from_scale(self, values: Vector) -> Vector:
        """Values [..., n_row] from the scale of comparison back on the rows' own scales; beyond a float infinite."""
        with np.errstate(over="ignore"):
            return np.where(self.logarithmic, np.exp(np.where(self.logarithmic, values, 0.0)), values)

    def effect(self, values: Vector) -> Vector:
        """Size of the change to values [..., n_row] on the scale of comparison; 0 from an unknown level."""
        return np.abs(np.where(np.isfinite(self.no_change), values - self.no_change, 0.0))

    def without(self, groups: frozenset[str]) -> Observations:
        """The same rows, those of some groups not used."""
        return replace(self, used=self.used & ~self.belongs_to(groups))

    def belongs_to(self, groups: frozenset[str]) -> NDArray[np.bool_]:
        """Which rows belong to some groups, array [n_row] of bool."""
        return np.array([name in groups for name in self.group], dtype=bool)

    def take(self, rows: Index) -> Observations:
        """Some of the rows, in the order given."""
        return Observations(
            tuple(self.group[i] for i in rows),
            tuple(self.endpoint_class[i] for i in rows),
            self.observed[rows],
            self.standard_error[rows],
            self.logarithmic[rows],
            self.no_change[rows],
            self.discrepancy_unit[rows],
            self.offset_loading[rows],
            self.used[rows],
        )
