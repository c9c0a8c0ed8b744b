"""Whom the rows of a table are about; of several people one is chosen, by the user alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.dates import order_of, order_of_birth, read_birth
from osteotwin.importing.found import About, Place
from osteotwin.importing.lab_names import lab_endpoint, near_endpoint
from osteotwin.importing.remarks import of_somebody_else
from osteotwin.importing.safe_files import refusal
from osteotwin.importing.scan_words import number_named, site_of
from osteotwin.importing.tables import Table
from osteotwin.inputs.names import find_name, folded
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_PERSON: Final = ("patient", "patient name", "patient id", "patient number", "mrn", "subject", "subject id",
                  "participant", "participant id", "person", "person id", "patientenname", "patienten id",
                  "patientennummer", "paciente", "nom du patient", "nombre del paciente", "paziente", "last name",
                  "surname", "nachname", "who", "whose", "for whom", "for", "member",
                  "family member", "relative", "user", "profile", "owner", "eater", "eaten by",
                  "familienmitglied", "wer")  # fmt: skip
#: Heads of a column that names people, where it names no tests.
_NAMES: Final = ("name", "full name", "vollständiger name", "nom", "nombre")
_BORN: Final = ("dob", "date of birth", "birth date", "birthdate", "birthday", "born", "patient dob", "geburtsdatum",
                "geb datum", "geboren", "date de naissance", "fecha de nacimiento", "data di nascita",
                "geboortedatum")  # fmt: skip
_ANIMAL: Final = later(r"(?:dog|cat|horse|pet)s?", re.IGNORECASE)
_SEX: Final = ("sex", "gender", "patient sex", "geschlecht", "sexe", "sexo", "sesso", "geslacht")
_SEXES: Final = {
    "male": ("m", "male", "man", "männlich", "mann", "masculin", "homme", "masculino", "hombre", "maschio", "uomo"),
    "female": ("f", "w", "female", "woman", "weiblich", "frau", "féminin", "femme", "femenino", "mujer", "femmina",
               "donna"),
}  # fmt: skip
_LOOKED_AT: Final = 200
_NUMBERED: Final = ("id", "number", "mrn", "nummer")
_MOST_PEOPLE: Final = 10


def of_one_person(table: Table, names: Sequence[str], answers: Answers) -> tuple[Table, list[About]]:
    """Return a table with the rows of one person alone, and whom they are about, where a column says it.

    Parameters
    ----------
    table : Table
    names : sequence of str
        Heads of columns that may say what was measured.
    answers : Answers

    Raises
    ------
    ImportQuestionError
        If the rows are about several people.
    """
    heads, at = table.columns, table.place_of(*_PERSON)
    if at is None and (at := _column_of_people(table, names)) is not None:
        table = replace(table, columns=(*heads[:at], _PERSON[1], *heads[at + 1 :]))
    born, sex = table.place_of(*_BORN), table.place_of(*_SEX)
    columns = [one for one in (at, born, sex) if one is not None]
    if not columns:
        return table, []
    several = next((one for one in columns if len(_told(table, one)) > 1), None)
    place = Place(table.file, f"column {printable(heads[columns[0] if several is None else several])}")
    if several is not None:
        table = _of_the_chosen(table, several, place, answers)
    told = {one: next(iter(_only(table, one, heads[one])), "") for one in columns}
    name = told.get(at, "") if at is not None and at != several else ""
    if of_somebody_else(name) or _ANIMAL.fullmatch(name.strip()):
        raise refusal(
            table.file, f"rows of {printable(name)}", "read in your own results", "rows of one person"
        )
    if (
        at is None
        or set(folded(table.columns[at]).split()) & set(_NUMBERED)
        or not any(map(str.isalpha, name))
    ):
        name = ""
    birth = read_birth(told[born], order_of([told[born]]), place, answers) if born is not None else None
    about = About(place, name, birth, _sex(told[sex]) if sex is not None else "")
    return table, [about] if about.name or about.birth_date or about.sex else []


def with_order_of_birth(table: Table, answers: Answers) -> Answers:
    """Return what was said, with the order of day and month in which a column has the birth date that is known."""
    at = table.place_of(*_BORN)
    if at is None or answers.born is None or answers.dates is not None:
        return answers
    return replace(answers, dates=order_of_birth(_told(table, at).values(), answers.born))


def is_of_person(head: str) -> bool:
    """Tell whether a column says whom its rows are about."""
    return folded(head) in {folded(name) for name in (*_PERSON, *_BORN, *_SEX)}


def _told(table: Table, at: int) -> dict[str, str]:
    """Return what a column says of people, by how it is compared."""
    found: dict[str, str] = {}
    for _, row in table.rows():
        if row[at] and len(found) <= _MOST_PEOPLE:
            found.setdefault(folded(row[at]), row[at][:100])
    return found


def _only(table: Table, at: int, head: str) -> list[str]:
    """Return the one value of a column of one person, or none.

    Raises
    ------
    InputError
        If there are two.
    """
    found = list(_told(table, at).values())
    if len(found) > 1:
        two = f"rows of one person with two values of {printable(head)}"
        raise refusal(table.file, two, "leave out the rows that are of somebody else")
    return found


def _of_the_chosen(table: Table, at: int, place: Place, answers: Answers) -> Table:
    """Return the rows of the one among several whom the user means.

    Raises
    ------
    ImportQuestionError
    """
    people = _told(table, at)
    wanted = "" if answers.patient is None else folded(answers.patient)
    if wanted in people:
        return replace(table, only=(at, wanted))
    choices = tuple((printable(one), "of this table") for one in list(people.values())[:_MOST_PEOPLE])
    raise ImportQuestionError(
        "patient", place, "no word on which of several people is meant", "one of them", choices
    )


def _sex(written: str) -> str:
    return next((sex for sex, words in _SEXES.items() if folded(written) in map(folded, words)), "")


def _column_of_people(table: Table, names: Sequence[str]) -> int | None:
    """Return the column called "name" whose cells are no tests, beside what says what was measured."""
    at = table.place_of(*_NAMES)
    if at is None:
        return None
    others = {folded(name) for name in names}
    beside = [head for n, head in enumerate(table.columns) if n != at]
    if not any(folded(head) in others or is_measured(re.split(r"[(\[]", head)[0]) for head in beside):
        return None
    cells = {row[at] for _, row in islice(table.rows(), _LOOKED_AT)}
    return None if any(map(is_measured, cells)) else at


def is_measured(text: str) -> bool:
    """Tell whether a text names something that laboratories or scanners measure.

    Examples
    --------
    >>> is_measured("Estradiol"), is_measured("Jane Doe")
    (True, False)
    """
    known = find_name(text, {one.id: one.names for one in MEASURED.values()}) if len(text) < 80 else None
    return bool(known or lab_endpoint(text) or near_endpoint(text) or site_of(text) or number_named(text))
