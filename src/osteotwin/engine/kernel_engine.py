"""The fast engine: the generated kernel over all cores, person by person in vector lanes."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.body import whole
from osteotwin.engine.batch import Batch, BatchResult, pack, unpack
from osteotwin.engine.interface import Job, Progress, Trajectory
from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.build import Kernel, build
from osteotwin.engine.kernel.record import Record, make_record, sound_timelines
from osteotwin.engine.outcome import SolverTrouble, refuse_what_is_not_finite
from osteotwin.parameters import starting_values

_WATCH_SECONDS = 0.05

_TROUBLE = {
    work.NOT_RUN: "The simulation was stopped before it came to this person",
    work.STEP_TOO_SMALL: "the solver could not go on with any step",
    work.TOO_MANY_STEPS: "the solver took too many steps",
    work.NOT_FINITE: "a value stopped being a finite number",
}


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
    """

    method: str = "Rodas4"
    relative_tolerance: float = 1e-6
    absolute_tolerance: float = 1e-8
    width: int = 0
    threads: int = 0
    first_step: float = 0.01
    step_limit: int = 1_000_000

    def simulate(self, jobs: Sequence[Job], progress: Progress | None = None) -> list[Trajectory]:
        """Return one trajectory per job, in order."""
        if not jobs:
            return []
        return unpack(jobs, self.run_batch(pack(jobs), states=True, readings=True, progress=progress))

    def run_batch(
        self,
        batch: Batch,
        *,
        states: bool = False,
        readings: bool = True,
        progress: Progress | None = None,
    ) -> BatchResult:
        """Simulate a batch.

        Parameters
        ----------
        batch : Batch
        states, readings : bool
            Which results are wanted at the output days.
        progress : callable or None
            Called now and then with the number of people taken.

        Raises
        ------
        KeyboardInterrupt
            After the threads have come to rest.
        """
        record = make_record(
            batch,
            relative=self.relative_tolerance,
            absolute=self.absolute_tolerance,
            first_step=self.first_step,
            step_limit=self.step_limit,
            states=states,
            readings=readings,
        )
        drive(build(self.method, self.width), record, self.threads, progress)
        return collect(batch, record)


def drive(kernel: Kernel, record: Record, threads: int, progress: Progress | None) -> None:
    """Let a kernel work through a record on some threads (0: one for each core)."""
    jobs = len(record.rows) - 1
    count = max(1, min(threads or os.cpu_count() or 1, -(-jobs // kernel.width)))
    if count == 1 and progress is None and jobs <= kernel.width:
        kernel.drive(record.address)
        return
    workers = [threading.Thread(target=kernel.drive, args=(record.address,)) for _ in range(count)]
    try:
        for worker in workers:
            worker.start()
        for worker in workers:
            while worker.is_alive():
                worker.join(_WATCH_SECONDS)
                if progress is not None:
                    progress(int(min(record.arrays["next_job"][0], jobs)))
    except BaseException:
        record.arrays["cancel"][0] = 1
        for worker in workers:
            if worker.ident is not None:
                worker.join()
        raise


def collect(batch: Batch, record: Record) -> BatchResult:
    """Return the results of a batch from its record: NaN and a sentence for every job that failed."""
    arrays = record.arrays
    failures = {
        int(i): _sentence(batch, record, int(i)) for i in np.flatnonzero(arrays["outcome"] != work.DONE)
    }
    failures |= _not_finite(batch, record)
    for i in failures:
        arrays["final"][i] = np.nan
        rows = slice(record.rows[i], record.rows[i + 1])
        for name in ("states", "readings"):
            if name in arrays:
                arrays[name][rows] = np.nan
    return BatchResult(
        row_of=record.rows,
        states=arrays.get("states"),
        readings=arrays.get("readings"),
        final=arrays["final"],
        failures=failures,
        steps=arrays["steps"],
    )


def _not_finite(batch: Batch, record: Record) -> dict[int, str]:
    """Return a sentence for every job with NaN, an infinite number or output days that do not fit."""
    sound = np.isfinite(batch.parameters).all(axis=1) & np.isfinite(batch.initial).all(axis=1)
    sound &= sound_timelines(record)[batch.timeline_of]
    sentences: dict[int, str] = {}
    for i in np.flatnonzero(~sound).tolist():
        which = batch.timeline_of[i]
        job = Job(batch.parameters[i], batch.initial[i], batch.timelines[which], batch.output_days[which])
        try:
            refuse_what_is_not_finite(job, starting_values().names)
        except SolverTrouble as trouble:
            sentences[i] = str(trouble)
    return sentences


def _sentence(batch: Batch, record: Record, job: int) -> str:
    arrays = record.arrays
    outcome = int(arrays["outcome"][job])
    if outcome == work.NOT_RUN:
        return _TROUBLE[outcome]
    timeline = batch.timelines[batch.timeline_of[job]]
    label = timeline.labels[int(arrays["segment_reached"][job])]
    names = list(whole.STATES)
    state = arrays["final"][job][: len(names)]
    strange = [
        n for n, v in zip(names, state, strict=True) if not np.isfinite(v) or (v < -1e-6 and "log" not in n)
    ]
    where = (strange[0] if strange else names[int(np.argmin(state))]).replace("_", " ")
    return (
        f"The simulation stopped at {where} on day {arrays['day_reached'][job]:.0f} (after {label}): "
        f"{_TROUBLE[outcome]}; check the dose and the measured values, or try a smaller tolerance"
    )
