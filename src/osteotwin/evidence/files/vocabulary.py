"""The names a trial file may use: the drugs and exercises of the libraries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from osteotwin.protocol.library import load_drugs, load_exercises


@dataclass(frozen=True)
class Vocabulary:
    """Identifier to its other spellings."""

    drugs: dict[str, tuple[str, ...]]
    exercises: dict[str, tuple[str, ...]]


@cache
def vocabulary() -> Vocabulary:
    """Return the names of the libraries that ship with the package."""
    return Vocabulary(
        drugs={drug.id: tuple(drug.aliases) for drug in load_drugs().values()},
        exercises={item.id: (item.name, *item.aliases) for item in load_exercises().values()},
    )
