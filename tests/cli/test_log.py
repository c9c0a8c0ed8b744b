"""The log: silent in a program, on standard error of a command as far as asked, and never what a file says."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from osteotwin.cli.log import LEVELS
from osteotwin.cli.main import main

SECRETS = (
    "Zebulon Quince",
    "1971",
    "87.3",
    "1.0417",
    "33.7",
    "secret_file",
    "letrozole",
    "squat",
    "nandrolone",
)
PERSON = """
[person]
name = "Zebulon Quince"
sex = "male"
birth_date = 1971-05-14
weight = "87.3 kg"
[[measurement]]
date = 2026-01-12
what = "bmd_lumbar_spine"
value = "1.0417 g/cm^2"
[[measurement]]
date = 2026-01-12
what = "estradiol"
value = "33.7 pg/mL"
[[plan.drug]]
name = "letrozole"
dose = "2.5 mg"
every = "1 day"
from = 2026-02-01
[[plan.drug]]
name = "nandrolone"
[[plan.training]]
exercise = "back squat"
sessions_per_week = 2
sets = 5
reps = 5
load = "80 %1RM"
[outlook]
until = 2027-03-01
"""


@pytest.fixture
def person(tmp_path: Path) -> Path:
    file = tmp_path / "secret_file.toml"
    file.write_text(PERSON, encoding="utf-8")
    return file


@pytest.mark.parametrize("level", ["debug", "info"])
def test_it_says_how_much_was_done_and_nothing_of_whom(
    level: str, person: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["run", str(person), "--people", "3", "--json", f"--log-level={level}"]
    assert main(arguments) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if "osteotwin." in line]
    assert any("3 virtual people, seed 1" in line for line in said)
    assert not [
        secret for secret in (*SECRETS, str(tmp_path)) if any(secret.lower() in line.lower() for line in said)
    ]


def test_without_being_asked_it_says_nothing(person: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(person), "--people", "2", "--json"]) == 0
    assert "virtual people, seed" not in capsys.readouterr().err


@pytest.mark.parametrize("line", [["--log-level", "loud", "list", "drugs"], ["list", "drugs", "--log-level"]])
def test_a_level_that_is_none_is_a_mistake(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line) == 2
    assert f"one of {', '.join(LEVELS)}" in capsys.readouterr().err


def test_a_warning_is_heard_unless_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def warn(_: object) -> int:
        logging.getLogger("osteotwin.somewhere").warning("mind this")
        return 0

    monkeypatch.setattr("osteotwin.cli.main._run", warn)
    assert main(["list"]) == 0
    assert "WARNING osteotwin.somewhere: mind this" in capsys.readouterr().err
    assert main(["list", "--quiet"]) == 0
    assert "mind this" not in capsys.readouterr().err
    assert all(
        isinstance(handler, logging.NullHandler) for handler in logging.getLogger("osteotwin").handlers
    )


def test_in_a_program_nothing_is_written_unless_it_asks() -> None:
    code = "import logging, osteotwin; logging.getLogger('osteotwin.any').warning('mind this')"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr == ""
