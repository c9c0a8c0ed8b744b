"""What an answer may call a food beside the names of the table: kinds of food, makers, dishes, what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import Row, Words, parsed, read_as
from osteotwin.protocol.library import FoodItem, load_foods
from osteotwin.protocol.library.foods import in_our_words, lacking_foods
from osteotwin.protocol.library.tables import library_text

FILE: Final = "eaten_words.toml"


@dataclass(frozen=True)
class Other(Row):
    """Words that make another food of the food behind them.

    Attributes
    ----------
    turns, dairy, makers, plant, never : tuple of str
        Of names of foods, and within no other name; of milk and cheese, which any food may hold; makers of milk and
        yogurt of plants; of the plants; of any food.
    """

    turns: tuple[Words, ...]
    dairy: tuple[Words, ...]
    makers: tuple[Words, ...]
    plant: tuple[Words, ...]
    never: tuple[Words, ...]


@dataclass(frozen=True)
class Beside(Row):
    """Words that make no other food.

    Attributes
    ----------
    flavors, sizes, shapes, of_milk, around : tuple of str
        Beside the name of a product; behind a food; before the milk of a cow, of which any other word may be a plant's;
        before any food.
    """

    flavors: tuple[Words, ...]
    sizes: tuple[Words, ...]
    shapes: tuple[Words, ...]
    of_milk: tuple[Words, ...]
    around: tuple[Words, ...]


@dataclass(frozen=True)
class Drink(Row):
    """Drinks that are made with milk.

    Attributes
    ----------
    names : tuple of str
    cup_ml : float [mL]
        A cup of no size.
    milk : float
        The share of milk in it.
    is_bare_milk : bool
        Whether the name is also milk itself, in another language.
    """

    names: tuple[Words, ...]
    cup_ml: float
    milk: float
    is_bare_milk: bool = False


@dataclass(frozen=True)
class EatenWords(Row):
    """The words of ``eaten_words.toml``."""

    little: tuple[Words, ...]
    unknown: tuple[Words, ...]
    counts_as: dict[str, tuple[Words, ...]]
    flavored: dict[str, tuple[Words, ...]]
    made_of: dict[str, tuple[Words, ...]]
    milk_drink: tuple[Drink, ...]
    water: dict[str, float]
    other: Other
    beside: Beside


@dataclass(frozen=True)
class Kind:
    """What a name stands for.

    Attributes
    ----------
    food : FoodItem or None
        What is counted; ``None`` where nothing is.
    is_little : bool
        Of what is not counted: whether it holds hardly any calcium; else nobody knows how much it holds.
    is_exact : bool
        Whether the name is a name of the food itself, of which nothing is to be said.
    is_asked : bool
        Whether the name stands for several foods that differ, so that it is asked.
    """

    food: FoodItem | None = None
    is_little: bool = False
    is_exact: bool = False
    is_asked: bool = False


@cache
def eaten_words() -> EatenWords:
    """Return the words of answers on food."""
    return read_as(EatenWords, parsed(library_text(FILE), FILE), FILE)


def beside() -> Beside:
    """Return the words that make no other food."""
    return eaten_words().beside


@cache
def kinds() -> Mapping[str, Kind]:
    """Return what each name in the table's words stands for: of the kinds, of the table, of what the table lacks.

    Raises
    ------
    ParameterError
        If a kind counts as no food of the table.
    """
    by_name = {food.name: food for food in load_foods().values()}
    file = eaten_words()
    found: dict[str, Kind] = {}
    for food, names in file.counts_as.items():
        if food not in by_name:
            raise ParameterError(f"{FILE}: no food is called {food!r}")
        for name in map(_joined, names):
            if found.setdefault(name, Kind(by_name[food])).food != by_name[food]:
                raise ParameterError(f"{FILE}: {name!r} counts as two foods")
    for names, kind in ((file.little, Kind(is_little=True)), (file.unknown, Kind())):
        found |= {name: kind for name in map(_joined, names) if name not in found}
    found = {
        _joined(name): Kind(by_name[food]) for food, names in file.flavored.items() for name in names
    } | found
    for name, lacking in lacking_foods().items():
        if name not in found:
            found[name] = Kind(
                by_name.get(lacking.counts_as), lacking.in_words == "little",
                is_asked=not lacking.counts_as and not lacking.in_words,
            )  # fmt: skip
    for food in by_name.values():
        for name in (food.name, *food.aliases):
            if not (said := _joined(name)).isdigit():  # "2 % milk fat", of which the words on fat go
                found[said] = Kind(food, is_exact=True)
    return found


@cache
def waters() -> Mapping[str, float]:
    """Return the calcium of mineral waters as their labels have it, by name without accents [mg/L]."""
    return eaten_words().water


@cache
def raw_names() -> frozenset[str]:
    """Return the names of answers as they are written in their file."""
    file = eaten_words()
    several = (file.little, file.unknown, *file.counts_as.values(), *file.flavored.values())
    return frozenset(name for names in several for name in names)


@cache
def flavored() -> Mapping[str, FoodItem]:
    """Return the foods of which makers and kinds tell all but the flavor, by name in the table's words."""
    by_name = {food.name: food for food in load_foods().values()}
    return {_joined(name): by_name[food] for food, names in eaten_words().flavored.items() for name in names}


def _joined(name: str) -> str:
    return " ".join(in_our_words(name))
