"""An amount of a food that is read → its servings, and what is to be said of them; asked where it may be read wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_amounts import Amount, plural
from osteotwin.asking.food.eaten_grammar import Phrases, grammar, tokens_of
from osteotwin.asking.food.eaten_names import Known, known_food
from osteotwin.asking.food.heads import LITTLE_CALCIUM
from osteotwin.asking.food.kinds import kinds
from osteotwin.asking.food.portions import (
    grams_of_little,
    grams_of_spoon,
    is_drunk,
    is_vague,
    servings,
    servings_of_pieces,
)
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library.foods import FoodItem, in_our_words
from osteotwin.units.patterns import later

#: More calcium or vitamin D in a serving than this, and how much is eaten is asked where it is not told in a way
#: that is known [mg, IU].
_RICH_CALCIUM, _RICH_VITAMIN_D = 65.0, 45.0


_HARD: Final = ("Cheese, Parmesan", "Cheese, Romano")
#: Of what is grated little is meant where no more is said.
_GRATED: Final = later(
    r"\b(?:grated|shaved|shavings?|sprinkled|gerieben\w*|r\u00e2p\u00e9e?|rallad[ao]|grattugiat[ao])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Read:
    """A part of a meal as it is understood.

    Attributes
    ----------
    part : str
        As told.
    known : Known
    amount : Amount
    name : str
    """

    part: str
    known: Known
    amount: Amount
    name: str

    @property
    def is_rich(self) -> bool:
        """Whether its amount matters."""
        return self.known.food is not None and is_rich(self.known.food)


def is_rich(food: FoodItem) -> bool:
    """Tell whether a serving of a food holds so much that its amount matters."""
    return food.calcium_mg > _RICH_CALCIUM or food.vitamin_d_iu > _RICH_VITAMIN_D


def servings_of(one: Read, *, is_alone: bool) -> tuple[float, str]:
    """Return the servings of one time, and what is to be said of them.

    Parameters
    ----------
    one : Read
    is_alone : bool
        Whether nothing else is eaten with it.

    Raises
    ------
    UnclearAnswerError
    """
    food, amount = one.known.food, one.amount
    if food is None:
        message = f"{one.name} is no food of the table"
        raise ValueError(message)
    if amount.count == 0.0:
        raise UnclearAnswerError("food", f"{quoted(one.part)}, of which nothing is eaten", "what is eaten",
                                 f'write "no {one.name}", or leave it out')  # fmt: skip
    if amount.measure in _OF_DRINKS and "milk powder" in food.name:
        raise UnclearAnswerError(
            "food", f"{quoted(one.part)}, which may be powder or milk made of it", "one of the two",
            f'write "{amount.count:g} {amount.measure} of milk" for milk, or "25 g of milk powder" with your own grams',
        )  # fmt: skip
    if amount.unknown is not None:
        return _without_unit(one, food)
    if amount.pieces != 1.0:
        return _of_each_or_all(one, food)
    if not amount.measure and amount.count > _MOST_PIECES:
        raise UnclearAnswerError(
            "food",
            f"{amount.count:g} {one.name}",
            "an amount with its unit",
            f'write for example "100 g of {one.name}"',
        )
    if amount.other:
        first = f"{amount.count:g} {amount.measure}"
        raise UnclearAnswerError(
            "food", f"{quoted(one.part)}, of which {first} is not {amount.other}", "one amount",
            f'write "{first} of {one.name}" or "{amount.other} of {one.name}", whichever is eaten',
        )  # fmt: skip
    is_whole = amount.is_counted or amount.size in (*_SHARES, "whole", "full", "medium", "regular", "family")
    if not amount.measure and is_whole and "pizza" in food.name.casefold():
        raise UnclearAnswerError(
            "food", f"{quoted(one.part)}, of which the size is not known", "how many slices",
            f'write for example "4 slices of {one.name}"',
        )  # fmt: skip
    if amount.is_few:
        is_in_pieces = amount.measure in _BY_PIECE or (
            not amount.measure and servings(1.0, "", food) is not None
        )
        if one.is_rich or is_in_pieces:
            bare = is_in_pieces and not amount.measure
            is_meat = food.group == "meat" and _grams_of_pieces(one) is None and "slice" not in food.serving
            example = (
                f"3 {one.name}"
                if bare
                else f"{_example('piece' if is_meat else amount.measure)} of {one.name}"
            )
            raise UnclearAnswerError(
                "food", f"{quoted(one.part)}, which does not say how many", "a number",
                f'write for example "{example}", with your own number',
            )  # fmt: skip
        return 1.0, f"{quoted(one.part)} is counted as one serving, {food.serving}"
    is_hard = food.name.startswith(_HARD) or {*in_our_words(one.name)} == {"cheese", "grated"}
    is_grated = is_hard and _GRATED.search(one.name) is not None
    if is_grated and not amount.is_said and (grams := grams_of_spoon(1.0, "tbsp", food)):
        return grams / food.serving_g, f"{quoted(one.part)} is counted as a tablespoon, {grams:g} g"
    if (grams := _grams_of_pieces(one)) is not None:
        return grams / food.serving_g, f"{quoted(one.part)} is counted as {grams:g} g"
    if amount.is_times or not amount.is_said:
        return amount.count, ""
    if (grams := grams_of_little(amount.measure)) is not None:
        grams *= amount.count * _SHARES.get(amount.size, 1.0)
        return grams / food.serving_g, f"{quoted(one.part)} is counted as {grams:g} g"
    if (grams := grams_of_spoon(amount.count, amount.measure, food)) is not None:
        return grams / food.serving_g, f"{quoted(one.part)} is counted as {grams:.3g} g"
    if (count := _of_measure(one.name, amount, food)) is not None:
        if amount.measure == "bowl" and _SHARES.get(amount.size, 1.0) < 1.0:
            count *= _SHARES[amount.size]
        vague = is_vague(amount.measure, food) or (amount.size in _SHARES and amount.measure in _GLASSES)
        return count, f"{quoted(one.part)} is counted as {_so_many(count)}, {food.serving}" if vague else ""
    if not amount.measure and amount.count == 1.0:
        return 1.0, f"{quoted(one.part)} is counted as one serving, {food.serving}"
    if not amount.measure and (pieces := servings_of_pieces(amount.count, food)) is not None:
        return pieces, f"{quoted(one.part)} is counted as {_so_many(pieces)}, each {food.serving}"
    is_heap = amount.measure == "cup" and food.group not in _PLANTS and servings(1.0, "", food) is not None
    if (
        not one.is_rich
        and not is_heap
        and (not is_alone or (not amount.measure and "cup" in food.serving and food.group == "drinks"))
    ):
        count = amount.count if amount.count < _MANY else 1.0
        return count, f"{quoted(one.part)} is counted as {_so_many(count)}, each {food.serving}"
    if amount.measure in _PINTS:
        pints = amount.count * _PINTS[amount.measure]
        raise UnclearAnswerError(
            "food", f"{amount.count:g} {amount.measure} of {one.name}, of Britain or of the United States",
            "which of the two, or how many ml",
            f'write "{pints * _PINT_US:.0f} ml of {one.name}" for a {amount.measure} of the United States, or '
            f'"{pints * _PINT_UK:.0f} ml of {one.name}" for a British one',
        )  # fmt: skip
    raise UnclearAnswerError(
        "food",
        f"{amount.count:g} {amount.measure} {one.name}, of which a serving is {food.serving}".replace("  ", " "),
        "servings, grams or ounces",
        f'write for example "30 g of {one.name}", with your own amount{_or_servings(one)}',
    )  # fmt: skip


#: A cup of these is about one of them.
_PLANTS: Final = ("vegetables", "greens", "fruit")
#: Of these it matters how many a few are.
_BY_PIECE: Final = ("slice", "piece", "rasher")
_OF_DRINKS: Final = ("ml", "cl", "dl", "l", "glass")


def _example(measure: str) -> str:
    return "30 g" if measure in ("piece", "square", "bit") else f"3 {plural(measure or 'serving', 3.0)}"


def _or_servings(one: Read) -> str:
    amount = one.amount
    if amount.measure not in _COUNTED or amount.count > 2.0 * _MANY:
        return ""
    several = "1 serving" if amount.count == 1.0 else f"{amount.count:g} servings"
    return f', or "{several} of {one.name}" if so much is meant'


#: Of these one may be a serving.
_COUNTED: Final = ("", "piece", "cup", "glass", "can", "pack", "bar", "square", "handful", "bowl")
#: Of a spoon or a splash that is said to be big or small.
_SHARES: Final = {"big": 2.0, "large": 2.0, "huge": 3.0, "generous": 2.0, "heaped": 1.5, "heaping": 1.5, "good": 1.5,
                  "small": 0.5, "tiny": 0.5, "mini": 0.5, "grosser": 2.0, "kleiner": 0.5, "grande": 2.0, "petit": 0.5,
                  "petite": 0.5}  # fmt: skip
#: Measures that count what is sold or grows in one size.
_SOLD: Final = ("", "piece", "pot", "serving")


@cache
def _pieces() -> Phrases:
    return Phrases({name: name for name in grammar().pieces})


def _grams_of_pieces(one: Read) -> float | None:
    """Return what is counted of a food that is sold or grows in one size weighs [g]; None of any other."""
    amount, tokens = one.amount, tokens_of(one.name)
    for at in range(len(tokens)):
        measured = f"{amount.measure} of {' '.join(token.word for token in tokens[at:])}"
        if (grams := grammar().pieces.get(measured)) is not None:
            return amount.count * grams
    food = one.known.food
    if food is None or amount.measure not in _SOLD:
        return None
    if food.name.startswith(_IN_PORTIONS):
        named = [
            name for at in range(len(tokens)) if (name := _pieces().at(tokens, at)[1]) and not _grows(name)
        ]
    elif food.group in _GROWN and amount.is_counted and not amount.measure and not amount.is_times:
        behind = _pieces().behind(tokens, len(tokens))  # and no almond milk
        named = [_pieces().at(tokens, len(tokens) - behind)[1]] if behind else []
    else:
        named = []
    return float(f"{amount.count * grammar().pieces[named[0]]:.3g}") if named else None


def _grows(name: str) -> bool:
    """Tell whether what is sold in one size is a fruit or nut, which is a taste in a yogurt's name."""
    kind = kinds().get(" ".join(in_our_words(name)))
    return kind is not None and kind.food is not None and kind.food.group in _GROWN


