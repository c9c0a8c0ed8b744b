"""Dishes that everybody makes of the same few foods: a cheese sandwich, a toast with ham and cheese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from osteotwin.asking.eaten_amounts import Amount, amount_of
from osteotwin.asking.food_kinds import eaten_words
from osteotwin.protocol.library.foods import in_our_words

#: A dish is counted in pieces; of any other measure nobody knows how much is in it.
_MEASURES = ("", "serving", "piece")


def foods_of_dish(part: str) -> tuple[tuple[Amount, str, str], ...]:
    """Return the foods of a dish: how much there is of each, its name, and how it is written; empty for any other food.

    Examples
    --------
    >>> [(amount.count, amount.measure, name) for amount, name, _ in foods_of_dish("2 cheese sandwiches")]
    [(4.0, 'slice', 'white bread'), (2.0, 'slice', 'cheddar')]
    >>> foods_of_dish("tuna sandwich")
    ()
    """
    dish, name = amount_of(part)
    written = _dishes().get(" ".join(name.casefold().split())) or _dishes().get(" ".join(in_our_words(name)))
    if written is None or dish.is_few or dish.unknown is not None or dish.measure not in _MEASURES:
        return ()
    found: list[tuple[Amount, str, str]] = []
    for food in written.split("; "):
        amount, of = amount_of(food)
        found.append((Amount(dish.count * amount.count, amount.measure, is_counted=True), of, food))
    return tuple(found)


@cache
def _dishes() -> Mapping[str, str]:
    rows = [(name, written) for written, names in eaten_words().made_of.items() for name in names]
    return {" ".join(in_our_words(name)): written for name, written in rows} | dict(rows)


def names_of_dishes() -> frozenset[str]:
    """Return the names of dishes, in which a joining word may stand."""
    return frozenset(f"{name}{ending}" for name in _dishes() for ending in ("", "s", "es"))
