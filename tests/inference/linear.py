"""Problems whose answer can be written down: predictions that are linear in the scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.observations import Observations
from osteotwin.parameters import Discrepancy


def make_observations(
    observed: Vector, standard_error: float | Vector = 1.0, *, endpoint_class: str = "bmd", group: tuple[str, ...] = (),
    offset_loading: float | Vector = 0.0,
) -> Observations:  # fmt: skip
    """Rows on a linear scale; each is a group of its own where none is named."""
    count = len(observed)
    return Observations(
        endpoint_class=(endpoint_class,) * count,
        observed=np.asarray(observed, dtype=float),
        standard_error=np.broadcast_to(np.asarray(standard_error, dtype=float), count).copy(),
        logarithmic=np.zeros(count, dtype=bool),
        no_change=np.zeros(count),
        discrepancy_unit=np.ones(count),
        offset_loading=np.broadcast_to(np.asarray(offset_loading, dtype=float), count).copy(),
        used=np.ones(count, dtype=bool),
        group=group or tuple(f"t{i}" for i in range(count)),
    )


@dataclass(frozen=True)
class Linear:
    """What a problem is asked for, with predictions ``start + matrix @ x``."""

    observations: Observations
    matrix: Vector
    start: Vector

    def predict(self, x: Vector) -> Vector:
        return self.start + x @ self.matrix.T

    def jacobian(self, x: Vector) -> Vector:
        return self.matrix

    def without(self, trials: frozenset[str]) -> Linear:
        return replace(self, observations=self.observations.without(trials))


def exact(offset: float = 0.0) -> dict[str, Discrepancy]:
    """Discrepancies of a model without errors of its own."""
    return {"bmd": Discrepancy(offset, 0.0, 0.0)}


def made_up(rows: int, fitted: int, seed: int, error: float) -> tuple[Linear, Vector]:
    """A problem with errors of measurement, and the scores it was made with."""
    source = np.random.default_rng(seed)
    matrix = source.standard_normal((rows, fitted))
    truth = source.standard_normal(fitted)
    start = source.standard_normal(rows)
    observed = start + matrix @ truth + error * source.standard_normal(rows)
    return Linear(make_observations(observed), matrix, start), truth
