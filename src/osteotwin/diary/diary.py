"""The diary of several people: what was entered, as it was entered, with every change to be taken back."""

from __future__ import annotations

import secrets
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from osteotwin.diary.database import forget_what_was_deleted, open_database, writing
from osteotwin.diary.document import Part, join, part_of, path_of, path_text, split
from osteotwin.diary.errors import ChangedMeanwhileError, DiaryError, NoSuchEntryError
from osteotwin.diary.records import Change, DiaryPerson, Entry, Where
from osteotwin.diary.tables import CHANGES, ENTRIES, PEOPLE, STEPS
from osteotwin.inputs.toml_text import document_text

FILE, BESIDE = "file", "diary"
#: Of each person, so that a document stays within what its reader takes.
MOST_ENTRIES = 20_000


def now() -> datetime:
    """Return the time of the machine."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Step:
    """What a change does to one entry; ``None`` where there is none before or after."""

    before: Entry | None
    after: Entry | None


class Diary:
    """The diary in a folder of the user's own.

    Each change of a person's entries is one transaction with one number; what was changed since somebody read it is
    not overwritten. Order is told by these numbers, never by the clock.

    Parameters
    ----------
    folder : Path
        Made where it is not there.
    clock : callable
        Gives the time that is written beside changes.
    migrations : Path, optional
        As in :func:`~osteotwin.diary.database.open_database`.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = now, **options: Any) -> None:
        self.folder = folder
        self._clock = clock
        self._engine: Engine = open_database(folder, clock().date(), **options)

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()

    def people(self) -> list[DiaryPerson]:
        """Return everybody, in the order in which they came."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(PEOPLE).order_by(PEOPLE.c.added, PEOPLE.c.id))
            return [_person(row) for row in rows]

    def person(self, person: str) -> DiaryPerson:
        """Return one person.

        Raises
        ------
        NoSuchEntryError
        """
        with self._engine.connect() as connection:
            return _the_person(connection, person)

    def add_person(self, name: str, document: Mapping[str, Any] | None = None) -> DiaryPerson:
        """Add a person, with what a person's file says."""
        added = DiaryPerson(secrets.token_hex(8), name, self._clock(), 0)
        with writing(self._engine) as connection:
            values = {"id": added.id, "name": name, "added": added.added.isoformat(), "revision": 0}
            connection.execute(insert(PEOPLE).values(values))
            if document:
                steps = _added(split(document), FILE, [])
                added = self._keep(connection, added, f"{name} added", steps)
        return added

    def rename(self, person: str, name: str) -> None:
        """Call a person by another name; the person's file is not touched."""
        with writing(self._engine) as connection:
            _the_person(connection, person)
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(name=name))

    def erase(self, person: str) -> None:
        """Remove a person with everything, from the copies of the database, too: those are made anew.

        Raises
        ------
        NoSuchEntryError
        """
        with writing(self._engine) as connection:
            _the_person(connection, person)
            connection.execute(delete(PEOPLE).where(PEOPLE.c.id == person))
        forget_what_was_deleted(self._engine, self.folder, self._clock().date())

    def entries(self, person: str) -> list[Entry]:
        """Return what was entered of a person, lists in their order.

        Raises
        ------
        NoSuchEntryError
        """
        with self._engine.connect() as connection:
            _the_person(connection, person)
            return _entries(connection, person)

    def add(
        self,
        person: str,
        path: Sequence[str],
        keys: Mapping[str, Any],
        where: Where = FILE,
        *,
        what: str = "",
    ) -> Entry:
        """Add an entry at the end of a list.

        Parameters
        ----------
        person : str
        path : sequence of str
            Of the list, such as ``("plan", "drug")``.
        keys : mapping
            As a file writes them.
        where : "file" or "diary"
        what : str
            What is entered, in a few words, for the list of changes.

        Raises
        ------
        DiaryError
            Also if nothing more can be written; nothing is changed then.
        """
        with writing(self._engine) as connection:
            held = _the_person(connection, person)
            entries = _entries(connection, person)
            steps = _added([part_of(tuple(path), keys)], where, entries)
            self._keep(connection, held, what or f"{'.'.join(path)} added", steps)
            return _after(steps)[0]

    def change(
        self, person: str, entry: str, keys: Mapping[str, Any], *, read_at: int, what: str = ""
    ) -> Entry:
        """Write an entry anew.

        Parameters
        ----------
        person, entry : str
        keys : mapping
        read_at : int
            ``revision`` of the entry as it was read.
        what : str

        Raises
        ------
        ChangedMeanwhileError
            If the entry was changed since.
        """
        with writing(self._engine) as connection:
            held = _the_person(connection, person)
            before = _the_entry(connection, person, entry, read_at)
            part = part_of(before.part.path, keys, listed=before.part.listed)
            steps = [Step(before, replace(before, part=part))]
            self._keep(connection, held, what or f"{'.'.join(part.path)} changed", steps)
            return _after(steps)[0]

    def remove(self, person: str, entry: str, *, read_at: int, what: str = "") -> None:
        """Remove an entry: see :meth:`change`."""
        with writing(self._engine) as connection:
            held = _the_person(connection, person)
            before = _the_entry(connection, person, entry, read_at)
            self._keep(
                connection, held, what or f"{'.'.join(before.part.path)} removed", [Step(before, None)]
            )

    def document(self, person: str, where: Where = FILE) -> dict[str, Any]:
        """Return a person's file, or the diary beside it, as a document."""
        return join(entry.part for entry in self.entries(person) if entry.where == where)

    def text(self, person: str, where: Where = FILE) -> str:
        """Return the same as TOML: of ``"file"`` what the command line reads."""
        return document_text(self.document(person, where))

    def take_over(
        self, person: str, text: str, where: Where = FILE, *, read_at: int | None = None, what: str = ""
    ) -> int:
        """Let a person's file be what a text says; entries that are the same stay as they are.

        Parameters
        ----------
        person : str
        text : str
            TOML.
        where : "file" or "diary"
        read_at : int, optional
            ``revision`` of the person for which the text was made; any otherwise.
        what : str

        Returns
        -------
        int
            How many entries were added or removed.

        Raises
        ------
        ChangedMeanwhileError
            If something of the person was changed since.
        """
        texts: dict[Where, str] = {where: text}
        return self.take_over_all(person, texts, read_at=read_at, what=what)

    def take_over_all(
        self, person: str, texts: Mapping[Where, str], *, read_at: int | None = None, what: str = ""
    ) -> int:
        """Let a person's file and the diary beside it be what texts say, as one change: see :meth:`take_over`."""
        parts = {where: split(tomllib.loads(text)) for where, text in texts.items()}
        with writing(self._engine) as connection:
            held = _the_person(connection, person)
            if read_at is not None and read_at != held.revision:
                raise ChangedMeanwhileError(_MEANWHILE)
            entries = _entries(connection, person)
            steps = [step for where, own in parts.items() for step in _instead(own, where, entries)]
            if steps:
                self._keep(connection, held, what or "a file taken over", steps)
            return len(steps)

    def changes(self, person: str, most: int = 50) -> list[Change]:
        """Return the last changes of a person, the newest first."""
        with self._engine.connect() as connection:
            _the_person(connection, person)
            query = select(CHANGES).where(CHANGES.c.person == person).order_by(CHANGES.c.revision.desc())
            return [_change(row) for row in connection.execute(query.limit(most))]

    def undo(self, person: str) -> Change | None:
        """Take back the last change that was not taken back yet.

        Returns
        -------
        Change or None
            What was taken back; ``None`` where there is nothing left.
        """
        with writing(self._engine) as connection:
            held = _the_person(connection, person)
            mine = CHANGES.c.person == person
            query = select(CHANGES).where(mine, CHANGES.c.undone.is_(False), CHANGES.c.undoes.is_(None))
            row = connection.execute(query.order_by(CHANGES.c.revision.desc()).limit(1)).first()
            if row is None:
                return None
            last = _change(row)
            query = select(STEPS).where(STEPS.c.person == person, STEPS.c.revision == last.revision)
            done = connection.execute(query.order_by(STEPS.c.number.desc())).all()
            steps = [Step(_read(one.after), _read(one.before)) for one in done]
            connection.execute(
                update(CHANGES).where(mine, CHANGES.c.revision == last.revision).values(undone=True)
            )
            self._keep(connection, held, f"taken back: {last.what}", steps, undoes=last.revision)
            return last

    def _keep(
        self,
        connection: Connection,
        person: DiaryPerson,
        what: str,
        steps: list[Step],
        undoes: int | None = None,
    ) -> DiaryPerson:
        """Write the steps of one change, in place of which come those with the change's number."""
        revision = person.revision + 1
        connection.execute(update(PEOPLE).where(PEOPLE.c.id == person.id).values(revision=revision))
        connection.execute(
            insert(CHANGES).values(
                person=person.id,
                revision=revision,
                at=self._clock().isoformat(),
                what=what,
                undoes=undoes,
                undone=False,
            )
        )
        steps[:] = [Step(s.before, s.after and replace(s.after, revision=revision)) for s in steps]
        for number, step in enumerate(steps):
            _apply(connection, person.id, step)
            row = {name: one and one.to_json() for name, one in vars(step).items()}
            connection.execute(
                insert(STEPS).values(person=person.id, revision=revision, number=number, **row)
            )
        kept = _entries(connection, person.id)
        if len(kept) > MOST_ENTRIES:
            message = f"a person may have at most {MOST_ENTRIES:,} entries. Fix: remove what does not matter."
            raise DiaryError(message)
        for where in (FILE, BESIDE):
            join(entry.part for entry in kept if entry.where == where)  # so that it can always be exported
        return replace(person, revision=revision)


