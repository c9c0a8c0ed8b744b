"""The times of a table: whole years and the end, each once."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.people.twin import output_days
from osteotwin.report.access import milestones


@pytest.mark.parametrize("whole", [1, 3, 5, 12])
@pytest.mark.parametrize("more", [-0.75, -0.25, 0.0, 0.25, 1.25, 2.25, 17.0])
def test_a_day_more_than_a_year_is_no_other_time(whole: int, more: float) -> None:
    years = [day / 365.25 for day in output_days(whole * 365.25 + more)]
    marks = milestones(years)
    assert (marks[-1].year, marks[-1].index) == (whole, len(years) - 1)
    assert len({mark.year for mark in marks}) == len(marks)
    assert min(np.diff([0.0] + [mark.year for mark in marks])) > 0.5


def test_an_end_within_a_year_has_its_own_row() -> None:
    years = [day / 365.25 for day in output_days(500.0)]
    assert [round(mark.year, 2) for mark in milestones(years)] == [1.0, 1.37]
    assert milestones([]) == []
