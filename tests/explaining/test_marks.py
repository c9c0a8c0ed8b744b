"""The days at which tables speak of an outlook."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.marks import marks_of


def outputs(*days: float) -> Outputs:
    return Outputs(np.array(days), (), np.zeros((1, len(days), 0)), {})


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((0.0, 365.0), {"1": 1}),
        ((0.0, 365.25, 730.0, 731.0), {"1": 1, "2": 2}),
        ((0.0, 100.0, 200.0), {"0.55": 2}),
        ((0.0, 365.25, 548.0), {"1": 1, "1.5": 2}),
        ((0.0, 30.0, 365.25, 3652.0), {"1": 2, "10": 3}),
    ],
)
def test_each_whole_year_and_an_end_between_years(days: tuple[float, ...], expected: dict[str, int]) -> None:
    found = {mark.key: mark.column for mark in marks_of(outputs(*days))}
    assert {key: found[key] for key in expected} == expected
    assert list(found)[-1] == list(expected)[-1]
    assert len(found) == len(set(found))
