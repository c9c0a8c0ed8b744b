"""A printed T-score and the density of the same scan that cannot both be right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from osteotwin.cohort.t_scores import t_score
from osteotwin.people.person import Measurement
from osteotwin.safety import Situation, flags_of
from osteotwin.safety.guidelines.facts_of_situation import facts_of_situation
from osteotwin.safety.guidelines.rules import guideline_lines

Make = Callable[..., Situation]
DAY = date(2026, 1, 12)
NECK = float(t_score("femoral_neck", 0.75, "male"))


def scans(density: float, printed: float, **fields: Any) -> dict[str, Any]:
    days = fields.pop("days", (DAY, DAY))
    rows = (("bmd_femoral_neck", density, "g/cm2"), ("t_score_femoral_neck", printed, ""))
    return {
        "measurements": tuple(
            Measurement(day, what, value, unit, f"{value:g} {unit}".strip(), device="hologic", **fields)
            for day, (what, value, unit) in zip(days, rows, strict=True)
        )
    }


def said(situation: Situation) -> list[str]:
    return [flag.text for flag in flags_of(situation) if "a T-score of" in flag.text]


@pytest.mark.parametrize("printed", [NECK - 1.6, NECK + 1.6])
def test_they_are_told_apart_with_the_references_that_were_tried(printed: float, situation: Make) -> None:
    (text,) = said(situation(**scans(0.75, printed)))
    assert f"T-score of {printed:.1f} is printed beside 0.75 g/cm2" in text
    assert "against young men" in text
    assert "against young women" in text


@pytest.mark.parametrize(
    "changes",
    [
        scans(0.75, round(NECK, 1)),
        scans(0.75, NECK - 0.3),
        scans(0.75, NECK - 1.6, days=(DAY, date(2025, 1, 12))),
        {"measurements": scans(0.75, NECK - 1.6)["measurements"][1:]},
    ],
)
def test_what_agrees_or_is_of_two_scans_is_not(changes: dict[str, Any], situation: Make) -> None:
    assert said(situation(**changes)) == []


@pytest.mark.parametrize(("printed", "counts"), [(NECK - 1.6, NECK - 1.6), (NECK + 1.6, NECK)])
def test_guidelines_go_by_the_worse_and_say_so(printed: float, counts: float, situation: Make) -> None:
    lines = guideline_lines(facts_of_situation(situation(**scans(0.75, printed))))
    (because,) = {line.because for line in lines if line.rule == "men_t_score"}
    assert f"T {counts:.1f} at the femoral neck (scan of {DAY}; printed {printed:.1f}" in because
    assert "the worse counts" in because
