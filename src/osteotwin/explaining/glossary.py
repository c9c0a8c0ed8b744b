"""The glossary: each term in plain words and in the field's own."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from osteotwin.endpoints import OUTPUTS
from osteotwin.errors import ParameterError

FILE = "glossary.csv"
COLUMNS = ("term", "definition_fundamentals", "definition_academic")
#: ``yes`` for the terms that the report explains.
IN_REPORT = "report"
#: The model's output that is the term's own course; empty where it has none.
SIGNAL = "signal"


@dataclass(frozen=True)
class GlossaryEntry:
    """One term.

    Attributes
    ----------
    term : str
    fundamentals : str
        For everyone.
    academic : str
        For those who know the field.
    in_report : bool
        Whether the report explains it.
    signal : str
        What the model simulates of it, an output of :data:`osteotwin.endpoints.OUTPUTS`; empty where it does not.
    """

    term: str
    fundamentals: str
    academic: str
    in_report: bool
    signal: str = ""


@cache
def load_glossary() -> dict[str, GlossaryEntry]:
    """Glossary by term, in the file's order.

    Raises
    ------
    ParameterError
        If a definition is missing, a term stands there twice, or its signal is none of the model's.
    """
    text = (files("osteotwin.explaining") / "data" / FILE).read_text(encoding="utf-8")
    entries: dict[str, GlossaryEntry] = {}
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        for column in COLUMNS:
            if not row.get(column):
                message = f"{FILE}: line {number} has no {column}"
                raise ParameterError(message)
        term, fundamentals, academic = (row[column] for column in COLUMNS)
        if term in entries:
            message = f'{FILE}: line {number} defines "{term}" a second time'
            raise ParameterError(message)
        signal = row.get(SIGNAL) or ""
        if signal and signal not in OUTPUTS:
            message = f'{FILE}: line {number} names the signal "{signal}", which the model does not simulate'
            raise ParameterError(message)
        entries[term] = GlossaryEntry(term, fundamentals, academic, row.get(IN_REPORT) == "yes", signal)
    return entries


def terms_of_report() -> list[dict[str, str]]:
    """Terms that the report explains, each with its meaning for everyone."""
    return [
        {"term": entry.term, "text": entry.fundamentals}
        for entry in load_glossary().values()
        if entry.in_report
    ]
