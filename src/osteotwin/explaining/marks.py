"""The days at which a table speaks of an outlook: each whole year, and its end where that is no whole year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.outputs import Outputs, whole_years
from osteotwin.constants import DAYS_PER_YEAR

#: An end as close to a whole year as this is that year [year].
_CLOSE = 0.05


@dataclass(frozen=True)
class Mark:
    """One day of an outlook.

    Attributes
    ----------
    key : str
        The year as a key of an answer: ``"1"``, or ``"2.5"`` for an end between years.
    column : int
        Its place among the days of the outputs.
    """

    key: str
    column: int


def marks_of(outlook: Outputs) -> tuple[Mark, ...]:
    """Return every whole year of an outlook, and its end.

    Parameters
    ----------
    outlook : Outputs
    """
    return marks_among(outlook.days)


def marks_among(days: Vector) -> tuple[Mark, ...]:
    """Return the same for the days of an outlook that is not simulated yet.

    Parameters
    ----------
    days : array [n_time, day]
    """
    return tuple(_marks(days))


def _marks(days: Vector) -> Iterator[Mark]:
    end = float(days[-1]) / DAYS_PER_YEAR
    last = 0
    for year in whole_years(float(days[-1])):
        last = year
        yield Mark(str(year), int(np.argmin(np.abs(days - year * DAYS_PER_YEAR))))
    if end - last > _CLOSE:
        yield Mark(f"{end:.2f}".rstrip("0").rstrip("."), len(days) - 1)
