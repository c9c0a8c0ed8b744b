"""Hand a batch to the driver: arrays, and the record of their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from osteotwin.body import whole
from osteotwin.body.markers import ENDPOINTS
from osteotwin.body.timelines import flatten
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


def _copies(batch: Batch) -> int:
    """Return how many times the states of a batch hold the body's: more than once along directions."""
    return max(batch.initial.shape[-1] // len(whole.STATES), 1)


def state_names(copies: int) -> tuple[str, ...]:
    """Return the names of the body's states, and of their changes along each direction."""
    return (*whole.STATES, *(f"{name}@{j}" for j in range(copies - 1) for name in whole.STATES))


def _timelines(batch: Batch) -> dict[str, NDArray[Any]]:
    flat = flatten(batch.timelines)
    states = {name: k for k, name in enumerate(state_names(_copies(batch)))}
    state_of_kind = np.array([states[state] for state, _ in flat.dose_kinds] or [0], dtype=np.int64)
    given = len(flat.dose_of) > 0
    return {
        "segment_start": flat.segment_start,
        "begin": flat.start[flat.segment_start[:-1]],
        "end": flat.end,
        "inputs": np.ascontiguousarray(flat.inputs, dtype=float),
        "dose_start": flat.dose_start,
        "dose_state": state_of_kind[flat.dose_of] if given else np.zeros(1, dtype=np.int64),
        "dose_amount": flat.dose_amount if given else np.zeros(1),
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
    jobs, copies = len(batch), _copies(batch)
    per_timeline = np.array([len(days) for days in batch.output_days], dtype=np.int64)
    rows = np.concatenate([[0], np.cumsum(per_timeline[batch.timeline_of])]).astype(np.int64)
    arrays = _timelines(batch) | {
        "parameters": np.ascontiguousarray(batch.parameters, dtype=float),
        "initial": np.ascontiguousarray(batch.initial, dtype=float),
        "timeline_of": np.ascontiguousarray(batch.timeline_of, dtype=np.int64),
        "next_job": np.zeros(1, dtype=np.int64),
        "cancel": np.zeros(1, dtype=np.int64),
        "row_of": rows,
        "final": np.full((jobs, copies * len(whole.STATES)), np.nan),
        "outcome": np.full(jobs, work.NOT_RUN, dtype=np.int64),
        "day_reached": np.full(jobs, np.nan),
        "segment_reached": np.zeros(jobs, dtype=np.int64),
        "steps": np.zeros(jobs, dtype=np.int64),
        "tolerances": np.concatenate([[relative], absolute_tolerances(absolute)]),
    }
    if states:
        arrays["states"] = np.full((rows[-1], copies * len(whole.STATES)), np.nan)
    if readings:
        arrays["readings"] = np.full((rows[-1], copies * len(ENDPOINTS)), np.nan)
    record = np.zeros(len(work.FIELDS), dtype=np.int64)
    for name, array in arrays.items():
        record[work.PLACE[name]] = array.ctypes.data
    record[work.PLACE["jobs"]] = jobs
    record[work.PLACE["step_limit"]] = step_limit
    record[work.PLACE["first_step"] : work.PLACE["first_step"] + 1].view(np.float64)[0] = first_step
    return Record(arrays, record, rows)


def sound_timelines(record: Record) -> NDArray[np.bool_]:
    """Return for each timeline whether its numbers are finite and its output days rise and lie within it."""
    arrays = record.arrays
    sound = np.ones(len(arrays["begin"]), dtype=bool)
    bad_segment = np.any(~np.isfinite(arrays["inputs"]), axis=1)
    bad_dose = np.flatnonzero(~np.isfinite(arrays["dose_amount"]))
    bad_segment[_owner(arrays["dose_start"], bad_dose)] = True
    sound[_owner(arrays["segment_start"], np.flatnonzero(bad_segment))] = False
    day, start = arrays["output_day"][:-1], arrays["output_start"]  # the last one is padding
    falling = 1 + np.flatnonzero(~(np.diff(day) > 0))
    owner = _owner(start, falling)
    sound[owner[falling != start[owner]]] = False  # a timeline's first day need not follow another's last
    some = np.flatnonzero(np.diff(start) > 0)
    last_day = arrays["end"][arrays["segment_start"][1:] - 1]
    within = (day[start[some]] >= arrays["begin"][some]) & (day[start[some + 1] - 1] <= last_day[some])
    sound[some[~within]] = False
    return sound


def _owner(starts: Index, places: Index) -> Index:
    """Return whose part each place lies in."""
    return np.searchsorted(starts, places, side="right") - 1
