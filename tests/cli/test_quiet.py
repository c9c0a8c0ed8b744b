"""``--quiet`` leaves files, JSON and complaints; shells can complete the commands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import osteotwin as ot
from osteotwin.cli.main import main


@pytest.mark.parametrize("arguments", [("--quiet", "check"), ("check", "-q"), ("check", "--quiet", "-q")])
def test_nothing_is_said_wherever_it_stands(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, str(ot.demo_path())]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["check", str(ot.demo_path())]) == 0  # and the next command speaks again
    assert capsys.readouterr().out


@pytest.mark.slow
def test_json_is_still_printed_and_files_are_written(
    person_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(person_file), "--people", "2", "--json", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"]
    assert main(["export", "sbml", "--out", str(tmp_path / "a.xml"), "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "a.xml").exists()


def test_mistakes_are_still_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "not-there.toml", "--quiet"]) == 2
    assert "not-there.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("osteotwin exp", {"export"}), ("osteotwin ne", {"new"}), ("osteotwin export ", {"sbml", "fhir"})],
)
def test_a_shell_can_complete_commands(typed: str, offered: set[str]) -> None:
    command = shutil.which("osteotwin", path=str(Path(sys.executable).parent))
    assert command is not None
    asked = {
        "_OSTEOTWIN_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
    }
    done = subprocess.run([command], env={**os.environ, **asked}, check=True, capture_output=True, text=True)
    assert offered <= set(done.stdout.split())
    assert "check" not in done.stdout.split()
