"""Hormones under injections that are further apart than a week: the average over the interval, its peak and trough.

A level on one day of each month tells of such injections above all how many days before it the last one was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.simulation import run_plan
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.interface import Engine
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.injection_cycles import CycleWindow, cycle_window, hormone_injections
from osteotwin.protocol.interventions import Protocol

#: The hormones that are shown, as they go up and down with injections.
CYCLING: Final = tuple(name for name, endpoint in OUTPUTS.items() if endpoint.station == "hormones")


@dataclass(frozen=True, eq=False)
class InjectionCycles:
    """How hormones go up and down between injections.

    Attributes
    ----------
    interval_days : array [n_time, day]
        Over which a day's level is averaged; NaN on days whose level is that day's own.
    peak, trough : mapping of str to array [n_people, n_time]
        Highest and lowest of each person within the last whole interval, by endpoint; NaN before there is one.
    """

    interval_days: Vector
    peak: Mapping[str, Vector]
    trough: Mapping[str, Vector]


def average_over_cycles(
    cohort: Cohort,
    protocol: Protocol,
    outputs: Outputs,
    engine: Engine,
    *,
    on_progress: ProgressCallback | None = None,
) -> tuple[Outputs, InjectionCycles | None]:
    """Average the hormones in a plan's outputs over the interval between injections.

    Parameters
    ----------
    cohort : Cohort
    protocol : Protocol
    outputs : Outputs
        Of the cohort under the protocol.
    engine : Engine

    Returns
    -------
    Outputs
        With averages in place of levels on single days; the very same where no hormone is injected at more than a
        week's interval. Within the first interval the average begins with the first injection.
    InjectionCycles or None
    """
    courses = hormone_injections(protocol)
    found = {k: window for k, day in enumerate(outputs.days) if (window := cycle_window(courses, float(day)))}
    if not found:
        return outputs, None
    days = np.unique(np.concatenate([window.days for window in found.values()]))
    within = run_plan(cohort, protocol, days, engine, endpoints=CYCLING, on_progress=on_progress)
    table = outputs.table.copy()
    shape = (len(CYCLING), len(outputs), len(outputs.days))
    peak, trough, intervals = np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape[-1], np.nan)
    places = [outputs.endpoints.index(name) for name in CYCLING]
    for k, window in found.items():
        levels = within.table[:, np.searchsorted(days, window.days)]
        table[:, k, places] = _average(levels, window)
        intervals[k] = window.interval_days
        if window.is_whole:
            peak[:, :, k], trough[:, :, k] = levels.max(axis=1).T, levels.min(axis=1).T
    # Whoever fails in either simulation has failed.
    failures = {**within.failures, **outputs.failures}
    for values in (table, peak.swapaxes(0, 1), trough.swapaxes(0, 1)):
        values[list(failures)] = np.nan
    return replace(outputs, table=table, failures=failures), InjectionCycles(
        intervals, dict(zip(CYCLING, peak, strict=True)), dict(zip(CYCLING, trough, strict=True))
    )


def _average(levels: Vector, window: CycleWindow) -> Vector:
    """Average over the days by trapezoids; ``levels`` is [n_people, n_day, n_endpoint]."""
    width = np.diff(window.days)
    return np.einsum("pde,d->pe", (levels[:, 1:] + levels[:, :-1]) / 2, width) / width.sum()