_MEANWHILE = "it was changed meanwhile, in another window or program. Fix: look at it as it is now, and enter it again."


def _apply(connection: Connection, person: str, step: Step) -> None:
    if step.after is None:
        if step.before is not None:
            connection.execute(delete(ENTRIES).where(ENTRIES.c.id == step.before.id))
        return
    row = _row(step.after)
    if step.before is None:
        connection.execute(insert(ENTRIES).values(person=person, **row))
    else:
        connection.execute(update(ENTRIES).where(ENTRIES.c.id == step.before.id).values(row))


def _added(parts: Sequence[Part], where: Where, entries: Sequence[Entry]) -> list[Step]:
    position = max((entry.position for entry in entries), default=0)
    return [
        Step(None, Entry(secrets.token_hex(8), where, part, position + number, 0))
        for number, part in enumerate(parts, start=1)
    ]


def _instead(parts: Sequence[Part], where: Where, entries: Sequence[Entry]) -> list[Step]:
    """Return the steps from some entries to others: what is the same in the same order is no step."""
    own = [entry for entry in entries if entry.where == where]
    left: dict[Part, list[Entry]] = defaultdict(list)
    for entry in own:
        left[entry.part].append(entry)
    kept, new = set[str](), list[Part]()
    last: dict[tuple[str, ...], int] = defaultdict(int)  # position of the last that was kept of each list
    for part in parts:
        same = next((entry for entry in left[part] if entry.position > last[part.path]), None)
        # Whatever comes after something new is new, too: it stands behind it.
        behind = any(one.path == part.path for one in new)
        if same is None or behind:
            new.append(part)
        else:
            kept.add(same.id)
            last[part.path] = same.position
    removed = [Step(entry, None) for entry in own if entry.id not in kept]
    return [*removed, *_added(new, where, entries)]


