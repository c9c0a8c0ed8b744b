"""What simulations and reports need is loaded when they are asked for, so that the first page is there soon."""

from __future__ import annotations

import subprocess
import sys

import pytest

LATER = (
    "numpy",
    "scipy",
    "llvmlite",
    "osteotwin.explaining",
    "osteotwin.people",
    "osteotwin.planning",
    "osteotwin.body",
)


def test_the_application_starts_without_what_simulates() -> None:
    code = "import sys, osteotwin.web.app; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "osteotwin.web.outlook_pages" in loaded
    assert sorted(set(LATER) & set(loaded)) == []


@pytest.mark.parametrize("module", LATER)
def test_what_is_named_is_there(module: str) -> None:
    __import__(module)
