"""How often in words that tell no number: most days, now and then; and about which number they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from osteotwin.inputs.shipped import Row, load_table


@dataclass(frozen=True)
class _Open(Row):
    """Words of about one number; see the head of ``open_rhythms.toml``."""

    instead: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class _File(Row):
    rhythm: tuple[_Open, ...]


@dataclass(frozen=True)
class OpenRhythm:
    """Words of how often that tell no number, where they stand, and a number in their place."""

    start: int
    end: int
    instead: str


def open_rhythms(text: str) -> Iterator[OpenRhythm]:
    """Yield the words of a text that tell how often and no number.

    Examples
    --------
    >>> text = "milk most days, cheese now and then"
    >>> [(text[one.start : one.end], one.instead) for one in open_rhythms(text)]
    [('most days', '5 times a week'), ('now and then', 'once a week')]
    """
    pattern, instead = _pattern()
    for found in pattern.finditer(text):
        yield OpenRhythm(found.start(), found.end(), instead[found.lastgroup or ""])


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = load_table(_File, "osteotwin.asking", "data", "open_rhythms.toml").rhythm
    each = [(words, row.instead) for row in rows for words in row.words]
    each.sort(key=lambda one: -len(one[0]))
    groups = "|".join(f"(?P<_{number}>{words})" for number, (words, _) in enumerate(each))
    return (
        re.compile(rf"(?<![\w'-])(?:{groups})(?![\w'-])", re.IGNORECASE),
        {f"_{number}": instead for number, (_, instead) in enumerate(each)},
    )
