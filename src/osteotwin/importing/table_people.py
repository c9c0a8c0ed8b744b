"""Whom the rows of a table are about; of several people one is chosen, by the user alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import About, Place
from osteotwin.importing.tables import Table
from osteotwin.inputs.names import folded
from osteotwin.inputs.notes import printable

_PERSON: Final = ("patient", "patient name", "patient id", "patient number", "mrn", "subject", "subject id",
                  "participant", "participant id", "person", "person id", "patientenname", "patienten id",
                  "patientennummer", "paciente", "nom du patient", "nombre del paciente", "paziente", "last name",
                  "surname", "nachname")  # fmt: skip
_NUMBERED: Final = ("id", "number", "mrn", "nummer")
_MOST_PEOPLE: Final = 10


def of_one_person(table: Table, answers: Answers) -> tuple[Table, list[About]]:
    """Return a table with the rows of one person alone, and whom they are about, where a column says it.

    Raises
    ------
    ImportQuestionError
        If the rows are about several people.
    """
    at = table.place_of(*_PERSON)
    if at is None:
        return table, []
    people: dict[str, str] = {}
    for _, row in table.rows():
        if row[at] and len(people) <= _MOST_PEOPLE:
            people.setdefault(folded(row[at]), row[at][:100])
    place = Place(table.file, f"column {printable(table.columns[at])}")
    if len(people) < 2:
        named = not set(folded(table.columns[at]).split()) & set(_NUMBERED)
        return table, [About(place, one) for one in people.values() if named and any(map(str.isalpha, one))]
    wanted = "" if answers.patient is None else folded(answers.patient)
    if wanted in people:
        return replace(table, only=(at, wanted)), []
    choices = tuple((printable(one), "of this table") for one in list(people.values())[:_MOST_PEOPLE])
    raise ImportQuestionError(
        "patient", place, "no word on which of several people is meant", "one of them", choices
    )
