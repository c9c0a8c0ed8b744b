"""A change of a person's entries written down with what it takes to undo it; and what would be undone next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update

from osteotwin.diary.document import depends, join
from osteotwin.diary.errors import DiaryError
from osteotwin.diary.records import Change, DiaryPerson, Where
from osteotwin.diary.rows import apply, change_of, count_of, entries_of, entry_of_text, paths_of
from osteotwin.diary.steps import Step, after
from osteotwin.diary.tables import CHANGES, PEOPLE, STEPS

ALL_TAKEN_BACK: Final = (
    "Every change since this person came is taken back; nothing more was. "
    "Fix: to let everything go, erase the person on the page Settings."
)
#: Of each person, so that a document stays within what its reader takes.
MOST_ENTRIES: Final = 20_000


def keep(
    connection: Connection,
    person: DiaryPerson,
    at: datetime,
    what: str,
    steps: list[Step],
    undoes: int | None = None,
) -> DiaryPerson:
    """Write the steps of one change, in place of which come those with the change's number.

    Raises
    ------
    DiaryError
        If there would be too many entries, or entries that make no document.
    """
    revision = person.revision + 1
    connection.execute(update(PEOPLE).where(PEOPLE.c.id == person.id).values(revision=revision))
    connection.execute(
        insert(CHANGES).values(
            person=person.id, revision=revision, at=at.isoformat(), what=what, undoes=undoes, undone=False
        )
    )
    steps[:] = [Step(s.before, s.after and replace(s.after, revision=revision)) for s in steps]
    apply(connection, person.id, steps)
    rows = [
        {"person": person.id, "revision": revision, "number": number}
        | {name: one and one.to_json() for name, one in vars(step).items()}
        for number, step in enumerate(steps)
    ]
    if rows:
        connection.execute(insert(STEPS), rows)
    if count_of(connection, person.id) > MOST_ENTRIES:
        message = f"a person may have at most {MOST_ENTRIES:,} entries. Fix: remove what does not matter."
        raise DiaryError(message)
    wheres: set[Where] = {one.where for step in steps for one in (step.before, step.after) if one}
    for where in wheres:
        _check_document(connection, person.id, where, steps)
    return replace(person, revision=revision)


def _check_document(connection: Connection, person: str, where: Where, steps: Sequence[Step]) -> None:
    """Refuse entries that make no document, so that it can always be exported; of a long list few are read."""
    new = {entry.part.path: entry.part for entry in after(steps) if entry.where == where}
    old = {step.before.part.path for step in steps if step.before and step.before.where == where}
    read = depends(new.keys() | old, paths_of(connection, person, where))
    parts = [entry.part for entry in entries_of(connection, person, where, read)] if read else []
    join([*parts, *(part for path, part in new.items() if path not in read)])


def last_to_undo(connection: Connection, person: str) -> Change | None:
    """Return the last change that was not taken back yet and takes none back."""
    mine = CHANGES.c.person == person
    query = select(CHANGES).where(mine, CHANGES.c.undone.is_(False), CHANGES.c.undoes.is_(None))
    row = connection.execute(query.order_by(CHANGES.c.revision.desc()).limit(1)).first()
    return None if row is None else change_of(row)


def removes_person(step: Step) -> bool:
    """Whether a step leaves nobody whose file it is."""
    return step.after is None and step.before is not None and step.before.part.path == ("person",)


def undoing(connection: Connection, person: str, change: Change) -> list[Step]:
    """Note that a change is taken back, and return the steps that do it."""
    query = select(STEPS).where(STEPS.c.person == person, STEPS.c.revision == change.revision)
    done = connection.execute(query.order_by(STEPS.c.number.desc())).all()
    this = (CHANGES.c.person == person) & (CHANGES.c.revision == change.revision)
    connection.execute(update(CHANGES).where(this).values(undone=True))
    return [Step(entry_of_text(one.after), entry_of_text(one.before)) for one in done]