#: What grows in one size, or is eaten whole.
_GROWN: Final = ("nuts and seeds", "fruit", "vegetables", "fish")
#: Sold in portions, of which one is meant where no more is said.
_IN_PORTIONS: Final = ("Yogurt", "Cheese", "Crackers, cheese")


#: More pieces than anybody eats at once.
_MOST_PIECES: Final = 30.0
#: Pieces that are servings, where nothing else is known.
_MANY: Final = 4.5


#: Pints [mL].
_PINT_US, _PINT_UK = 473.2, 568.3
_PINTS: Final = {"pint": 1.0, "quart": 2.0, "gallon": 8.0}


def _so_many(count: float) -> str:
    return "one serving" if count == 1.0 else f"{count:.3g} servings"


_IN_ALL: Final = later(r"\b(?:in all|in total|total|altogether|all together|together)\b", re.IGNORECASE)
#: Of which some are small, and are counted as any other.
_GLASSES: Final = ("glass", "cup", "mug", "bowl")


def _of_each_or_all(one: Read, food: FoodItem) -> tuple[float, str]:
    """Return a weight of all pieces; ask of a rich food whether it is of each."""
    amount, name = one.amount, one.name
    count = servings(amount.count, amount.measure, food) or 1.0
    is_part = amount.pieces < 1.0 and food.calcium_mg > LITTLE_CALCIUM
    if (one.is_rich or is_part) and not _IN_ALL.search(one.part):
        bare = re.sub(r"\s*\([^()]*\)", "", name).strip()
        each, whole = (
            f"{n:g} {amount.measure} of {bare}" for n in (amount.pieces * amount.count, amount.count)
        )
        if amount.pieces < 1.0:
            raise UnclearAnswerError(
                "food", f"{quoted(one.part)}, whose weight may be of that part or of the whole", "one amount",
                f'write "{whole}" if so much is eaten, or "{each}" if that is the weight of the whole',
            )  # fmt: skip
        raise UnclearAnswerError(
            "food", f"{quoted(one.part)}, which may be {amount.count:g} {amount.measure} each or in all", "one amount",
            f'write "{each}" if it is of each, or "{whole}" if it is of all',
        )  # fmt: skip
    return count, f"{quoted(one.part)} is counted as {amount.count:g} {amount.measure} in all"


