"""A diary in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from osteotwin.diary.diary import Diary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "diary"


@pytest.fixture
def diary(folder: Path) -> Iterator[Diary]:
    diary = Diary(folder)
    yield diary
    diary.close()
