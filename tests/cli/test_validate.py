"""``validate``: the table, the JSON file, and what a broken folder does to the exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from osteotwin.cli.scores import WORST_ROWS, missed
from osteotwin.endpoints import ENDPOINTS

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


def test_broken_files_are_reported_and_the_others_scored(cli: Cli, folder: Path, tmp_path: Path) -> None:
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
        assert f"{ENDPOINTS[row['endpoint']].label} (" in flat
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


BAD = {
    # what is changed, into what, and what is said
    "unknown_drug": (
        'name = "anastrozole"', 'name = "anastrazolol"', ("arm[0].drug[0].name", '"anastrazolol"', "anastrozole"),
    ),
    "unknown_endpoint": ('endpoint = "estradiol"', 'endpoint = "estradoil"', ("observation[1].endpoint", "estradiol")),
    "before_the_start": ("week = 13", "week = -13", ("observation[1].week", "before the start", "baseline")),
    "missing_arm": (
        '[[arm]]\nid = "placebo"', '[[contrast]]\narm = "anastrozole"\nversus = "sham"\nendpoint = "ctx"\nweek = 52\n'
        'kind = "percent_difference"\nvalue = -1\nunit = "percent"\n[[arm]]\nid = "placebo"',
        ("contrast[0].versus", 'the missing arm "sham"', "placebo"),
    ),
    "no_toml": ('id = "burnettbowie2009_anastrozole"', "id = = 3", ("no_toml.toml",)),
}  # fmt: skip


def test_each_mistake_is_reported_with_its_key_and_fix_and_the_rest_is_scored(
    cli: Cli, tmp_path: Path
) -> None:
    shipped = Path(str(files("osteotwin.evidence") / "trials"))
    valid = (shipped / "burnettbowie2009_anastrozole.toml").read_text(encoding="utf-8")
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, (old, new, _) in BAD.items():
        assert old in valid
        broken = valid.replace(old, new, 1).replace('id = "burnettbowie2009_anastrozole"', f'id = "{name}"')
        (folder / f"{name}.toml").write_text(broken, encoding="utf-8")
    # Without n it is valid: the default stands in and is said.
    assert "\nn = " not in valid
    (folder / "valid.toml").write_text(valid, encoding="utf-8")
    written, page = tmp_path / "scores.json", tmp_path / "scores.html"
    done = cli("validate", "--trials", folder, "--json", written, "--html", page)
    assert done.code == 1
    for name, (_, _, words) in BAD.items():
        lines = [line for line in done.complaints if f"{name}.toml" in line]
        assert len(lines) == 1, done.err
        assert all(word in lines[0] for word in words), lines
        assert ". Fix: " in lines[0]
    result = json.loads(written.read_text(encoding="utf-8"))
    trials = {trial["id"]: trial for trial in result["trials"]}
    whole = trials.pop("burnettbowie2009_anastrozole")
    assert whole["status"] == "simulated"
    assert set(trials) == set(BAD) - {"no_toml"}
    assert len(result["problems"]) == len(BAD)
    assert all(row["n"] == (20 if row["versus"] is None else 40) for row in whole["rows"])
    assert all("n" in {note["field"] for note in notes} for notes in whole["assumptions"].values())
    for name, trial in trials.items():
        scored = [row for row in trial["rows"] if row["status"] == "scored"]
        assert trial["status"] == "partly", name
        assert "mistake" in trial["reason"]
        assert 0 < len(scored) <= len(whole["rows"])
        assert (len(scored) < len(whole["rows"])) == (name != "missing_arm")
    text = page.read_text(encoding="utf-8")
    assert "Files with mistakes" in text
    assert all(f"{name}.toml" in text for name in BAD)


def test_the_answer_keeps_to_the_schema_that_is_listed(cli: Cli, folder: Path) -> None:
    schema = json.loads(cli("list", "schemas", "scores").out)
    Draft202012Validator(schema).validate(json.loads(cli("validate", "--trials", folder, "--json", "-").out))


@pytest.mark.parametrize("option", ["--json", "--html"])
def test_a_place_that_cannot_be_written_is_reported_before_the_run(
    cli: Cli, folder: Path, option: str
) -> None:
    done = cli("validate", "--trials", folder, option, folder)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert option in done.err


@pytest.mark.slow
def test_a_large_folder_shows_what_is_furthest_off(cli: Cli, tmp_path: Path) -> None:
    """A fifth of the trials that ship have more rows than are shown; tests/validation runs all."""
    shipped, folder = Path(str(files("osteotwin.evidence") / "trials")), tmp_path / "large"
    folder.mkdir()
    for trial in sorted(shipped.glob("[ab]*.toml")):
        (folder / trial.name).write_bytes(trial.read_bytes())
    written = tmp_path / "scores.json"
    done = cli("validate", "--trials", folder, "--json", written)
    assert done.code == 0
    assert "Furthest off of" in done.out
    *table, last = done.out.splitlines()
    assert last == f"Result: {written}"
    assert max(map(len, table)) <= 80
    result = json.loads(written.read_text(encoding="utf-8"))
    rows = [row for trial in result["trials"] for row in trial["rows"]]
    assert done.out.count("*") == min(WORST_ROWS, sum(missed(row) for row in rows))
    assert "bone density of men at about one year" in done.out


def test_an_empty_folder_is_wrong_input(cli: Cli, tmp_path: Path) -> None:
    done = cli("validate", "--trials", tmp_path)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
