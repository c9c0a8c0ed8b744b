"""The engine on a graphics processor: one person per thread, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.timelines import flatten
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, BatchResult, chosen_endpoints, pack, unpack
from osteotwin.engine.gpu.blocks import bytes_of, cut, part
from osteotwin.engine.gpu.cupy_executor import CupyExecutor
from osteotwin.engine.gpu.device_record import fetch, send
from osteotwin.engine.gpu.executor import Executor
from osteotwin.engine.gpu.ptx import ENTRY, emit_ptx
from osteotwin.engine.interface import Job, Trajectory
from osteotwin.engine.kernel.record import make_record
from osteotwin.engine.kernel_engine import collect
from osteotwin.progress import ProgressCallback, report

#: Most bytes of one block: beyond this a larger block only delays the first results.
_MOST_ROOM = 2 << 30


@dataclass(frozen=True)
class GpuEngine:
    """Simulate with the generated kernel on a graphics processor.

    Attributes
    ----------
    method : str
        ``"Rodas4"`` or ``"Rodas5P"``.
    relative_tolerance, absolute_tolerance : float
        The absolute tolerance is scaled by each state's own size.
    people_per_block : int
        People that are on the device at once; 0: what its memory holds.
    first_step : float [day]
    step_limit : int
        Steps after which a person is given up. A block lasts as long as its slowest person: lower than on the
        processor.
    executor : Executor or None
        What runs the kernel; None: the current device through CuPy.
    """

    method: str = "Rodas5P"
    relative_tolerance: float = 1e-6
    absolute_tolerance: float = 1e-8
    people_per_block: int = 0
    first_step: float = 0.01
    step_limit: int = 100_000
    executor: Executor | None = None

    def simulate(self, jobs: Sequence[Job], on_progress: ProgressCallback | None = None) -> list[Trajectory]:
        """Return one trajectory per job, in order.

        Raises
        ------
        DeviceError
            Where there is no device, or it stopped.
        """
        if not jobs:
            return []
        return unpack(jobs, self.run_batch(pack(jobs), states=True, readings=True, on_progress=on_progress))

    def run_batch(
        self,
        batch: Batch,
        *,
        states: bool = False,
        readings: bool = True,
        endpoints: Sequence[str] | None = None,
        on_progress: ProgressCallback | None = None,
    ) -> BatchResult:
        """Simulate a batch.

        Parameters
        ----------
        batch : Batch
        states, readings : bool
            Which results are wanted at the output days.
        endpoints : sequence of str or None
            What is kept of the readings, in that order; None: all. The device reads all of them.
        on_progress : callable or None
            Called after each block with the share of people that are done.

        Raises
        ------
        DeviceError
            Where there is no device, or it stopped.
        KeyboardInterrupt
            After the block on the device has come to its end.
        """
        executor = self.executor or CupyExecutor()
        wanted = chosen_endpoints(endpoints)
        total = _blank(batch, states=states, columns=len(wanted) if readings else None)
        kept = [tuple(OUTPUTS).index(name) for name in wanted]
        if not len(batch):
            return total
        batch = replace(batch, timelines=flatten(batch.timelines))
        room = min(executor.memory() // 2, _MOST_ROOM)
        for jobs in cut(bytes_of(batch, states=states, readings=readings), room, self.people_per_block):
            done = self._block(part(batch, jobs), executor, states=states, readings=readings)
            _put(total, done, jobs, kept)
            report(on_progress, jobs.stop, len(batch))
        return total

    def _block(self, batch: Batch, executor: Executor, *, states: bool, readings: bool) -> BatchResult:
        record = make_record(
            batch,
            relative=self.relative_tolerance,
            absolute=self.absolute_tolerance,
            first_step=self.first_step,
            step_limit=self.step_limit,
            states=states,
            readings=readings,
        )
        sent = send(record, executor)
        executor.launch(emit_ptx(self.method), ENTRY, sent.record, len(batch))
        fetch(sent, record, executor)
        return collect(batch, record)


def _blank(batch: Batch, *, states: bool, columns: int | None) -> BatchResult:
    """Return the results of a batch of which nothing has been run."""
    per_timeline = np.array([len(days) for days in batch.output_days], dtype=np.int64)
    rows = np.concatenate([[0], np.cumsum(per_timeline[batch.timeline_of])]).astype(np.int64)
    size = batch.initial.shape[1]

    def room(columns: int) -> Vector:
        return np.empty((int(rows[-1]), columns))

    return BatchResult(
        row_of=rows,
        states=room(size) if states else None,
        readings=room(columns) if columns is not None else None,
        final=np.empty((len(batch), size)),
        failures={},
        steps=np.zeros(len(batch), dtype=np.int64),
    )


def _put(total: BatchResult, block: BatchResult, jobs: slice, kept: Sequence[int]) -> None:
    """Put the results of a block where they belong, of the readings those that are kept."""
    rows = slice(int(total.row_of[jobs.start]), int(total.row_of[jobs.stop]))
    if total.states is not None:
        total.states[rows] = block.states
    if total.readings is not None and block.readings is not None:
        total.readings[rows] = block.readings[:, kept]
    total.final[jobs] = block.final
    total.steps[jobs] = block.steps
    total.failures.update({jobs.start + i: sentence for i, sentence in block.failures.items()})
