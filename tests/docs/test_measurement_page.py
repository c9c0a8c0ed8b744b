"""The page of measurements is of the tables by which files are read."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from osteotwin.endpoints import MEASURED
from osteotwin.observing.scores import REFERENCES


def test_the_page_has_every_endpoint_maker_and_reference(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(repository / "docs" / "_extension"))
    page: str = importlib.import_module("measurement_tables").page()
    lines = page.splitlines()
    for name, endpoint in MEASURED.items():
        (line,) = (line for line in lines if line.startswith(f"| `{name}` |"))
        assert ("not used" in line) == (endpoint.output is None), line
    for device in ("hologic", "lunar", "norland", "other", "not stated"):
        assert f"| {device} |" in page
    for reference in REFERENCES:
        assert f'reference = "{reference}"' in page
