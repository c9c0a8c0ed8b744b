"""Files that people drop onto a page: read in where nothing is kept, shown, and taken over when they agree."""

from __future__ import annotations

import secrets
import tempfile
import tomllib
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import osteotwin as ot
from osteotwin.diary.diary import Diary
from osteotwin.web.language import gettext

_MOST_KEPT: Final = 8


@dataclass(frozen=True)
class Previewed:
    """What a file would make of a person's file.

    Attributes
    ----------
    person : str
    revision : int
        Of the person for which it was read.
    name : str
        Of the file.
    text : str
        The person's file as it would be.
    sections : list of tuple
        Titles and sentences.
    changes : bool
    """

    person: str
    revision: int
    name: str
    text: str
    sections: list[tuple[str, list[str]]]
    changes: bool


class Imports:
    """Files that were read and not taken over yet."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self._kept: OrderedDict[str, Previewed] = OrderedDict()

    def preview(
        self, person: str, name: str, content: bytes, answers: dict[str, Any]
    ) -> tuple[str, Previewed]:
        """Read a file and show what it would change; nothing is kept of it.

        Raises
        ------
        InputError
            Also with a question that only the user can answer.
        """
        held = self._diary.person(person)
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            file = folder / _plain(name)
            file.write_bytes(content)
            try:
                found = self._read(held.revision, person, file, answers)
            except ot.InputError as error:
                _name_as_the_user_does(error, folder)
                raise
        token = secrets.token_hex(8)
        self._kept[token] = found
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return token, found

    def take(self, person: str, token: str) -> int | None:
        """Take over what was shown; ``None`` where it is not there any more."""
        found = self._kept.pop(token, None)
        if found is None or found.person != person:
            return None
        return self._diary.take_over(person, found.text, read_at=found.revision, what=f"{found.name} read in")

    def _read(self, revision: int, person: str, file: Path, answers: dict[str, Any]) -> Previewed:
        if file.suffix == ".toml":
            ot.read_person(file)
            text = file.read_text(encoding="utf-8-sig")
            same = tomllib.loads(text) == self._diary.document(person)
            said = (
                gettext("Nothing new")
                if same
                else gettext("Takes the place of all entries of the person's file"),
                [file.name],
            )
            return Previewed(person, revision, file.name, text, [said], not same)
        into = file.parent / "of-the-diary" / "person.toml"
        into.parent.mkdir()
        into.write_text(self._diary.text(person), encoding="utf-8")
        preview = ot.preview_import(file, into, **answers)
        folder = f"{file.parent}/"
        sections = [
            (title, [one.replace(folder, "") for one in lines])
            for title, lines in preview.sections()
            if lines
        ]
        return Previewed(person, revision, file.name, preview.text, sections, bool(preview.taken))


def _name_as_the_user_does(error: ot.InputError, folder: Path) -> None:
    """Take out of an error where files lay while they were read."""
    where = f"{folder}/"
    error.problems = tuple(replace(one, file=one.file.replace(where, "")) for one in error.problems)
    error.args = ("\n".join(one.sentence() for one in error.problems),)


def _plain(name: str) -> str:
    """Return a file's name that leads nowhere; its ending tells what it is."""
    kept = "".join(sign for sign in Path(name.replace("\\", "/")).name if sign.isalnum() or sign in "._- ")
    return kept.lstrip(".")[-80:] or "file"
