"""Words that tell nothing of a drug: what a story is told with, and what may stand in a clause beside a dose."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from osteotwin.inputs.shipped import parsed
from osteotwin.protocol.library.tables import library_text

FILE: Final = "idle_words.toml"
LANGUAGES: Final = ("english", "german", "french", "spanish")


@cache
def idle_words(name: str) -> frozenset[str]:
    """Return the words of one class or language.

    Examples
    --------
    >>> "knees" in idle_words("english"), "it" in idle_words("english")
    (True, False)
    """
    return frozenset(str(_read()[name]).split())


@cache
def idle_phrases() -> tuple[str, ...]:
    """Return phrases that are idle as a whole."""
    return tuple(_read()["phrases"])


def are_idle(words: tuple[str, ...]) -> bool:
    """Tell whether each of some words, in lower case, is an idle one of the same language.

    Examples
    --------
    >>> are_idle(("my", "knees", "hurt")), are_idle(("my", "knees", "schmerzen"))
    (True, False)
    """
    return any(idle_words(one).union(idle_words("anywhere")).issuperset(words) for one in LANGUAGES)


@cache
def _read() -> dict[str, Any]:
    return parsed(library_text(FILE), FILE)
