"""People, entries and changes as rows of the tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from osteotwin.diary.document import Part, Path, path_of, path_text
from osteotwin.diary.errors import ChangedMeanwhileError, NoSuchEntryError
from osteotwin.diary.records import Change, DiaryPerson, Entry, Where
from osteotwin.diary.steps import Step
from osteotwin.diary.tables import ENTRIES, PEOPLE

MEANWHILE: Final = (
    "it was changed meanwhile, in another window or program. "
    "Fix: look at it as it is now, and enter it again."
)


def entries_of(
    connection: Connection, person: str, where: Where | None = None, paths: Iterable[Path] | None = None
) -> list[Entry]:
    """Return the entries of a person, lists in their order; where it is said, those of one file and at some paths."""
    query = select(ENTRIES).where(ENTRIES.c.person == person).order_by(ENTRIES.c.position, ENTRIES.c.id)
    if where is not None:
        query = query.where(ENTRIES.c.part == where)
    if paths is not None:
        query = query.where(ENTRIES.c.path.in_(sorted(map(path_text, paths))))
    return [_entry(row) for row in connection.execute(query)]


def paths_of(connection: Connection, person: str, where: Where) -> set[Path]:
    """Return the paths at which entries of a file stand."""
    query = select(ENTRIES.c.path).where(ENTRIES.c.person == person, ENTRIES.c.part == where).distinct()
    return {path_of(text) for text in connection.scalars(query)}


def count_of(connection: Connection, person: str) -> int:
    """Return how many entries a person has."""
    return connection.scalar(select(func.count()).where(ENTRIES.c.person == person)) or 0


def last_position(connection: Connection, person: str) -> int:
    """Return behind what a new entry stands; 0 where there is none."""
    return connection.scalar(select(func.max(ENTRIES.c.position)).where(ENTRIES.c.person == person)) or 0


def everybody(connection: Connection) -> list[DiaryPerson]:
    """Return all people, in the order in which they came by the clock."""
    found = [_person(row) for row in connection.execute(select(PEOPLE))]
    return sorted(found, key=lambda one: (one.added, one.id))


def the_person(connection: Connection, person: str, *, writes: bool = False) -> DiaryPerson:
    """Return one person; other writers of the same wait, where this one writes.

    Raises
    ------
    NoSuchEntryError
    """
    query = select(PEOPLE).where(PEOPLE.c.id == person)
    row = connection.execute(query.with_for_update() if writes else query).first()
    if row is None:
        message = "the diary has no such person. Fix: choose one on the page of people."
        raise NoSuchEntryError(message)
    return _person(row)


def the_entry(connection: Connection, person: str, entry: str, read_at: int) -> Entry:
    """Return an entry that is to be changed.

    Raises
    ------
    NoSuchEntryError
    ChangedMeanwhileError
        If it was changed since it was read.
    """
    query = select(ENTRIES).where(ENTRIES.c.person == person, ENTRIES.c.id == entry)
    row = connection.execute(query).first()
    if row is None:
        message = (
            "the diary has no such entry; it may have been removed. Fix: look at the diary as it is now."
        )
        raise NoSuchEntryError(message)
    if row.revision != read_at:
        raise ChangedMeanwhileError(MEANWHILE)
    return _entry(row)


def _person(row: Row[Any]) -> DiaryPerson:
    return DiaryPerson(row.id, row.name, datetime.fromisoformat(row.added), row.revision)


def _entry(row: Row[Any]) -> Entry:
    part = Part(path_of(row.path), bool(row.listed), row.content)
    return Entry(row.id, row.part, part, row.position, row.revision)


def _row(entry: Entry) -> dict[str, Any]:
    part = entry.part
    return {
        "id": entry.id,
        "part": entry.where,
        "path": path_text(part.path),
        "listed": part.listed,
        "position": entry.position,
        "content": part.content,
        "revision": entry.revision,
    }


def change_of(row: Row[Any]) -> Change:
    """Return the change of a row."""
    return Change(row.revision, datetime.fromisoformat(row.at), row.what, row.undoes, bool(row.undone))


def entry_of_text(text: str | None) -> Entry | None:
    """Return the entry of one side of a step; ``None`` where there was none."""
    return None if text is None else Entry.from_json(text)


def apply(connection: Connection, person: str, steps: Sequence[Step]) -> None:
    """Let the entries of a person be as steps leave them, each of which is of another entry."""
    removed = [{"gone": one.before.id} for one in steps if one.before and one.after is None]
    if removed:
        connection.execute(delete(ENTRIES).where(ENTRIES.c.id == bindparam("gone")), removed)
    for one in steps:
        if one.before and one.after:
            connection.execute(update(ENTRIES).where(ENTRIES.c.id == one.before.id).values(_row(one.after)))
    new = [{"person": person, **_row(one.after)} for one in steps if one.after and one.before is None]
    if new:
        connection.execute(insert(ENTRIES), new)
