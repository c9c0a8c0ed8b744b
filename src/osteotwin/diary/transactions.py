"""Reading the database, and changing it whole or not at all; what became of it as a sentence."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from osteotwin.diary.database import Database
from osteotwin.diary.errors import DiaryError, DiaryFullError
from osteotwin.diary.sqlite_database import is_unwritable, not_writable

#: What SQLite says where nothing more can be written, and PostgreSQL's code for it.
_FULL = ("disk is full", "disk I/O error")
_FULL_CODE = "53100"


@contextmanager
def reading(database: Database) -> Generator[Connection]:
    """Give a connection for reading.

    Raises
    ------
    DiaryError
        If the database cannot be read.
    """
    try:
        with database.engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise DiaryError(
            f"{database.name} cannot be read ({said}). Fix: try again, or start anew."
        ) from error


@contextmanager
def writing(database: Database) -> Generator[Connection]:
    """Give a connection for one change: it is kept whole, on the disk, or not at all.

    Raises
    ------
    DiaryFullError
        If nothing more can be written.
    DiaryError
        If another writer holds the database for too long, it cannot be written to, or its connection is lost.
    """
    try:
        with database.engine.execution_options(writes=True).begin() as connection:
            yield connection
    except (DataError, UnicodeEncodeError) as error:
        message = "nothing was kept: it holds a sign that no text may hold. Fix: write it without."
        raise DiaryError(message) from error
    except (IntegrityError, ProgrammingError):  # faults of ours, not of the database
        raise
    except DBAPIError as error:
        raise _told(database, error) from error


def _told(database: Database, error: DBAPIError) -> DiaryError:
    said = " ".join(str(error.orig).split())
    if error.connection_invalidated:  # perhaps after it was kept, before that was told
        fix = "look at the diary as it is now, and enter again what is missing"
        return DiaryError(f"the connection to the database was lost ({said}). Fix: {fix}.")
    if any(words in said for words in _FULL) or getattr(error.orig, "sqlstate", None) == _FULL_CODE:
        return DiaryFullError(
            "nothing was kept: the disk is full. Fix: make room on the disk, and enter it again."
        )
    if is_unwritable(error.orig):
        return not_writable(database.name)
    return DiaryError(f"nothing was kept: the database of the diary says: {said}. Fix: enter it again.")
