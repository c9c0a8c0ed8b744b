"""A file to begin with: a person's own, or anything that can be read in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from osteotwin.asking.questions import KEYS
from osteotwin.asking.sentences import person_from, told
from osteotwin.errors import InputError
from osteotwin.importing.answers import Answers, check_answers
from osteotwin.importing.found import Found, Place
from osteotwin.importing.identity import missing_keys
from osteotwin.importing.read_file import read_file
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.toml_file import read_toml
from osteotwin.people.person import Person
from osteotwin.people.read_person import person_of
from osteotwin.units import listed

_OUTLOOK = "outlook"
#: Without which the answer is that of people of average size.
_SIZE: Final = ("height", "weight")


@dataclass(frozen=True)
class Beginning:
    """What a file says before anything is asked.

    Attributes
    ----------
    text : str
        Of a person's file; empty for any other.
    entries : tuple of Found
        What was read in of any other.
    today : datetime.date or None
        Of a person's file that says it.
    told : mapping of str to str
        One sentence for each question that it answers.
    place : Place
        The file.
    person : tuple of Found
        What it says of the person.
    """

    text: str = ""
    entries: tuple[Found, ...] = ()
    today: date | None = None
    told: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    place: Place = field(default_factory=lambda: Place(""))
    person: tuple[Found, ...] = ()

    @property
    def lacks(self) -> Mapping[str, str]:
        """What a question is still to be asked for, although the file answers it, by question."""
        said = {key for one in self.person for key in one.keys}
        lacks = [key for key in _SIZE if key not in said]
        return {"person": listed(lacks)} if lacks and "person" in self.told else {}


def read_beginning(path: Path, today: date, order: str | None) -> Beginning:
    """Read a file to begin with.

    Raises
    ------
    InputError
        If it cannot be read, or leaves open what only the user can tell.
    """
    place = Place(path.name)
    if path.suffix.casefold() == ".toml":
        return _of_person(path, place)
    answers = Answers(dates=order, read_on=today)
    check_answers(answers)
    reading = read_file(path, answers)
    entries = (*missing_keys(reading.about, {}), *reading.found)
    person = person_from(entries, today)
    return Beginning("", entries, None, _told(person, entries), place, _of_table(entries))


def _of_person(path: Path, place: Place) -> Beginning:
    document, text = read_toml(path)
    try:
        person = person_of(Notes.of_text(str(path), document, text))
    except InputError:
        if "person" in document and _OUTLOOK in document:
            raise
        return Beginning(text, place=place)
    said = Found(("person",), document["person"], place)
    return Beginning(text, (), person.start, _told(person, ()), place, (said,))


def _of_table(entries: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple(one for one in entries if one.table == ("person",))


def _told(person: Person, entries: tuple[Found, ...]) -> Mapping[str, str]:
    said = {key for one in _of_table(entries) for key in one.keys}
    found = {key: told(key, person, entries) for key in KEYS if key not in ("dose", "since")}
    if entries and not {"sex", "birth_date"} <= said:
        del found["person"]
    if found["drugs"]:
        found |= {"dose": found["drugs"], "since": found["drugs"]}
    return {key: text for key, text in found.items() if text}
