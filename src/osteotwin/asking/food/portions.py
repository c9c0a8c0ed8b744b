"""A count of pieces, ounces or cups as servings of a food, by what the table says a serving is."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from osteotwin.protocol.library.foods import FoodItem
from osteotwin.units.patterns import later

_SERVING: Final = later(r"(?P<n>\d+ \d+/\d+|\d+/\d+|\d+(?:\.\d+)?) ?(?P<unit>.*)")
#: What is measured out, and no piece.
_MEASURES: Final = later(r"(?:cups?|fl oz|oz|tbsp|tsp|g)\b")
_GRAMS_PER_OUNCE: Final = 28.35
#: USDA SR28, weights of NDB 01116 to 01118: 1 cup (8 fl oz).
_GRAMS_PER_CUP_OF_YOGURT: Final = 245.0
#: As small pots are sold.
_GRAMS_PER_POT_OF_YOGURT: Final = 150.0
#: USDA SR28, 1 cup shredded of NDB 01009, and 1 cup of NDB 01124.
_GRAMS_PER_CUP: Final = {"Cheese": 113.0, "Egg white": 243.0}
_CUPS: Final = {"cup": 1.0, "tbsp": 1 / 16, "tsp": 1 / 48}
#: Of kitchens in the United States, which the servings of the table are of [mL].
_ML: Final = {"cup": 236.6, "fl oz": 29.57, "tbsp": 14.79, "tablespoon": 14.79, "tsp": 4.93}
#: Spoons and cups as they are written.
_SPOONS: Final = {
    "c.": "cup", "cup": "cup", "tbsp": "tbsp", "tbs": "tbsp", "tablespoon": "tbsp", "tsp": "tsp", "teaspoon": "tsp",
}  # fmt: skip
#: Weights and volumes as they are written, in g and mL.
_GRAMS: Final = {"g": 1.0, "gr": 1.0, "gram": 1.0, "kg": 1000.0, "lb": 453.6, "pound": 453.6}
_MILLILITERS: Final = {
    "ml": 1.0, "milliliter": 1.0, "millilitre": 1.0, "cl": 10.0, "dl": 100.0, "l": 1000.0, "liter": 1000.0,
    "litre": 1000.0, "fl oz": 29.57, "fl. oz": 29.57, "floz": 29.57, "fluid ounce": 29.57,
}  # fmt: skip
#: What is so soft that it is measured by volume, too, and what it weighs [g/mL].
_POURED: Final = later(r"Yogurt|.*\bpudding|Cheese, (?:cottage|ricotta)|Soup|.*\bcustard")
_GRAMS_PER_ML: Final = 1.03
#: What is drunk is measured by volume, in ounces, too.
_DRINKS: Final = later(r"\b(?:(?:butter)?milk|juice|drink|kefir|cocoa|coffee|tea)\b", re.IGNORECASE)


def is_drunk(food: FoodItem) -> bool:
    """Tell whether a food is drunk, so that it is measured by volume."""
    return _DRINKS.search(food.name) is not None or food.group == "drinks"


def servings(count: float, portion: str, food: FoodItem) -> float | None:
    """Return a count of portions as servings; ``None`` where the table does not tell.

    Parameters
    ----------
    count : float
    portion : str
        Such as ``"cups"``, ``"oz"`` or ``"ml"``; empty for pieces.
    food : FoodItem
    """
    serving = _SERVING.fullmatch(food.serving)
    if serving is None:
        return count
    number, unit = float(sum(map(Fraction, serving["n"].split()))), serving["unit"]
    measured = _MEASURES.match(unit)
    if food.name.startswith("Yogurt") and portion.removesuffix("s") == "pot":
        return count * _GRAMS_PER_POT_OF_YOGURT / food.serving_g
    if food.name.startswith("Yogurt") and portion.removesuffix("s") == "cup":
        return count * _GRAMS_PER_CUP_OF_YOGURT / food.serving_g
    if (grams := _GRAMS.get(portion.removesuffix("s"))) is not None:
        return count * grams / food.serving_g
    if (milliliters := _MILLILITERS.get(portion.removesuffix("s"))) is not None:
        measure = next((name for name in _ML if unit.startswith(name)), None)
        if measure is None and _POURED.match(food.name):
            return count * milliliters * _GRAMS_PER_ML / food.serving_g
        return None if measure is None else count * milliliters / (number * _ML[measure])
    if (spoon := _SPOONS.get(portion.removesuffix("s"))) is not None and (
        measure := next((name for name in _ML if unit.startswith(name)), None)
    ):
        return count * _ML[spoon] / (number * _ML[measure])
    if (
        (cups := _CUPS.get(portion.removesuffix("s")))
        and (portion.startswith("cup") or food.name.startswith("Egg"))
        and not unit.startswith(("cup", "tbsp", "tsp"))
    ):
        grams = next(
            (known for name, known in _GRAMS_PER_CUP.items() if food.name.startswith(f"{name},")), None
        )
        if grams is not None:
            return count * cups * grams / food.serving_g
    match portion.removesuffix("s"):
        case "" | "piece" | "square":
            return None if measured else count / number
        case "oz" | "ounce" if unit.startswith("cup") and _DRINKS.search(food.name):
            return count * _ML["fl oz"] / (number * _ML["cup"])
        case "oz" | "ounce":
            return (
                count / number
                if unit.startswith(("fl oz", "oz"))
                else count * _GRAMS_PER_OUNCE / food.serving_g
            )
        case "pint" | "quart" | "gallon" | "tbsp" | "tbs" | "tablespoon" | "tsp" | "teaspoon" | "c.":
            return None
        case "cup" | "glasse" | "glass" | "mug" | "bowl" if unit.startswith("cup"):
            return count / number
        case "cup" if not unit.startswith(("container", "serving")):
            return None
        case "slice" if unit.startswith("slice"):
            return count / number
        case "slice" | "stick" if food.name.startswith("Cheese,") and unit.startswith("oz"):
            return count * _GRAMS_PER_OUNCE / food.serving_g
        case _:
            return count


#: USDA SR28, weights of a tablespoon or a sixteenth of a cup [g].
_GRAMS_PER_TBSP: Final = {
    "Chia": 12.0, "Flaxseed": 10.3, "Sesame": 9.0, "Pumpkin": 8.1, "Sunflower": 8.8, "Hemp": 10.0, "Poppy": 8.8,
    "Almonds": 7.0, "Walnuts": 7.3, "Cashews": 8.6, "Pecans": 6.8, "Hazelnuts": 7.2, "Coconut, dried": 5.0,
    "Cheese, Parmesan": 5.0, "Cheese, Romano": 5.0, "Cheese, cottage": 14.0, "Cheese, ricotta": 15.5,
    "Cheese, cream": 14.5, "Cheese": 7.1, "Yogurt": 15.3, "Oats": 5.1, "Whey": 6.0, "Raisins": 9.1, "Cranberries": 7.5,
    "Tuna": 9.6, "Peanuts": 9.1, "Pine nuts": 8.4,
}  # fmt: skip
_PER_TBSP: Final = {"tbsp": 1.0, "tsp": 1.0 / 3.0}


def grams_of_spoon(count: float, measure: str, food: FoodItem) -> float | None:
    """Return what spoons of a food weigh that is not served by the spoon or cup [g]; ``None`` for any other.

    Examples
    --------
    >>> from osteotwin.protocol.library import find_food
    >>> grams_of_spoon(2.0, "tbsp", find_food("chia seeds"))
    24.0
    """
    spoons = _PER_TBSP.get(measure)
    if spoons is None or re.search(r"cup|tbsp|tablespoon|tsp|fl oz", food.serving):
        return None
    named = max((name for name in _GRAMS_PER_TBSP if food.name.startswith(name)), key=len, default=None)
    return None if named is None else count * spoons * _GRAMS_PER_TBSP[named]


#: Small measures of kitchens [g].
_LITTLE: Final = {"splash": 30.0, "bit": 10.0, "dollop": 20.0, "drizzle": 7.0, "sprinkle": 5.0}
#: Measures that say how much is served, and not how much it weighs.
_VAGUE: Final = ("bowl", "mug", "handful", "pot", "tub", "container", "carton", "bottle", "pack", "can", "bar", "piece",
                 "square", "scoop", "stick", "fillet", "rasher", "batch", "slice")  # fmt: skip


def grams_of_little(measure: str) -> float | None:
    """Return what a small measure weighs [g]; ``None`` for any other.

    Examples
    --------
    >>> grams_of_little("splash"), grams_of_little("cup")
    (30.0, None)
    """
    return _LITTLE.get(measure)


def is_vague(measure: str, food: FoodItem) -> bool:
    """Tell whether a measure is not the one in which the table counts a food."""
    return measure in _VAGUE and measure not in food.serving


def servings_of_pieces(count: float, food: FoodItem) -> float | None:
    """Return so many pieces as servings, where a serving is what is sold as one; ``None`` for any other."""
    sold = re.search(r"container|bottle|package|\bbar\b|\bcan\b", food.serving)
    return count if sold else None
