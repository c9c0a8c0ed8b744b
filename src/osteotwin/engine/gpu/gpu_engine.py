"""The engine on a graphics processor: one person per thread, block by block.

Experimental: the kernel has run in an emulation on the processor only, never on a device. ``benchmarks/gpu.py`` says
what to run on one and what to record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from osteotwin.body.timelines import flatten
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, BatchResult, Wanted, blank_result
from osteotwin.engine.gpu.blocks import bytes_of, cut, part
from osteotwin.engine.gpu.cupy_executor import CupyExecutor
from osteotwin.engine.gpu.device_record import fetch, send
from osteotwin.engine.gpu.executor import Executor
from osteotwin.engine.gpu.ptx import ENTRY, emit_ptx
from osteotwin.engine.kernel.results import collect
from osteotwin.engine.rosenbrock import RosenbrockEngine
from osteotwin.progress import ProgressCallback, report

#: Most bytes of one block: beyond this a larger block only delays the first results.
_MAX_BLOCK_BYTES = 2 << 30


@dataclass(frozen=True)
class GpuEngine(RosenbrockEngine):
    """Simulate with the generated kernel on a graphics processor. Experimental: it has not run on a device yet.

    The device computes all endpoints, whichever are asked for. An interrupt goes on after the block on the device has
    come to its end.

    Attributes
    ----------
    step_limit : int
        Steps after which a person is given up. A block lasts as long as its slowest person: lower than on the
        processor.
    people_per_block : int
        People that are on the device at once; 0: what its memory holds.
    executor : Executor or None
        What runs the kernel; None: the current device through CuPy.

    Raises
    ------
    DeviceError
        When it simulates, where there is no device or the device stopped.
    """

    step_limit: int = 100_000
    people_per_block: int = 0
    executor: Executor | None = None

    def _limits(self) -> dict[str, tuple[bool, str]]:
        return super()._limits() | {"people_per_block": (self.people_per_block >= 0, "0 or more")}

    def _run(self, batch: Batch, wanted: Wanted, on_progress: ProgressCallback | None) -> BatchResult:
        executor = self.executor or CupyExecutor()
        total = blank_result(batch, wanted)
        columns = [tuple(OUTPUTS).index(name) for name in wanted.columns]
        batch = replace(batch, timelines=flatten(batch.timelines))
        memory = min(executor.memory() // 2, _MAX_BLOCK_BYTES)
        sizes = bytes_of(batch, states=wanted.states, outputs=wanted.outputs)
        for jobs in cut(sizes, memory, self.people_per_block):
            _put(total, self._run_block(part(batch, jobs), wanted, executor), jobs, columns)
            report(on_progress, jobs.stop, len(batch))
        return total

    def _run_block(self, batch: Batch, wanted: Wanted, executor: Executor) -> BatchResult:
        record = self.record(batch, states=wanted.states, outputs=wanted.outputs)
        sent = send(record, executor)
        executor.launch(emit_ptx(self.method), ENTRY, sent.record, len(batch))
        fetch(sent, record, executor)
        return collect(batch, record)


def _put(total: BatchResult, block: BatchResult, jobs: slice, columns: Sequence[int]) -> None:
    """Put the results of a block where they belong, of the outputs those that are wanted."""
    rows = slice(int(total.row_of[jobs.start]), int(total.row_of[jobs.stop]))
    if total.states is not None:
        total.states[rows] = block.states
    if total.outputs is not None and block.outputs is not None:
        total.outputs[rows] = block.outputs[:, columns]
    total.final[jobs] = block.final
    total.steps[jobs] = block.steps
    total.failures.update({jobs.start + i: sentence for i, sentence in block.failures.items()})
