"""A plan as stretches without change, for engines that are started anew at each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comparison.cases import Case
from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.engine.interface import STATE_SCALE

#: Size of each state that matters; absolute tolerances are multiples of it.
SCALE = np.array([STATE_SCALE.get(unit, 1.0) for unit in whole.STATES.values()])
#: Absolute over relative tolerance, for every engine.
ABSOLUTE_SHARE = 0.01


@dataclass(frozen=True)
class Segment:
    """One stretch.

    Attributes
    ----------
    inputs : array [n_input]
    doses : array [n_state]
        Added to the state when it begins.
    grid : array [n_grid, day]
        Days from its beginning: 0, its outputs, its end; rounded to a microsecond so that alike stretches are equal.
    rows : slice
        Which rows of the output its outputs are.
    places : array
        Where in the grid its outputs are.
    """

    inputs: Vector
    doses: Vector
    grid: Vector
    rows: slice
    places: NDArray[np.int64]


def segments(case: Case) -> Iterator[Segment]:
    """Yield the stretches of a case; an output on the very first day belongs to the first."""
    order = list(whole.STATES)
    timeline, days = case.timeline, case.output_days
    for k, inputs in enumerate(timeline.inputs):
        start, end = timeline.breakpoints[k], timeline.breakpoints[k + 1]
        wanted = np.flatnonzero((days > start) & (days <= end) | ((k == 0) & (days == start)))
        doses = np.zeros(len(order))
        for dose in timeline.doses:
            if dose.day == start:
                doses[order.index(dose.state)] += dose.amount
        outputs = np.round(days[wanted] - start, 11)
        grid = np.unique(np.concatenate([[0.0], outputs, [np.round(end - start, 11)]]))
        first = int(wanted[0]) if len(wanted) else 0
        yield Segment(inputs, doses, grid, slice(first, first + len(wanted)), np.searchsorted(grid, outputs))