def _after(steps: Sequence[Step]) -> list[Entry]:
    return [step.after for step in steps if step.after is not None]


def _entries(connection: Connection, person: str) -> list[Entry]:
    query = select(ENTRIES).where(ENTRIES.c.person == person).order_by(ENTRIES.c.position, ENTRIES.c.id)
    return [_entry(row) for row in connection.execute(query)]


def _the_person(connection: Connection, person: str) -> DiaryPerson:
    row = connection.execute(select(PEOPLE).where(PEOPLE.c.id == person)).first()
    if row is None:
        message = "the diary has no such person. Fix: choose one on the page of people."
        raise NoSuchEntryError(message)
    return _person(row)


def _the_entry(connection: Connection, person: str, entry: str, read_at: int) -> Entry:
    query = select(ENTRIES).where(ENTRIES.c.person == person, ENTRIES.c.id == entry)
    row = connection.execute(query).first()
    if row is None:
        message = (
            "the diary has no such entry; it may have been removed. Fix: look at the diary as it is now."
        )
        raise NoSuchEntryError(message)
    if row.revision != read_at:
        raise ChangedMeanwhileError(_MEANWHILE)
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


def _change(row: Row[Any]) -> Change:
    return Change(row.revision, datetime.fromisoformat(row.at), row.what, row.undoes, bool(row.undone))


def _read(text: str | None) -> Entry | None:
    return None if text is None else Entry.from_json(text)
