"""Foods that are eaten one with another: whose an amount behind both is, and the milk that is poured into a drink."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from osteotwin.asking.food.eaten_amounts import MEASURED, WEIGHS, Amount, amount_of
from osteotwin.asking.food.eaten_cups import in_cups, is_poured, milk_behind, much
from osteotwin.asking.food.eaten_grammar import tokens_of
from osteotwin.asking.food.eaten_milky import is_coffee_or_tea, milky_of
from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.food.eaten_one import lacks
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.food.eaten_plants import plant_of
from osteotwin.asking.food.eaten_servings import is_rich
from osteotwin.asking.food.portions import is_drunk, servings
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import FoodItem
from osteotwin.units.patterns import later

_VOLUMES: Final = ("ml", "cl", "dl", "l", "fl oz", "oz", "cup", "glass")
#: What is told so is drunk.
_POURED_OUT: Final = ("ml", "cl", "dl", "l", "fl oz")
#: Servings of a food that may be meant by an amount.
_LEAST, _MOST = 0.35, 3.0


def whose_amount(parts: list[Part], text: str) -> list[Part]:
    """Return parts with an amount behind two foods put to the one it may be of.

    Raises
    ------
    UnclearAnswerError
        Where it may be of both, and it matters.

    Examples
    --------
    >>> [part.text for part in whose_amount([Part("bran flakes"), Part("milk 50 g", "together")], "")]
    ['50 g of bran flakes', 'milk']
    """
    found = list(parts)
    for one, last in pairwise(parts):
        _check_of_both(one, last, text)
    for at, last in enumerate(parts):
        amount, _ = amount_of(last.text)
        start = _start_of_run(parts, at)
        if start == at or not amount.is_behind or amount.measure not in MEASURED or amount.pieces > 1.0:
            continue
        names = [amount_of(part.text)[1] for part in parts[start : at + 1]]
        foods = [_food(one) for one in names]
        if foods[0] is None or is_coffee_or_tea(names[0]):
            continue
        if amount.measure in _VOLUMES and foods[-1] is not None and is_drunk(foods[-1]):
            continue
        drunk = [one for one, food in zip(names, foods, strict=True) if food and is_drunk(food)]
        may_be = [one for one, food in zip(names, foods, strict=True) if food and _may_be(amount, food)]
        may_be = drunk if amount.measure in _POURED_OUT and len(drunk) == 1 else may_be
        told = f"{amount.count:g} {amount.measure}"
        if len(may_be) == 1:
            for place, one in enumerate(names, start):
                found[place] = replace(parts[place], text=f"{told} of {one}" if one in may_be else one)
        elif any(food is not None and is_rich(food) for food in foods):
            options = " or ".join(
                f'"{", ".join(f"{told} of {one}" if one == its else one for one in names)}"'
                for its in may_be or names
            )
            raise UnclearAnswerError(
                "food",
                f"{quoted(told)} in {quoted(text or last.text)}, which may be of {' or of '.join(may_be or names)}",
                "whose amount it is", f"write {options}",
            )  # fmt: skip
    return found


def _check_of_both(one: Part, last: Part, text: str) -> None:
    """Ask whose an amount is behind two foods of milk, or another that it fits, too: "yogurt and berries 150 g".

    Raises
    ------
    UnclearAnswerError
    """
    (before, first), (amount, second) = amount_of(one.text), amount_of(last.text)
    is_behind = amount.is_behind and not amount.is_each and amount.measure in MEASURED
    if last.join != "both" or before.is_said or not is_behind:
        return
    foods = [food for food in (_food(first), _food(second)) if food is not None]
    if len(foods) < len((first, second)) or not is_rich(foods[0]):
        return
    is_poured_out = amount.measure in _POURED_OUT and is_drunk(foods[1]) and not is_drunk(foods[0])
    are_of_milk = all(food.group == "dairy" and is_rich(food) for food in foods)
    if not are_of_milk and (is_poured_out or not all(_may_be(amount, food) for food in foods)):
        return
    told = f"{amount.count:g} {amount.measure}"
    raise UnclearAnswerError(
        "food", f"{quoted(told)} in {quoted(text or last.text)}, which may be of {first} or of {second}, or of both",
        "how much of each", f'write for example "{told} of {first} and {told} of {second}", with your own amounts',
    )  # fmt: skip


def _start_of_run(parts: list[Part], end: int) -> int:
    """Return the place of the food with which those up to an end are eaten, without an amount before; the end else."""
    start = end
    while start and parts[start].join in ("together", "both"):
        start -= 1
        amount, _ = amount_of(parts[start].text)
        if amount.is_said or amount.unknown is not None:
            return end
    if start == end or parts[start + 1].join == "together":
        return start
    last, name = amount_of(parts[end].text)  # "yogurt plus honey 150 g": so much honey nobody eats
    food = _food(name)
    return start if last.measure in MEASURED and food is not None and not _may_be(last, food) else end


_MIXTURE: Final = later(r"\b(?:mixture|mix|medley|selection|variety|assortment) of \w+$", re.IGNORECASE)


def of_mixture(parts: list[Part]) -> list[Part]:
    """Return parts with what is in a mixture of vegetables or fruit put in brackets behind it: eaten once, not twice.

    Examples
    --------
    >>> [part.text for part in of_mixture([Part("mixture of vegetables"), Part("turnip", "listed")])]
    ['mixture of vegetables (turnip)']
    """
    found: list[Part] = []
    for part in parts:
        mixture = found and _MIXTURE.search(re.sub(r" \([^)]*\)$", "", found[-1].text))
        food = _food(part.text) if mixture and part.join in ("listed", "both") else None
        if (
            food is None
            or amount_of(part.text)[0].is_said
            or food.group not in ("vegetables", "greens", "fruit")
        ):
            found.append(part)
            continue
        head = found[-1].text
        inside = f"{head[:-1]}, {part.text})" if head.endswith(")") else f"{head} ({part.text})"
        found[-1] = replace(found[-1], text=inside)
    return found


def _food(name: str) -> FoodItem | None:
    try:
        return known_food(name).food
    except Mistake:
        return None


def _may_be(amount: Amount, food: FoodItem) -> bool:
    count = servings(amount.count, amount.measure, food)
    return count is not None and _LEAST <= count <= _MOST


def shared(parts: list[Part], text: str) -> list[Part]:
    """Return parts with an amount before a list of vegetables or fruit shared out among them.

    Raises
    ------
    UnclearAnswerError
        Where it may be of each, or of both together, and that matters.

    Examples
    --------
    >>> [part.text for part in shared([Part("2 cups broccoli"), Part("carrots", "both")], "")]
    ['1 cup of broccoli', '1 cup of carrots']
    """
    parts = _each_of(parts)
    found = list(parts)
    for at, first in enumerate(parts):
        amount, name = amount_of(first.text)
        food = _food(name)
        many = _others(parts[at + 1 :], food)
        if food is None or many == 0 or amount.is_behind or amount.measure not in (*MEASURED, "cup"):
            continue
        names = [name, *(part.text for part in parts[at + 1 : at + 1 + many])]
        each = f"{amount.count / (1.0 if amount.is_each else len(names)):.3g} {amount.measure}"
        rich = (one is not None and (one.group == "dairy" or is_rich(one)) for one in map(_food, names))
        if not amount.is_each and any(rich):
            whole = f"{amount.count:g} {amount.measure}"
            raise UnclearAnswerError(
                "food", f"{quoted(whole)} of {' and '.join(names)}, which may be of each or of all together",
                "how much of each", f'write "{", ".join(f"{each} of {one}" for one in names)}" if it is of all, or '
                f'"{", ".join(f"{whole} of {one}" for one in names)}" if it is of each',
            )  # fmt: skip
        for place, one in enumerate(names):
            found[at + place] = replace(parts[at + place], text=f"{each} of {one}")
    return found


def _each_of(parts: list[Part]) -> list[Part]:
    """Return foods with an amount "each" of the last or the first put to all of them: "milk and kefir 200 ml each"."""
    found = list(parts)
    for at, part in enumerate(parts):
        amount, name = amount_of(part.text)
        if not amount.is_each or (part.join == "together" and not amount.is_behind):
            continue
        others = range(at - 1, -1, -1) if amount.is_behind else range(at + 1, len(parts))
        for other in others:
            join = parts[other + 1].join if amount.is_behind else parts[other].join
            if join not in ("both", "listed") or amount_of(parts[other].text)[0].is_said:
                break
            found[other] = replace(parts[other], text=much(amount, parts[other].text))
            found[at] = replace(part, text=much(amount, name))
    return found


def _others(parts: list[Part], food: FoodItem | None) -> int:
    """Return how many foods of the same kind without an amount go on with a list, the last behind "and"."""
    for many, part in enumerate(parts, start=1):
        amount, name = amount_of(part.text)
        other = _food(name) if part.join in ("both", "listed") and not amount.is_said else None
        if food is None or other is None or other.group not in _SHARED or _kind(other) != _kind(food):
            break
        if part.join == "both":
            return many
    return 0


#: Groups of which several are told with one amount.
_SHARED: Final = ("vegetables", "greens", "fruit", "dairy")


def _kind(food: FoodItem) -> str:
    return food.name.split(",")[0] if food.group == "dairy" else food.group.replace("greens", "vegetables")


def milky_parts(parts: list[Part], text: str = "") -> list[Part]:
    """Return parts with the milk of a drink told with it, and with little of what is poured into coffee and tea.

    Examples
    --------
    >>> [part.text for part in milky_parts([Part("latte"), Part("oat milk", "together")])]
    ['latte oat milk']
    >>> [part.text for part in milky_parts([Part("2 coffees"), Part("milk", "together")])]
    ['2 coffees', '2 splashes of milk']
    """
    found: list[Part] = []
    for part in in_cups(parts, text):
        last = found[-1] if found else None
        if last and part.join == "together" and _is_cocoa(last.text) and _is_measured_milk(part.text):
            found[-1] = replace(part, join=last.join)  # hot chocolate with 250 ml of milk is made of that
            continue
        if (
            last is not None
            and part.join == "together"
            and _is_made_with_milk(last.text)
            and _is_plain_milk(part.text)
        ):
            if (food := _food(amount_of(last.text)[1])) is not None and food.group == "dairy":
                found[-1] = replace(last, text=f"{last.text} ({part.text})")  # which milk it is made with
            continue
        if last is None or part.join == "slash" or lacks(part.text):
            found.append(part)
            continue
        amount, name = amount_of(part.text)
        before, head = amount_of(last.text)
        if part.join == "together" and _is_made_with_milk(last.text) and name.casefold() in _WATERS:
            raise UnclearAnswerError(
                "food", f"{quoted(head)} with water, of which no milk is made", "what is in it",
                f'write the food with calcium in it, for example "200 ml of milk", and leave out {head} with water',
            )  # fmt: skip
        is_much = _STEAMED.match(name) or (amount.is_few and is_poured(name))
        if part.join == "together" and is_much and is_coffee_or_tea(head) and not amount.is_said:
            raise UnclearAnswerError(
                "food", f"{quoted(part.text)} in {quoted(last.text)}, of which little or much may be meant",
                "how much milk", f'write for example "{last.text} with 150 ml of {name}", with your own amount',
            )  # fmt: skip
        milky = milky_of(before, head) if _is_milk(name) or is_poured(name) else None
        is_apart = (
            part.join == "listed" and amount.is_said and (milky is None or _is_another(amount, milky.ml))
        )
        if milky is not None and part.join in ("together", "listed") and not is_apart:
            found[-1] = replace(last, text=f"{last.text} {part.text}") if not amount.is_said else part
        elif part.join != "listed" and not amount.is_said and is_coffee_or_tea(head) and is_poured(name):
            found.append(replace(part, text=f"{_splashes(before)} of {name}"))
        elif part.join == "together" and not before.is_said and is_coffee_or_tea(name) and is_poured(head):
            if (milk := milk_behind(amount, head, name)) is not None:
                found[-1:] = [replace(last, text=milk), replace(part, text=name)]
                continue
            found[-1:] = [replace(last, text=f"{_splashes(amount)} of {head}"), part]
        else:
            found.append(part)
    return found


def _is_another(milk: Amount, ml: float) -> bool:
    """Tell whether so much milk is drunk beside a drink with so much in it, and is not what is in it [ml]."""
    return milk.measure not in MEASURED or milk.count * WEIGHS[milk.measure] > _MOST_OF_MILK * ml


#: A cup of coffee holds no more than its milk and half of that.
_MOST_OF_MILK: Final = 1.5
_WATERS: Final = ("water", "hot water", "boiling water", "wasser", "eau", "agua", "acqua")
#: As it is in a latte, and no splash.
_STEAMED: Final = later(r"(?:steamed|frothed|foamed|frothy|warm) ", re.IGNORECASE)


def _is_made_with_milk(text: str) -> bool:
    food = _food(amount_of(text)[1])
    return food is not None and _WITH_MILK.search(food.name) is not None


def _is_cocoa(text: str) -> bool:
    food = _food(amount_of(text)[1])
    return food is not None and food.group == "dairy" and _is_made_with_milk(text)


_WITH_MILK: Final = later(r"(?:^Potatoes, mashed|cocoa.*) with (?:whole )?milk\b", re.IGNORECASE)


def _is_plain_milk(text: str) -> bool:
    amount, name = amount_of(text)
    return not amount.is_said and _is_milk(name)


def _is_measured_milk(text: str) -> bool:
    amount, name = amount_of(text)
    return amount.measure in MEASURED and _is_milk(name)


def _splashes(cups: Amount) -> str:
    many = cups.count if cups.measure not in MEASURED else 1.0
    return "a splash" if many == 1.0 else f"{many:g} splashes"


def _is_milk(name: str) -> bool:
    tokens = tokens_of(name)
    return plant_of(name) is not None or bool(
        tokens and tokens[-1].word in ("milk", "milch", "lait", "leche")
    )
