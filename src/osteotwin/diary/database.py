"""The database of a diary: opened, checked, brought to this version, copied."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from osteotwin.diary.errors import DamagedDiaryError, DiaryError, DiaryFullError
from osteotwin.files import write_bytes
from osteotwin.private_files import make_private_folder

FILE: Final = "diary.sqlite"
BACKUPS: Final = "backups"
#: Dated copies that are kept.
MOST_BACKUPS: Final = 14
MIGRATIONS: Final = Path(__file__).parent / "migrations"
#: How long one writer waits for another [s].
_PATIENCE: Final = 30.0
#: What SQLite says where nothing more can be written.
_FULL: Final = ("disk is full", "disk I/O error")


def open_database(folder: Path, today: date, *, migrations: Path = MIGRATIONS) -> Engine:
    """Open the database in a folder of the user's own; make it, or bring it to this version.

    Before a migration, and once a day, the database is copied into ``backups``.

    Parameters
    ----------
    folder : Path
    today : datetime.date
        For the names of the copies.
    migrations : Path
        Folder of Alembic.

    Raises
    ------
    DamagedDiaryError
        If the database fails its own checks, or is of a later version; nothing is changed then.
    InputError
        If somebody else may write to the folder.
    """
    make_private_folder(folder)
    file = folder / FILE
    was_there = file.exists()
    if was_there:
        _check(file)
    engine = _engine(file)
    try:
        config = _config(migrations)
        version, latest = _version(engine, file), ScriptDirectory.from_config(config).get_heads()[0]
        if was_there:
            back_up(file, today, why="" if version == latest else f"-before-{latest}")
        if version != latest:
            _migrate(engine, config, file)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """Give a connection for one change: it is kept whole, on the disk, or not at all.

    Raises
    ------
    DiaryFullError
        If nothing more can be written.
    DiaryError
        If another writer holds the database for too long.
    """
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
    except OperationalError as error:
        said = str(error.orig)
        if any(words in said for words in _FULL):
            message = "nothing was kept: the disk is full. Fix: make room on the disk, and enter it again."
            raise DiaryFullError(message) from error
        message = f"nothing was kept: the database of the diary says: {said}. Fix: enter it again."
        raise DiaryError(message) from error


def back_up(file: Path, today: date, why: str = "") -> Path:
    """Copy the database into ``backups``, whole, whoever writes to it; the oldest copies beyond a number go.

    The name begins with the number of changes, so that the newest is told whatever the clock says.
    """
    folder = file.parent / BACKUPS
    make_private_folder(folder)
    with closing(sqlite3.connect(file)) as source:
        try:
            changes = source.execute("SELECT coalesce(sum(revision), 0) FROM people").fetchone()[0]
        except sqlite3.OperationalError:  # not a table yet
            changes = 0
        copy = folder / f"{changes:010d}-{today.isoformat()}{why}.sqlite"
        if not copy.exists():
            with closing(sqlite3.connect(":memory:")) as target:
                source.backup(target)
                write_bytes(copy, target.serialize(), private=True)
    for old in backups(file.parent)[MOST_BACKUPS:]:
        old.unlink(missing_ok=True)
    return copy


def backups(folder: Path) -> list[Path]:
    """Return the copies, the one with most changes first."""
    return sorted((folder / BACKUPS).glob("*.sqlite"), reverse=True)


def forget_what_was_deleted(engine: Engine, folder: Path, today: date) -> None:
    """Write the database anew without what was deleted, and make its only copy from it."""
    engine.dispose()
    with closing(sqlite3.connect(folder / FILE, timeout=_PATIENCE, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for old in backups(folder):
        old.unlink(missing_ok=True)
    back_up(folder / FILE, today)


def _engine(file: Path) -> Engine:
    # Python's own handling of transactions is off: what will write begins as a writer, so that it never has to be
    # given up because another wrote in between.
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"timeout": _PATIENCE, "isolation_level": None, "check_same_thread": False},
    )

    def connected(connection: sqlite3.Connection, _: Any) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _check(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file, timeout=_PATIENCE)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            found = [] if found == ["ok"] else found
            found += [
                f"a row of {row[0]} without its person"
                for row in connection.execute("PRAGMA foreign_key_check")
            ]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found:
        raise DamagedDiaryError(_damaged(file, "; ".join(found[:3])))


def _damaged(file: Path, found: str) -> str:
    copies = backups(file.parent)
    way = (
        f"move {file.name} and the files that begin with its name elsewhere, and copy {copies[0]} to {file}"
        if copies
        else f"move {file} elsewhere, and begin anew; there is no copy"
    )
    return f"{file}: the database of the diary is damaged ({found}). Fix: {way}."


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _version(engine: Engine, file: Path) -> str | None:
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DatabaseError as error:
        raise DamagedDiaryError(_damaged(file, str(error.orig))) from error


def _migrate(engine: Engine, config: Config, file: Path) -> None:
    try:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        message = f"{file}: the diary was written by a later version of osteotwin. Fix: update osteotwin."
        raise DamagedDiaryError(message) from error
    except DBAPIError as error:
        raise DamagedDiaryError(_damaged(file, str(error.orig))) from error