def _without_unit(one: Read, food: FoodItem) -> tuple[float, str]:
    number = f"{one.amount.unknown:g}"
    unknown = one.amount.unknown or 0.0
    is_in_pieces = servings(1.0, "", food) is not None or servings_of_pieces(1.0, food) is not None
    is_count = unknown.is_integer() and unknown <= _MOST_BEHIND and is_in_pieces
    if is_count and _PLURAL.search(one.name):
        counted = replace(one.amount, count=unknown, is_counted=True, unknown=None)
        count, note = servings_of(replace(one, amount=counted), is_alone=False)
        return count, note or f"{quoted(one.part)} is counted as {number} pieces"
    if one.is_rich or is_count:
        much = f"{number} {one.name}" if is_count else f"{number} g of {one.name}"
        raise UnclearAnswerError(
            "food", f"{number} behind {quoted(one.name)}, a number without a unit", "how much of it",
            f'write for example "{much}" if so much is meant, and leave out points and calories',
        )  # fmt: skip
    return 1.0, f"{number} behind {quoted(one.name)} has no unit, so one serving is counted, {food.serving}"


#: More is no count behind a name: "cherry pie: 230".
_MOST_BEHIND: Final = 12.0
_PLURAL: Final = later(r"(?:s|eier|uova)$", re.IGNORECASE)


def _of_measure(name: str, amount: Amount, food: FoodItem) -> float | None:
    if amount.measure == "slice" and is_drunk(food):
        return None  # bread made with milk, 2 slices
    count = servings(amount.count, amount.measure, food)
    if count is None and amount.measure and not name.startswith("grated ") and (grated := _grated(name)):
        count = servings(amount.count, amount.measure, grated)
        count = None if count is None else count * grated.serving_g / food.serving_g
    return count


def _grated(name: str) -> FoodItem | None:
    """Return a cheese as it is measured by the spoon; None of anything else."""
    try:
        return known_food(f"grated {name}", in_part=False).food
    except Mistake:
        return None
