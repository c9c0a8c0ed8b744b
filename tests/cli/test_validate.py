"""``validate``: the table, the JSON file, and what a broken folder does to the exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One trial that can be run, one that is refused, one that is broken."""
    shipped = Path(str(files("osteotwin.evidence") / "trials"))
    trials = tmp_path / "trials"
    trials.mkdir()
    for name in ("burnettbowie2009_anastrozole", "bouillon2004_aromdef"):
        shutil.copy(shipped / f"{name}.toml", trials)
    (trials / "broken.toml").write_text('id = "broken"\nendpont = 3\n', encoding="utf-8")
    return trials


def test_broken_files_are_told_and_the_others_scored(cli: Cli, folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "scores.json"
    done = cli("validate", "--trials", folder, "--json", written)
    assert done.code == 1
    assert done.complaints
    assert all(line.startswith("\u2022 ") and "broken.toml" in line for line in done.complaints)
    *table, last = done.out.splitlines()
    assert last == f"Result: {written}"
    assert max(map(len, table)) <= 80

    result = json.loads(written.read_text(encoding="utf-8"))
    trials = {trial["id"]: trial for trial in result["trials"]}
    assert set(trials) == {"burnettbowie2009_anastrozole", "bouillon2004_aromdef"}
    refused = trials["bouillon2004_aromdef"]
    flat = " ".join(done.out.split())
    assert f"bouillon2004_aromdef: {refused['reason']}" in flat
    assert flat.index("bouillon2004_aromdef") < flat.index("burnettbowie2009_anastrozole")
    rows = [row for row in trials["burnettbowie2009_anastrozole"]["rows"] if row["predicted"] is not None]
    assert rows
    for row in rows:
        assert f"{row['endpoint']} (" in flat
        assert row["error"] == pytest.approx(row["predicted"] - row["observed"])
    assert "aromatase inhibitor" in flat
    assert f"2 trials, {len(rows)} of" in flat


def test_a_folder_without_faults_and_json_on_standard_output(cli: Cli, folder: Path) -> None:
    (folder / "broken.toml").unlink()
    done = cli("validate", "--trials", folder, "--json", "-")
    assert (done.code, done.err) == (0, "")
    result = json.loads(done.out)
    assert {"model_version", "parameter_set", "trials", "summary"} <= set(result)
    assert result["trials"][0]["rows"]


def test_an_empty_folder_is_wrong_input(cli: Cli, tmp_path: Path) -> None:
    done = cli("validate", "--trials", tmp_path)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
