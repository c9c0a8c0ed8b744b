"""What an explanation consists of, before anything is laid out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from osteotwin.explaining.references import Reference

SCHEMA = "osteotwin/explanation/1"
LEVELS = ("fundamentals", "intermediate", "academic")


@dataclass(frozen=True)
class Sentence:
    """One statement and the keys of what it rests on."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One row of a table: a cell for each column, and the keys of what it rests on."""

    cells: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under named columns."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Equation:
    """One equation of the model, as its code was traced.

    Attributes
    ----------
    name : str
        What it gives.
    mathml : str
        One ``math`` element for each line: the parts that have a name of their own first.
    text : tuple of str
        The same lines on one line each, for a terminal.
    parameters : tuple of str
        Names of the parameters in it.
    """

    name: str
    mathml: tuple[str, ...]
    text: tuple[str, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Text, tables and equations under one heading."""

    id: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    equations: tuple[Equation, ...] = ()


@dataclass(frozen=True)
class Term:
    """One term of the glossary that the text uses."""

    term: str
    text: str


@dataclass(frozen=True)
class Explanation:
    """An explanation at one depth.

    Attributes
    ----------
    level : str
        One of :data:`LEVELS`.
    name : str or None
        Of the person.
    disclaimer : str
    sections : tuple of Section
    glossary : tuple of Term
        Those that the text uses.
    sources : tuple of Reference
        Those that the text rests on, in the order of their first use.
    versions : dict
        Of code, model and parameters.
    """

    level: str
    name: str | None
    disclaimer: str
    sections: tuple[Section, ...]
    glossary: tuple[Term, ...]
    sources: tuple[Reference, ...]
    versions: dict[str, str]

    def __repr__(self) -> str:
        return f"Explanation({self.level!r}, {len(self.sections)} sections, {len(self.sources)} sources)"

    def to_json(self) -> dict[str, Any]:
        """Everything as plain texts, lists and dictionaries (schema ``osteotwin/explanation/1``)."""
        return {"schema": SCHEMA, **_plain(asdict(self))}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return value
