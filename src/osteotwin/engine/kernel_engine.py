"""The fast engine: the generated kernel over all cores, person by person in vector lanes."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.engine.batch import Batch, BatchEngine, BatchResult, Wanted
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.build import WIDTHS, Kernel, OutputCode, build, build_output_code
from osteotwin.engine.kernel.record import Record
from osteotwin.engine.kernel.results import collect
from osteotwin.engine.rosenbrock import RosenbrockEngine
from osteotwin.progress import ProgressCallback, report

_WATCH_SECONDS = 0.05
#: Threads that simulate side by side wait for one kernel instead of each compiling its own.
_BUILDING = threading.Lock()


@dataclass(frozen=True)
class KernelEngine(RosenbrockEngine):
    """Simulate with the generated kernel.

    Endpoints that are not asked for cost nothing, neither time nor memory; for each choice some code is compiled once
    and cached. An interrupt goes on after the threads have come to rest.

    Attributes
    ----------
    width : int
        People per vector; 0: what the machine's vectors hold.
    threads : int
        0: one for each core.
    """

    width: int = 0
    threads: int = 0

    def _limits(self) -> dict[str, tuple[bool, str]]:
        return super()._limits() | {
            "width": (self.width in (0, *WIDTHS), f"0, {', '.join(map(str, WIDTHS))}"),
            "threads": (self.threads >= 0, "0 or more"),
        }

    def _run(self, batch: Batch, wanted: Wanted, on_progress: ProgressCallback | None) -> BatchResult:
        record = self.record(batch, states=wanted.states, outputs=wanted.outputs, columns=len(wanted.columns))
        with _BUILDING:
            kernel = build(self.method, self.width)
            chosen = wanted.outputs and wanted.endpoints is not None
            code = build_output_code(wanted.columns, self.width) if chosen else None
        drive(kernel, record, self.threads, on_progress, code)
        return collect(batch, record, wanted.columns)


def on_threads(engine: Engine | BatchEngine, threads: int) -> Engine | BatchEngine:
    """The same engine on this many threads, where it uses threads at all."""
    return replace(engine, threads=threads) if isinstance(engine, KernelEngine) else engine


def drive(
    kernel: Kernel,
    record: Record,
    threads: int,
    on_progress: ProgressCallback | None,
    code: OutputCode | None = None,
) -> None:
    """Let a kernel work through a record on some threads (0: one for each core).

    The calling thread only watches, so that it can be interrupted.

    Parameters
    ----------
    code : OutputCode or None
        What computes the endpoints of the record; None: it has all of them.
    """
    if code is not None:
        record.record[work.PLACE["output_rows"]] = code.address
    outcome = record.arrays["outcome"]
    count = max(1, min(threads or os.cpu_count() or 1, -(-len(outcome) // kernel.width)))

    def run(rest: threading.Event) -> None:
        try:
            kernel.drive(record.address)  # holds the record, whose arrays must outlive the work
        finally:
            rest.set()

    # Events, because a thread whose join is interrupted can pass for one that has ended.
    rests = [threading.Event() for _ in range(count)]
    workers = [threading.Thread(target=run, args=(rest,)) for rest in rests]
    try:
        for worker in workers:
            worker.start()
        for rest in rests:
            while not rest.wait(_WATCH_SECONDS):
                report(on_progress, int(np.count_nonzero(outcome != work.NOT_RUN)), len(outcome))
    except BaseException:
        record.arrays["cancel"][0] = 1
        for worker, rest in zip(workers, rests, strict=True):
            if worker.ident is not None:
                rest.wait()
        raise
    finally:
        for worker in workers:
            if worker.ident is not None:
                worker.join()
    report(on_progress, len(outcome), len(outcome))
