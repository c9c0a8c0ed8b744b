"""A diary in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event

from osteotwin.diary.database import PATIENCE, Database
from osteotwin.diary.errors import DamagedDiaryError, DiaryError

FILE: Final = "diary.sqlite"
_LOCK: Final = "diary.lock"
_BESIDE: Final = ("-wal", "-shm", "-journal")


class SqliteDatabase(Database):
    """The database in a folder of the user's own.

    Parameters
    ----------
    folder : Path
        Is there.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        self.name = str(self.file)
        self.engine = _engine(self.file)
        self._lock = _share(folder / _LOCK)

    def is_empty(self) -> bool:
        """Whether there is no file yet."""
        return not self.file.exists()

    def check(self) -> None:
        """Check pages and references."""
        try:
            with closing(sqlite3.connect(self.file, timeout=PATIENCE)) as connection:
                found = faults(connection)
        except sqlite3.DatabaseError as error:
            if is_unwritable(error):
                raise not_writable(self.name) from error
            found = [str(error)]
        if found:
            raise DamagedDiaryError(
                f"{self.name}: the database of the diary is damaged ({'; '.join(found[:3])})."
            )

    def lock(self, connection: Connection) -> None:
        """Do nothing: one writer keeps the others out anyway."""

    def image(self) -> bytes:
        """Return the pages, whoever writes to them."""
        with closing(sqlite3.connect(self.file)) as source, closing(sqlite3.connect(":memory:")) as target:
            source.backup(target)
            return target.serialize()

    def forget_what_was_deleted(self) -> None:
        """Write the file anew, and nothing ahead of it."""
        self.engine.dispose()
        with closing(sqlite3.connect(self.file, timeout=PATIENCE, isolation_level=None)) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close its connections, and let others put it aside."""
        super().close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def put_aside(folder: Path, today: date) -> Path:
    """Give the file another name, with those that belong to it; nothing is removed.

    Raises
    ------
    DiaryError
        If another program has it open.
    """
    message = f"{folder / FILE} is open in another program. Fix: stop it, and try again."
    if not _is_alone(folder / _LOCK):
        raise DiaryError(message)
    number, aside = 1, f"{FILE}.damaged-{today}"
    while (folder / aside).exists():
        number += 1
        aside = f"{FILE}.damaged-{today}-{number}"
    try:
        for ending in ("", *_BESIDE):
            if (folder / f"{FILE}{ending}").exists():
                (folder / f"{FILE}{ending}").rename(folder / f"{aside}{ending}")
    except PermissionError as error:  # Windows: it is open
        raise DiaryError(message) from error
    return folder / aside


def faults(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with pages and references."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
    orphans = [
        f"a row of {row[0]} without its person" for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return ([] if found == ["ok"] else found) + orphans


def is_unwritable(error: BaseException | None) -> bool:
    """Whether SQLite may not write where the file lies."""
    return any(words in str(error) for words in ("unable to open database file", "readonly database"))


def not_writable(name: str) -> DiaryError:
    """Return what is said then."""
    return DiaryError(
        f"{name} cannot be written to. Fix: allow yourself to write to it and its folder, or name another with --data."
    )


def _engine(file: Path) -> Engine:
    # Python's own handling of transactions is off: what will write begins as a writer, so that it never has to be
    # given up because another wrote in between.
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"timeout": PATIENCE, "isolation_level": None, "check_same_thread": False},
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


def _share(lock: Path) -> int | None:
    """Hold a lock that any number may hold, as long as nobody puts the file aside."""
    if sys.platform == "win32":  # an open file cannot be moved there
        return None
    import fcntl

    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:  # a folder that cannot be written to is told where the database is opened
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    except OSError:  # no locks on this file system
        os.close(descriptor)
        return None
    return descriptor


def _is_alone(lock: Path) -> bool:
    if sys.platform == "win32":
        return True
    from osteotwin.file_lock import try_lock

    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        return try_lock(descriptor)
    finally:
        os.close(descriptor)
