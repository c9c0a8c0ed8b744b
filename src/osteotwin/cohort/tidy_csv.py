"""Outputs as a long table: one value a line, beside its person, day, endpoint and unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.dataset import pint_units
from osteotwin.endpoints import OUTPUTS

HEADER: Final = "person,day,endpoint,unit,value"


def tidy_csv(days: Vector, endpoints: Sequence[str], table: Vector) -> str:
    """Return outputs as text of comma-separated values.

    Parameters
    ----------
    days : array [n_time, day]
    endpoints : sequence of str
    table : array [n_people, n_time, n_endpoint]
        A NaN becomes an empty field; every number reads back as the same.
    """
    return "\n".join((HEADER, *_lines(days, endpoints, table), ""))


def _lines(days: Vector, endpoints: Sequence[str], table: Vector) -> Iterator[str]:
    middles = [[f"{day!r},{name},{_unit(name)}," for name in endpoints] for day in days.tolist()]
    for person, rows in enumerate(table):
        missing = np.isnan(rows)
        for begin, values, gaps in zip(middles, rows.tolist(), missing.tolist(), strict=True):
            for middle, value, gap in zip(begin, values, gaps, strict=True):
                yield f"{person},{middle}" if gap else f"{person},{middle}{value!r}"


def _unit(endpoint: str) -> str:
    return pint_units(OUTPUTS[endpoint].output_unit)
