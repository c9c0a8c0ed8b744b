"""The computed tables of the page on the twin, and whether the numbers that ship keep what the page says."""

from __future__ import annotations

import importlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from osteotwin.studies.plain_sampler import QUANTILES
from osteotwin.studies.planned_people import PLANS, QUESTIONS, YEARS
from osteotwin.studies.synthetic_people import ASKED, HISTORIES


def shipped(name: str) -> dict[str, Any]:
    file = files("osteotwin.studies") / "data" / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture
def parts(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The part of the documentation's extension."""
    pytest.importorskip("sphinx")
    monkeypatch.syspath_prepend(str(repository / "docs" / "_extension"))
    return importlib.import_module("twin_parts")


def test_the_calibration_that_ships_is_of_a_twin_that_holds_what_it_says() -> None:
    found = shipped("twin_calibration")
    assert found["people"] >= 500
    assert [row["asked"] for row in found["rows"]] == list(ASKED)
    for row in found["rows"]:
        assert row["p"] > found["least_p"]
        assert sum(row["histogram"]) == found["people"]
        assert set(row["by_history"]) == set(HISTORIES)
        for band in (50, 90):
            assert row[f"within_{band}%"] == pytest.approx(band / 100, abs=3.5 * row[f"se_{band}%"])


def test_of_those_told_yes_as_many_as_told_keep_bone_in_the_study_that_ships() -> None:
    found = shipped("verdict_calibration")
    assert found["people"] >= 10 * len(PLANS)
    assert list(found["questions"]) == list(QUESTIONS)
    for one in found["questions"].values():
        assert sum(row["people"] for row in one["bins"]) == one["asked"]
        assert abs(one["z"]) < 3.5
        for year in map(str, YEARS):
            yes, no = one["answers"][year]["yes"], one["answers"][year]["no"]
            assert yes["hi"] >= found["yes"], (year, yes)
            assert no["people"] == 0 or no["lo"] <= found["no"], (year, no)


def test_the_comparison_that_ships_agrees_with_the_plain_sampler() -> None:
    found = shipped("twin_against_plain")
    assert len(found["people"]) == 3
    for one in found["people"]:
        assert one["plain_people"] >= 300_000
        assert one["plain_effective"] > 1000
        assert [row["quantile"] for row in one["rows"]] == list(QUANTILES) * len(ASKED)
        apart = np.array([row["apart"] for row in one["rows"]])
        assert np.abs(apart).max() < 4
        assert np.mean(apart**2) < 2.5


def test_two_scans_two_years_apart_narrow_by_three_in_ten() -> None:
    found = shipped("twin")
    assert found["candidates"] == 10_000
    assert found["hip_width_two_scans"] < 0.7 * found["hip_width_before"]
    assert min(found["effective"], found["effective_updated"]) >= 1000


def test_the_tables_show_what_the_files_hold(parts: Any) -> None:
    calibration = parts.calibration_text(shipped("twin_calibration"))
    plain, times = parts.plain_text(shipped("twin_against_plain")), parts.times_text(shipped("twin"))
    for words in ASKED.values():
        assert words in calibration
        assert words in plain
    for history in HISTORIES:
        assert history in calibration
    row = shipped("twin_calibration")["rows"][0]
    assert f"| {100 * row['within_50%']:.1f} ± {100 * row['se_50%']:.1f} % |" in calibration
    assert f"{shipped('twin')['updated']['wall_s']:.1f} s" in times


def test_the_verdicts_table_and_picture_show_what_the_file_holds(parts: Any) -> None:
    found = shipped("verdict_calibration")
    text, picture = parts.verdict_text(found), parts.verdict_picture(found)
    kept = found["questions"]["kept"]
    for row in filter(lambda row: row["people"], kept["bins"]):
        assert f"| {row['people']} | {100 * row['told']:.0f} % | {100 * row['share']:.0f} % (" in text
    drawn = sum(row["people"] > 0 for one in found["questions"].values() for row in one["bins"])
    assert picture.count("<circle") == picture.count('class="bar"') == drawn
    assert parts.told_and_true({"people": 0}) == ["0", "–", "–"]


def test_numbers_of_another_set_are_called_that(parts: Any) -> None:
    own, other = parts.texts(shipped("twin")["parameter_set"]), parts.texts("another")
    assert not any("attention" in text for text in own.values())
    assert all(
        "The set in use is now `another`" in text for name, text in other.items() if name.endswith(".md")
    )
