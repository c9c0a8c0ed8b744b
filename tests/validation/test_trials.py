"""Every published trial in one run: each arm is simulated or refused with a reason."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from osteotwin.evidence import Validation, load_trials, validate
from osteotwin.progress import Progress

pytestmark = pytest.mark.slow  # all trials are run

TOP_KEYS = {"schema", "model_version", "parameter_set", "trials", "summary", "problems"}
ROW_KEYS = {
    "arm", "versus", "role", "endpoint", "group", "week", "kind", "scale", "unit", "n", "observed", "se", "se_source",
    "no_change", "predicted", "lo90", "hi90", "predictive_sd", "error", "standardized_error", "within_90", "too_wide",
    "significant", "status", "reason",
}  # fmt: skip

MINE = """
id = "mine"
title = "Mine"
design = "rct"
read_as = "fulltext"
duration_weeks = 26
topics = ["denosumab"]
[population]
sex = "male"
age_mean = 66
[[arm]]
id = "denosumab"
control = false
  [[arm.drug]]
  name = "denosumab"
  dose = "60 mg"
  every = "182 day"
  from_week = 0
  to_week = 26
  [[arm.observation]]
  endpoint = "bmd_lumbar_spine"
  week = 26
  kind = "percent_change"
  value = 3.0
  unit = "percent"
[[arm]]
id = "placebo"
control = true
[[contrast]]
arm = "denosumab"
versus = "placebo"
endpoint = "ctx"
week = 4
kind = "percent_difference"
value = -80
unit = "percent"
"""


@pytest.fixture(scope="module")
def shipped() -> tuple[Validation, list[Progress]]:
    seen: list[Progress] = []
    return validate(on_progress=seen.append), seen


def test_every_row_is_scored_or_has_a_reason(shipped: tuple[Validation, Any]) -> None:
    result = shipped[0]
    assert len(result.trials) == len(load_trials().trials)
    assert result.problems == ()
    for row in result.rows:
        assert (row.predicted is None) == (row.status == "not_scored")
        assert row.predicted is not None or row.reason
        assert row.predicted is None or math.isfinite(row.predicted)
    scored = sum(row.predicted is not None for row in result.rows)
    assert scored > 0.9 * len(result.rows)


def test_only_stated_reasons_leave_a_trial_out(shipped: tuple[Validation, Any]) -> None:
    left_out = {t.trial.id: t.reason for t in shipped[0].trials if t.status == "not_simulated"}
    assert set(left_out) == {"bouillon2004_aromdef", "reid_risedronate_gc_men"}
    assert all(left_out.values())


def test_progress_ends_with_all_arms(shipped: tuple[Validation, list[Progress]]) -> None:
    fractions = [now.fraction for now in shipped[1]]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_the_answer_is_plain_json_with_stable_keys(shipped: tuple[Validation, Any]) -> None:
    answer = json.loads(json.dumps(shipped[0].to_json(), allow_nan=False))
    assert set(answer) == TOP_KEYS
    assert all(set(row) == ROW_KEYS for trial in answer["trials"] for row in trial["rows"])
    assert {"id", "status", "reason", "rows"} <= set(answer["trials"][0])
    summary = answer["summary"]
    assert summary["rows"] == summary["scored"] + summary["not_scored"]
    assert summary["by_topic"]["aromatase_inhibitor"]["bmd_percent"]["n"] > 10


def test_the_errors_of_the_summary_are_those_of_the_rows(shipped: tuple[Validation, Any]) -> None:
    result = shipped[0]
    errors = [
        row.error
        for row in result.rows
        if row.error is not None and row.measured.group == "bmd" and row.measured.scale.startswith("percent")
    ]
    found = result.summary()["by_class"]["bmd_percent"]
    assert found["n"] == len(errors)
    assert found["mean_error"] == pytest.approx(sum(errors) / len(errors))
    assert found["rmse"] == pytest.approx(math.sqrt(sum(e * e for e in errors) / len(errors)))


def test_the_model_agrees_with_most_directions(shipped: tuple[Validation, Any]) -> None:
    classes = shipped[0].summary()["by_class"]
    for name in ("bmd_percent", "hormone_ratio", "marker_percent"):
        assert classes[name]["sign_agreement"] > 0.7
    assert classes["bmd_percent"]["rmse"] < 6


def test_a_folder_of_ones_own_with_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    (tmp_path / "broken.toml").write_text(MINE.replace('sex = "male"', 'sex = "sea"'), encoding="utf-8")
    (tmp_path / "worse.toml").write_text("[[", encoding="utf-8")
    result = validate(tmp_path)
    (mine,) = result.trials
    assert mine.status == "simulated"
    gain, fall = mine.rows
    assert gain.predicted is not None
    assert 1 < gain.predicted < 8
    assert fall.predicted is not None
    assert -100 < fall.predicted < -40
    assert {Path(p.file).name for p in result.problems} == {"broken.toml", "worse.toml"}
