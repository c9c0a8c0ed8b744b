"""Which day is today before and after an import: what began long ago never moves it back; a new file has to be told."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date

from osteotwin.errors import InputError, Problem
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import Found
from osteotwin.inputs.notes import Notes
from osteotwin.people.person import Person
from osteotwin.people.read_person import person_of


def moved(before: date | None, after: date | None) -> str:
    """Say how entries move today, which a file tells by its plan and its last measurement."""
    if before is None or after is None or before == after:
        return ""
    way = f"from = {before} in [outlook] would keep it"
    return f"today, on which the forecast starts, moves from {before} to {after}; {way}"


class PersonTexts:
    """What the reader of a person's file says of its texts; each text is read once.

    Parameters
    ----------
    into : str
        Name of the file, for the sentences on what is wrong in it.
    """

    def __init__(self, into: str) -> None:
        self._into = into
        self._read: dict[str, tuple[Person | None, tuple[Problem, ...]]] = {}

    def person(self, text: str) -> Person | None:
        """Return the person of a text; ``None`` where it cannot be read."""
        return self._of(text)[0]

    def problems(self, text: str) -> tuple[Problem, ...]:
        """Return what is wrong in a text; empty where it can be read."""
        return self._of(text)[1]

    def today(self, text: str) -> date | None:
        """Return today as a text tells it; ``None`` where it does not, or cannot be read."""
        person = self.person(text)
        return None if person is None else person.start

    def _of(self, text: str) -> tuple[Person | None, tuple[Problem, ...]]:
        if text not in self._read:
            try:
                self._read[text] = person_of(Notes.of_text(self._into, tomllib.loads(text), text)), ()
            except InputError as error:
                self._read[text] = None, error.problems
        return self._read[text]


def stated_today(text: str, answers: Answers) -> date | None:
    """Return today as it was said or as a person's file states it; ``None`` where nobody did."""
    if answers.today is not None:
        return _day(answers.today)
    outlook = tomllib.loads(text).get("outlook")
    stated = outlook.get("from") if isinstance(outlook, dict) else None
    # A datetime is a date, too, and does not compare with one.
    return stated if type(stated) is date else None


def stated_birth(text: str) -> date | None:
    """Return the birth date that a person's file states; ``None`` where it states none."""
    person = tomllib.loads(text).get("person")
    stated = person.get("birth_date") if isinstance(person, dict) else None
    return stated if type(stated) is date else None


def entry_of_today(
    before: date | None, after: date | None, kept: Sequence[Found], answers: Answers, *, stated: bool
) -> Found | None:
    """Return the entry that tells today where the plan would tell it wrongly; ``None`` where none is needed.

    Parameters
    ----------
    before, after : datetime.date or None
        Today without and with what was read.
    kept : sequence of Found
    answers : Answers
    stated : bool
        Whether the person's file states it.

    Raises
    ------
    ImportQuestionError
        If nothing tells today but the first day of what is taken already.
    """
    if stated:
        return None
    running = [one for one in kept if one.table[0] == "plan" and one.table[-1] in ("drug", "supplement")]
    first = min(running, key=lambda one: str(one.keys.get("from")), default=None)
    if answers.today is not None:
        where = first or (kept[0] if kept else None)
        return (
            None
            if where is None
            else Found(("outlook",), {"from": _day(answers.today)}, where.place, note="as you said")
        )
    if first is None or after is None:
        return None
    if before is not None and after < before:
        note = (
            f"today stays as it was; {first.label} since {first.keys['from']} would move it back to {after}"
        )
        return Found(("outlook",), {"from": before}, first.place, note=note)
    if before is None and after == first.keys.get("from"):
        open_ = f"no word on today beside the first day of {first.label}, {after}"
        raise ImportQuestionError("today", first.place, open_, "the day from which to look ahead",
                                  (("YYYY-MM-DD", "that day, such as the day of the export"),))  # fmt: skip
    return None


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise InputError([
            Problem("--today", "", repr(written), "a calendar date", "write --today 2026-02-01")
        ]) from None  # fmt: skip
