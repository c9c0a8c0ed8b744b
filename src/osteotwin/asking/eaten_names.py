"""What a food in an answer is: of the table, counted as one of the same kind, or named and in no number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from osteotwin.asking.unclear import quoted
from osteotwin.inputs.names import words
from osteotwin.inputs.table import value_of_key
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.food_names import Lacking, is_dish, is_with_milk
from osteotwin.protocol.library.foods import FoodItem, find_food, lacking_foods, lacking_named
from osteotwin.protocol.plan_file import HabitualFood


@dataclass(frozen=True)
class Known:
    """A food as far as it is known.

    Attributes
    ----------
    food : FoodItem or None
        What is counted; ``None`` for what is in no number.
    note : str
        What is to be said of it; empty where it is the food itself.
    """

    food: FoodItem | None
    note: str = ""


#: What a dish holds by its name, so that it is asked for by itself.
_RICH: Final = re.compile(
    r"chees|milk|yogh?urt|tofu|paneer|sardine|salmon|kale|cream|custard|quesadilla|gratin|smoothie|breakfast|lunch|dinner|"
    r"meal|takeaway|bowl|shake", re.IGNORECASE
)  # fmt: skip
#: What joins a dish and other foods.
_PARTS: Final = re.compile(r"\b(?:with|mit|plus)\b|[+,]", re.IGNORECASE)
#: A maker before the food: "Eggland's Best eggs".
_MAKER: Final = re.compile(
    r"^(?P<who>[a-z]+)['\u2019]s (?:best |own |choice )?(?P<food>[a-z].+)$", re.IGNORECASE
)
_NO_MAKER: Final = frozenset(
    (
        "goat",
        "sheep",
        "cow",
        "camel",
        "buffalo",
        "mare",
        "ewe",
        "shepherd",
        "lamb",
        "baker",
        "bird",
        "hunter",
        "lady",
    )
)
#: Groups of foods that makers fortify, or make of something else.
_MADE_OTHERWISE: Final = ("drinks", "soy", "grains", "fats")
_DASHED: Final = re.compile(r"^[^,]{2,40}?\s+[-\u2013\u2014]\s+(?P<food>\S.*)$")


def known_food(name: str) -> Known:
    """Return what a food in an answer is.

    Raises
    ------
    Mistake
        Where it is nothing that is known, or may be several foods.

    Examples
    --------
    >>> known_food("skyr").note
    '"skyr" is counted as Yogurt, Greek, plain, non-fat'
    >>> known_food("poha")
    Known(food=None, note='"poha" is in no number: how much calcium, vitamin D and protein it holds is not known')
    """
    try:
        return Known(load_foods()[value_of_key(HabitualFood, "food").read(name)])
    except Mistake as mistake:
        known = _stand_in(name) or _of_maker(name, mistake)
        if known is None:
            raise
        return known


def _stand_in(name: str) -> Known | None:
    lacking = lacking_named(name) or _named_within(name)
    if lacking is not None and lacking.counts_as:
        return _counted_as(name, find_food(lacking.counts_as))
    if lacking is not None and lacking.in_words == "little":
        return Known(None, f"{quoted(name)} is left out: it holds hardly any calcium")
    unlisted = (
        lacking is None
        and is_dish(name)
        and not _RICH.search(name)
        and not _PARTS.search(name)
        and not is_with_milk(name)
    )
    if unlisted or (lacking is not None and lacking.in_words == "unknown"):
        return Known(
            None,
            f"{quoted(name)} is in no number: how much calcium, vitamin D and protein it holds is not known",
        )
    return None


def _named_within(name: str) -> Lacking | None:
    """Return what is said of a product whose name stands among words of flavor and size: "small bag of doritos"."""
    said = words(name)
    if len(said) > _LONGEST or _RICH.search(name) or any(word.isdigit() for word in said):
        return None
    fitting = [
        (len(known), row)
        for known, row in ((words(key), row) for key, row in lacking_foods().items())
        if set(known) < set(said) and not {*said} - {*known} - _FLAVORS - _SIZES
    ]
    row = max(fitting, key=lambda one: one[0])[1] if fitting else None
    return row if row is not None and (row.counts_as or row.in_words == "unknown") else None


#: Words of the longest name of a product.
_LONGEST: Final = 7
_FLAVORS: Final = frozenset(
    [
        "apple",
        "cobbler",
        "blueberry",
        "strawberry",
        "raspberry",
        "cherry",
        "peach",
        "lemon",
        "lime",
        "orange",
        "mango",
        "coconut",
        "banana",
        "berry",
        "vanilla",
        "chocolate",
        "choc",
        "caramel",
        "cookie",
        "cooky",
        "dough",
        "cinnamon",
        "honey",
        "peanut",
        "butter",
        "mint",
        "mocha",
        "coffee",
        "nacho",
        "cool",
        "ranch",
        "salted",
        "sea",
        "salt",
        "vinegar",
        "spicy",
        "hot",
        "garlic",
        "original",
        "classic",
        "lite",
        "light",
        "pro",
        "zero",
        "triple",
        "sugar",
        "free",
        "crunchy",
        "crispy",
        "white",
        "dark",
        "double",
        "veg",
        "vegetable",
        "vegan",
        "chicken",
        "beef",
        "pork",
        "lamb",
        "shrimp",
        "homemade",
        "thai",
        "indian",
    ]
)
_SIZES: Final = frozenset(
    [
        "small",
        "medium",
        "large",
        "big",
        "mini",
        "family",
        "size",
        "bag",
        "pack",
        "packet",
        "bar",
        "box",
        "of",
        "a",
        "an",
        "my",
        "the",
        "cup",
        "pot",
    ]
)


def _of_maker(name: str, mistake: Mistake) -> Known | None:
    """Return the food behind a maker, where makers neither fortify it nor make it of something else."""
    if "fits several" in mistake.found:
        return None
    behind = _DASHED.match(name)
    if behind is None:
        behind = _MAKER.match(name)
        if behind is None or behind["who"].casefold() in _NO_MAKER:
            return None
    try:
        food = load_foods()[value_of_key(HabitualFood, "food").read(behind["food"])]
    except Mistake:
        return None
    if food.group in _MADE_OTHERWISE and food.calcium_mg > _LITTLE:
        return None
    return _counted_as(name, food)


def _counted_as(name: str, food: FoodItem) -> Known:
    return Known(food, f"{quoted(name)} is counted as {food.name}")


#: So little calcium in a serving that no maker makes a difference [mg].
_LITTLE: Final = 30.0
