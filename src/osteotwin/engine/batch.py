"""Many people on few timelines, as arrays: what fast engines work on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Index, Vector, offsets
from osteotwin.body import whole
from osteotwin.body.schedule import Timeline
from osteotwin.body.timelines import flatten, join
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.interface import Engine, Job, Trajectory
from osteotwin.inputs.names import nearest
from osteotwin.progress import ProgressCallback


@dataclass(frozen=True)
class Batch:
    """Jobs as arrays.

    Attributes
    ----------
    parameters : array [n_job, n_parameter]
    initial : array [n_job, n_state]
    timelines : sequence of Timeline
        A :class:`~osteotwin.body.timelines.Timelines` is taken as it is.
    output_days : tuple of array [n_time, day]
        One per timeline.
    timeline_of : array [n_job]
        Which timeline a job follows.
    """

    parameters: Vector
    initial: Vector
    timelines: Sequence[Timeline]
    output_days: tuple[Vector, ...]
    timeline_of: Index

    def __len__(self) -> int:
        return len(self.timeline_of)

    def rows(self) -> Index:
        """First row of each job's results, and the number of all rows [n_job + 1]."""
        per_timeline = np.array([len(days) for days in self.output_days], dtype=np.int64)
        return offsets(per_timeline[self.timeline_of])


@dataclass(frozen=True)
class BatchResult:
    """Results of a batch.

    Attributes
    ----------
    row_of : array [n_job + 1]
        A job's results stand in rows row_of[i] to row_of[i + 1].
    states : array [n_row, n_state] or None
    outputs : array [n_row, n_endpoint] or None
        Of all endpoints, or of those that were asked for, in that order.
    final : array [n_job, n_state]
        State at the end; NaN where the job failed.
    failures : dict of int to str
        Job to one sentence.
    steps : array [n_job]
        Steps taken, rejected ones included.
    """

    row_of: Index
    states: Vector | None
    outputs: Vector | None
    final: Vector
    failures: dict[int, str]
    steps: Index


@dataclass(frozen=True)
class Wanted:
    """Which results are wanted beside the final state.

    Attributes
    ----------
    states : bool
        The states on the output days.
    outputs : bool
        The outputs on the output days.
    endpoints : tuple of str or None
        Which outputs, in that order; None: all of ``osteotwin.endpoints.OUTPUTS``.
    """

    states: bool
    outputs: bool
    endpoints: tuple[str, ...] | None

    @property
    def columns(self) -> tuple[str, ...]:
        """The endpoints in a row of outputs."""
        return tuple(OUTPUTS) if self.endpoints is None else self.endpoints


def blank_result(batch: Batch, wanted: Wanted) -> BatchResult:
    """The results of a batch of which nothing has been run: NaN throughout."""
    rows = batch.rows()

    def blank(count: int, columns: int) -> Vector:
        return np.full((count, columns), np.nan)

    return BatchResult(
        row_of=rows,
        states=blank(rows[-1], len(whole.STATES)) if wanted.states else None,
        outputs=blank(rows[-1], len(wanted.columns)) if wanted.outputs else None,
        final=blank(len(batch), len(whole.STATES)),
        failures={},
        steps=np.zeros(len(batch), dtype=np.int64),
    )


class BatchEngine(ABC):
    """An engine that takes many people as arrays."""

    def simulate(self, jobs: Sequence[Job], on_progress: ProgressCallback | None = None) -> list[Trajectory]:
        """Simulate each job; one trajectory per job, in order."""
        if not jobs:
            return []
        return unpack(jobs, self.run_batch(pack(jobs), states=True, on_progress=on_progress))

    def run_batch(
        self,
        batch: Batch,
        *,
        states: bool = False,
        outputs: bool = True,
        endpoints: Sequence[str] | None = None,
        on_progress: ProgressCallback | None = None,
    ) -> BatchResult:
        """Simulate a batch.

        Parameters
        ----------
        batch : Batch
        states, outputs : bool
            Which results are wanted on the output days.
        endpoints : sequence of str or None
            Which outputs, in that order; None: all of ``osteotwin.endpoints.OUTPUTS``.
        on_progress : callable or None
            Called now and then, and at the end, with the share of people that are finished.

        Raises
        ------
        KeyboardInterrupt
            After the work has come to rest.
        ValueError
            If there is no such endpoint, or none is named.
        """
        wanted = Wanted(states, outputs, None if endpoints is None else chosen_endpoints(endpoints))
        return self._run(batch, wanted, on_progress) if len(batch) else blank_result(batch, wanted)

    @abstractmethod
    def _run(self, batch: Batch, wanted: Wanted, on_progress: ProgressCallback | None) -> BatchResult:
        """Simulate a batch of one job or more."""


