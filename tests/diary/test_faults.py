"""Writers that are killed, that reach the end of the disk, that write at once: in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the writers are forked"),
    pytest.mark.integration,
]


def _run(repository: Path, *arguments: str) -> dict[str, Any]:
    script = repository / "benchmarks" / "diary_faults.py"
    done = subprocess.run(
        [sys.executable, str(script), *arguments], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_it_told_was_kept(repository: Path) -> None:
    found = _run(repository, "killed", "--rounds", "30", "--seed", "2")
    assert (found["rounds"], found["lost"], found["not_whole"]) == (30, 0, 0)


def test_a_full_disk_loses_nothing(repository: Path) -> None:
    found = _run(repository, "full")
    assert found["kept"] > 3
    assert (found["refused"], found["lost"]) == (1, 0)


def test_two_writers_lose_nothing(repository: Path) -> None:
    assert _run(repository, "together")["lost"] == 0
