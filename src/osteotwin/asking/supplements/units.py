"""Amounts in international units beside calcium, which can only be of vitamin D."""

from __future__ import annotations

from collections.abc import Sequence

from osteotwin.asking.supplements.tokens import Amount, Nutrient, Token
from osteotwin.asking.supplements.vocabulary import VITAMIN_D


def in_units(tokens: Sequence[Token]) -> list[Amount]:
    """Return the amounts in IU, which no calcium is told in, where some of it is told, too."""
    amounts = [token for token in tokens if isinstance(token, Amount)]
    units = [one for one in amounts if one.unit == "IU"]
    return units if len(units) == 1 and len(amounts) > 1 else []


def with_vitamin_d(tokens: Sequence[Token], units: list[Amount]) -> list[Token]:
    """Return a line in which vitamin D is named behind the amount that can only be of it."""
    at = tokens.index(units[0])
    return [*tokens[: at + 1], Nutrient(VITAMIN_D), *tokens[at + 1 :]]
