"""Parts of explanation pages say what the shipped results hold."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from osteotwin.parameters import starting_values
from osteotwin.studies.outcomes import OUTCOMES

Texts = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def parts(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The extension of the documentation."""
    pytest.importorskip("sphinx")
    monkeypatch.syspath_prepend(str(repository / "docs" / "_extension"))
    return importlib.import_module("explanation_parts")


@pytest.fixture
def found() -> dict[str, Any]:
    """The shipped result."""
    file = files("osteotwin.studies") / "data" / "global_sensitivity.json"
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_shipped_result_is_whole(found: dict[str, Any]) -> None:
    known = starting_values().parameters
    for name, analysis in found["analyses"].items():
        assert list(analysis["outcomes"]) == list(OUTCOMES)
        assert analysis["lost"] <= 0.02 * analysis["points"]
        inputs = [one["name"] for one in analysis["inputs"]]
        for outcome in analysis["outcomes"].values():
            assert {row["name"] for row in outcome["indices"]} <= {*inputs, "all others"}
            assert -0.1 < sum(row["first"] for row in outcome["indices"]) < 1.1
            others = [row["total"] for row in outcome["indices"] if row["name"] == "all others"]
            assert all(total < 0.1 for total in others), f"{name}: something was missed"
    model = found["analyses"]["model"]
    everything = {*(one["name"] for one in model["inputs"]), *model["others"], *model["without_effect"]}
    assert everything == {name for name, parameter in known.items() if parameter.is_uncertain}


def test_the_page_names_every_outcome_and_what_decides_it_most(parts: Any, found: dict[str, Any]) -> None:
    texts = parts.sensitivity_texts(found, found["record"]["parameter_set"])
    for name, analysis in found["analyses"].items():
        text = texts[f"part-sensitivity-{name}.md"]
        for outcome in analysis["outcomes"].values():
            (line,) = [line for line in text.splitlines() if line.startswith(f"| {outcome['label']} |")]
            first = outcome["indices"][0]
            assert f"`{first['name']}` {first['total']:.2f} ±" in line
        for one in analysis["inputs"]:
            assert f"| `{one['name']}` | {one['meaning']} |" in text


def test_the_picture_has_a_circle_whose_area_is_the_index(parts: Any, found: dict[str, Any]) -> None:
    analysis = found["analyses"]["people"]
    svg = ElementTree.fromstring(parts.picture(analysis))
    largest = max(row["total"] for one in analysis["outcomes"].values() for row in one["indices"])
    radii = [float(circle.attrib["r"]) for circle in svg.iter(f"{SVG}circle")]
    assert max(radii) ** 2 / 15**2 == pytest.approx(largest, rel=0.02)


def test_numbers_of_an_earlier_set_are_called_so(parts: Any, found: dict[str, Any]) -> None:
    record = found["record"]
    assert "attention" not in parts.record_text(record, record["parameter_set"])
    later = parts.record_text(record, "calibrated-9")
    assert "The set in use is now `calibrated-9`" in later
    assert f"`{record['command']}`" in later


def test_independent_inputs_that_spread_too_far_are_called_out(parts: Any, found: dict[str, Any]) -> None:
    outcomes = [dict(one) for one in found["analyses"]["model"]["outcomes"].values()]
    assert parts.joint_text([one | {"joint_sd": None} for one in outcomes]) == ""
    near = parts.joint_text([one | {"joint_sd": one["sd"]} for one in outcomes])
    assert "1 to 1 times the SD" in near
    assert "far above 1" not in near
    outcomes = [one | {"joint_sd": one["sd"]} for one in outcomes]
    outcomes[2]["joint_sd"] /= 2
    assert f"far above 1 ({outcomes[2]['label']})" in parts.joint_text(outcomes)


def test_lost_points_are_reported(parts: Any) -> None:
    analysis = {"lost": 3, "points": 64, "failures": {"no steady state": 4}}
    assert (
        parts.lost_text(analysis)
        == "3 of 64 points were lost to runs that failed (4 times: no steady state)."
    )


def summary(rmse: float) -> dict[str, Any]:
    numbers = {"n": 12, "rmse": rmse, "coverage_90": 0.9, "skill_no_change": 0.5}
    return {"men_one_year": {"by_site": {"hip": numbers}, "by_class": {"marker_percent": numbers}}}


def test_the_score_stands_with_fit_and_unseen(parts: Any) -> None:
    report: dict[str, Any] = {"summary": {"fit": summary(0.8), "left_out": summary(1.2)}}
    text = parts.score_text(report, "calibrated-1")
    assert "| hip, points of percent (12 values) | 0.80 | 1.20 | 90% | 90% | 0.50 | 0.50 |" in text
    assert "lumbar spine" not in text


def test_what_a_mechanism_is_worth_is_reported_of_the_set_in_use_only(parts: Any) -> None:
    whole = {"off": "nothing", "log_score": -300.0, "bmd": 1.2, "marker": 20.0, "hormone": 0.3}
    less = {"off": "testis", "log_score": -312.5, "bmd": 1.3, "marker": 20.0, "hormone": 0.41}
    found = {"parameter_set": "calibrated-1", "rows": [whole, less]}
    text = parts.ablation_text(found, "calibrated-1")
    assert "| testis | -12.5 | 1.30 | 20.00 | 0.41 |" in text
    assert "| nothing |  | 1.20 |" in text
    for other in (parts.ablation_text(found, "calibrated-2"), parts.ablation_text(None, "calibrated-1")):
        assert "not computed" in other
        assert "|" not in other


def test_a_set_that_was_not_fitted_has_no_score(parts: Any) -> None:
    text = parts.score_text(None, "starting-values-2")
    assert "fitted to no trials" in text
    assert "|" not in text
