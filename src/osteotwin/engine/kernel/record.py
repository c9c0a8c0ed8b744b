"""Hand a batch to the driver: arrays, and the record of their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Index, Vector, offsets
from osteotwin.body import whole
from osteotwin.body.timelines import Timelines, flatten
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch
from osteotwin.engine.interface import STATE_SCALE
from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.check_batch import check_shapes, valid_jobs


@dataclass(frozen=True)
class Record:
    """Arrays that the driver reads and writes, and the record that points at them.

    Attributes
    ----------
    arrays : dict of str to array
        By field of ``work.FIELDS``; keeps them alive.
    record : array
        Of 8-byte entries: addresses and numbers.
    rows : array [n_job + 1]
        First row of each job's results.
    """

    arrays: dict[str, NDArray[Any]]
    record: Index
    rows: Index

    @property
    def address(self) -> int:
        """Address of the record."""
        return self.record.ctypes.data


def _copies(batch: Batch) -> int:
    """How many times the states of a batch hold the body's: more than once along directions."""
    return max(batch.initial.shape[-1] // len(whole.STATES), 1)


def tangent_of(state: str, direction: int) -> str:
    """The name of a state's tangent along a direction."""
    return f"{state}@{direction}"


def _state_names(copies: int) -> tuple[str, ...]:
    return (*whole.STATES, *(tangent_of(name, j) for j in range(copies - 1) for name in whole.STATES))


def _timelines(batch: Batch, flat: Timelines, states: Sequence[str]) -> dict[str, NDArray[Any]]:
    places = {name: k for k, name in enumerate(states)}
    # A job with a dose into no state at all is refused before it is given.
    state_of_kind = np.array([places.get(state, 0) for state, _ in flat.dose_types] or [0], dtype=np.int64)
    given = len(flat.dose_of) > 0
    return {
        "segment_start": np.ascontiguousarray(flat.segment_start, dtype=np.int64),
        "begin": np.append(flat.start, np.nan)[flat.segment_start[:-1]],
        "end": np.ascontiguousarray(flat.end, dtype=float),
        "inputs": np.ascontiguousarray(flat.inputs, dtype=float),
        "dose_start": np.ascontiguousarray(flat.dose_start, dtype=np.int64),
        "dose_state": state_of_kind[flat.dose_of] if given else np.zeros(1, dtype=np.int64),
        "dose_amount": np.ascontiguousarray(flat.dose_amount, dtype=float) if given else np.zeros(1),
        "output_start": offsets([len(days) for days in batch.output_days]),
        "output_day": np.concatenate([*batch.output_days, np.zeros(1)]).astype(float),
    }


def absolute_tolerances(tolerance: float) -> Vector:
    """Each state's absolute tolerance."""
    return np.array([tolerance * STATE_SCALE.get(unit, 1.0) for unit in whole.STATES.values()])


def make_record(
    batch: Batch,
    *,
    relative: float,
    absolute: float,
    first_step: float,
    step_limit: int,
    states: bool,
    outputs: bool,
    columns: int = 0,
    after_change: float = 0.05,
) -> Record:
    """The record of a batch, with arrays for its results (NaN until written).

    Jobs that hold NaN, an infinite number or days that do not fit begin as refused.

    Parameters
    ----------
    relative, absolute : float
        Tolerances; the absolute one is scaled by each state's size.
    first_step : float [day]
    step_limit : int
    states, outputs : bool
        Which results are wanted beside the final state.
    columns : int
        Outputs in a row; 0: all.
    after_change : float
        With what share of the step before a step begins after a change of inputs or a dose.

    Raises
    ------
    ValueError
        If an array does not have the shape that the body needs.
    """
    jobs, copies = len(batch), _copies(batch)
    flat, names = flatten(batch.timelines), _state_names(copies)
    check_shapes(batch, flat, copies)
    rows = batch.rows()
    arrays = _timelines(batch, flat, names) | {
        "parameters": np.ascontiguousarray(batch.parameters, dtype=float),
        "initial": np.ascontiguousarray(batch.initial, dtype=float),
        "timeline_of": np.ascontiguousarray(batch.timeline_of, dtype=np.int64),
        "next_job": np.zeros(1, dtype=np.int64),
        "cancel": np.zeros(1, dtype=np.int64),
        "row_of": rows,
        "final": np.full((jobs, copies * len(whole.STATES)), np.nan),
        "outcome": np.where(valid_jobs(batch, flat, names), work.NOT_RUN, work.REFUSED).astype(np.int64),
        "day_reached": np.full(jobs, np.nan),
        "segment_reached": np.zeros(jobs, dtype=np.int64),
        "steps": np.zeros(jobs, dtype=np.int64),
        "tolerances": np.concatenate([[relative], absolute_tolerances(absolute)]),
    }
    if not (states or outputs):
        arrays["output_start"] = np.zeros_like(arrays["output_start"])  # then no day need be looked at
    wide = columns or copies * len(OUTPUTS)
    if states:
        arrays["states"] = np.full((rows[-1], copies * len(whole.STATES)), np.nan)
    if outputs:
        arrays["outputs"] = np.full((rows[-1], wide), np.nan)
    record = np.zeros(len(work.FIELDS), dtype=np.int64)
    for name, array in arrays.items():
        record[work.PLACE[name]] = array.ctypes.data
    record[work.PLACE["jobs"]] = jobs
    record[work.PLACE["step_limit"]] = step_limit
    record[work.PLACE["columns"]] = wide
    for name, number in (("first_step", first_step), ("after_change", after_change)):
        record[work.PLACE[name] : work.PLACE[name] + 1].view(np.float64)[0] = number
    return Record(arrays, record, rows)
