"""The words around foods in an answer, and where they stand: tokens, and the longest phrase that begins at one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from osteotwin.asking.food.kinds import kinds
from osteotwin.inputs.names import without_accents
from osteotwin.inputs.shipped import Row, Words, parsed, read_as
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.protocol.library.tables import library_text
from osteotwin.units.patterns import later

FILE: Final = "eaten_grammar.toml"


@dataclass(frozen=True)
class Joins(Row):
    """What joins the foods of a meal: one and another, one with another, one or another; before what it does not."""

    both: tuple[Words, ...]
    together: tuple[Words, ...]
    either: tuple[Words, ...]
    cooked_in: tuple[Words, ...]
    kept_behind_in: tuple[Words, ...]
    kept_behind_with: tuple[Words, ...]


@dataclass(frozen=True)
class Talk(Row):
    """What is said around foods and is no food."""

    verbs: tuple[Words, ...]
    words: tuple[Words, ...]
    meals: tuple[Words, ...]
    day_parts: tuple[Words, ...]
    places: tuple[Words, ...]
    before: tuple[Words, ...]
    beside: tuple[Words, ...]
    prose: tuple[Words, ...]
    clause_words: tuple[Words, ...]
    tastes: tuple[Words, ...]
    clauses: tuple[Words, ...]
    flags: tuple[Words, ...]


@dataclass(frozen=True)
class Grammar(Row):
    """The words of ``eaten_grammar.toml``."""

    articles: tuple[Words, ...]
    determiners: tuple[Words, ...]
    qualities: tuple[Words, ...]
    few: tuple[Words, ...]
    about: tuple[Words, ...]
    of: tuple[Words, ...]
    poured_into: tuple[Words, ...]
    poured: tuple[Words, ...]
    each: tuple[Words, ...]
    sizes: tuple[Words, ...]
    measures: dict[str, tuple[Words, ...]]
    numbers: dict[str, float]
    pieces: dict[str, float]
    joins: Joins
    talk: Talk


@dataclass(frozen=True)
class Token:
    """A number, a share, a word or a sign of a text.

    Attributes
    ----------
    text, word : str
        As written; without case, accents and a point behind it.
    start, end : int
        Where it stands.
    kind : str
        ``"number"``, ``"share"`` (2 %), ``"word"`` or ``"sign"``.
    """

    text: str
    word: str
    start: int
    end: int
    kind: str


_TOKEN: Final = later(
    r"(?P<share>\d+(?:[.,]\d+)?\s?%)|(?P<number>\d+(?:\.\d+)?(?![\d/]))|"
    r"(?P<word>(?:x(?=\d)|w/(?=[\w\s])|\d+/\d+|[^\W_]+(?:['\u2019\-][^\W_]+)*\.?))|(?P<sign>\S)"
)


@lru_cache(maxsize=2048)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text.

    Examples
    --------
    >>> [token.text for token in tokens_of("1.5 cups of 2 % milk (semi-skimmed)")]
    ['1.5', 'cups', 'of', '2 %', 'milk', '(', 'semi-skimmed', ')']
    """
    return tuple(
        Token(found[0], _folded(found[0]), found.start(), found.end(), found.lastgroup or "sign")
        for found in _TOKEN.finditer(text)
    )


def _folded(word: str) -> str:
    return without_accents(word.casefold()).replace("\u2019", "'").rstrip("./")


class Phrases:
    """Phrases of words, of which the longest is found that begins at a token."""

    def __init__(self, names: Iterable[str] | Mapping[str, str]) -> None:
        rows = list(names.items() if isinstance(names, Mapping) else ((name, name) for name in names))
        rows += [(name.replace(" ", "-"), meaning) for name, meaning in rows if " " in name]
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        for name, meaning in rows:
            said = [token.word for token in tokens_of(name)]
            self._by_first.setdefault(said[0], []).append((said, meaning))
        for several in self._by_first.values():
            several.sort(key=lambda row: -len(row[0]))

    def at(self, tokens: Sequence[Token], place: int) -> tuple[int, str]:
        """Return how many tokens from a place are a phrase, and what it stands for; 0 and nothing where none is."""
        if place >= len(tokens):
            return 0, ""
        for said, meaning in self._by_first.get(tokens[place].word, ()):
            if len(said) == 1 or [token.word for token in tokens[place : place + len(said)]] == said:
                return len(said), meaning
        return 0, ""

    def behind(self, tokens: Sequence[Token], end: int) -> int:
        """Return how many tokens before an end are one phrase."""
        return max(
            (count for count in range(1, min(end, _LONGEST_PHRASE) + 1)
             if self.at(tokens[:end], end - count)[0] == count), default=0,
        )  # fmt: skip


#: Words of the longest phrase, and of the longest name of a food that is looked for.
_LONGEST_PHRASE: Final = 6
_LONGEST_NAME: Final = 7


@cache
def grammar() -> Grammar:
    """Return the words around foods."""
    return read_as(Grammar, parsed(library_text(FILE), FILE), FILE)


@cache
def measures() -> Phrases:
    """Return the measures by each of their names."""
    return Phrases({name: measure for measure, names in grammar().measures.items() for name in names})


@cache
def phrases(field: str) -> Phrases:
    """Return the phrases of a field of the grammar, of its talk or of its joins."""
    holders = (grammar(), grammar().talk, grammar().joins)
    return Phrases(next(getattr(one, field) for one in holders if hasattr(one, field)))


@cache
def joins() -> Phrases:
    """Return what joins foods: as ``"both"``, ``"together"`` or ``"either"``."""
    rows = grammar().joins
    return Phrases({name: kind for kind in ("both", "together", "either") for name in getattr(rows, kind)})


def names_a_food(text: str) -> bool:
    """Tell whether the whole name of a food stands in a text.

    Examples
    --------
    >>> names_a_food("with a glass of milk"), names_a_food("at night")
    (True, False)
    """
    tokens = tokens_of(text)
    return any(known_name_at(tokens, at) for at in range(len(tokens)))


def known_name_at(tokens: Sequence[Token], place: int) -> int:
    """Return how many tokens from a place are the longest whole name of a food; 0 where none begins there."""
    for end in range(min(len(tokens), place + _LONGEST_NAME), place, -1):
        several = tokens[place:end]
        if any(token.kind == "sign" for token in several):
            continue
        if " ".join(in_our_words(" ".join(token.text for token in several))) in kinds():
            return end - place
    return 0
