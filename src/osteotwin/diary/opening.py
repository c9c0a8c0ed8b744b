"""The database of a diary opened: checked, brought to this version, copied."""

from __future__ import annotations

import errno
import logging
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError

from osteotwin.diary.backups import back_up, backups, lacks_phrase, remove_backups, require_phrase
from osteotwin.diary.database import Database
from osteotwin.diary.encryption import require_long
from osteotwin.diary.errors import DamagedDiaryError, DiaryFullError, PassPhraseError
from osteotwin.diary.migrating import MIGRATIONS, latest, migrate, require_known, version_of
from osteotwin.diary.place import Place
from osteotwin.diary.postgres_database import PostgresDatabase
from osteotwin.diary.sqlite_database import SqliteDatabase, is_unwritable, not_writable
from osteotwin.diary.transactions import writing
from osteotwin.files import write_bytes
from osteotwin.private_files import make_private_folder

#: Lies beside the copies while somebody is erased, so that what a killed program left of it is finished.
_ERASING: Final = "erasing"
_log = logging.getLogger(__name__)


def open_database(place: Place, today: date, *, migrations: Path = MIGRATIONS) -> Database:
    """Open the database of a diary; make it, or bring it to this version.

    It is copied before a migration, and wherever something is new.

    Parameters
    ----------
    place : Place
    today : datetime.date
        For the names of the copies.
    migrations : Path
        Folder of Alembic.

    Raises
    ------
    DamagedDiaryError
        If the database fails its own checks; nothing is changed then.
    LaterVersionError
        If it is of a later version; nothing is changed then.
    DiaryError
        If it cannot be reached or written to.
    InputError
        If somebody else may write to the folder, or the address is none.
    """
    if place.pass_phrase is not None:
        require_long(place.pass_phrase)
    url = place.url
    make_private_folder(place.folder)
    database = SqliteDatabase(place.folder) if url is None else PostgresDatabase(url)
    try:
        _bring_up(database, place, today, migrations)
    except DamagedDiaryError as error:
        database.close()
        raise DamagedDiaryError(f"{error} Fix: {_way_back(place)}.") from error
    except BaseException:
        database.close()
        raise
    return database


def copy_today(database: Database, place: Place, today: date) -> None:
    """Copy the database where something is new; a full disk or a missing pass phrase keeps nobody from reading."""
    try:
        back_up(database, place, today)
    except PassPhraseError:
        _log.warning("no copy of the diary was made: the others are under a pass phrase, and none was given")
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        _log.warning("no copy of the diary was made: the disk is full")


def forget_what_was_deleted(database: Database, place: Place, today: date) -> None:
    """Write the database anew without what was deleted, and make its only copy from it."""
    database.forget_what_was_deleted()
    open_copy = lacks_phrase(place)  # only where an erasure that was cut short is finished
    remove_backups(place)
    if not open_copy:
        back_up(database, place, today)
    (place.backups / _ERASING).unlink(missing_ok=True)


def will_erase(place: Place) -> None:
    """Note that somebody is about to be erased: see :func:`forget_what_was_deleted`.

    Raises
    ------
    PassPhraseError
        If the copies that would be made anew are under a pass phrase, and none was given.
    """
    require_phrase(place)
    make_private_folder(place.backups)
    write_bytes(place.backups / _ERASING, b"", private=True, on_disk=True)


def _bring_up(database: Database, place: Place, today: date, migrations: Path) -> None:
    was_there = not database.is_empty()
    if was_there:
        database.check()
    version, head = _version(database), latest(migrations)
    require_known(version, database.name, migrations)
    if version != head:
        if was_there:
            back_up(database, place, today, f"-before-{head}")
        with writing(database) as connection:
            database.lock(connection)
            migrate(connection, migrations)
    elif (place.backups / _ERASING).exists():
        forget_what_was_deleted(database, place, today)
    else:
        copy_today(database, place, today)


def _version(database: Database) -> str | None:
    try:
        with database.engine.connect() as connection:
            return version_of(connection)
    except OperationalError as error:
        said = str(error.orig)
        if is_unwritable(error.orig):
            raise not_writable(database.name) from error
        if "full" in said or "I/O" in said:
            message = f"{database.name} cannot be opened: the disk is full. Fix: make room on the disk."
            raise DiaryFullError(message) from error
        raise DamagedDiaryError(f"{database.name}: the database of the diary is damaged ({said}).") from error
    except DBAPIError as error:
        message = f"{database.name}: the database of the diary is damaged ({error.orig})."
        raise DamagedDiaryError(message) from error


def _way_back(place: Place) -> str:
    copies = backups(place)
    if place.database is not None:
        name = f'"{copies[0]}"' if copies else "a copy"
        return f"make an empty database, and run osteotwin diary restore {name} --database with its address"
    if copies:
        return (
            f'run osteotwin diary restore "{copies[0]}" --data "{place.folder}", which goes back to the newest copy '
            "and puts the damaged file aside"
        )
    return f'move the files of "{place.folder}" elsewhere, and begin anew; there is no copy'
