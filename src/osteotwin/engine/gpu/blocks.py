"""Cut a batch into blocks that fit into a device's memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from osteotwin.body import whole
from osteotwin.body.markers import ENDPOINTS
from osteotwin.engine.batch import Batch, Index

_NUMBER = 8  # bytes
#: Whole numbers and days that are kept of each person beside the arrays.
_PER_PERSON = 6


def bytes_of(batch: Batch, *, states: bool, readings: bool) -> Index:
    """Return the bytes that each job of a batch needs; a timeline counts for the first job that follows it.

    Parameters
    ----------
    batch : Batch
    states, readings : bool
        Which results are wanted.
    """
    per_row = len(whole.STATES) * states + len(ENDPOINTS) * readings
    rows = np.array([len(days) for days in batch.output_days], dtype=np.int64)
    numbers = batch.parameters.shape[1] + 2 * batch.initial.shape[1] + _PER_PERSON
    needed = numbers + rows[batch.timeline_of] * per_row
    followed, first = np.unique(batch.timeline_of, return_index=True)
    own = [
        batch.timelines[k].inputs.size
        + 2 * len(batch.timelines[k].inputs)
        + 2 * len(batch.timelines[k].doses)
        for k in followed.tolist()
    ]
    needed[first] += np.array(own, dtype=np.int64) + rows[followed]
    return needed * _NUMBER


def cut(sizes: Index, room: int, people: int) -> Iterator[slice]:
    """Yield slices of jobs whose sizes together stay within the room; each holds one job at least.

    Parameters
    ----------
    sizes : array [n_job, byte]
    room : int [byte]
    people : int
        Most jobs in a block; 0: no such limit.
    """
    start, total = 0, 0
    for k, size in enumerate(sizes.tolist()):
        if k > start and (total + size > room or (people and k - start >= people)):
            yield slice(start, k)
            start, total = k, 0
        total += size
    if len(sizes) > start:
        yield slice(start, len(sizes))


def part(batch: Batch, jobs: slice) -> Batch:
    """Return some jobs of a batch, with the timelines that they follow."""
    used, timeline_of = np.unique(batch.timeline_of[jobs], return_inverse=True)
    return Batch(
        parameters=batch.parameters[jobs],
        initial=batch.initial[jobs],
        timelines=tuple(batch.timelines[k] for k in used.tolist()),
        output_days=tuple(batch.output_days[k] for k in used.tolist()),
        timeline_of=timeline_of.astype(np.int64),
    )
