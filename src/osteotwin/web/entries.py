"""What may be entered, checked by the reader of a person's file before the diary keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import osteotwin as ot
from osteotwin.diary.diary import Diary
from osteotwin.diary.diary_file import check_diary_file
from osteotwin.diary.document import join, part_of
from osteotwin.diary.records import Entry, Where
from osteotwin.errors import Problem
from osteotwin.inputs.toml_text import document_text
from osteotwin.web.problems import as_the_page_says, told_by_the_page

_DATES: Final = ("date", "from", "until", "already_since", "birth_date")


def with_dates(keys: dict[str, Any]) -> dict[str, Any]:
    """Return keys as a file has them: JSON has no dates, and a form leaves empty what is not given."""
    given = {key: value for key, value in keys.items() if value not in ("", None)}
    return {key: _date(value) if key in _DATES else value for key, value in given.items()}


def check_added(diary: Diary, person: str, path: Sequence[str], keys: dict[str, Any], where: Where) -> None:
    """Refuse an entry that brings a problem which the file did not have.

    Raises
    ------
    InputError
    """
    if where == "diary":
        _check_beside(path[0], keys)
        return
    before = [entry.part for entry in diary.entries(person) if entry.where == "file"]
    _refuse_new(join(before), join([*before, part_of(tuple(path), keys)]))


def check_changed(diary: Diary, person: str, entry: Entry, keys: dict[str, Any]) -> None:
    """Refuse a change of an entry that brings a problem which the file did not have.

    Raises
    ------
    InputError
    """
    if entry.where == "diary":
        _check_beside(entry.part.path[0], keys)
        return
    entries = [one for one in diary.entries(person) if one.where == "file"]
    new = part_of(entry.part.path, keys, listed=entry.part.listed)
    after = [new if one.id == entry.id else one.part for one in entries]
    _refuse_new(join(one.part for one in entries), join(after))


def moved_today(document: dict[str, Any], keys: dict[str, Any]) -> date | None:
    """Add a measurement from after the day on which the outlook begins, and let it begin on that day.

    Returns
    -------
    datetime.date or None
        The new day; ``None`` where the document is left alone, because the measurement is not later.
    """
    outlook, day = document.get("outlook"), keys.get("date")
    begins = outlook.get("from") if isinstance(outlook, dict) else None
    if not isinstance(day, date) or not isinstance(begins, date) or day <= begins:
        return None
    document["outlook"]["from"] = day
    document.setdefault("measurement", []).append(keys)
    return day


def read_file(text: str) -> tuple[ot.Person | None, tuple[Problem, ...]]:
    """Return the person of a file, or every problem that it has."""
    try:
        return ot.person_from_toml(text), ()
    except ot.InputError as error:
        return None, error.problems


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return every problem of a person's file."""
    return read_file(text)[1]


def _refuse_new(before: dict[str, Any], after: dict[str, Any]) -> None:
    old = {(one.field, one.found) for one in problems_of(document_text(before))}
    new = [one for one in problems_of(document_text(after)) if (one.field, one.found) not in old]
    if new:
        raise ot.InputError(as_the_page_says(new))


def _check_beside(table: str, keys: dict[str, Any]) -> None:
    try:
        check_diary_file({table: [keys]})
    except ot.InputError as error:
        raise told_by_the_page(error) from None


def _date(value: Any) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value  # the reader says what is wrong with it
