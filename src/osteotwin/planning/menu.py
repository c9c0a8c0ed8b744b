"""What plans are made of: exercises by movement, and foods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Flag, Number, Word
from osteotwin.people.wishes import FOOD_GROUPS
from osteotwin.protocol.library import FoodItem, find_food

MEALS = ("breakfast", "lunch", "dinner")


@dataclass(frozen=True)
class MenuFood(Row):
    """One food that plans may hold.

    Attributes
    ----------
    name : str
        In the table of foods.
    groups : tuple of str
        Of :data:`FOOD_GROUPS`, by which it is left out.
    cost : float
        From 1, the cheapest third, to 3.
    meal : str
    daily : bool
        Whether a serving every day is what people eat.
    lactose : bool
        Whether it is left out with lactose intolerance.
    """

    name: Words
    groups: tuple[Annotated[str, Word(FOOD_GROUPS)], ...]
    cost: Annotated[float, Number(1, 3)]
    meal: Annotated[str, Word(MEALS)]
    daily: Annotated[bool, Flag()]
    lactose: Annotated[bool, Flag()] = False

    @property
    def item(self) -> FoodItem:
        """The food of the library."""
        return find_food(self.name)


@dataclass(frozen=True)
class Menu(Row):
    """All of ``menu.toml``: movement -> exercises; exercise -> how who cannot do it yet begins."""

    strength: dict[str, tuple[Words, ...]]
    impact: dict[str, tuple[Words, ...]]
    endurance: dict[str, tuple[Words, ...]]
    skilled: dict[str, tuple[Words, ...]]
    easier: dict[str, Words]
    food: tuple[MenuFood, ...]


@cache
def menu() -> Menu:
    """Return what plans are made of.

    Raises
    ------
    ParameterError
        If the file has a gap.
    """
    return load_table(Menu, "osteotwin.planning", "data", "menu.toml")


@cache
def meal_of(food: str) -> MenuFood:
    """Return the menu's row of a food by its identifier in the library."""
    return {row.item.id: row for row in menu().food}[food]
