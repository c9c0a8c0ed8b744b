"""``--parameters`` and what ``list`` says of parameter sets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.fitted_set import FITTED, write_made_up_set

import osteotwin as ot
from osteotwin.parameters.load import STARTING_SET

Cli = Callable[..., Any]


def parameter_set(done: Any) -> str:
    assert done.code == 0, done.err
    return json.loads(done.out)["versions"]["parameter_set"]


@pytest.mark.slow
@pytest.mark.usefixtures("fitted_in_use")
def test_run_takes_the_set_in_use_or_the_one_that_is_named(
    cli: Cli, person_file: Path, tmp_path: Path
) -> None:
    run = ("run", person_file, "--people", 2, "--json")
    assert parameter_set(cli(*run)) == "calibrated-2"
    assert parameter_set(cli(*run, "--parameters", STARTING_SET)) == STARTING_SET
    mine = write_made_up_set(tmp_path / "my fit", "mine")
    assert parameter_set(cli(*run, "--parameters", mine)) == "mine"


def test_validate_takes_the_set_that_is_named(cli: Cli, fitted_folder: Path, tmp_path: Path) -> None:
    trial = Path(ot.__file__).parent / "evidence" / "trials" / "burnettbowie2009_anastrozole.toml"
    (tmp_path / trial.name).write_text(trial.read_text(encoding="utf-8"), encoding="utf-8")
    done = cli("validate", "--trials", tmp_path, "--json", "-", "--parameters", fitted_folder)
    assert done.code == 0
    assert json.loads(done.out)["parameter_set"] == "calibrated-2"


@pytest.mark.parametrize("command", ["run", "validate"])
def test_a_set_that_is_none_is_wrong_input(cli: Cli, command: str, person_file: Path) -> None:
    arguments = [command, *([person_file] if command == "run" else [])]
    done = cli(*arguments, "--parameters", "calibrated-999")
    assert (done.code, done.out) == (2, "")
    (line,) = done.complaints
    assert f"parameter set: 'calibrated-999' is not valid; expected {STARTING_SET}" in line


def test_a_set_of_other_equations_is_wrong_input(cli: Cli, person_file: Path, tmp_path: Path) -> None:
    older = write_made_up_set(tmp_path / "old", model_version="older")
    done = cli("run", person_file, "--people", 0, "--parameters", older)
    assert done.code == 2
    assert any("recalibrate with `osteotwin calibrate`" in line for line in done.complaints)
    assert any("--people" in line for line in done.complaints)  # with every other problem at once


def test_a_shipped_set_of_other_equations_is_one_sentence(
    cli: Cli, person_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from osteotwin.parameters.sets import shipped

    write_made_up_set(tmp_path / "calibrated-2", model_version="older")
    monkeypatch.setattr(shipped, "SHIPPED", tmp_path)
    done = cli("run", person_file, "--people", 2)
    assert (done.code, len(done.complaints)) == (1, 1)
    assert "recalibrate" in done.err
    rows = json.loads(cli("list", "sets", "--json").out)
    assert "not those of this version" in rows[1]["equations"]


@pytest.mark.usefixtures("fitted_in_use")
def test_list_shows_sets_and_what_trials_identify(cli: Cli) -> None:
    flat = " ".join(cli("list", "sets").out.split())
    for words in (STARTING_SET, "calibrated-2", "osteotwin calibrate --quick", "12.5", "61", "700"):
        assert words in flat
    (row,) = json.loads(cli("list", "parameters", FITTED[0], "--json").out)
    assert row["posterior sd / prior sd"] == "0.10"
    assert row["kind"] == "our fit"
    assert " to " in row["posterior 90 %"]
    assert max(map(len, cli("list", "parameters").out.splitlines())) <= 80
