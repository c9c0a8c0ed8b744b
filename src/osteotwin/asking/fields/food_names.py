"""What may be eaten or taken, as it is named in fields, told in words, and measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_grammar import grammar
from osteotwin.asking.food.portions import grams_of_spoon, is_drunk, servings
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.calcium_products import calcium_products_told
from osteotwin.protocol.library.foods import FoodItem
from osteotwin.units.patterns import later

#: Names of the table that hold words of an amount or of a nutrient, as they are read before an amount.
_PLAIN: Final = {
    "Goat milk, vitamin D added": "goat milk",
    "Evaporated milk, vitamin D added": "evaporated milk",
    "Turkey, roasted, meat only": "roast turkey",
    "Macaroni and cheese, frozen": "macaroni and cheese",
    "Chocolate candies (M&M's)": "m&ms",
}
#: Supplements that the model counts, and the words that they are told in.
SUPPLEMENTS: Final = {
    "Vitamin D tablets": "vitamin D",
    "Vitamin D2 tablets": "vitamin D2",
    "Calcium tablets": "calcium tablets",
    "Calcium carbonate tablets": "calcium carbonate",
    "Calcium citrate tablets": "calcium citrate",
}
#: Other names of the same.
_ALSO: Final = {
    "Vitamin D tablets": ("vitamin d", "vit d", "vitamin d3", "d3", "cholecalciferol", "vitamin d3 tablets"),
    "Vitamin D2 tablets": ("vitamin d2", "d2", "ergocalciferol"),
    "Calcium tablets": ("calcium", "calcium pills", "calcium supplement", "calcium supplements"),
    "Calcium carbonate tablets": ("calcium carbonate",),
    "Calcium citrate tablets": ("calcium citrate",),
    "Vitamin K2": (
        "k2",
        "vit k2",
        "vitamin k",
        "mk7",
        "mk-7",
        "k2 mk7",
        "k2 mk-7",
        "vitamin k2 mk-7",
        "vitamin k2 mk7",
    ),
}
#: Supplements that are shown and in no number.
_OTHERS: Final = ("Magnesium", "Vitamin K2", "Zinc", "Creatine")
_OF_D: Final = ("IU", "\u00b5g", "tablets of 400 IU", "tablets of 1000 IU", "tablets of 2000 IU")
_UNITS_OF: Final = {
    "Vitamin D tablets": _OF_D,
    "Vitamin D2 tablets": _OF_D,
    "Calcium tablets": ("mg", "tablets of 500 mg", "tablets of 600 mg"),
    "Calcium carbonate tablets": ("mg", "tablets of 500 mg", "tablets of 600 mg"),
    "Calcium citrate tablets": ("mg", "tablets of 250 mg", "tablets of 500 mg"),
    "Magnesium": ("mg",),
    "Vitamin K2": ("\u00b5g",),
    "Zinc": ("mg",),
    "Creatine": ("g",),
}
#: Units as they may be written.
_WRITTEN: Final = {
    "g": ("gram", "grams", "gr"),
    "ml": ("milliliter", "millilitre", "milliliters", "millilitres"),
    "glass": ("glasses",),
    "cup": ("cups",),
    "slice": ("slices",),
    "piece": ("pieces", "pcs", "x", "egg", "eggs"),
    "serving": ("servings", "portion", "portions"),
    "tablespoon": ("tablespoons", "tbsp"),
    "tablet": ("tablets", "pill", "pills", "capsule", "capsules"),
    "IU": ("iu", "ie", "ui", "units"),
    "\u00b5g": ("mcg", "ug", "\u03bcg", "microgram", "micrograms"),
    "mg": ("milligram", "milligrams"),
}
_PLURAL: Final = {"glass": "glasses", "cup": "cups", "slice": "slices", "piece": "pieces",
                  "serving": "servings", "tablespoon": "tablespoons", "tablet": "tablets"}  # fmt: skip
#: As the readers of amounts call it.
_MEASURES: Final = {"tablespoon": "tbsp"}
_OF_BOTH: Final = later(
    r"calcium (?:carbonate|citrate) \d[\d.]* ?mg with vitamin d \d[\d.]* ?iu", re.IGNORECASE
)
_SLICED: Final = later(r"\d+ slices?\b")
_OUNCES: Final = later(r"[\d.]+ oz$")
#: Of these a bare count is of pieces.
_PIECES: Final = later(
    r"\d+ (?:medium|fruits?|large|pieces?|egg|figs|dates|prunes|apricot|olives|roll|bun|muffin|tortilla|pancake|waffle|"
    r"sandwich|burrito|taco|cookies|mushroom)(?: \(50 g\))?(?:, \w+)?$"
)
_CUPS: Final = later(r"(?:\d+ )?[\d/]+ cups?\b")


@cache
def choices() -> tuple[str, ...]:
    """Return what may be chosen: supplements first, then every food of the library."""
    return (*SUPPLEMENTS, *products(), *_OTHERS, *sorted(foods()))


@cache
def foods() -> Mapping[str, FoodItem]:
    """Return the foods of the library by name."""
    return {food.name: food for food in load_foods().values()}


@cache
def products() -> Mapping[str, str]:
    """Return products of calcium with vitamin D by name and strength, as they are told in words."""
    return {name: name for name in calcium_products_told()}


@cache
def units() -> Mapping[str, tuple[str, ...]]:
    """Return in what each choice is measured."""
    return {
        **_UNITS_OF,
        **dict.fromkeys(products(), ("tablet",)),
        **{name: tuple(_units_of(food)) for name, food in foods().items()},
    }


def plain_name(food: FoodItem) -> str:
    """Return words that are read as a food and no other.

    Examples
    --------
    >>> plain_name(foods()["Goat milk, vitamin D added"])
    'goat milk'
    """
    return _PLAIN.get(food.name, food.name)


def known_choice(name: str) -> str | None:
    """Return the choice that a name is of, whatever its case; ``None`` for another name.

    Examples
    --------
    >>> known_choice("vitamin d3"), known_choice("yogurt"), known_choice("CHEESE, CHEDDAR")
    ('Vitamin D tablets', None, 'Cheese, cheddar')
    """
    return _index().get(folded(name))


@cache
def _index() -> Mapping[str, str]:
    names = {folded(one): one for one in choices()}
    return names | {folded(also): one for one, others in _ALSO.items() for also in others}


def unit_of(written: str) -> str:
    """Return a unit as it is listed; what is not known as it is written.

    Examples
    --------
    >>> unit_of("grams"), unit_of("mcg"), unit_of("tablets of 1000 IU"), unit_of("pots")
    ('g', '\u00b5g', 'tablets of 1000 IU', 'pots')
    """
    lower = written.casefold().rstrip(".")
    return next((unit for unit, also in _WRITTEN.items() if lower in (unit.casefold(), *also)), written)


def is_of_both(name: str) -> bool:
    """Tell whether a name is of tablets of calcium with vitamin D, by what one holds.

    Examples
    --------
    >>> is_of_both("Calcium carbonate 500 mg with vitamin D 400 IU"), is_of_both("Calcium carbonate tablets")
    (True, False)
    """
    return _OF_BOTH.fullmatch(name) is not None


def counted(much: str, unit: str) -> str:
    """Return an amount in words.

    Examples
    --------
    >>> counted("2", "glass"), counted("1", "slice"), counted("150", "g")
    ('2 glasses', '1 slice', '150 g')
    """
    return f"{much} {unit if much in ('1', '0.5', '1/2') else _PLURAL.get(unit, unit)}"


def servings_in(much: float, unit: str, food: FoodItem) -> float | None:
    """Return an amount as servings of a food; ``None`` where it is not told in one of its units."""
    if unit not in units()[food.name]:
        return None
    if unit == "serving":
        return much
    measure = _MEASURES.get(unit, unit)
    grams = grams_of_spoon(much, measure, food)
    return servings(much, measure, food) if grams is None else grams / food.serving_g


def _units_of(food: FoodItem) -> Iterator[str]:
    is_poured = is_drunk(food) and servings(1.0, "ml", food) is not None and "powder" not in food.name
    is_sliced = food.name.startswith("Cheese,") and _OUNCES.match(food.serving) and not is_drunk(food)
    units_of = {
        "ml": is_poured,
        "g": True,
        "glass": is_poured and _CUPS.match(food.serving),
        "cup": _CUPS.match(food.serving),
        "slice": _SLICED.match(food.serving) or is_sliced,
        "piece": _PIECES.match(food.serving),
        "serving": True,
    }
    said = folded(food.name).split()
    for unit, is_one in units_of.items():
        # What one weighs is told of another thing of that name: a cup of orange is none of orange sherbet.
        weighed = (f"{unit} of {' '.join(said[at:])}" for at in range(len(said)))
        if is_one and not any(one in grammar().pieces for one in weighed):
            yield unit
