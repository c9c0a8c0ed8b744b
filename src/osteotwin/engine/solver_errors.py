"""Solver trouble in one sentence."""

from __future__ import annotations

from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.schedule import Timeline
from osteotwin.engine.generate import Functions
from osteotwin.engine.interface import Job


class SolverTrouble(Exception):
    """A run that could not be finished; its text is the sentence for the user."""


def worst_state(functions: Functions, prepared: list[Any], y: Vector) -> str:
    """The state that is not finite, negative where it must not be, or changing fastest."""
    odd = [
        name
        for name, value in zip(functions.states, y, strict=True)
        if not np.isfinite(value) or (value < -1e-6 and not name.endswith("set_point"))
    ]
    if odd:
        return odd[0]
    try:
        rates = np.abs(np.array(functions.rates(y.tolist(), prepared)) / (np.abs(y) + 1e-3))
    except (ArithmeticError, ValueError):
        return functions.states[int(np.argmin(y))]
    return functions.states[int(np.argmax(rates))]


def describe_failure(
    functions: Functions,
    prepared: list[Any],
    y: Vector,
    day: float,
    label: str,
    detail: str,
) -> SolverTrouble:
    """Trouble as a sentence: which state, which day, after which intervention, what to try."""
    state = worst_state(functions, prepared, y).replace("_", " ")
    return SolverTrouble(
        f"The simulation stopped at {state} in the stretch that begins on day {day:.0f} (after {label}): "
        f"{detail.strip().rstrip('.')}; check the dose and the measured values, or try a smaller tolerance"
    )


def _not_finite(names: tuple[str, ...], values: Vector) -> str | None:
    bad = np.flatnonzero(~np.isfinite(values))
    # Behind the body's own numbers there may be their changes along directions.
    return f"{names[bad[0] % len(names)].replace('_', ' ')} is {values[bad[0]]}" if len(bad) else None


def outputs_fit(output_days: Vector, timeline: Timeline) -> bool:
    """Whether output days rise and lie within a timeline."""
    rising = bool(np.all(np.diff(output_days) > 0))
    first, last = timeline.breakpoints[0], timeline.breakpoints[-1]
    return rising and (len(output_days) == 0 or (output_days[0] >= first and output_days[-1] <= last))


def doses_fit(timeline: Timeline) -> bool:
    """Whether every dose is on a breakpoint, where alone it can be given."""
    days = set(timeline.breakpoints.tolist()) if timeline.doses else set[float]()
    return all(dose.day in days for dose in timeline.doses)


def _validate_breakpoints(timeline: Timeline) -> None:
    days = timeline.breakpoints
    if len(days) < 2:
        message = (
            f"The simulation could not start on day {days[0]:g} (after nothing): its timeline ends where it "
            "begins; check the days of the plan"
        )
        raise SolverTrouble(message)
    wrong = np.flatnonzero(~(np.isfinite(days[1:]) & np.isfinite(days[:-1]) & (days[1:] > days[:-1])))
    if len(wrong):
        k = wrong[0]
        message = (
            f"The simulation could not start its stretch on day {days[k]:g} (after {timeline.labels[k]}): its days "
            f"must be finite and rise, but day {days[k]:g} is followed by day {days[k + 1]:g}; check the days of "
            "the plan"
        )
        raise SolverTrouble(message)


def _validate_doses(timeline: Timeline) -> None:
    if not doses_fit(timeline):
        days = set(timeline.breakpoints.tolist())
        dose = next(dose for dose in timeline.doses if dose.day not in days)
        message = (
            f"The simulation could not give the dose on day {dose.day:g} (after {timeline.labels[0]}): no stretch "
            f"begins on the day of this dose of {dose.label}; check the days of the plan"
        )
        raise SolverTrouble(message)
    for dose in timeline.doses:
        if dose.state.partition("@")[0] not in whole.STATES:  # a change along a direction has a mark
            message = (
                f"The simulation could not give the dose on day {dose.day:g} (after {timeline.labels[0]}): the body "
                f"has no {dose.state.replace('_', ' ')}; check what the dose of {dose.label} goes into"
            )
            raise SolverTrouble(message)


def _validate_days(output_days: Vector, timeline: Timeline) -> None:
    if not outputs_fit(output_days, timeline):
        first, last = timeline.breakpoints[0], timeline.breakpoints[-1]
        message = (
            f"The simulation could not start on day {first:.0f} (after {timeline.labels[0]}): the output days must "
            f"rise and lie between day {first:g} and day {last:g}; check the days that are asked for"
        )
        raise SolverTrouble(message)


def validate_job(job: Job, parameter_names: tuple[str, ...]) -> None:
    """Refuse a job that holds NaN or an infinite number, before a solver carries it everywhere.

    Days that do not rise, output days outside the timeline and doses between breakpoints are refused too.

    Raises
    ------
    SolverTrouble
        Names the first such number, its day and the intervention with which it comes.
    """
    timeline = job.timeline
    _validate_breakpoints(timeline)
    _validate_doses(timeline)
    _validate_days(job.output_days, timeline)
    amounts = np.array([dose.amount for dose in timeline.doses])
    states, inputs = tuple(whole.STATES), tuple(whole.INPUTS)
    checks = [
        (timeline.breakpoints[0], timeline.labels[0], _not_finite(parameter_names, job.parameters)),
        (timeline.breakpoints[0], timeline.labels[0], _not_finite(states, job.initial)),
        *(
            (day, label, _not_finite(inputs, row))
            for day, label, row in zip(timeline.breakpoints, timeline.labels, timeline.inputs, strict=False)
        ),
        *(
            (dose.day, f"a dose of {dose.label}", _not_finite((dose.state,), amount))
            for dose, amount in zip(timeline.doses, amounts[:, None], strict=True)
        ),
    ]
    for day, label, found in checks:
        if found is not None:
            message = (
                f"The simulation could not start its stretch on day {day:.0f} (after {label}): {found}; "
                "check the values given for this person"
            )
            raise SolverTrouble(message)
