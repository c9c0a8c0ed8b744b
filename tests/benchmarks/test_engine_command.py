"""The command runs from end to end on a few people; nothing is said about how fast."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.roadrunner import need_roadrunner

EXPECTED = (
    "people_per_second_per_core",
    "ratio_vs_libroadrunner",
    "ratio_vs_scipy_lsoda",
    "first_compile_s",
    "cached_start_s",
    "max_relative_error",
)


def run_command(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(repository / "benchmarks" / "engine.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_quick_run_writes_its_numbers_at_equal_accuracy(repository: Path, tmp_path: Path) -> None:
    need_roadrunner()
    file = tmp_path / "numbers.json"
    tiny = ["--people", "20", "--rounds", "1", "--seconds", "0.05", "--sample", "2"]
    done = run_command(repository, "--quick", "--json", str(file), *tiny)
    assert done.returncode == 0, done.stderr
    numbers = json.loads(file.read_text(encoding="utf-8"))
    assert all(numbers[name] > 0 for name in EXPECTED)
    assert numbers["people"] == 20
    assert numbers["max_relative_error_of_sample"] <= 1.001 * numbers["max_relative_error"] < 1e-5
    engines = numbers["plans"]["constant"]["engines"]
    assert set(engines) == {"osteotwin", "roadrunner", "lsoda_compiled", "lsoda_python"}
    ours = engines["osteotwin"]["matched"]["density_error"]
    for name, engine in engines.items():
        assert engine["matched"]["reached"], name
        assert engine["matched"]["density_error"] <= ours, name


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--people", "0"], "at least 1"), (["--quick", "--markdown", "page.md"], "without --quick")],
)
def test_what_cannot_be_run_is_said(repository: Path, arguments: list[str], says: str) -> None:
    done = run_command(repository, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
