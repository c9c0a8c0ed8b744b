"""How much of each food is told in a list that is not understood as a whole, where it is certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from osteotwin.asking.fields.field import Row
from osteotwin.asking.fields.food_named import names_in
from osteotwin.asking.fields.food_names import counted, foods, plain_name, unit_of, units
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_ranges import VAGUE_OFTEN
from osteotwin.asking.food.eaten_words import read_eaten
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.protocol.library.foods import FoodItem
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_PARTS: Final = later(r"(?i)[;\n]|[.!?](?=\s|$)|,(?!\d)|\s(?:and|und|et|y|plus|\+|&)\s")
_VAGUE_LAST: Final = later(
    rf"(?i)[\s(]+(?:{VAGUE_OFTEN.pattern}|(?:on |at )?(?:the )?weekends?|most days|whenever)[\s.)]*$"
)


def amounts_in(said: str, names: Sequence[str]) -> Mapping[str, Row]:
    """Return how much is told of foods, each in a part of its own that names nothing else.

    An amount is certain where the part, and the food with that amount, are read as so many servings of it.

    Examples
    --------
    >>> amounts_in("4 eggs, 2 slices of gouda, some milk", ["Egg, whole, raw", "Cheese, Gouda"])
    {'Egg, whole, raw': {'much': '4', 'unit': 'piece'}, 'Cheese, Gouda': {'much': '2', 'unit': 'slice'}}
    """
    told: dict[str, list[Row | None]] = {}
    for part in _PARTS.split(said):
        plain = _VAGUE_LAST.sub("", part).strip(" ,.")
        inside, supplements = names_in(plain)
        for name in inside:
            is_alone = len(inside) == 1 and not supplements and name in foods()
            told.setdefault(name, []).append(_amount(plain, foods()[name]) if is_alone else None)
    return {
        name: row for name, (row, *others) in told.items() if name in names and row is not None and not others
    }


def _amount(part: str, food: FoodItem) -> Row | None:
    plain = " ".join(in_digits(part).split())
    amount, _ = amount_of(plain)
    if (
        not amount.is_said
        or amount.unknown is not None
        or amount.is_few
        or amount.other
        or amount.pieces != 1.0
    ):
        return None
    servings = _servings(f"{plain} daily", food)
    if servings is None:
        return None
    count, measure = f"{amount.count:g}", amount.measure
    for unit in dict.fromkeys(
        (unit_of(measure), measure, "piece", "serving") if measure else ("piece", "serving")
    ):
        is_listed = unit in units()[food.name] or unit == measure
        if is_listed and _servings(f"{plain_name(food)} {counted(count, unit)} daily", food) == servings:
            return {"much": count, "unit": unit}
    return None


def _servings(words: str, food: FoodItem) -> float | None:
    """Return the servings a week that words are read as; ``None`` where they are not read as one food and that one."""
    try:
        eaten = [one.keys for one in read_eaten(words) if "food" in one.keys]
    except UnclearAnswerError:
        return None
    if len(eaten) != 1 or eaten[0]["food"] != food.name:
        return None
    return float(str(eaten[0]["servings_per_week"]))
