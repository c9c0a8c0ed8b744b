"""Cut a batch into blocks that fit into a device's memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from osteotwin.arrays import Index, offsets
from osteotwin.body.timelines import Timelines, flatten
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch

_NUMBER = 8  # bytes
#: Integers and days beside the arrays: of each person, and of each timeline.
_PER_PERSON, _PER_TIMELINE = 6, 3
#: Of each segment beside its inputs (last day, first dose), and of each dose (state, amount).
_PER_SEGMENT, _PER_DOSE = 2, 2


def bytes_of(batch: Batch, *, states: bool, outputs: bool) -> Index:
    """The bytes that each job of a batch needs; a timeline counts for the first job that follows it.

    Parameters
    ----------
    batch : Batch
    states, outputs : bool
        Which results are wanted.
    """
    flat = flatten(batch.timelines)
    size = batch.initial.shape[1]
    per_row = size * states + len(OUTPUTS) * outputs
    rows = np.array([len(days) for days in batch.output_days], dtype=np.int64)
    numbers = batch.parameters.shape[1] + 2 * size + _PER_PERSON
    needed = numbers + rows[batch.timeline_of] * per_row
    segments = np.diff(flat.segment_start)
    doses = np.diff(flat.dose_start[flat.segment_start])
    of_timeline = segments * (flat.inputs.shape[1] + _PER_SEGMENT) + doses * _PER_DOSE + rows + _PER_TIMELINE
    followed, first = np.unique(batch.timeline_of, return_index=True)
    needed[first] += of_timeline[followed]
    return needed * _NUMBER


def cut(sizes: Index, memory: int, people: int) -> Iterator[slice]:
    """Yield slices of jobs whose sizes together stay within the memory; each holds one job at least.

    Parameters
    ----------
    sizes : array [n_job, byte]
    memory : int [byte]
    people : int
        Most jobs in a block; 0: no such limit.
    """
    start, total = 0, 0
    for k, size in enumerate(sizes.tolist()):
        if k > start and (total + size > memory or (people and k - start >= people)):
            yield slice(start, k)
            start, total = k, 0
        total += size
    if len(sizes) > start:
        yield slice(start, len(sizes))


def part(batch: Batch, jobs: slice) -> Batch:
    """Some jobs of a batch, with the timelines that they follow."""
    used, timeline_of = np.unique(batch.timeline_of[jobs], return_inverse=True)
    return Batch(
        parameters=batch.parameters[jobs],
        initial=batch.initial[jobs],
        timelines=_some(flatten(batch.timelines), used),
        output_days=tuple(batch.output_days[k] for k in used.tolist()),
        timeline_of=timeline_of.astype(np.int64),
    )


def _some(timelines: Timelines, used: Index) -> Timelines:
    """Some of many timelines."""
    segments, segment_start = _ranges(timelines.segment_start, used)
    doses, dose_start = _ranges(timelines.dose_start, segments)
    return replace(
        timelines,
        segment_start=segment_start,
        start=timelines.start[segments],
        end=timelines.end[segments],
        inputs=timelines.inputs[segments],
        label_of=timelines.label_of[segments],
        dose_start=dose_start,
        dose_of=timelines.dose_of[doses],
        dose_amount=timelines.dose_amount[doses],
    )


def _ranges(start: Index, used: Index) -> tuple[Index, Index]:
    """The places in the used ranges, one range after another, and where each range begins among them."""
    counts = start[used + 1] - start[used]
    begins = offsets(counts)
    within = np.arange(begins[-1]) - np.repeat(begins[:-1], counts)
    return np.repeat(start[used], counts) + within, begins
