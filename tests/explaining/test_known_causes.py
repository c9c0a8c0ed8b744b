"""What a file says explains a value, so that it is no surprise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.situations import make_person

from osteotwin.explaining.known_causes import is_explained
from osteotwin.people.person import Measurement

DAY = date(2026, 1, 12)


def lab(what: str, value: float, bound: str = "") -> Measurement:
    return Measurement(DAY, what, value, "", f"{value:g}", bound=bound)


@pytest.mark.parametrize(
    ("changes", "explained"),
    [
        ({}, False),
        ({"conditions": ("chronic_kidney_disease",)}, True),
        ({"conditions": ("kidney_stones",)}, False),
        ({"measurements": (lab("egfr", 22.0),)}, True),
        ({"measurements": (lab("egfr", 60.0),)}, False),
        ({"measurements": (lab("egfr", 59.0, "above"),)}, False),
        ({"measurements": (lab("creatinine", 3.0),)}, True),
    ],
)
def test_a_high_pth_is_explained_by_weak_kidneys_alone(changes: dict[str, Any], explained: bool) -> None:
    person = make_person(**changes)
    assert is_explained(lab("pth", 210.0), 3.1, person) == explained
    assert not is_explained(lab("pth", 5.0), -3.1, person)
    assert not is_explained(lab("ctx", 900.0), 3.1, person)
