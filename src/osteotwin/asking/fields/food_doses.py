"""Doses of supplements in words that are not understood as a whole: the number beside each name, and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from osteotwin.asking.fields.field import Row
from osteotwin.asking.fields.food_named import supplement_of
from osteotwin.asking.fields.food_names import unit_of
from osteotwin.asking.supplements.tokens import Amount, Count, Join, Mark, Nutrient, Often, Token, tokens_of


def doses_in(said: str) -> Mapping[str, Row]:
    """Return how much there is of each supplement that is named, and how often, as far as both are certain.

    A number stands behind its name, or before it; it has its unit where that is told, and how often is of all.

    Examples
    --------
    >>> doses_in("D3 5000 with K2 100 mcg every other day")["Vitamin D tablets"]
    {'much': '5000', 'often': 'every other day'}
    >>> doses_in("D3 5000 IU or 2000 IU"), doses_in("D3 2000 IU in winter")
    ({}, {})
    """
    tokens = tokens_of(said)
    if tokens is None or any(
        isinstance(one, Count) or (isinstance(one, Mark) and one.what != "form") for one in tokens
    ):
        return {}
    often = [one.words for one in tokens if isinstance(one, Often)]
    told = [one for one in tokens if isinstance(one, Nutrient | Amount)]
    kinds = [type(one) for one in told]
    if len(often) > 1 or any(isinstance(one, Join) and one.sign in _EITHER for one in tokens) or not kinds:
        return {}
    rhythm = {"often": often[0]} if often else {}
    pairs = _pairs(told)
    return {name: {**dose, **rhythm} for name, dose in pairs.items()}


#: What joins two of which one counts.
_EITHER: Final = ("or", "-", "to")


def _pairs(told: Sequence[Token]) -> dict[str, dict[str, str]]:
    """Return the number of each name; nothing where it is not certain whose a number is."""
    pairs: dict[str, dict[str, str]] = {}
    is_behind = isinstance(told[0], Nutrient)
    name = ""
    waiting: list[Amount] = []
    for one in told:
        if isinstance(one, Amount):
            waiting.append(one)
            if is_behind and (not name or pairs.get(name)):
                return {}
            if is_behind:
                pairs[name] = _dose(waiting.pop())
        elif isinstance(one, Nutrient):
            name = supplement_of(one)
            if name in pairs:
                return {}
            pairs[name] = _dose(waiting.pop()) if waiting and not is_behind else {}
    return {} if waiting else pairs


def _dose(amount: Amount) -> dict[str, str]:
    unit = {"unit": unit_of(amount.unit)} if amount.unit else {}
    return {"much": f"{amount.value:g}", **unit}
