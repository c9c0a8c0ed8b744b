"""The command line as a user has it: in a process of its own, or called in this one where that is enough."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PERSON = """
[person]
name = "Zoë [bold] Ångström"
sex = "male"
birth_date = 1972-05-14
height = "181 cm"
weight = "86 kg"

[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
from = 2026-02-01

[[plan.training]]
exercise = "back squat"
sessions_per_week = 2
sets = 5
reps = 5
load = "80 %1RM"

[outlook]
until = 2027-03-01
"""


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


Cli = Callable[..., Done]


@pytest.fixture(scope="session")
def process() -> Cli:
    """Run ``python -m osteotwin`` with arguments in a process of its own."""

    def run(*arguments: object, cwd: Path | None = None, **environment: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "osteotwin", *map(str, arguments)],
            cwd=cwd, check=False, capture_output=True, timeout=300,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **environment},
        )  # fmt: skip
        encoding = environment.get("PYTHONIOENCODING", "utf-8")
        return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Call the command's ``main`` with arguments."""
    from osteotwin.cli.main import main

    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object) -> Done:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def person_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A man on a drug who trains, a little over one year."""
    path = tmp_path_factory.mktemp("person") / "person.toml"
    path.write_text(PERSON, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def written(person_file: Path, process: Cli, tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path]:
    """``run --json --out``: what it left behind, and the folder."""
    out = tmp_path_factory.mktemp("run") / "a" / "b"
    return process("run", person_file, "--people", 4, "--seed", 7, "--json", "--out", out), out


@pytest.fixture(scope="session")
def answer(written: tuple[Done, Path]) -> dict[str, Any]:
    """The answer that ``run --json`` printed."""
    return json.loads(written[0].out)


@pytest.fixture(scope="session")
def make_answer() -> Callable[..., dict[str, Any]]:
    """A complete made-up answer over as many years as wished, the one that the report's tests use."""
    path = Path(__file__).parents[1] / "report" / "sample_answer.py"
    spec = importlib.util.spec_from_file_location("osteotwin_sample_answer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.sample_answer