def chosen_endpoints(endpoints: Sequence[str] | None) -> tuple[str, ...]:
    """The endpoints of a row of outputs: those named, or all.

    Raises
    ------
    ValueError
        If a body has no such endpoint, or none is named.
    """
    if endpoints is None:
        return tuple(OUTPUTS)
    if not endpoints:
        message = "a selection of endpoints needs one or more; without outputs, say outputs=False"
        raise ValueError(message)
    for name in endpoints:
        if name not in OUTPUTS:
            near = "".join(f"; is {other!r} meant?" for other in nearest(name, OUTPUTS, 1))
            message = f"a body has no endpoint {name!r}{near}"
            raise ValueError(message)
    return tuple(endpoints)


def pack(jobs: Sequence[Job]) -> Batch:
    """Jobs as a batch; jobs that share a timeline and output days share them there too."""
    places: dict[tuple[int, int], int] = {}
    timelines: list[Timeline] = []
    output_days: list[Vector] = []
    timeline_of: list[int] = []
    for job in jobs:
        key = (id(job.timeline), id(job.output_days))
        if key not in places:
            places[key] = len(timelines)
            timelines.append(job.timeline)
            output_days.append(job.output_days)
        timeline_of.append(places[key])
    return Batch(
        parameters=np.array([job.parameters for job in jobs], dtype=float),
        initial=np.array([job.initial for job in jobs], dtype=float),
        timelines=tuple(timelines),
        output_days=tuple(output_days),
        timeline_of=np.array(timeline_of, dtype=np.int64),
    )


def unpack(jobs: Sequence[Job], result: BatchResult) -> list[Trajectory]:
    """The trajectories of jobs from the results of their batch, states and outputs included."""
    if result.states is None or result.outputs is None:
        message = "trajectories need the states and the outputs of the batch"
        raise ValueError(message)
    trajectories: list[Trajectory] = []
    for i, job in enumerate(jobs):
        rows = slice(result.row_of[i], result.row_of[i + 1])
        states, outputs = result.states[rows], result.outputs[rows]
        trajectories.append(Trajectory(job.output_days, states, outputs, result.failures.get(i)))
    return trajectories


def join_batches(batches: Sequence[Batch]) -> Batch:
    """Several batches as one, in order."""
    before = offsets([len(batch.timelines) for batch in batches])
    places = [batch.timeline_of + k for batch, k in zip(batches, before, strict=False)]
    return Batch(
        parameters=np.concatenate([batch.parameters for batch in batches]),
        initial=np.concatenate([batch.initial for batch in batches]),
        timelines=join([flatten(batch.timelines) for batch in batches]),
        output_days=tuple(days for batch in batches for days in batch.output_days),
        timeline_of=np.concatenate(places).astype(np.int64),
    )


def run_batch(
    engine: Engine | BatchEngine,
    batch: Batch,
    *,
    outputs: bool = True,
    endpoints: Sequence[str] | None = None,
    on_progress: ProgressCallback | None = None,
) -> BatchResult:
    """Simulate a batch on any engine, one person at a time where it knows no batches.

    Parameters
    ----------
    batch : Batch
        An engine that knows no batches gives the state on the last output day as the final one.
    outputs, endpoints, on_progress
        See :meth:`BatchEngine.run_batch`.
    """
    if isinstance(engine, BatchEngine):
        return engine.run_batch(batch, outputs=outputs, endpoints=endpoints, on_progress=on_progress)
    columns = [tuple(OUTPUTS).index(name) for name in chosen_endpoints(endpoints)]
    jobs = [
        Job(batch.parameters[i], batch.initial[i], batch.timelines[k], batch.output_days[k])
        for i, k in enumerate(batch.timeline_of.tolist())
    ]
    runs = engine.simulate(jobs, on_progress)
    return BatchResult(
        row_of=offsets([len(run.days) for run in runs]),
        states=None,
        outputs=np.concatenate([run.outputs[:, columns] for run in runs]) if outputs else None,
        final=np.array([run.states[-1] for run in runs]),
        failures={i: run.failure for i, run in enumerate(runs) if run.failure is not None},
        steps=np.zeros(len(runs), dtype=np.int64),
    )
