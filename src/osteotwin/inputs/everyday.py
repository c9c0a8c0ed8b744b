"""Everyday words in English, German, French and Spanish, which a reader may set aside and say so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.names import with_plain_letters
from osteotwin.inputs.shipped import Row, Words, load_table

FILE: Final = "everyday_words.toml"


@dataclass(frozen=True)
class _Language(Row):
    """Words as they are written, and stems that take each of the endings."""

    words: Words
    stems: str = ""
    endings: tuple[str, ...] = ()


@cache
def everyday_words() -> frozenset[str]:
    """Return the everyday words, without case."""
    found: set[str] = set()
    for one in load_table(dict[str, _Language], "osteotwin.inputs", "data", FILE).values():
        found.update(one.words.split())
        found.update(f"{stem}{ending}" for stem in one.stems.split() for ending in one.endings)
    return with_plain_letters(found)


def is_everyday(word: str) -> bool:
    """Tell whether a word is of everyday speech: no food, drug, exercise, number or time, and nothing that turns.

    Parameters
    ----------
    word : str
        One word, in any case; an apostrophe may be curved.

    Examples
    --------
    >>> is_everyday("Sunshine"), is_everyday("schöner"), is_everyday("naranja"), is_everyday("never")
    (True, True, False, False)
    """
    return word.strip('.,;:!?"()').replace("\u2019", "'").casefold() in everyday_words()
