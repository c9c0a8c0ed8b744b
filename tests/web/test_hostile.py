"""What nobody should send is refused in a sentence: a few hundred of the requests of benchmarks/hostile_requests.py."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("options", [["--count", "520"], ["--count", "390", "--seed", "5", "--network"]])
def test_hostile_requests_break_no_law(repository: Path, options: list[str]) -> None:
    command = [sys.executable, str(repository / "benchmarks" / "hostile_requests.py"), *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert found["first"] == []
    assert done.returncode == 0
    assert len(found["families"]) >= 12
    assert sum(found["statuses"][status] for status in ("400", "403", "404", "405", "413", "422")) > 200
