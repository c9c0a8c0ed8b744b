"""Names of exercises in other languages in the library's words, and names that are asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.names import folded, without_accents
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.protocol.library.exercise_names import in_full
from osteotwin.units.patterns import later

FILE: Final = "exercise_words.toml"


@dataclass(frozen=True)
class _Asked(Row):
    """Names that tell no exercise, or one of several, and what to write instead."""

    names: tuple[Words, ...]
    ask: Words
    several: bool = False


@dataclass(frozen=True)
class _WordsFile(Row):
    words: dict[str, Words]
    asked: tuple[_Asked, ...]


@cache
def words_file() -> _WordsFile:
    """Return the words of other languages, and the names that are asked with what to write instead."""
    return load_table(_WordsFile, "osteotwin.protocol", "data", FILE)


@cache
def asked_names() -> dict[str, str]:
    """Return what to write instead of a name, by the folded name."""
    return {
        folded(said): row.ask.strip()
        for row in words_file().asked
        for name in row.names
        for said in (in_full(name), name)
    }


@cache
def names_of_several() -> frozenset[str]:
    """Return the names, folded, that several exercises of the library have."""
    return frozenset(folded(name) for row in words_file().asked if row.several for name in row.names)


_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@cache
def _german() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern of German words as they may be spelled, without accents, and what the library calls them."""
    words = {
        spelled: ours
        for theirs, ours in words_file().words.items()
        for said in (theirs.casefold(),)
        for spelled in (without_accents(said), said.translate(_UMLAUTS))
    }
    names = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)"), words


def in_english(text: str) -> str:
    """Return a German name in the library's words; any other text as it is.

    >>> in_english("Kniebeuge (Langhantel)"), in_english("Bankdruecken"), in_english("squat")
    ('squat (barbell)', 'bench press', 'squat')
    """
    pattern, words = _german()
    said = without_accents(text.casefold()).replace("-", " ")
    english = pattern.sub(lambda found: words[found[0]], said)
    return text if english == said else english


#: Between the words of a name in other languages.
_JOINED_BY: Final = later(
    r"(?<!\w)(?:de|del|con|en|para|por|al|el|la|los|las|una?|du|des|au|aux|avec|sur|le|les|an|am|auf|bei|mit|der|dem|den|das|"
    r"einer?|einem|im|in|fur|pour|with|on)(?!\w)"
)  # fmt: skip


def is_joint(word: str) -> bool:
    """Tell whether a word only joins the words of a name."""
    return _JOINED_BY.fullmatch(word) is not None


def without_joints(english: str) -> str:
    """Return a name that was put into the library's words without the small words that are left between them."""
    return " ".join(_JOINED_BY.sub(" ", english).split())
