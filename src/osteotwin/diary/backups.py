"""Dated copies of the database: made, listed, pruned, read. A copy is a SQLite file, whichever database it is of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import func, inspect, select

from osteotwin.diary.database import Database
from osteotwin.diary.encryption import decrypt, encrypt, is_encrypted
from osteotwin.diary.errors import PassPhraseError
from osteotwin.diary.place import Place
from osteotwin.diary.tables import PEOPLE
from osteotwin.files import write_bytes
from osteotwin.private_files import make_private_folder

#: Dated copies that are kept.
MOST_BACKUPS: Final = 14
_PLAIN, _ENCRYPTED = ".sqlite", ".sqlite.encrypted"


def back_up(database: Database, place: Place, today: date, why: str = "") -> Path:
    """Copy the database, whole and onto the disk, whoever writes to it; the oldest copies beyond a number go.

    The name begins with the number of changes, so that the newest is told whatever the clock says. Where there is a
    pass phrase, copies that lie there without one are encrypted, too.

    Raises
    ------
    OSError
        If the copy cannot be written.
    PassPhraseError
        If the pass phrase is too short, or there is none where copies lie under one: no open copy comes beside them.
    """
    require_phrase(place)
    make_private_folder(place.backups)
    ending = _PLAIN if place.pass_phrase is None else _ENCRYPTED
    copy = place.backups / f"{_changes(database):010d}-{today.isoformat()}{why}{ending}"
    if not copy.exists():
        write_bytes(copy, _sealed(database.image(), place), private=True, on_disk=True)
    if place.pass_phrase is not None:
        for plain in place.backups.glob(f"*{_PLAIN}"):
            sealed = plain.with_name(plain.name + ".encrypted")
            write_bytes(sealed, _sealed(plain.read_bytes(), place), private=True, on_disk=True)
            plain.unlink()
    for old in backups(place)[MOST_BACKUPS:]:
        old.unlink(missing_ok=True)
    return copy


def backups(place: Place) -> list[Path]:
    """Return the copies, the one with most changes first."""
    found = [one for ending in (_PLAIN, _ENCRYPTED) for one in place.backups.glob(f"*{ending}")]
    return sorted(found, key=lambda one: one.name, reverse=True)


def lacks_phrase(place: Place) -> bool:
    """Whether there is no pass phrase where copies lie under one."""
    return place.pass_phrase is None and any(place.backups.glob(f"*{_ENCRYPTED}"))


def require_phrase(place: Place) -> None:
    """Refuse to do without a pass phrase where copies lie under one.

    Raises
    ------
    PassPhraseError
    """
    if lacks_phrase(place):
        fix = "name the file that holds it with --pass-phrase-file"
        raise PassPhraseError(f"the copies in {place.backups} are under a pass phrase. Fix: {fix}.")


def remove_backups(place: Place) -> None:
    """Remove every copy."""
    for copy in backups(place):
        copy.unlink(missing_ok=True)


def read_backup(copy: Path, phrase: str | None) -> bytes:
    """Return the content of a copy, as a SQLite file.

    Raises
    ------
    PassPhraseError
        If it needs a pass phrase, or another one.
    OSError
    """
    content = copy.read_bytes()
    if not is_encrypted(content):
        return content
    if phrase is None:
        message = f"{copy} is under a pass phrase. Fix: name the file that holds it with --pass-phrase-file."
        raise PassPhraseError(message)
    return decrypt(content, phrase, str(copy))


def _sealed(content: bytes, place: Place) -> bytes:
    return content if place.pass_phrase is None else encrypt(content, place.pass_phrase)


def _changes(database: Database) -> int:
    with database.engine.connect() as connection:
        if not inspect(connection).has_table(PEOPLE.name):
            return 0
        return connection.execute(select(func.coalesce(func.sum(PEOPLE.c.revision), 0))).scalar_one()
