"""Opened, brought to a new version, or left alone: in each of the two databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from tests.diary.later_version import later_version

from osteotwin.diary.backups import backups
from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import LaterVersionError, PassPhraseError
from osteotwin.diary.place import Place
from osteotwin.diary.restoring import restore
from osteotwin.diary.tables import METADATA
from osteotwin.errors import InputError

TODAY = date(2026, 5, 1)
#: Written by version 0.1.0 with the first tables.
FIRST_VERSION = Path(__file__).parent / "data" / "version_0001.sqlite"


def _tables(diary: Diary) -> list[str]:
    with diary._database.engine.connect() as connection:
        return inspect(connection).get_table_names()


@pytest.mark.slow
def test_the_migrations_make_the_tables_that_the_code_uses(diary: Diary) -> None:
    with diary._database.engine.connect() as connection:
        differing: list[Any] = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert differing == []


def test_an_older_version_is_copied_and_brought_up(diary: Diary, place: Place, tmp_path: Path) -> None:
    person = diary.add_person("Example", {"person": {"sex": "male"}})
    diary.close()
    later = Diary(place, migrations=later_version(tmp_path))
    assert later.document(person.id) == {"person": {"sex": "male"}}
    assert "more" in _tables(later)
    later.close()
    assert ["-before-9999" in copy.name for copy in backups(place)] == [True]


def test_the_copy_from_before_a_new_version_leads_back(
    diary: Diary, place: Place, new_place: Callable[[], Place], tmp_path: Path
) -> None:
    person = diary.add_person("Example", {"person": {"sex": "male"}})
    diary.close()
    Diary(place, migrations=later_version(tmp_path)).close()
    other = new_place()
    restore(other, backups(place)[0], TODAY)
    old = Diary(other)
    assert old.document(person.id) == {"person": {"sex": "male"}}
    old.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    diary: Diary, place: Place, tmp_path: Path
) -> None:
    person = diary.add_person("Example", {"person": {"sex": "male"}})
    diary.close()
    broken = later_version(tmp_path, 'op.execute("SELECT * FROM nowhere")')
    with pytest.raises(Exception, match="nowhere"):
        Diary(place, migrations=broken)
    again = Diary(place)
    assert again.document(person.id) == {"person": {"sex": "male"}}
    assert "more" not in _tables(again)
    again.close()


def test_a_later_version_is_left_alone(diary: Diary, place: Place, tmp_path: Path) -> None:
    diary.add_person("Example")
    diary.close()
    Diary(place, migrations=later_version(tmp_path)).close()
    copies = backups(place)
    with pytest.raises(LaterVersionError, match=r"written by a later version of osteotwin\. Fix: update"):
        Diary(place)
    assert backups(place) == copies
    later = Diary(place, migrations=tmp_path / "migrations")
    assert [person.name for person in later.people()] == ["Example"]
    later.close()


def test_the_first_version_of_all_can_be_read(place: Place) -> None:
    restore(place, FIRST_VERSION, TODAY)
    diary = Diary(place)
    one, other = diary.people()
    assert (one.name, other.name) == ("Example", "Other")
    assert diary.document(one.id)["plan"]["drug"] == [
        {"name": "anastrozole", "dose": "1 mg", "every": "1 day"}
    ]
    assert diary.document(one.id, "diary") == {"symptom": [{"what": "joint pain", "severity": 4}]}
    assert [change.what for change in diary.changes(one.id)] == [
        "taken back: measurement added", "measurement added", "symptom added", "Example added"
    ]  # fmt: skip
    diary.undo(one.id)
    assert diary.document(one.id, "diary") == {}
    diary.close()


def test_two_that_open_an_empty_database_at_once_both_have_it(place: Place) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        diaries = list(pool.map(lambda _: Diary(place), range(2)))
    person = diaries[0].add_person("Example")
    assert diaries[1].person(person.id) == person
    for diary in diaries:
        diary.close()


def test_a_short_pass_phrase_is_refused_before_anything_is_made(place: Place) -> None:
    with pytest.raises(PassPhraseError, match="fewer than 12 signs"):
        Diary(Place(place.folder, place.database, "secret"))
    assert not place.folder.exists()


@pytest.mark.parametrize(
    "url", ["mysql://localhost/diary", "diary.sqlite", "postgresql://a:secret-word@[::1/x"]
)
def test_what_is_no_address_is_told_without_the_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError, match="the URL of a PostgreSQL database") as refused:
        Diary(Place(tmp_path / "diary", url))
    assert "secret-word" not in str(refused.value)


def test_a_place_is_shown_without_its_password(tmp_path: Path) -> None:
    place = Place(tmp_path, "postgresql://clinic:secret-word@db/osteotwin", "another secret phrase")
    assert "secret" not in f"{place} {place!r}"
    assert str(place) == "postgresql+psycopg://clinic:***@db/osteotwin"


def test_connections_wait_for_the_disk(diary: Diary) -> None:
    with diary._database.engine.connect() as connection:
        if diary.place.database is None:
            found = [
                connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("synchronous", "foreign_keys")
            ]
            assert found == [2, 1]
        else:
            assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"
