"""``import``: a preview first, written after consent, with a way back; questions in a terminal, options elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import FILES, person_in

from osteotwin.cli import import_
from osteotwin.cli.main import main

Cli = Callable[..., Any]


def test_without_consent_nothing_is_written(cli: Cli, tmp_path: Path) -> None:
    path = person_in(tmp_path)
    before = path.read_bytes()
    done = cli("import", FILES / "hologic.txt", "--into", path)
    assert (done.code, done.err) == (0, "")
    assert "Would be added (10)" in done.out
    assert "bmd_total_hip, 2025-03-14: 0.871 g/cm^2, device hologic" in " ".join(done.out.split())
    assert done.out.splitlines()[-1] == "Nothing was written; --yes writes it."
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_yes_writes_and_undo_goes_back(cli: Cli, tmp_path: Path) -> None:
    path = person_in(tmp_path)
    before = path.read_bytes()
    done = cli("import", FILES / "quest.txt", FILES / "cronometer.csv", "--into", path, "--yes")
    assert (done.code, done.err) == (0, "")
    assert cli("check", path).code == 0
    again = cli("import", FILES / "quest.txt", "--into", path, "--yes")
    assert "Already in the file (8)" in again.out
    assert "Nothing new to write." in again.out
    assert cli("import", "--into", path, "--undo").code == 0
    assert path.read_bytes() == before


def test_what_is_open_is_an_error_that_names_the_option(cli: Cli, tmp_path: Path) -> None:
    path = person_in(tmp_path)
    for file, option in (
        ("lunar.txt", "--side left"),
        ("strong.csv", "--weights kg"),
        ("two_patients.json", "--patient p1"),
    ):
        done = cli("import", FILES / file, "--into", path, "--yes")
        assert done.code == 2
        assert option in done.err
    wrong = cli("import", FILES / "lunar.txt", "--into", path, "--side", "top")
    assert (wrong.code, "one of left, right" in wrong.err) == (2, True)
    assert cli("import", FILES / "labs_long.csv", "--into", path, "--unit", "shbg").code == 2
    assert cli("import", "--into", path).code == 2


def test_in_a_terminal_it_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answers = iter(["up", "left"])
    monkeypatch.setattr(import_, "_is_terminal", lambda: True)
    monkeypatch.setattr(import_.typer, "prompt", lambda *_, **__: next(answers))
    monkeypatch.setattr(import_.typer, "confirm", lambda *_, **__: True)
    path = person_in(tmp_path)
    assert main(["import", str(FILES / "lunar.txt"), "--into", str(path)]) == 0
    asked = capsys.readouterr().err
    assert "left: 0.930 g/cm^2" in asked
    assert "Write one of: left, right" in asked
    assert '"0.998 g/cm^2"' in path.read_text()


def test_json_is_the_preview_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", FILES / "bundle_r4.json", "--into", person_in(tmp_path), "--json")
    preview = json.loads(done.out)
    assert preview["schema"] == "osteotwin/import/1"
    assert {len(preview[part]) > 0 for part in ("taken", "not_taken", "not_understood")} == {True}
