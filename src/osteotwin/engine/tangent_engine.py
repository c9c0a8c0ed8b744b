"""Derivatives of many people's runs along directions, on the tangent kernel.

A kernel is compiled for a few directions; more of them go through in several passes, each as jobs of its own, so
that one person with many directions fills the vectors and the cores as many people do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.timelines import Timelines, flatten, join
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, BatchResult
from osteotwin.engine.kernel.build import build
from osteotwin.engine.kernel.record import tangent_of
from osteotwin.engine.kernel.results import collect
from osteotwin.engine.kernel_engine import KernelEngine, drive
from osteotwin.progress import ProgressCallback, part_of

#: Jobs that are handed to the kernel at once: enough to fill it, few enough to keep memory small.
_AT_ONCE = 4096


@dataclass(frozen=True)
class Directions:
    """How the numbers of a batch change along each direction.

    Attributes
    ----------
    parameters : array [n_direction, n_job, n_parameter]
    initial : array [n_direction, n_job, n_state]
    inputs : array [n_direction, n_segment, n_input]
        Segments in the order of the batch's timelines.
    doses : array [n_direction, n_dose]
        Doses in the order of the batch's timelines.
    """

    parameters: Vector
    initial: Vector
    inputs: Vector
    doses: Vector

    def __len__(self) -> int:
        return len(self.parameters)

    def part(self, first: int, count: int) -> Directions:
        """``count`` directions from ``first`` on; beyond the last nothing changes."""
        parts = [
            array[first : first + count] for array in (self.parameters, self.initial, self.inputs, self.doses)
        ]
        missing = count - len(parts[0])
        if missing:
            parts = [np.concatenate([part, np.zeros((missing, *part.shape[1:]))]) for part in parts]
        return Directions(*parts)


@dataclass(frozen=True)
class TangentResult(BatchResult):
    """Results of a batch and their tangents.

    Attributes
    ----------
    outputs : array [n_row, n_endpoint]
        No row where they are not wanted.
    outputs_tangent : array [n_direction, n_row, n_endpoint]
    final_tangent : array [n_direction, n_job, n_state]
        NaN where the job failed.
    """

    outputs: Vector
    outputs_tangent: Vector
    final_tangent: Vector


@dataclass(frozen=True)
class TangentEngine:
    """Simulate with derivatives.

    Attributes
    ----------
    engine : KernelEngine
        Method, tolerances, width and threads. The error of the derivatives is not controlled by itself: they
        are the exact derivatives of the numbers that the steps compute, and no less accurate than the steps
        are for the body. Tolerances are tighter than for a plain run, because derivatives are used where
        differences are small.
    directions : int
        Directions per pass, for which the kernel is compiled.
    """

    engine: KernelEngine = field(
        default_factory=lambda: KernelEngine(relative_tolerance=1e-7, absolute_tolerance=1e-9)
    )
    directions: int = 4

    def run(
        self,
        batch: Batch,
        directions: Directions,
        *,
        outputs: bool = True,
        on_progress: ProgressCallback | None = None,
    ) -> TangentResult:
        """Simulate a batch with its tangents along directions.

        Parameters
        ----------
        batch : Batch
        directions : Directions
        outputs : bool
            Whether outputs are wanted beside the final state.
        on_progress : callable or None
            Called now and then with the share of runs that are finished; there is one for each person and pass.

        Raises
        ------
        ValueError
            If there is no direction, or one of its numbers is not finite.
        """
        _validate(directions)
        rows = batch.rows()
        shape = (rows[-1] if outputs else 0, len(OUTPUTS))
        result = TangentResult(
            row_of=rows,
            states=None,
            outputs=np.full(shape, np.nan),
            final=np.full((len(batch), len(whole.STATES)), np.nan),
            failures={},
            steps=np.zeros(len(batch), dtype=np.int64),
            outputs_tangent=np.full((len(directions), *shape), np.nan),
            final_tangent=np.full((len(directions), len(batch), len(whole.STATES)), np.nan),
        )
        for firsts in self._passes(len(batch), len(directions)):
            start, end = (min(k / len(directions), 1.0) for k in (firsts[0], firsts[-1] + self.directions))
            self._run_passes(batch, directions, firsts, result, part_of(on_progress, start, end))
        for job in result.failures:
            _erase(result, job)
        return result

    def _passes(self, jobs: int, directions: int) -> Iterator[list[int]]:
        """Yield the first directions of the passes that are run at once."""
        firsts = list(range(0, directions, self.directions))
        together = max(1, _AT_ONCE // max(jobs, 1))
        for k in range(0, len(firsts), together):
            yield firsts[k : k + together]

    def _run_passes(
        self,
        batch: Batch,
        directions: Directions,
        firsts: list[int],
        into: TangentResult,
        on_progress: ProgressCallback | None,
    ) -> None:
        flat = flatten(batch.timelines)
        parts = [directions.part(first, self.directions) for first in firsts]
        wide = Batch(
            parameters=np.concatenate([_beside(batch.parameters, part.parameters) for part in parts]),
            initial=np.concatenate([_beside(batch.initial, part.initial) for part in parts]),
            timelines=join([_along(flat, part) for part in parts]),
            output_days=batch.output_days * len(parts),
            timeline_of=np.concatenate([batch.timeline_of + k * len(flat) for k in range(len(parts))]),
        )
        engine, outputs = self.engine, len(into.outputs) > 0
        record = engine.record(wide, states=False, outputs=outputs)
        kernel = build(engine.method, engine.width, directions=self.directions)
        drive(kernel, record, engine.threads, on_progress)
        found = collect(wide, record)
        jobs, rows = len(batch), into.row_of[-1]
        copies = 1 + self.directions
        final = found.final.reshape(len(parts), jobs, copies, -1)
        into.final[:] = final[0, :, 0]
        into.steps[:] = found.steps[:jobs]
        into.failures.update({job % jobs: why for job, why in found.failures.items()})
        for k, first in enumerate(firsts):
            real = slice(1, 1 + len(directions) - first)
            to = slice(first, first + self.directions)
            into.final_tangent[to] = final[k, :, real].swapaxes(0, 1)
            if outputs and found.outputs is not None:
                table = found.outputs.reshape(len(parts), rows, copies, -1)
                into.outputs[:] = table[0, :, 0]
                into.outputs_tangent[to] = table[k, :, real].swapaxes(0, 1)


def _validate(directions: Directions) -> None:
    if not len(directions):
        message = "derivatives need at least one direction"
        raise ValueError(message)
    for name in ("parameters", "initial", "inputs", "doses"):
        if not np.isfinite(getattr(directions, name)).all():
            message = f"a direction's change of the {name} is not a finite number"
            raise ValueError(message)


def _erase(result: TangentResult, job: int) -> None:
    rows = slice(result.row_of[job], result.row_of[job + 1])
    result.final[job] = np.nan
    result.final_tangent[:, job] = np.nan
    result.outputs[rows] = np.nan
    result.outputs_tangent[:, rows] = np.nan


def _beside(values: Vector, tangents: Vector) -> Vector:
    """Rows of values, each followed by its tangents along every direction."""
    return np.concatenate([values, *tangents], axis=1)


def _along(timelines: Timelines, part: Directions) -> Timelines:
    """Timelines whose inputs and doses are followed by their tangents."""
    wide = replace(timelines, inputs=_beside(timelines.inputs, part.inputs))
    if not np.any(part.doses):
        return wide
    copies = 1 + len(part)
    dose_types = tuple(
        dose_type
        for state, label in timelines.dose_types
        for dose_type in ((state, label), *((tangent_of(state, j), label) for j in range(len(part))))
    )
    return replace(
        wide,
        dose_start=timelines.dose_start * copies,
        dose_of=(timelines.dose_of[:, None] * copies + np.arange(copies)).ravel(),
        dose_amount=_beside(timelines.dose_amount[:, None], part.doses[:, :, None]).ravel(),
        dose_types=dose_types,
    )
