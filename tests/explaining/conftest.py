"""The answer for the bundled example, and situations to speak about."""

from __future__ import annotations

from typing import Any

import pytest
from tests.situations import situation

import osteotwin as ot
from osteotwin.parameters import starting_values

__all__ = ["situation"]


@pytest.fixture(scope="session")
def demo_answer() -> dict[str, Any]:
    """The answer for the bundled example."""
    return ot.run(ot.read_person(ot.demo_path()), people=6, seed=3, parameters=starting_values())
