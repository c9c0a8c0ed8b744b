"""What people call, in their own words, what a person's file holds: "sugar", "a dodgy ticker", "water on the lungs"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.asking.person.health_words import without_names
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.shipped import Row, Words, load_table


@dataclass(frozen=True)
class _Lay(Row):
    """Words of one thing; see the head of ``lay_words.toml``."""

    words: tuple[Words, ...]
    write: tuple[Words, ...]
    own: str = ""


@dataclass(frozen=True)
class _File(Row):
    lay: tuple[_Lay, ...]


def ask_lay(piece: str) -> None:
    """Ask whether what is told in everyday words is what a person's file holds.

    Raises
    ------
    UnclearAnswerError
    """
    found = lay_word(piece)
    if found is None:
        return
    said, lay = found
    lines = " or ".join(f'"{line}"' for line in lay.write)
    none = "" if any("fracture" in line for line in lay.write) else ": it changes no number"
    own = f", {lay.own}," if lay.own else ""
    raise UnclearAnswerError(
        "person", f"{quoted(said)} in {quoted(piece)}" if said != piece.casefold().strip() else quoted(piece),
        f"whether it is what a person's file calls {' or '.join(lay.write)}",
        f"write {'for example ' if own else ''}{lines}{own} if so, else leave it out{none}",
    )  # fmt: skip


def lay_word(text: str) -> tuple[str, _Lay] | None:
    """Return the longest such word of a text, beside names that are in no number, and what it may be.

    Examples
    --------
    >>> lay_word("a touch of sugar")[0], lay_word("a fatty liver") is None, lay_word("two cats") is None
    ('sugar', True, True)
    """
    rest = without_names(text.casefold())
    found = [(one[0], lay) for words, lay in _patterns() if (one := words.search(rest)) is not None]
    return max(found, key=lambda one: len(one[0]), default=None)


_STAR: Final = r"\*"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Lay], ...]:
    rows = load_table(_File, "osteotwin.asking.person", "data", "lay_words.toml").lay
    return tuple((_pattern(row.words), row) for row in rows)


def _pattern(words: tuple[Words, ...]) -> re.Pattern[str]:
    each = (re.escape(word).replace(r"\ ", "[ -]").replace(_STAR, r"\w*") for word in words)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(each)})(?![\w-])")
