"""Problems whose answer can be written down: predictions that are linear in the scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.observations import Targets
from osteotwin.parameters import Discrepancy


def targets(
    observed: Vector, sampling: float | Vector = 1.0, *, kind: str = "bmd", trial: tuple[str, ...] = (),
    shared: float | Vector = 0.0,
) -> Targets:  # fmt: skip
    """Return rows on a linear scale; each is a trial of its own where none is named."""
    count = len(observed)
    return Targets(
        kind=(kind,) * count,
        observed=np.asarray(observed, dtype=float),
        sampling=np.broadcast_to(np.asarray(sampling, dtype=float), count).copy(),
        logarithmic=np.zeros(count, dtype=bool),
        shared=np.broadcast_to(np.asarray(shared, dtype=float), count).copy(),
        used=np.ones(count, dtype=bool),
        trial=trial or tuple(f"t{i}" for i in range(count)),
    )


@dataclass(frozen=True)
class Linear:
    """What a problem is asked for, with predictions ``start + matrix @ x``."""

    targets: Targets
    matrix: Vector
    start: Vector

    def predict(self, x: Vector) -> Vector:
        return self.start + x @ self.matrix.T

    def slopes(self, x: Vector) -> Vector:
        return self.matrix

    def without(self, trials: frozenset[str]) -> Linear:
        return replace(self, targets=self.targets.without(trials))


def exact(offset: float = 0.0) -> dict[str, Discrepancy]:
    """Return discrepancies of a model without errors of its own."""
    return {"bmd": Discrepancy(offset, 0.0, 0.0)}


def made_up(rows: int, fitted: int, seed: int, error: float) -> tuple[Linear, Vector]:
    """Return a problem with errors of measurement, and the scores it was made with."""
    source = np.random.default_rng(seed)
    matrix = source.standard_normal((rows, fitted))
    truth = source.standard_normal(fitted)
    start = source.standard_normal(rows)
    observed = start + matrix @ truth + error * source.standard_normal(rows)
    return Linear(targets(observed), matrix, start), truth
