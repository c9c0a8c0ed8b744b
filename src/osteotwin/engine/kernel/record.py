"""Hand a batch to the driver: arrays, and the record of their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from osteotwin.body import whole
from osteotwin.body.markers import ENDPOINTS
from osteotwin.engine.batch import Batch, Index
from osteotwin.engine.interface import STATE_SCALE, Vector
from osteotwin.engine.kernel import work


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
    record: NDArray[np.int64]
    rows: Index

    @property
    def address(self) -> int:
        """Address of the record."""
        return self.record.ctypes.data


def _offsets(counts: list[int]) -> Index:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _timelines(batch: Batch) -> dict[str, NDArray[Any]]:
    states = {name: k for k, name in enumerate(whole.STATES)}
    counts: list[int] = []
    dose_state: list[int] = []
    amounts: list[float] = []
    for timeline in batch.timelines:
        for start in timeline.breakpoints[:-1]:
            given = [dose for dose in timeline.doses if dose.day == start]
            counts.append(len(given))
            dose_state += [states[dose.state] for dose in given]
            amounts += [dose.amount for dose in given]
    return {
        "segment_start": _offsets([len(timeline.inputs) for timeline in batch.timelines]),
        "begin": np.array([timeline.breakpoints[0] for timeline in batch.timelines], dtype=float),
        "end": np.concatenate([timeline.breakpoints[1:] for timeline in batch.timelines]).astype(float),
        "inputs": np.ascontiguousarray(np.concatenate([t.inputs for t in batch.timelines]), dtype=float),
        "dose_start": _offsets(counts),
        "dose_state": np.array(dose_state or [0], dtype=np.int64),
        "dose_amount": np.array(amounts or [0.0], dtype=float),
        "output_start": _offsets([len(days) for days in batch.output_days]),
        "output_day": np.concatenate([*batch.output_days, np.zeros(1)]).astype(float),
    }


def absolute_tolerances(tolerance: float) -> Vector:
    """Return each state's absolute tolerance."""
    return np.array([tolerance * STATE_SCALE.get(unit, 1.0) for unit in whole.STATES.values()])


def make_record(
    batch: Batch,
    *,
    relative: float,
    absolute: float,
    first_step: float,
    step_limit: int,
    states: bool,
    readings: bool,
) -> Record:
    """Return the record of a batch, with room for its results (NaN until written).

    Parameters
    ----------
    relative, absolute : float
        Tolerances; the absolute one is scaled by each state's size.
    first_step : float [day]
    step_limit : int
    states, readings : bool
        Which results are wanted beside the final state.
    """
    jobs = len(batch)
    per_timeline = np.array([len(days) for days in batch.output_days], dtype=np.int64)
    rows = np.concatenate([[0], np.cumsum(per_timeline[batch.timeline_of])]).astype(np.int64)
    arrays = _timelines(batch) | {
        "parameters": np.ascontiguousarray(batch.parameters, dtype=float),
        "initial": np.ascontiguousarray(batch.initial, dtype=float),
        "timeline_of": np.ascontiguousarray(batch.timeline_of, dtype=np.int64),
        "next_job": np.zeros(1, dtype=np.int64),
        "cancel": np.zeros(1, dtype=np.int64),
        "row_of": rows,
        "final": np.full((jobs, len(whole.STATES)), np.nan),
        "outcome": np.full(jobs, work.NOT_RUN, dtype=np.int64),
        "day_reached": np.full(jobs, np.nan),
        "segment_reached": np.zeros(jobs, dtype=np.int64),
        "steps": np.zeros(jobs, dtype=np.int64),
        "tolerances": np.concatenate([[relative], absolute_tolerances(absolute)]),
    }
    if states:
        arrays["states"] = np.full((rows[-1], len(whole.STATES)), np.nan)
    if readings:
        arrays["readings"] = np.full((rows[-1], len(ENDPOINTS)), np.nan)
    record = np.zeros(len(work.FIELDS), dtype=np.int64)
    for name, array in arrays.items():
        record[work.PLACE[name]] = array.ctypes.data
    record[work.PLACE["jobs"]] = jobs
    record[work.PLACE["step_limit"]] = step_limit
    record[work.PLACE["first_step"] : work.PLACE["first_step"] + 1].view(np.float64)[0] = first_step
    return Record(arrays, record, rows)
