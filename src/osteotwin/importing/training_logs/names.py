"""Names of exercises in other languages, put into the English that the library knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.names import folded, index_of
from osteotwin.inputs.shipped import Row, Words, load_table

_BRACKET: Final = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")


@dataclass(frozen=True)
class _Name(Row):
    """What one English name is called elsewhere; see the head of ``exercise_names.toml``."""

    english: Words
    names: tuple[Words, ...]


@dataclass(frozen=True)
class _Names(Row):
    exercise: tuple[_Name, ...]
    word: tuple[_Name, ...]


def in_english(name: str) -> str | None:
    """Return a name of an exercise in English; ``None`` where it is not known in another language.

    Examples
    --------
    >>> in_english("Kniebeuge (Langhantel)")
    'squat (barbell)'
    """
    exercises, words = _index()
    known = exercises.get(folded(_BRACKET.sub(" ", name)))
    if known is None:
        return None
    inside = [
        part.strip() for found in _BRACKET.finditer(name) for part in found[1].split(",") if part.strip()
    ]
    said = ", ".join(words[key] if (key := folded(part)) in words else part for part in inside)
    return f"{known} ({said})" if said else known


@cache
def _index() -> tuple[dict[str, str], dict[str, str]]:
    table = load_table(_Names, "osteotwin.importing", "data", "exercise_names.toml")
    exercises, words = (
        index_of(((row.english, row.names) for row in rows), "exercise_names.toml")
        for rows in (table.exercise, table.word)
    )
    return exercises, words
