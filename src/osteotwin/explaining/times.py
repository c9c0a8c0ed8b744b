"""The days at which an answer gives its numbers."""

from __future__ import annotations

from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.people.twin import output_days

#: Hormones answer to a drug within days, markers within weeks: a month would make a slope of a step [day].
FIRST_DAYS: Final = (1.0, 3.0, 7.0, 14.0, 21.0)


def answer_days(last: float) -> Vector:
    """Return days from 0 to the last: close together within the first month, then monthly.

    Examples
    --------
    >>> answer_days(35.0).round(1).tolist()
    [0.0, 1.0, 3.0, 7.0, 14.0, 21.0, 30.4, 35.0]
    """
    return np.union1d(output_days(last), [day for day in FIRST_DAYS if day <= last])
