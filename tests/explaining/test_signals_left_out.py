"""LH of a man on testosterone and an inhibitor is no result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from tests.situations import make_person

from osteotwin.explaining.signals_left_out import shown_of, signals_left_out
from osteotwin.people.person import Measurement
from osteotwin.protocol.interventions import DrugCourse, Protocol


def lab(what: str, value: float) -> Measurement:
    return Measurement(date(2026, 1, 12), what, value, "", f"{value:g}")


def course(drug: str, from_day: float = 0.0, until_day: float = 700.0) -> DrugCourse:
    return DrugCourse(drug, 1.0, 1.0, from_day, until_day)


INHIBITOR, TESTOSTERONE = course("anastrozole"), course("testosterone_enanthate")


@pytest.mark.parametrize(
    ("plan", "sex", "left_out"),
    [
        ([INHIBITOR, TESTOSTERONE], "male", ["lh"]),
        ([INHIBITOR, course("testosterone_gel", 300.0)], "male", ["lh"]),
        ([INHIBITOR], "male", []),
        ([TESTOSTERONE], "male", []),
        ([course("anastrozole", 0.0, 100.0), course("testosterone_enanthate", 200.0)], "male", []),
        ([INHIBITOR, TESTOSTERONE], "female", []),
    ],
)
def test_lh_is_left_out_where_both_run(plan: Sequence[DrugCourse], sex: str, left_out: list[str]) -> None:
    found = signals_left_out(make_person(Protocol(tuple(plan)), sex=sex))
    assert list(found) == left_out
    assert list(shown_of({"lh": {}, "estradiol": {}}, found)) == [
        name for name in ("lh", "estradiol") if name not in left_out
    ]


def test_what_went_on_before_the_plan_counts_too() -> None:
    before = Protocol((course("testosterone_enanthate", -500.0, 200.0),))
    assert "lh" in signals_left_out(make_person(Protocol((INHIBITOR,)), history=before))


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize(
    ("changes", "weak"),
    [
        ({"measurements": (lab("egfr", 24.0),)}, True),
        ({"measurements": (lab("creatinine", 3.0),)}, True),
        ({"conditions": ("chronic_kidney_disease",)}, True),
        ({"measurements": (lab("egfr", 75.0),)}, False),
        ({"conditions": ("kidney_stones",)}, False),
    ],
)
def test_what_a_weak_kidney_moves_is_no_result(changes: dict[str, Any], weak: bool, sex: str) -> None:
    found = signals_left_out(make_person(sex=sex, **changes))
    assert set(found) == ({"pth", "1_25ohd", "urine_calcium_24h"} if weak else set())
    assert len(set(found.values())) == weak
