"""The example's parts stand beside what trials saw, and nothing of it is written by hand."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from osteotwin.evidence.files.load import load_trials


@pytest.fixture
def page(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(repository / "docs" / "_extension"))
    return importlib.import_module("demo_beside_trials")


def row(trial: str, arm: str, week: float, observed: float, versus: str | None = None) -> dict[str, Any]:
    left_out = {"predicted": observed + 0.5 if arm == "hirit" else observed}
    return {
        "trial": trial, "arm": arm, "versus": versus, "week": week, "endpoint": "bmd_lumbar_spine",
        "observed": observed, "left_out": left_out,
    }  # fmt: skip


def test_a_difference_is_taken_as_published_or_from_the_arms(page: Any) -> None:
    arms = page.Carrier("t", "hirit", "control", 35, 1)
    rows = [row("t", "hirit", 35, 4.1), row("t", "control", 35, 0.9), row("t", "control", 20, 9.0)]
    assert page.between(rows, arms, "lumbar_spine") == pytest.approx((3.2, 3.7))
    assert page.between(rows[1:], arms, "lumbar_spine") is None
    assert page.between(rows, arms, "total_hip") is None
    contrast = [*rows, row("t", "hirit", 35, 2.0, "control")]
    assert page.between(contrast, arms, "lumbar_spine") == pytest.approx((2.0, 2.5))


def test_parts_of_a_kind_are_summed_and_a_missing_kind_is_no_zero(page: Any) -> None:
    parts = {
        "squat": {"category": "training", "1": {"median": 0.5}},
        "jump": {"category": "training", "1": {"median": 0.25}},
        "calcium": {"category": "calcium", "1": {"median": 3.0}},
    }
    answer = {"contributions": {"lumbar_spine": parts}}
    assert page.part_of_example(answer, "lumbar_spine", ("training",), 1) == 0.75
    with pytest.raises(LookupError, match="drug"):
        page.part_of_example(answer, "lumbar_spine", ("drug",), 1)


def test_every_carrier_is_in_the_evidence(page: Any) -> None:
    trials = {trial.id: trial for trial in load_trials(None).trials}
    for _, _, carriers in page.GROUPS:
        for carrier in carriers:
            assert {carrier.arm, carrier.versus} <= {arm.id for arm in trials[carrier.trial].arms}
            assert trials[carrier.trial].population.sex in ("male", "mixed")
