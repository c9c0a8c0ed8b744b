"""Going back to a copy: what is in the database is exchanged for what is in the copy, in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, create_engine, delete, insert, select
from sqlalchemy.pool import StaticPool

from osteotwin.diary.backups import back_up, read_backup
from osteotwin.diary.database import Database
from osteotwin.diary.errors import DamagedDiaryError
from osteotwin.diary.migrating import MIGRATIONS, migrate, require_known, version_of
from osteotwin.diary.opening import open_database
from osteotwin.diary.place import Place
from osteotwin.diary.sqlite_database import faults, put_aside
from osteotwin.diary.tables import METADATA, PEOPLE
from osteotwin.diary.transactions import writing

Rows = dict[str, list[dict[str, Any]]]
#: Numbers of changes go on so far behind those of the copy, so that no window that was left open takes a number given
#: after it for one that was given before.
_GAP: Final = 1000
_BATCH: Final = 500
#: Where a SQLite file says that it is written ahead, which a database in memory cannot be.
_JOURNAL = slice(18, 20)


@dataclass(frozen=True)
class Restored:
    """What became of a database.

    Attributes
    ----------
    people : int
    kept : Path
        What was there before: a copy, or the damaged file under another name.
    """

    people: int
    kept: Path


def restore(place: Place, copy: Path, today: date, phrase: str | None = None) -> Restored:
    """Go back to a copy, of either database, of this or an earlier version.

    Parameters
    ----------
    place : Place
    copy : Path
    today : datetime.date
    phrase : str, optional
        Under which the copy is; else that of the place.

    Returns
    -------
    Restored

    Raises
    ------
    DamagedDiaryError
        If the copy is damaged; nothing is changed then.
    PassPhraseError
        If it needs another pass phrase.
    DiaryError
        If the database cannot be written to, or a damaged one is open in another program.
    """
    rows = _rows_of(read_backup(copy, phrase or place.pass_phrase), copy)
    kept: Path | None = None
    try:
        database = open_database(place, today)
    except DamagedDiaryError:
        if place.database is not None:
            raise
        kept = put_aside(place.folder, today)
        database = open_database(place, today)
    try:
        kept = kept or back_up(database, place, today, "-before-restore")
        with writing(database) as connection:
            _exchange(database, connection, rows)
    finally:
        database.close()
    return Restored(len(rows[PEOPLE.name]), kept)


def _rows_of(content: bytes, copy: Path) -> Rows:
    image = bytearray(content)
    image[_JOURNAL] = b"\x01\x01"
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as memory:
        try:
            memory.deserialize(bytes(image))
            found = faults(memory)
        except sqlite3.DatabaseError as error:
            found = [str(error)]
        if found:
            raise DamagedDiaryError(
                f"{copy} is no whole copy of a diary ({found[0]}). Fix: name another copy."
            )
        engine = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool)
        with engine.connect() as connection:
            version = version_of(connection)
            if version is None:
                raise DamagedDiaryError(f"{copy} holds no diary. Fix: name another copy.")
            require_known(version, str(copy), MIGRATIONS)
            migrate(connection, MIGRATIONS)
            return {
                table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in METADATA.sorted_tables
            }


def _exchange(database: Database, connection: Connection, rows: Rows) -> None:
    database.lock(connection)
    there = {row.id: row.revision for row in connection.execute(select(PEOPLE))}
    for person in rows[PEOPLE.name]:
        person["revision"] = max(person["revision"], there.get(person["id"], 0)) + _GAP
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    for table in METADATA.sorted_tables:
        own = rows[table.name]
        for start in range(0, len(own), _BATCH):
            connection.execute(insert(table), own[start : start + _BATCH])
