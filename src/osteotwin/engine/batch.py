"""Many people on few timelines, as arrays: what fast engines work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from osteotwin.arrays import Index, Vector
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


@dataclass(frozen=True)
class BatchResult:
    """Results of a batch.

    Attributes
    ----------
    row_of : array [n_job + 1]
        A job's results stand in rows row_of[i] to row_of[i + 1].
    states : array [n_row, n_state] or None
    readings : array [n_row, n_endpoint] or None
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
    readings: Vector | None
    final: Vector
    failures: dict[int, str]
    steps: Index


@runtime_checkable
class BatchEngine(Protocol):
    """An engine that takes many people as arrays."""

    def run_batch(
        self,
        batch: Batch,
        *,
        states: bool = False,
        readings: bool = True,
        endpoints: Sequence[str] | None = None,
        on_progress: ProgressCallback | None = None,
    ) -> BatchResult:
        """Simulate a batch; ``endpoints`` are what is read, in that order, or all."""
        ...


def chosen_endpoints(endpoints: Sequence[str] | None) -> tuple[str, ...]:
    """Return the endpoints that are read: those named, or all.

    Raises
    ------
    ValueError
        If a body has no such endpoint, or none is named.
    """
    if endpoints is None:
        return tuple(OUTPUTS)
    if not endpoints:
        message = "a selection of endpoints needs one or more; without readings, say readings=False"
        raise ValueError(message)
    for name in endpoints:
        if name not in OUTPUTS:
            near = "".join(f"; is {other!r} meant?" for other in nearest(name, OUTPUTS, 1))
            message = f"a body has no endpoint {name!r}{near}"
            raise ValueError(message)
    return tuple(endpoints)


def pack(jobs: Sequence[Job]) -> Batch:
    """Return jobs as a batch; jobs that share a timeline and output days share them there too."""
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
    """Return the trajectories of jobs from the results of their batch, states and readings included."""
    if result.states is None or result.readings is None:
        message = "trajectories need the states and the readings of the batch"
        raise ValueError(message)
    trajectories: list[Trajectory] = []
    for i, job in enumerate(jobs):
        rows = slice(result.row_of[i], result.row_of[i + 1])
        states, readings = result.states[rows], result.readings[rows]
        trajectories.append(Trajectory(job.output_days, states, readings, result.failures.get(i)))
    return trajectories


def join_batches(batches: Sequence[Batch]) -> Batch:
    """Return several batches as one, in order."""
    before = np.concatenate([[0], np.cumsum([len(batch.timelines) for batch in batches])])
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
    readings: bool = True,
    endpoints: Sequence[str] | None = None,
    on_progress: ProgressCallback | None = None,
) -> BatchResult:
    """Simulate a batch on any engine, one person at a time where it knows no batches.

    Parameters
    ----------
    batch : Batch
        An engine that knows no batches gives the state on the last output day as the final one.
    readings : bool
        Whether readings are wanted beside the final state.
    endpoints : sequence of str or None
        What is read, in that order; None: all.
    """
    if isinstance(engine, BatchEngine):
        return engine.run_batch(batch, readings=readings, endpoints=endpoints, on_progress=on_progress)
    columns = [tuple(OUTPUTS).index(name) for name in chosen_endpoints(endpoints)]
    jobs = [
        Job(batch.parameters[i], batch.initial[i], batch.timelines[k], batch.output_days[k])
        for i, k in enumerate(batch.timeline_of.tolist())
    ]
    runs = engine.simulate(jobs, on_progress)
    return BatchResult(
        row_of=np.concatenate([[0], np.cumsum([len(run.days) for run in runs])]).astype(np.int64),
        states=None,
        readings=np.concatenate([run.readings[:, columns] for run in runs]) if readings else None,
        final=np.array([run.states[-1] for run in runs]),
        failures={i: run.failure for i, run in enumerate(runs) if run.failure is not None},
        steps=np.zeros(len(runs), dtype=np.int64),
    )
