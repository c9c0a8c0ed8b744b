"""What is checked of a batch before the machine code sees it, which checks nothing.

Arrays of a wrong shape are a mistake of the program and raise; a number that is not finite concerns one person, who
alone is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Index, Vector, offsets
from osteotwin.body import whole
from osteotwin.body.timelines import Timelines
from osteotwin.engine.batch import Batch
from osteotwin.engine.solver_errors import doses_fit
from osteotwin.parameters import starting_values


def check_shapes(batch: Batch, flat: Timelines, copies: int) -> None:
    """Refuse arrays that do not fit together.

    Parameters
    ----------
    batch : Batch
    flat : Timelines
        The timelines of the batch.
    copies : int
        How many times parameters, inputs and states hold the body's.

    Raises
    ------
    ValueError
        Names the array, its shape and the one that is needed.
    """
    jobs, timelines, segments = len(batch), len(flat), len(flat.start)
    needed = {
        "parameters": (batch.parameters, (jobs, copies * len(starting_values().names))),
        "initial": (batch.initial, (jobs, copies * len(whole.STATES))),
        "inputs": (flat.inputs, (segments, copies * len(whole.INPUTS))),
        "end": (flat.end, (segments,)),
        "dose_start": (flat.dose_start, (segments + 1,)),
        "dose_amount": (flat.dose_amount, flat.dose_of.shape),
        "timeline_of": (batch.timeline_of, (jobs,)),
    }
    for name, (array, shape) in needed.items():
        if array.shape != shape:
            message = f"{name} of a batch has the shape {array.shape}, but {shape} is needed"
            raise ValueError(message)
    for name, starts, end in (
        ("segment_start", flat.segment_start, segments),
        ("dose_start", flat.dose_start, len(flat.dose_of)),
    ):
        if starts[0] != 0 or starts[-1] != end or np.any(np.diff(starts) < 0):
            message = f"{name} of a batch must rise from 0 to {end}"
            raise ValueError(message)
    if len(batch.output_days) != timelines:
        message = f"a batch of {timelines} timelines has {len(batch.output_days)} sets of output days"
        raise ValueError(message)
    wrong = np.flatnonzero((batch.timeline_of < 0) | (batch.timeline_of >= timelines))
    if len(wrong):
        message = f"job {wrong[0]} of a batch follows timeline {batch.timeline_of[wrong[0]]} of {timelines}"
        raise ValueError(message)


def valid_jobs(batch: Batch, flat: Timelines, states: Sequence[str]) -> NDArray[np.bool_]:
    """For each job whether its numbers are finite and its days rise and fit.

    Parameters
    ----------
    batch : Batch
    flat : Timelines
        The timelines of the batch.
    states : sequence of str
        Names into which a dose may go.
    """
    valid = np.isfinite(batch.parameters).all(axis=1) & np.isfinite(batch.initial).all(axis=1)
    timelines = _valid_timelines(flat, states) & _valid_output_days(flat, batch.output_days)
    if not isinstance(batch.timelines, Timelines):
        timelines &= np.array([doses_fit(timeline) for timeline in batch.timelines], dtype=bool)
    return valid & timelines[batch.timeline_of]


def _valid_timelines(flat: Timelines, states: Sequence[str]) -> NDArray[np.bool_]:
    """For each timeline whether its days rise without a gap and all its numbers are finite."""
    valid = np.diff(flat.segment_start) > 0
    bad = ~np.isfinite(flat.inputs).all(axis=1) | ~np.isfinite(flat.start) | ~np.isfinite(flat.end)
    bad |= ~(flat.end > flat.start)
    gap = 1 + np.flatnonzero(flat.start[1:] != flat.end[:-1])
    # A timeline's first day need not follow another's last.
    bad[gap[~np.isin(gap, flat.segment_start)]] = True
    wrong = ~np.isfinite(flat.dose_amount)
    if len(wrong):
        known = set(states)
        wrong |= ~np.array([state in known for state, _ in flat.dose_types])[flat.dose_of]
    bad[_owner(flat.dose_start, np.flatnonzero(wrong))] = True
    valid[_owner(flat.segment_start, np.flatnonzero(bad))] = False
    return valid


def _valid_output_days(flat: Timelines, output_days: Sequence[Vector]) -> NDArray[np.bool_]:
    """For each timeline whether its output days rise and lie within it."""
    valid = np.ones(len(flat), dtype=bool)
    if not len(flat.start):
        return valid
    start = offsets([len(days) for days in output_days])
    day = np.concatenate(output_days)
    falling = 1 + np.flatnonzero(~(np.diff(day) > 0))
    owner = _owner(start, falling)
    valid[owner[falling != start[owner]]] = False
    some = np.flatnonzero(np.diff(start) > 0)
    first = np.minimum(
        flat.segment_start[:-1], len(flat.start) - 1
    )  # a timeline may be empty, which is seen elsewhere
    first_day, last_day = flat.start[first], flat.end[flat.segment_start[1:] - 1]
    within = (day[start[some]] >= first_day[some]) & (day[start[some + 1] - 1] <= last_day[some])
    valid[some[~within]] = False
    return valid


def _owner(starts: Index, places: Index) -> Index:
    """In whose part each place lies."""
    return np.searchsorted(starts, places, side="right") - 1
