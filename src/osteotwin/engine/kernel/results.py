"""From the driver's record to results: NaN and one sentence for every person whose run failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from osteotwin.body import whole
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, BatchResult
from osteotwin.engine.generate import generate
from osteotwin.engine.interface import Job
from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.record import Record
from osteotwin.engine.solver_errors import SolverTrouble, validate_job, worst_state
from osteotwin.parameters import starting_values

#: No result of a body is as large: there an exponential has come to its bound, which stands for infinity.
_BEYOND = 1e100
#: For so many people of a batch the equations are asked what went wrong; it takes about a millisecond each.
_MAX_EXPLAINED = 100

_TROUBLE = {
    work.STEP_TOO_SMALL: "the solver could not go on with any step",
    work.TOO_MANY_STEPS: "the solver took too many steps",
    work.NOT_FINITE: "a value stopped being a finite number",
}


def collect(batch: Batch, record: Record, endpoints: Sequence[str] = tuple(OUTPUTS)) -> BatchResult:
    """The results of a batch from its record: NaN and a sentence for every job that failed.

    Parameters
    ----------
    endpoints : sequence of str
        In a row of outputs.
    """
    arrays = record.arrays
    failed = np.flatnonzero(arrays["outcome"] != work.DONE).tolist()
    failures = {
        job: _sentence(batch, record, job, explain=count < _MAX_EXPLAINED) for count, job in enumerate(failed)
    }
    failures |= _overflows(batch, record, endpoints)
    for job in failures:
        arrays["final"][job] = np.nan
        rows = slice(record.rows[job], record.rows[job + 1])
        for name in ("states", "outputs"):
            if name in arrays:
                arrays[name][rows] = np.nan
    return BatchResult(
        row_of=record.rows,
        states=arrays.get("states"),
        outputs=arrays.get("outputs"),
        final=arrays["final"],
        failures=failures,
        steps=arrays["steps"],
    )


def _job(batch: Batch, job: int) -> Job:
    which = batch.timeline_of[job]
    return Job(batch.parameters[job], batch.initial[job], batch.timelines[which], batch.output_days[which])


def _overflowing_rows(values: NDArray[Any]) -> list[int]:
    with np.errstate(invalid="ignore", over="ignore"):
        sums = np.add.reduce(values, axis=1)  # NaN and infinity survive a sum, which takes little memory
    return np.flatnonzero(~(np.abs(sums) < _BEYOND)).tolist()


def _overflows(batch: Batch, record: Record, endpoints: Sequence[str]) -> dict[int, str]:
    """A sentence for every job that came to its end with a result that is not finite or beyond all bounds."""
    sentences: dict[int, str] = {}
    done = record.arrays["outcome"] == work.DONE
    what = {"outputs": tuple(endpoints), "states": tuple(whole.STATES), "final": tuple(whole.STATES)}
    for array, names in what.items():
        if array not in record.arrays:
            continue
        for row in _overflowing_rows(record.arrays[array]):
            job = row if array == "final" else int(np.searchsorted(record.rows, row, side="right")) - 1
            bad = np.flatnonzero(~(np.abs(record.arrays[array][row]) < _BEYOND))
            if done[job] and len(bad) and job not in sentences:
                name = names[bad[0] % len(names)].replace("_", " ")
                output = None if array == "final" else row - int(record.rows[job])
                sentences[job] = _overflow(batch, job, name, output)
    return sentences


def _overflow(batch: Batch, job: int, name: str, output: int | None) -> str:
    which = batch.timeline_of[job]
    timeline = batch.timelines[which]
    day = timeline.breakpoints[-1] if output is None else batch.output_days[which][output]
    segment = max(int(np.searchsorted(timeline.breakpoints, day)) - 1, 0)
    return (
        f"The simulation gave no number for {name} on day {day:.0f} (after {timeline.labels[segment]}); "
        "check the dose and the measured values"
    )


def _refusal(batch: Batch, job: int) -> str:
    try:
        validate_job(_job(batch, job), starting_values().names)
    except SolverTrouble as trouble:
        return str(trouble)
    timeline = batch.timelines[batch.timeline_of[job]]
    return (
        f"The simulation could not start on day {timeline.breakpoints[0]:.0f} (after {timeline.labels[0]}): the "
        "stretches of its timeline do not follow one another; check the days of the plan"
    )


def _sentence(batch: Batch, record: Record, job: int, *, explain: bool) -> str:
    arrays = record.arrays
    outcome = int(arrays["outcome"][job])
    if outcome == work.NOT_RUN:
        return "The simulation was stopped before it came to this person"
    if outcome == work.REFUSED:
        return _refusal(batch, job)
    timeline = batch.timelines[batch.timeline_of[job]]
    segment = int(arrays["segment_reached"][job])
    day, label = arrays["day_reached"][job], timeline.labels[segment]
    where = ""
    if explain:
        functions = generate()
        parameters = batch.parameters[job][: len(starting_values().names)]
        inputs = timeline.inputs[segment][: len(whole.INPUTS)]
        try:
            prepared = functions.prepare(parameters.tolist(), inputs.tolist())
        except (ArithmeticError, ValueError) as error:
            return (
                f"The simulation could not start its stretch on day {timeline.breakpoints[segment]:.0f} (after "
                f"{label}): a parameter or input is outside what the equations allow ({error}); check the values "
                "given for this person"
            )
        state = worst_state(functions, prepared, arrays["final"][job][: len(whole.STATES)])
        where = f" at {state.replace('_', ' ')}"
    return (
        f"The simulation stopped{where} on day {day:.0f} (after {label}): {_TROUBLE[outcome]}; "
        "check the dose and the measured values, or try a smaller tolerance"
    )
