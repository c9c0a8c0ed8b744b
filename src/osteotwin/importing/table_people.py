"""Whom the rows of a table are about; of several people one is chosen, by the user alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import About, Place
from osteotwin.importing.lab_names import lab_endpoint, near_endpoint
from osteotwin.importing.scan_words import number_named, site_of
from osteotwin.importing.tables import Table
from osteotwin.inputs.names import find_name, folded
from osteotwin.inputs.notes import printable

_PERSON: Final = ("patient", "patient name", "patient id", "patient number", "mrn", "subject", "subject id",
                  "participant", "participant id", "person", "person id", "patientenname", "patienten id",
                  "patientennummer", "paciente", "nom du patient", "nombre del paciente", "paziente", "last name",
                  "surname", "nachname", "who", "whose", "for whom", "for", "member",
                  "family member", "relative", "user", "profile", "owner", "familienmitglied", "wer")  # fmt: skip
#: Heads of a column that names people, where it names no tests.
_NAMES: Final = ("name", "full name", "vollständiger name", "nom", "nombre")
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
    at = table.place_of(*_PERSON)
    said = None if at is None else table.columns[at]
    if at is None and (at := _column_of_people(table, names)) is not None:
        said = table.columns[at]
        heads = (*table.columns[:at], _PERSON[1], *table.columns[at + 1 :])
        table = replace(table, columns=heads)
    if at is None:
        return table, []
    people: dict[str, str] = {}
    for _, row in table.rows():
        if row[at] and len(people) <= _MOST_PEOPLE:
            people.setdefault(folded(row[at]), row[at][:100])
    place = Place(table.file, f"column {printable(said or '')}")
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
