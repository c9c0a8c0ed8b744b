"""Words that are known to change nothing of a value beside which they stand, as ``data/words_beside.toml`` has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.units.patterns import later


@dataclass(frozen=True)
class Field(Row):
    """Words that a kind of field may hold: those that it shares with others, by name, and its own."""

    shared: tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class WordsFile(Row):
    """All of the file."""

    shared: dict[str, Words]
    field: dict[str, Field]
    line: dict[str, Words]


@cache
def words_file() -> WordsFile:
    """Return the file, read once."""
    return load_table(WordsFile, "osteotwin.importing", "data", "words_beside.toml")


@cache
def words_of_field(kind: str) -> frozenset[str]:
    """Return the words that a kind of field may hold."""
    file = words_file()
    own = file.field[kind]
    return frozenset(" ".join((own.words, *(file.shared[one] for one in own.shared))).split())


@cache
def makers() -> frozenset[str]:
    """Return makers, and words for a machine, beside which a model or a serial number changes nothing."""
    shared = words_file().shared
    several = {"healthcare", "medical", "medicals", "systems"}
    return frozenset(f"{shared['makers']} {shared['machines']}".split()) - several


def words_of_lines(name: str, *more: str) -> re.Pattern[str]:
    """Return a pattern of the words that may stand in a line, and of what else may."""
    words = words_file().line[name].replace("\n", "")
    return later("|".join((*more, rf"\b(?:{words})\b")), re.IGNORECASE)
