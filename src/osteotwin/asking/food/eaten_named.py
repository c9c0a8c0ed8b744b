"""A food whose kinds stand in a bracket, "oily fish (sardines and mackerel)": asked how much there is of each."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_grammar import known_name_at, tokens_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_WITH_KINDS: Final = later(
    r"(?P<before>.*?)(?P<what>\b(?:(?:oily|fatty|white|canned|tinned) )?(?:fish|fisch|poissons?|pescado))\b"
    r"(?P<behind>[^()]*)\((?P<kinds>[^()]*)\)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_CANNED: Final = later(r"^(?:tinned|canned) ", re.IGNORECASE)
_LEAST: Final = 2


def ask_of_named_kinds(piece: str) -> None:
    """Ask of a food whose kinds stand behind it in a bracket how much of each is eaten.

    Raises
    ------
    UnclearAnswerError
        With his own amount and how often, of each kind.

    Examples
    --------
    >>> ask_of_named_kinds("oily fish twice a week")
    """
    found = _WITH_KINDS.fullmatch(piece)
    names = _foods(found["kinds"]) if found is not None else []
    if found is None or len(names) < _LEAST:
        return
    behind = f"{found['behind']} {found['rest']}".strip()
    ways = [f'"{found["before"]}{name} {behind}"'.replace(' "', '"') for name in names]
    raise UnclearAnswerError(
        "food", f"{quoted(found['kinds'])}, of which it is not told how much is of each", "how much of each",
        f"write {' or '.join(ways)} for the one that is eaten most, or both with how much and how often of each",
    )  # fmt: skip


def _foods(said: str) -> list[str]:
    """Return the foods of a list; one that is canned is followed by others that are."""
    canned = _CANNED.match(said.strip())
    names: list[str] = []
    for part in _JOIN.split(said.strip()):
        for name in dict.fromkeys((f"{canned[0] if canned else ''}{_CANNED.sub('', part)}", part)):
            tokens = tokens_of(name)
            if count := known_name_at(tokens, 0):
                names.append(name[: tokens[count - 1].end])
                break
    return names


_JOIN: Final = later(r",? (?:and|or|und|et|y) |, |/", re.IGNORECASE)
