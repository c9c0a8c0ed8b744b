"""The fast engine: the generated kernel over all cores, person by person in vector lanes."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.body import whole
from osteotwin.engine.batch import Batch, BatchResult, chosen_endpoints, pack, unpack
from osteotwin.engine.interface import Job, Trajectory
from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.build import WIDTHS, Kernel, Reader, build, build_reader
from osteotwin.engine.kernel.record import Record, make_record
from osteotwin.engine.kernel.results import collect
from osteotwin.engine.kernel.tableau import METHODS
from osteotwin.progress import ProgressCallback, report

_WATCH_SECONDS = 0.05
#: Threads that simulate side by side wait for one kernel instead of each compiling its own.
_BUILDING = threading.Lock()


@dataclass(frozen=True)
class KernelEngine:
    """Simulate with the generated kernel.

    Attributes
    ----------
    method : str
        ``"Rodas4"`` or ``"Rodas5P"``.
    relative_tolerance, absolute_tolerance : float
        The absolute tolerance is scaled by each state's own size.
    width : int
        People per vector; 0: what the machine's vectors hold.
    threads : int
        0: one for each core.
    first_step : float [day]
    step_limit : int
        Steps after which a person is given up.

    Raises
    ------
    ValueError
        If a setting is none that the solver can work with.
    """

    method: str = "Rodas5P"
    relative_tolerance: float = 1e-6
    absolute_tolerance: float = 1e-8
    width: int = 0
    threads: int = 0
    first_step: float = 0.01
    step_limit: int = 1_000_000

    def __post_init__(self) -> None:
        positive = ("relative_tolerance", "absolute_tolerance", "first_step")
        allowed = {name: (0 < getattr(self, name) < np.inf, "a positive number") for name in positive}
        allowed |= {
            "method": (self.method in METHODS, " or ".join(METHODS)),
            "width": (self.width in (0, *WIDTHS), f"0, {', '.join(map(str, WIDTHS))}"),
            "threads": (self.threads >= 0, "0 or more"),
            "step_limit": (self.step_limit >= 1, "1 or more"),
        }
        for name, (fits, what) in allowed.items():
            if not fits:
                message = f"{name} must be {what}, not {getattr(self, name)!r}"
                raise ValueError(message)

    def simulate(self, jobs: Sequence[Job], on_progress: ProgressCallback | None = None) -> list[Trajectory]:
        """Return one trajectory per job, in order."""
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
            What is read, in that order; None: all of ``osteotwin.endpoints.OUTPUTS``. What is left out costs
            nothing, neither time nor memory; for each choice some code is compiled once and kept.
        on_progress : callable or None
            Called now and then, and at the end, with the share of people that are finished.

        Raises
        ------
        KeyboardInterrupt
            After the threads have come to rest.
        ValueError
            If there is no such endpoint, or none is named.
        """
        wanted = chosen_endpoints(endpoints)
        if not len(batch):
            return _nothing(states=states, columns=len(wanted) if readings else None)
        record = make_record(
            batch,
            relative=self.relative_tolerance,
            absolute=self.absolute_tolerance,
            first_step=self.first_step,
            step_limit=self.step_limit,
            states=states,
            readings=readings,
            columns=len(wanted),
        )
        with _BUILDING:
            kernel = build(self.method, self.width)
            reader = build_reader(wanted, self.width) if readings and endpoints is not None else None
        drive(kernel, record, self.threads, on_progress, reader)
        return collect(batch, record, wanted)


def drive(
    kernel: Kernel,
    record: Record,
    threads: int,
    on_progress: ProgressCallback | None,
    reader: Reader | None = None,
) -> None:
    """Let a kernel work through a record on some threads (0: one for each core).

    The calling thread only watches, so that it can be interrupted.

    Parameters
    ----------
    reader : Reader or None
        What reads the endpoints of the record; None: it has all of them.
    """
    if reader is not None:
        record.record[work.PLACE["read"]] = reader.read
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


def _nothing(*, states: bool, columns: int | None) -> BatchResult:
    """Return the results of no jobs."""
    return BatchResult(
        row_of=np.zeros(1, dtype=np.int64),
        states=np.zeros((0, len(whole.STATES))) if states else None,
        readings=np.zeros((0, columns)) if columns is not None else None,
        final=np.zeros((0, len(whole.STATES))),
        failures={},
        steps=np.zeros(0, dtype=np.int64),
    )
