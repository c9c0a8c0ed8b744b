"""Opened, checked, copied, brought to a new version."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from osteotwin.diary.database import MIGRATIONS, MOST_BACKUPS, backups, open_database
from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import DamagedDiaryError, DiaryFullError
from osteotwin.diary.tables import METADATA
from osteotwin.errors import InputError

NEXT = '''"""A table more."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{}"


def upgrade():
    """Make it."""
    op.create_table("more", sa.Column("id", sa.Integer, primary_key=True))
    {}
'''


def _value(file: Path, query: str) -> object:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchone()[0]


def _later_version(tmp_path: Path, then: str = "") -> Path:
    """The migrations with one more."""
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    newest = sorted((migrations / "versions").glob("v*.py"))[-1].stem.removeprefix("v")
    (migrations / "versions" / "v9999.py").write_text(NEXT.format(newest, then))
    return migrations


def test_the_migrations_make_the_tables_that_the_code_uses(folder: Path) -> None:
    engine = open_database(folder, date(2026, 5, 1))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_it_writes_ahead_and_keeps_its_references(diary: Diary, folder: Path) -> None:
    assert _value(folder / "diary.sqlite", "PRAGMA journal_mode") == "wal"
    with diary._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_only_the_user_may_enter_the_folder(diary: Diary, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    diary.close()
    folder.chmod(0o777)
    with pytest.raises(InputError, match="others may write"):
        Diary(folder)


def test_an_older_version_is_copied_and_brought_up(diary: Diary, folder: Path, tmp_path: Path) -> None:
    person = diary.add_person("Example", {"person": {"sex": "male"}})
    diary.close()
    later = Diary(folder, migrations=_later_version(tmp_path))
    assert later.document(person.id) == {"person": {"sex": "male"}}
    later.close()
    assert _value(folder / "diary.sqlite", "SELECT count(*) FROM more") == 0
    copy = next(one for one in backups(folder) if "-before-9999" in one.name)
    assert _value(copy, "SELECT name FROM people") == "Example"


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    diary: Diary, folder: Path, tmp_path: Path
) -> None:
    person = diary.add_person("Example", {"person": {"sex": "male"}})
    diary.close()
    broken = _later_version(tmp_path, 'op.execute("SELECT * FROM nowhere")')
    with pytest.raises(Exception, match="nowhere"):
        Diary(folder, migrations=broken)
    again = Diary(folder)
    assert again.document(person.id) == {"person": {"sex": "male"}}
    again.close()
    with pytest.raises(sqlite3.OperationalError, match="no such table: more"):
        _value(folder / "diary.sqlite", "SELECT count(*) FROM more")


def test_a_later_version_is_left_alone(diary: Diary, folder: Path, tmp_path: Path) -> None:
    diary.close()
    Diary(folder, migrations=_later_version(tmp_path)).close()
    before = (folder / "diary.sqlite").read_bytes()
    with pytest.raises(DamagedDiaryError, match="later version of osteotwin"):
        Diary(folder)
    assert (folder / "diary.sqlite").read_bytes() == before


def test_a_damaged_database_is_told_with_the_way_back(diary: Diary, folder: Path) -> None:
    person = diary.add_person("Example", {"note": "x" * 200_000})
    diary.close()
    Diary(folder).close()  # which makes a copy
    file = folder / "diary.sqlite"
    content = bytearray(file.read_bytes())
    content[8192:40_000] = b"\xff" * (40_000 - 8192)
    file.write_bytes(content)
    with pytest.raises(DamagedDiaryError) as refused:
        Diary(folder)
    assert str(backups(folder)[0]) in str(refused.value)
    assert file.read_bytes() == content
    for part in folder.glob("diary.sqlite*"):
        part.unlink()
    shutil.copy(backups(folder)[0], file)
    mended = Diary(folder)
    assert len(mended.document(person.id)["note"]) == 200_000
    mended.close()


def test_what_is_no_database_is_told(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / "diary.sqlite").write_text("my diary\n" * 1000)
    with pytest.raises(DamagedDiaryError, match="begin anew; there is no copy"):
        Diary(folder)


def test_copies_are_dated_and_the_newest_stay_whatever_the_clock_says(folder: Path) -> None:
    days = [datetime(2026, 1, 1 + day, tzinfo=UTC) for day in range(MOST_BACKUPS + 3)]
    days[4] = datetime(2099, 1, 1, tzinfo=UTC)  # a clock that jumps ahead and back
    for day in days:
        diary = Diary(folder, clock=lambda day=day: day)
        diary.add_person("Example", {"n": day.isoformat()})
        diary.close()
    names = [one.name for one in backups(folder)]
    assert len(names) == MOST_BACKUPS
    assert names[0].endswith("2026-01-17.sqlite")
    assert _value(backups(folder)[0], "SELECT count(*) FROM people") == MOST_BACKUPS + 2


def test_a_full_disk_is_told_and_loses_nothing(diary: Diary) -> None:
    person = diary.add_person("Example").id

    def full(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 40")

    from sqlalchemy import event

    event.listen(diary._engine, "checkout", full)
    kept = 0
    said = ""
    while not said:
        try:
            diary.add(person, ("measurement",), {"note": "x" * 1000, "n": kept})
            kept += 1
        except DiaryFullError as error:
            said = str(error)
    assert said == "nothing was kept: the disk is full. Fix: make room on the disk, and enter it again."
    event.remove(diary._engine, "checkout", full)
    assert len(diary.entries(person)) == kept > 10
    diary._engine.dispose()
    diary.add(person, ("measurement",), {"n": kept})
    assert [row["n"] for row in diary.document(person)["measurement"]] == list(range(kept + 1))
