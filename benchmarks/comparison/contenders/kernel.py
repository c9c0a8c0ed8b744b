"""Our engine, with the setting that the package uses for virtual people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comparison.cases import OUTPUT_COLUMNS, Case
from osteotwin import __version__
from osteotwin.arrays import Vector
from osteotwin.engine.batch import Batch
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.people.twin import ENSEMBLE_ENGINE

ONE_THREAD = replace(ENSEMBLE_ENGINE, threads=1)
PUBLISHED_TOLERANCE = ENSEMBLE_ENGINE.relative_tolerance


def batch_of(case: Case, people: NDArray[np.int64] | slice = slice(None)) -> Batch:
    """People of a case as a batch: one timeline for all."""
    parameters = case.parameters[people]
    return Batch(
        parameters, case.initial[people], (case.timeline,), (case.output_days,),
        np.zeros(len(parameters), dtype=np.int64),
    )  # fmt: skip


def at_tolerance(engine: KernelEngine, tolerance: float) -> KernelEngine:
    """The engine at a relative tolerance, the absolute one in proportion."""
    share = ENSEMBLE_ENGINE.absolute_tolerance / ENSEMBLE_ENGINE.relative_tolerance
    return replace(engine, relative_tolerance=tolerance, absolute_tolerance=tolerance * share)


class Kernel:
    """The fast engine on one thread, all outputs at every output day."""

    label = "osteotwin"

    def __init__(self, **changes: Any) -> None:
        self.engine = replace(ONE_THREAD, **changes)
        self.version = __version__

    def load(self, case: Case) -> None:
        from osteotwin.engine.kernel.build import build

        build(self.engine.method, self.engine.width)
        self.case = case

    def run(self, people: Sequence[int], tolerance: float) -> Vector:
        everyone = len(people) == len(self.case)
        batch = batch_of(self.case, slice(None) if everyone else np.asarray(people))
        result = at_tolerance(self.engine, tolerance).run_batch(batch)
        if result.outputs is None:
            message = "the engine gave no outputs"
            raise RuntimeError(message)
        return result.outputs.reshape(len(people), -1, result.outputs.shape[1])[..., OUTPUT_COLUMNS]
