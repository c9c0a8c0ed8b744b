"""How well people are chosen is asked here: with the numbers that ship."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from osteotwin.conditioning import condition
from osteotwin.people import what_data_told


@pytest.fixture(scope="package", autouse=True)
def as_shipped(small_twins: dict[str, int]) -> Iterator[None]:
    """Undo what the other tests have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(condition, "_LEAST_CANDIDATES", small_twins["candidates"])
        patch.setattr(what_data_told, "_PEOPLE", small_twins["asked"])
        yield
