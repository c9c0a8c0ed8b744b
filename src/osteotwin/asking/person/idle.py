"""What may be set aside of an answer on a person: words that are known to tell nothing of what his file holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.asking.person.health_words import without_names
from osteotwin.asking.person.lay_words import lay_word
from osteotwin.asking.person.times import without_times
from osteotwin.inputs.everyday import is_everyday
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.units.patterns import later

_WORD: Final = later(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")

_AGO: Final = later(r"(?:about |around |almost |nearly )?(?:\d+|an?|\w+) (?:years?|months?|weeks?) ago")


@dataclass(frozen=True)
class _File(Row):
    words: Words
    women: Words
    women_alone: Words


def is_idle(text: str) -> bool:
    """Tell whether each word of a text is known to tell nothing of what a person's file holds.

    Examples
    --------
    >>> is_idle("two cats"), is_idle("my gallbladder out in 2010"), is_idle("a dodgy ticker"), is_idle("a flumm")
    (True, True, False, False)
    """
    if lay_word(text) is not None:
        return False
    timeless = without_times(text.casefold())
    if text.strip() and not _WORD.search(timeless):  # "1963" may be of a birth, "as a child" of what is over
        return _AGO.fullmatch(text.casefold().strip()) is not None
    rest = without_names(timeless)
    return re.search(r"#(?!\d)", text) is None and all(
        word in _idle() or is_everyday(word) for word in _WORD.findall(rest)
    )


#: What may stand before a form that else goes with the name before it.
_OF_HERSELF: Final = later(
    r"(?:^|[,;.:(\n]|\b(?:soy|estoy|fui|sido|suis|\u00e9t\u00e9|je|y|et|und|bin|ans|a\u00f1os|jahre|muy|tr\u00e8s|tambi\u00e9n|aussi))\s*$",
    re.IGNORECASE,
)
_THE: Final = later(r"\b(?:la|las|les|une?|una|die|der|the|by|with)\s*$", re.IGNORECASE)


def woman_word(text: str) -> str | None:
    """Return a form of words that only a woman has of herself; ``None`` where a text holds none.

    Examples
    --------
    >>> woman_word("soy diabética"), woman_word("ex-Raucherin"), woman_word("neuropatía diabética")
    ('diabética', 'ex-Raucherin', None)
    """
    names, alone = _file().women.split(), _file().women_alone.split()
    for word in _WORD.finditer(text):
        said, before = word[0].casefold(), text[: word.start()]
        if (said in names and not _THE.search(before)) or (said in alone and _OF_HERSELF.search(before)):
            return word[0]
    return None


@cache
def _idle() -> frozenset[str]:
    return frozenset(f"{_file().words} {_file().women} {_file().women_alone}".split())


@cache
def _file() -> _File:
    return load_table(_File, "osteotwin.asking.person", "data", "idle_words.toml")
