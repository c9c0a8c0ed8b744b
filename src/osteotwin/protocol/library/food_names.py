"""Foods as people name them: portions, and words around a food that do not change what is in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final

from osteotwin.inputs.names import without_accents, words
from osteotwin.inputs.shipped import Row, Words, parsed, read_as
from osteotwin.inputs.values import Flag, Word
from osteotwin.protocol.library.tables import library_text

WORDS_FILE = "food_words.toml"
GROUPS = ("dairy", "eggs", "fish", "meat", "soy", "legumes", "nuts and seeds", "greens", "vegetables", "fruit",
          "grains", "dishes", "snacks", "drinks", "fats")  # fmt: skip


@dataclass(frozen=True)
class Lacking(Row):
    """Names of foods that the table lacks, what of it is nearest, and what to write instead."""

    names: tuple[Words, ...]
    nearest: tuple[Words, ...]
    ask: Words = "write the food whose calcium is nearest to the label's"


@dataclass(frozen=True)
class LeftOut(Row):
    """Words that do not change what is in a food of some groups.

    Attributes
    ----------
    words : tuple of str
    of : tuple of str
        Groups of which that holds; empty for any.
    canned : bool
        Whether it holds of fish from a can, whose bones are eaten.
    little : bool
        Whether it holds only of what holds hardly any calcium.
    """

    words: tuple[Words, ...]
    of: tuple[Annotated[str, Word(GROUPS)], ...] = ()
    canned: Annotated[bool, Flag()] = True
    little: Annotated[bool, Flag()] = False


@dataclass(frozen=True)
class WordsFile(Row):
    """Words that people use -> the words of the table; what says nothing; and what the table lacks."""

    words: dict[str, Words]
    left_out: tuple[LeftOut, ...]
    never_added: tuple[Words, ...]
    asked: tuple[Lacking, ...]


@cache
def words_file() -> WordsFile:
    """Return the words that people use for what the table of foods calls otherwise."""
    return read_as(WordsFile, parsed(library_text(WORDS_FILE), WORDS_FILE), WORDS_FILE)


_VESSELS: Final = (
    r"glass(?:es)?|cups?|servings?|portions?|slices?|bowls?|pots?|pieces?|cans?|tins?|handfuls?|mugs?|tubs?|scoops?|"
    r"cartons?|fillets?|chunks?|sticks?|dollops?|rashers?|sachets?|packets?|pouch(?:es)?"
)
#: One portion, which is a serving of whatever it is of.
_PORTION: Final = re.compile(
    rf"^(?:(?:an?|the|my|1|one)\s+)?(?:(?:large|small|big|tall|medium)\s+)?(?:{_VESSELS})\s+(?:of\s+)?|"
    r"^(?:an?|the|some|my|plain old)\s+", re.IGNORECASE
)  # fmt: skip
_PORTION_BEHIND: Final = re.compile(
    r",? (?:an? |1 |one )?(?:small |large |big |good )?(?:handful|glass|bowl|cup|slice|portion|serving|mug|pot|"
    r"tub|tin|can|scoop|piece|carton|bottle)$", re.IGNORECASE
)  # fmt: skip
_FROM_A_CAN: Final = re.compile(
    r"^(?:(?:an?|the|my|1|one)\s+)?(?:(?:large|small|big)\s+)?(?:cans?|tins?|jars?)\s+(?:of\s+)?"
    r"|[ ,]+(?:from (?:an? |the )?)?(?:cans?|tins?|jars?)$", re.IGNORECASE
)  # fmt: skip


def without_portion(text: str) -> str:
    """Return what a portion is of.

    Examples
    --------
    >>> without_portion("a glass of milk"), without_portion("200 g yogurt")
    ('milk', '200 g yogurt')
    """
    return _PORTION.sub("", _PORTION_BEHIND.sub("", text.strip())) or text


def from_a_can(text: str) -> str | None:
    """Return a food from a can under that name; ``None`` for any other.

    Examples
    --------
    >>> from_a_can("a tin of mackerel"), from_a_can("mackerel")
    ('canned mackerel', None)
    """
    bare = _FROM_A_CAN.sub("", text.strip())
    return f"canned {bare}" if bare and bare != text.strip() else None


def plainer(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a food without words that may not change what is in it, and these words.

    Examples
    --------
    >>> plainer("finely grated organic carrots")
    ('carrots', ('finely', 'grated', 'organic'))
    """
    said = _WORD_PARTS.sub(" ", without_accents(text).replace("\u2019", "'"))
    found = tuple(" ".join(one.casefold().split()) for one in _pattern().findall(said))
    bare = " ".join(_pattern().sub(" ", said).split()).strip(" ,")
    if bare:
        return bare, found
    # All of it may be left out of something: orange segments are of oranges.
    sorts = [phrase for phrase in found if all(one.of for one in _by_phrase()[phrase])]
    return " ".join(sorts) or text, tuple(phrase for phrase in found if sorts and phrase not in sorts)


def says_nothing(phrase: str, group: str, *, canned: bool, little: bool) -> bool:
    """Tell whether words of :func:`plainer` do not change what is in a food.

    Parameters
    ----------
    phrase : str
    group : str
        Of the food.
    canned, little : bool
        Whether it is from a can, and holds hardly any calcium.
    """
    return any(
        (not one.of or group in one.of) and (one.canned or group != "fish" or not canned)
        and (little or not one.little)
        for one in _by_phrase()[phrase]
    )  # fmt: skip


def weight_of(word: str) -> int:
    """Return how much a word that may be left out tells apart: what sort a food is, more than how it was made."""
    return 2 if any(one.of for one in _by_word().get(word, ())) else 1


@cache
def _by_word() -> dict[str, list[LeftOut]]:
    found: dict[str, list[LeftOut]] = {}
    for phrase, rows in _by_phrase().items():
        for word in words(phrase):
            found.setdefault(word, []).extend(rows)
    return found


_WORD_PARTS: Final = re.compile(r"(?<=\w)-(?=\w)")


@cache
def _by_phrase() -> dict[str, list[LeftOut]]:
    found: dict[str, list[LeftOut]] = {}
    for one in words_file().left_out:
        for name in one.words:
            found.setdefault(name.casefold(), []).append(one)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_by_phrase(), key=len, reverse=True)
    written = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![\w'])(?:{written})(?![\w'])", re.IGNORECASE)
