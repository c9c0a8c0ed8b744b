"""A diary at a place of its own, in each of the two databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from osteotwin.diary.diary import Diary
from osteotwin.diary.place import Place

NewPlace = Callable[[], Place]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewPlace:
    """Give another place at each call."""

    def new() -> Place:
        url = None if request.param == "sqlite" else request.getfixturevalue("postgres").new_database()
        return Place(tmp_path_factory.mktemp("place") / "diary", url)

    return new


@pytest.fixture
def place(new_place: NewPlace) -> Place:
    return new_place()


@pytest.fixture
def diary(place: Place) -> Iterator[Diary]:
    diary = Diary(place)
    yield diary
    diary.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a SQLite database is."""
    return tmp_path / "diary"


@pytest.fixture
def in_file(folder: Path) -> Iterator[Diary]:
    """A diary in a SQLite database."""
    diary = Diary(folder)
    yield diary
    diary.close()
