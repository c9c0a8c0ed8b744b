"""The days at which a table speaks of an outlook: each whole year, and its end where that is no whole year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from osteotwin.cohort.outputs import Outputs
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
    return tuple(_marks(outlook))


def _marks(outlook: Outputs) -> Iterator[Mark]:
    end = float(outlook.days[-1]) / DAYS_PER_YEAR
    last = 0
    for year in outlook.whole_years:
        last = year
        yield Mark(str(year), int(np.argmin(np.abs(outlook.days - year * DAYS_PER_YEAR))))
    if end - last > _CLOSE:
        yield Mark(f"{end:.2f}".rstrip("0").rstrip("."), len(outlook.days) - 1)
