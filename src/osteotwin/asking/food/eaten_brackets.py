"""What is told in brackets behind a food: what it is made of, what is eaten with it, or which sort of it is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from osteotwin.asking.food.diary_lines import lists_foods
from osteotwin.asking.food.eaten_amounts import MEASURED, Amount, amount_of, is_amount
from osteotwin.asking.food.eaten_dishes import bracketed, foods_of_dish
from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.food.eaten_one import is_known
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.food.eaten_parts import joined_parts
from osteotwin.asking.food.eaten_remarks import NUTRIENTS
from osteotwin.asking.food.kinds import beside, kinds
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library.foods import in_our_words, lacking_foods
from osteotwin.units.patterns import later


def in_brackets(text: str, dishes: list[str]) -> list[Part] | None:
    """Return what is told in brackets behind a dish or a food as parts; None of any other part.

    Parameters
    ----------
    text : str
    dishes : list of str
        To which a dish is added that is counted as what its bracket names.
    """
    apart = bracketed(text)
    if apart is None:
        return None
    parts = joined_parts(_WITH.sub("", apart[1]))
    told = [amount_of(part.text) for part in parts]
    if is_amount(parts[0].text) or any(name and {*name.split()} <= NUTRIENTS for _, name in told):
        return None
    listed = [Part(part.text, "together") for part in parts]
    if any(amount.is_said and name and is_known(name) for amount, name in told):
        so_many, head = amount_of(apart[0])
        if so_many.count > 1.0 and not so_many.is_times and so_many.measure not in MEASURED:
            _check_of_each(apart, so_many.count)
        if is_known(head) and _is_composed(head):
            dishes.append(apart[0])
            return [replace(listed[0], join="listed"), *listed[1:]]
        return listed if _is_sort(apart[0], told) else [Part(apart[0], "listed"), *listed]
    if _WITH.match(apart[1]) and len(told) == 1 and _group(told[0][1]) and not told[0][0].is_said:
        return [Part(apart[0], "listed"), *listed]  # rice (with salmon)
    if not lists_foods(apart[1]):
        return None
    head = amount_of(apart[0])[1]
    is_kind = len({_group(name) for name in (head, *(name for _, name in told))}) == 1
    if is_kind and _group(head) in ("dairy", "soy", "fish"):
        return None  # cheese (cheddar, brie)
    named = f"{' and '.join(name for _, name in told)} {head}"
    if not any(amount.is_said for amount, _ in told) and not is_known(head) and foods_of_dish(named):
        return [Part(f"{apart[0][: -len(head)]}{named}", "listed")]  # sandwich (cheese, ham)
    if is_kind or _is_composed(head):
        _check_head(apart, head)
        dishes.append(apart[0])
        return [replace(listed[0], join="listed"), *listed[1:]]
    if all({*in_our_words(name)} <= {*beside().flavors} for _, name in told):
        return None  # yogurt (peach, mango)
    return listed if _is_sort(apart[0], told) else [Part(apart[0], "listed"), *listed]


_WITH: Final = later(r"^(?:(?:made )?(?:with|from)|mit|aus|avec|con|incl(?:uding|\.)?) (?=\S)", re.IGNORECASE)


_OF_EACH: Final = later(
    r"\b(?:each|apiece|in all|in total|together|je|jeweils|insgesamt|chacune?|en tout|cada un[oa]|en total)\b",
    re.IGNORECASE,
)


def _check_of_each(apart: tuple[str, str], count: float) -> None:
    """Ask of an amount in brackets behind several dishes whether it is in each of them or in all.

    Raises
    ------
    UnclearAnswerError
    """
    if _OF_EACH.search(apart[1]):
        return
    raise UnclearAnswerError(
        "food", f"{quoted(f'({apart[1]})')} behind {quoted(apart[0])}, which may be in each of {count:g} or in all",
        "one amount", f'write "{apart[0]} ({apart[1]} each)" or "{apart[0]} ({apart[1]} in all)"',
    )  # fmt: skip


def _check_head(apart: tuple[str, str], head: str) -> None:
    """Ask of so much of a dish, or a dish of the table, whose bracket tells no amounts: it is not dropped.

    Raises
    ------
    UnclearAnswerError
    """
    amount = amount_of(apart[0])[0]
    is_so_much = amount.is_said and (amount.count != 1.0 or amount.measure in MEASURED)
    if not is_so_much and _group(head) != "dishes":
        return
    raise UnclearAnswerError(
        "food", f"{quoted(f'{apart[0]} ({apart[1]})')}, of which it is not told how much of each is in it",
        "the foods in it, each with how much, or the dish alone",
        f'write for example "{apart[0]}" alone, or the foods in it with your own grams',
    )  # fmt: skip


def _group(name: str) -> str:
    try:
        food = known_food(name).food
    except Mistake:
        return ""
    return "" if food is None else food.group


#: Counted as one food, and made of several: what stands in a bracket behind it is in it.
_MADE_OF_SEVERAL: Final = (
    "Oatmeal",
    "Potatoes au gratin",
    "Muesli",
    "Pancakes",
    "Rice pudding",
    "Custard",
    "Pudding",
    "Vanilla pudding",
    "Granola",
    "Lettuce",
    "Egg, omelet",
    "Milk shake",
)


def _is_composed(name: str) -> bool:
    """Tell whether a name is of a dish, or of what is not known: what stands in a bracket behind it is in it."""
    try:
        food = known_food(name).food
    except Mistake:
        return True
    return food is None or food.group == "dishes" or food.name.startswith(_MADE_OF_SEVERAL)


def _is_asked_dish(name: str) -> bool:
    """Tell whether a name is of a dish of which it is always asked what is in it: soup, salad."""
    lacking = lacking_foods().get(" ".join(in_our_words(name)))
    return lacking is not None and not (lacking.nearest or lacking.counts_as or lacking.in_words)


def _is_sort(head: str, told: list[tuple[Amount, str]]) -> bool:
    """Tell whether one food in brackets is a sort of the food before them: cheese (30 g of Gouda)."""
    amount, name = amount_of(head)
    if amount.is_said or not all(is_known(one) for _, one in told):
        return False
    if len(told) == 1 and (kind := kinds().get(" ".join(in_our_words(name)))) is not None and kind.is_asked:
        return not _is_asked_dish(name)
    foods = [known_food(one).food for one in (name, *(one for _, one in told)) if is_known(one)]
    of = {food.name.split(",")[0] for food in foods if food is not None}
    return None not in foods and len(foods) == len(told) + 1 and len(of) == 1
