"""The one list of what statements rest on: the trials that ship, and publications beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.evidence.files.citation import cite
from osteotwin.evidence.files.heads import shipped_heads
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Flag, Word

FILE = "references.toml"
#: How much of a publication was read; ``"no"``: it could not be found.
READ = ("abstract", "secondary", "title", "label", "guideline", "own", "no")


@dataclass(frozen=True)
class _ReferenceRow(Row):
    """One publication that is no trial that ships."""

    citation: Words
    supports: Words
    read: Annotated[str, Word(READ)]
    men_only: Annotated[bool, Flag()] = False
    note: str = ""


@dataclass(frozen=True)
class _File(Row):
    """The whole file."""

    trials: dict[str, Words]
    references: dict[str, _ReferenceRow]


@dataclass(frozen=True)
class Reference:
    """One thing that statements rest on.

    Attributes
    ----------
    key : str
        Of a trial its identifier.
    text : str
        The citation.
    supports : str
        The statement that it bears on; empty where it was not said.
    read : str
        How much of it was read, one of :data:`READ`; empty where the citation says so itself.
    men_only : bool
        Whether it is about men.
    note : str
        Where it differs from the citation as handed down, or what was not verified.
    """

    key: str
    text: str
    supports: str = ""
    read: str = ""
    men_only: bool = False
    note: str = ""


@cache
def load_references() -> dict[str, Reference]:
    """Return every reference by key: publications first, then all trials.

    Raises
    ------
    ParameterError
        If the file has a gap.
    """
    file = load_table(_File, "osteotwin.explaining", "data", FILE)
    found = {
        key: Reference(key, row.citation, row.supports, row.read, row.men_only, row.note)
        for key, row in file.references.items()
    }
    return found | {
        trial.id: Reference(
            trial.id, cite(trial), file.trials.get(trial.id, ""), men_only=trial.sex == "male"
        )
        for trial in shipped_heads()
    }
