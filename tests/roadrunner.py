"""Whether libRoadRunner, the independent simulator, loads here: asked in a process of its own, where it stays."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest


@cache
def _loads() -> bool:
    return not subprocess.run([sys.executable, "-c", "import roadrunner"], capture_output=True).returncode


def need_roadrunner() -> None:
    """Skip the test where it does not load."""
    if not _loads():
        pytest.skip("libRoadRunner does not load here")
