"""A count of pieces, ounces or cups as servings of a food, by what the table says a serving is."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from osteotwin.protocol.library.foods import FoodItem

_SERVING: Final = re.compile(r"(?P<n>\d+ \d+/\d+|\d+/\d+|\d+(?:\.\d+)?) ?(?P<unit>.*)")
#: What is measured out, and no piece.
_MEASURES: Final = re.compile(r"(?:cups?|fl oz|oz|tbsp|tsp|g)\b")
_GRAMS_PER_OUNCE: Final = 28.35


def servings(count: float, portion: str, food: FoodItem) -> float | None:
    """Return a count of portions as servings; ``None`` where the table does not tell.

    Parameters
    ----------
    count : float
    portion : str
        Such as ``"cups"`` or ``"oz"``; empty for pieces.
    food : FoodItem
    """
    serving = _SERVING.fullmatch(food.serving)
    if serving is None:
        return count
    number, unit = float(sum(map(Fraction, serving["n"].split()))), serving["unit"]
    measured = _MEASURES.match(unit)
    match portion.removesuffix("s"):
        case "" | "piece":
            return None if measured else count / number
        case "oz" | "ounce":
            return (
                count / number
                if unit.startswith(("fl oz", "oz"))
                else count * _GRAMS_PER_OUNCE / food.serving_g
            )
        case "cup" | "glasse" | "glass" | "mug" | "bowl" if unit.startswith("cup"):
            return count / number
        case "cup" if not unit.startswith(("container", "serving")):
            return None
        case "slice" if unit.startswith("slice"):
            return count / number
        case _:
            return count
