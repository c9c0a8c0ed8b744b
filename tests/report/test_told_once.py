"""Plans that come to the same are one line, one row and one part of a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from osteotwin.report.bone import site_sections
from osteotwin.report.told_once import told_once

RISE, FALL = [0.0, 1.0, 2.0], [0.0, -1.0, -2.0]


def band(median: list[float]) -> dict[str, Any]:
    return {
        "median": median,
        "lo90": [value - 1 for value in median],
        "hi90": [value + 1 for value in median],
    }


def answer(plan: list[float], **others: list[float]) -> dict[str, Any]:
    def sites(median: list[float]) -> dict[str, Any]:
        return {"total_hip": {"label": "Total hip", "diagnostic": True, "percent_change": band(median)}}

    scenarios = {"plan": {"label": "The plan", "sites": sites(plan)}}
    scenarios |= {name: {"label": name, "sites": sites(median)} for name, median in others.items()}
    return {"years": [0.0, 1.0, 2.0], "sites": sites(plan), "scenarios": scenarios}


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ({"nothing": RISE}, []),
        ({"nothing": FALL}, ["nothing"]),
        ({"nothing": RISE, "as_it_is": RISE}, []),
        ({"nothing": FALL, "as_it_is": FALL}, ["as_it_is"]),
        ({"nothing": [0.0, 0.0, 0.0], "spared": FALL, "testosterone_only": FALL}, ["nothing", "spared"]),
    ],
)
def test_what_comes_to_the_same_is_told_once(others: dict[str, list[float]], told: list[str]) -> None:
    assert list(told_once(answer(RISE, **others))["scenarios"]) == ["plan", *told]
    (section,) = site_sections(answer(RISE, **others))
    assert [row["label"] for row in section["rows"]] == ["The plan", *told]
    drawn = [name for name in told if name in ("nothing", "as_it_is", "drug_only")]
    assert [one["label"] for one in section["key"]] == ["The plan", *drawn]


def test_scenarios_without_courses_stay() -> None:
    bare = {"sites": {}, "scenarios": {"plan": {"label": "The plan"}, "nothing": {"label": "none"}}}
    assert list(told_once(bare)["scenarios"]) == ["plan", "nothing"]
