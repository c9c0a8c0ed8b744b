"""The glossary: each term in plain words and in the field's own."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from osteotwin.errors import ParameterError

FILE = "glossary.csv"
COLUMNS = ("term", "definition_fundamentals", "definition_academic")


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
    """

    term: str
    fundamentals: str
    academic: str


@cache
def load_glossary() -> dict[str, GlossaryEntry]:
    """Return the glossary by term, in the file's order.

    Raises
    ------
    ParameterError
        If a definition is missing or a term stands there twice.
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
        entries[term] = GlossaryEntry(term, fundamentals, academic)
    return entries


def find_term(text: str) -> GlossaryEntry | None:
    """Return the entry of a term whatever its case, hyphens and plural, or None.

    Examples
    --------
    >>> find_term("Aromatase inhibitor").term
    'aromatase inhibitors'
    """
    return _by_plain_form().get(_plain(text))


@cache
def _by_plain_form() -> dict[str, GlossaryEntry]:
    return {_plain(term): entry for term, entry in load_glossary().items()}


def _plain(text: str) -> str:
    """Return a term without case, punctuation and a plural's s; British -ll- and -is- as American."""
    words = re.sub(r"[\s_-]+", " ", text.casefold()).strip()
    words = words.replace("lling", "ling").replace("isation", "ization")
    return re.sub(r"(?<=[^s])s$", "", words)
