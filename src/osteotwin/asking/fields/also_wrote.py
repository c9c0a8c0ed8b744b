"""What somebody wrote, and what his fields tell in its place → the parts that they tell no more, in his own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from osteotwin.asking.told_facts import facts_of, lost
from osteotwin.units.patterns import later

_PARTS: Final = later(
    r"[;\n]+|,(?!\d)|(?<!\d)[.!?](?=\s|$)|(?<=[\d)])\.(?=\s+[^\W\d])|\s(?:and|und|et|y|plus|but|[&+])\s"
)
#: Shorter words, and these, tell nothing by themselves.
_WORD: Final = later(
    r"(?!(?:with|from|this|that|have|been|each|when|then|also|very|just|only|some|about|right|really|think|know|mine)\b)"
    r"\b[^\W\d_]{4,}"
)
#: So many parts are looked at, and so many signs of each are quoted.
_MOST, _LONGEST = 40, 80


def also_wrote(
    question: str, before: str, text: str, names_of: Callable[[str], frozenset[str]]
) -> tuple[str, ...]:
    """Return the parts of an answer whose numbers, names or words another one does not tell.

    Parameters
    ----------
    question : str
    before : str
        In the words of whom it is asked.
    text : str
        What takes its place.
    names_of : callable
        Returns what a text names, by the names of the fields.
    """
    return tuple(_gone(question, before, text, names_of))


def _gone(question: str, before: str, text: str, names_of: Callable[[str], frozenset[str]]) -> Iterator[str]:
    told, kept = names_of(text), text.casefold()
    for part in _PARTS.split(before)[:_MOST]:
        said = " ".join(part.split()).strip(" .,:")
        words = {*_WORD.findall(said.casefold())}
        names = names_of(said) if words else frozenset[str]()
        # Words with neither a name nor a fact, of which none is kept.
        is_apart = words and not names and not any(word in kept for word in words)
        if lost(question, said, text) or not names <= told or (is_apart and not facts_of(question, said)):
            yield said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} \u2026"
