"""The diary of several people: what was entered, as it was entered, with every change to be taken back."""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from osteotwin.diary.backups import back_up
from osteotwin.diary.changing import ALL_TAKEN_BACK, keep, last_to_undo, removes_person, undoing
from osteotwin.diary.document import Part, join, part_of, split, text_of
from osteotwin.diary.errors import ChangedMeanwhileError, LastChangeError
from osteotwin.diary.migrating import MIGRATIONS
from osteotwin.diary.opening import copy_today, forget_what_was_deleted, open_database, will_erase
from osteotwin.diary.place import Place
from osteotwin.diary.records import Change, DiaryPerson, Entry, Where
from osteotwin.diary.rows import (
    MEANWHILE,
    change_of,
    entries_of,
    everybody,
    last_position,
    the_entry,
    the_person,
)
from osteotwin.diary.steps import Step, added, after, instead, put, told
from osteotwin.diary.tables import CHANGES, PEOPLE
from osteotwin.diary.transactions import reading, writing

FILE: Final = "file"
#: Texts that are kept; one takes some kB.
_MOST_TEXTS: Final = 256


def now() -> datetime:
    """Return the time of the machine."""
    return datetime.now(UTC)


class Diary:
    """The diary at a place.

    Each change of a person's entries is one transaction with one number; what was changed since somebody read it is
    not overwritten. Order is told by these numbers, never by the clock.

    Parameters
    ----------
    place : Path or Place
        A folder of the user's own, made where it is not there; or that and the address of a database.
    clock : callable
        Gives the time that is written beside changes.
    migrations : Path
        As in :func:`~osteotwin.diary.opening.open_database`.
    """

    def __init__(
        self, place: Path | Place, clock: Callable[[], datetime] = now, *, migrations: Path = MIGRATIONS
    ) -> None:
        self.place = place if isinstance(place, Place) else Place(place)
        self._clock = clock
        self._copied = clock().date()
        self._texts: dict[tuple[str, Where], tuple[int, str]] = {}
        self._database = open_database(self.place, self._copied, migrations=migrations)

    @property
    def folder(self) -> Path:
        """The folder of the copies, and of the database where it is a file."""
        return self.place.folder

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def people(self) -> list[DiaryPerson]:
        """Return everybody, in the order in which they came."""
        with reading(self._database) as connection:
            return everybody(connection)

    def person(self, person: str) -> DiaryPerson:
        """Return one person.

        Raises
        ------
        NoSuchEntryError
        """
        with reading(self._database) as connection:
            return the_person(connection, person)

    def add_person(
        self,
        name: str,
        document: Mapping[str, Any] | None = None,
        beside: Mapping[str, Any] | None = None,
        *,
        what: str = "",
    ) -> DiaryPerson:
        """Add a person, with what a person's file and the diary beside it say; all of it or nothing."""
        documents: dict[Where, Mapping[str, Any]] = {"file": document or {}, "diary": beside or {}}
        person = DiaryPerson(secrets.token_hex(8), name, self._clock(), 0)
        with self._writing() as connection:
            values = {"id": person.id, "name": name, "added": person.added.isoformat(), "revision": 0}
            connection.execute(insert(PEOPLE).values(values))
            steps: list[Step] = []
            for where, own in documents.items():
                steps += added(split(own), where, len(steps))
            if steps:
                person = self._keep(connection, person, what or f"{name} added", steps)
        return person

    def rename(self, person: str, name: str) -> None:
        """Call a person by another name; the person's file is not touched."""
        with self._writing() as connection:
            the_person(connection, person, writes=True)
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(name=name))

    def erase(self, person: str) -> None:
        """Remove a person with everything, from the copies of the database, too: those are made anew.

        Raises
        ------
        NoSuchEntryError
        """
        self.person(person)
        will_erase(self.place)
        with writing(self._database) as connection:
            the_person(connection, person, writes=True)
            connection.execute(delete(PEOPLE).where(PEOPLE.c.id == person))
        self._texts.clear()
        forget_what_was_deleted(self._database, self.place, self._clock().date())

    def back_up(self) -> Path:
        """Copy the database, unless the newest copy is the same; return the copy.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        return back_up(self._database, self.place, self._clock().date())

    def entries(
        self, person: str, where: Where | None = None, path: Sequence[str] | None = None
    ) -> list[Entry]:
        """Return what was entered of a person, lists in their order: all of it, of one file, or one list.

        Raises
        ------
        NoSuchEntryError
        """
        with reading(self._database) as connection:
            the_person(connection, person)
            return entries_of(connection, person, where, None if path is None else [tuple(path)])

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
        with self._writing() as connection:
            held = the_person(connection, person, writes=True)
            steps = added([part_of(tuple(path), keys)], where, last_position(connection, person))
            self._keep(connection, held, what or told(path, "added", keys), steps)
            return after(steps)[0]

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
        with self._writing() as connection:
            held = the_person(connection, person, writes=True)
            before = the_entry(connection, person, entry, read_at)
            part = part_of(before.part.path, keys, listed=before.part.listed)
            steps = [Step(before, replace(before, part=part))]
            self._keep(connection, held, what or told(part.path, "changed", keys), steps)
            return after(steps)[0]

    def remove(self, person: str, entry: str, *, read_at: int, what: str = "") -> None:
        """Remove an entry: see :meth:`change`."""
        with self._writing() as connection:
            held = the_person(connection, person, writes=True)
            before = the_entry(connection, person, entry, read_at)
            what = what or told(before.part.path, "removed", before.part.keys)
            self._keep(connection, held, what, [Step(before, None)])

    def exchange(
        self,
        person: str,
        path: Sequence[str],
        removed: Sequence[Entry],
        new: Sequence[Mapping[str, Any]],
        where: Where = FILE,
        *,
        read_at: int,
        what: str = "",
    ) -> None:
        """Remove some entries of a list and add others at its end, as one change.

        Parameters
        ----------
        person : str
        path : sequence of str
        removed : sequence of Entry
            As they were read.
        new : sequence of mapping
        where : "file" or "diary"
        read_at : int
            ``revision`` of the person when they were read.
        what : str

        Raises
        ------
        ChangedMeanwhileError
            If something of the person was changed since.
        """
        with self._writing() as connection:
            held = the_person(connection, person, writes=True)
            if read_at != held.revision:
                raise ChangedMeanwhileError(MEANWHILE)
            parts = [part_of(tuple(path), keys) for keys in new]
            steps = [
                *(Step(entry, None) for entry in removed),
                *added(parts, where, last_position(connection, person)),
            ]
            if steps:
                self._keep(connection, held, what or f"{'.'.join(path)} changed", steps)

    def put(
        self,
        person: str,
        path: Sequence[str],
        keys: Mapping[str, Any],
        where: Where = FILE,
        *,
        what: str = "",
    ) -> int:
        """Let a table that stands once be what is given, whatever it was; without keys it is removed.

        Parameters
        ----------
        person : str
        path : sequence of str
        keys : mapping
        where : "file" or "diary"
        what : str

        Returns
        -------
        int
            How many entries were added, changed or removed.
        """
        with self._writing() as connection:
            held = the_person(connection, person, writes=True)
            there = entries_of(connection, person, where, [tuple(path)])
            part = part_of(tuple(path), keys, listed=False)
            steps = put(part, where, there, last_position(connection, person))
            if steps:
                self._keep(connection, held, what or f"{'.'.join(path)} changed", steps)
            return len(steps)

    def table(self, person: str, path: Sequence[str], where: Where = FILE) -> dict[str, Any]:
        """Return a table that stands once; empty where it is not there.

        Raises
        ------
        NoSuchEntryError
        """
        with reading(self._database) as connection:
            the_person(connection, person)
            there = entries_of(connection, person, where, [tuple(path)])
        return there[0].part.keys if there else {}

    def document(self, person: str, where: Where = FILE) -> dict[str, Any]:
        """Return a person's file, or the diary beside it, as a document."""
        with reading(self._database) as connection:
            the_person(connection, person)
            entries = entries_of(connection, person, where)
        return join(entry.part for entry in entries)

    def text(self, person: str, where: Where = FILE) -> str:
        """Return the same as TOML: of ``"file"`` what the command line reads.

        Every page asks for it, so it is written once for each revision of a person.
        """
        with reading(self._database) as connection:
            revision = the_person(connection, person).revision
            kept = self._texts.get((person, where))
            if kept is not None and kept[0] == revision:
                return kept[1]
            entries = entries_of(connection, person, where)
        made = text_of([entry.part for entry in entries])
        if len(self._texts) >= _MOST_TEXTS:
            self._texts.clear()
        self._texts[person, where] = revision, made
        return made

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
        parts: dict[Where, list[Part]] = {where: split(tomllib.loads(text)) for where, text in texts.items()}
        with self._writing() as connection:
            held = the_person(connection, person, writes=True)
            if read_at is not None and read_at != held.revision:
                raise ChangedMeanwhileError(MEANWHILE)
            entries = entries_of(connection, person)
            steps = [step for where, own in parts.items() for step in instead(own, where, entries)]
            if steps:
                self._keep(connection, held, what or "a file taken over", steps)
            return len(steps)

    def changes(self, person: str, most: int = 50) -> list[Change]:
        """Return the last changes of a person, the newest first."""
        with reading(self._database) as connection:
            the_person(connection, person)
            query = select(CHANGES).where(CHANGES.c.person == person).order_by(CHANGES.c.revision.desc())
            return [change_of(row) for row in connection.execute(query.limit(most))]

    def undo(self, person: str, *, keeps_person: bool = False) -> Change | None:
        """Take back the last change that was not taken back yet.

        Parameters
        ----------
        person : str
        keeps_person : bool
            Whether to refuse where only the table of the person would be left to take back: to erase is said by
            another word.

        Returns
        -------
        Change or None
            What was taken back; ``None`` where there is nothing left.

        Raises
        ------
        LastChangeError
        """
        with self._writing() as connection:
            held = the_person(connection, person, writes=True)
            last = last_to_undo(connection, person)
            if last is not None:
                steps = undoing(connection, person, last)
                if keeps_person and any(removes_person(step) for step in steps):
                    raise LastChangeError(ALL_TAKEN_BACK)
                self._keep(connection, held, f"taken back: {last.what}", steps, undoes=last.revision)
            return last

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        """Give a connection for one change; the first of a day is followed by a copy."""
        with writing(self._database) as connection:
            yield connection
        today = self._clock().date()
        if today != self._copied:
            self._copied = today
            copy_today(self._database, self.place, today)

    def _keep(
        self,
        connection: Connection,
        person: DiaryPerson,
        what: str,
        steps: list[Step],
        undoes: int | None = None,
    ) -> DiaryPerson:
        return keep(connection, person, self._clock(), what, steps, undoes)
