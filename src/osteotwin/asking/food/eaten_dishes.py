"""Dishes that everybody makes of the same few foods, and dishes whose foods are told beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_amounts import Amount, amount_of, plural
from osteotwin.asking.food.eaten_names import Known, known_food
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.food.heads import says_nothing
from osteotwin.asking.food.kinds import Kind, eaten_words, kinds
from osteotwin.asking.food.portions import is_drunk
from osteotwin.asking.unclear import quoted
from osteotwin.inputs.names import words
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import FoodItem
from osteotwin.protocol.library.food_names import is_dish
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units.patterns import later

#: A dish is counted in pieces; of any other measure nobody knows how much is in it.
_MEASURES = ("", "serving", "piece", "bowl")
_BREADS: Final = ("Bread", "Dinner roll", "Hamburger or hot dog bun", "Bagel", "English muffin", "Croissant",
                  "Tortilla", "Naan", "Crispbread", "Roll")  # fmt: skip
_BETWEEN_BREAD: Final = later(
    r"\b(?:sandwich(?:es)?|toastie|panini|toast|burger|wrap|sub|baguette|bocadillo)s?\b"
)
_MADE_INTO: Final = later(rf"{_BETWEEN_BREAD.pattern}|\b(?:smoothie|shake|milkshake|batido|licuado)s?\b")
_SANDWICH: Final = "2 slices of white bread"
_REMARK: Final = later(r"\s*[(\[][^()\[\]]*[)\]]")
_BRACKETED: Final = later(r"^(?P<head>[^()\[\]]*[^\W\d_][^()\[\]]*)[(\[](?P<foods>[^()\[\]]+)[)\]]$")


def foods_of_dish(part: str) -> tuple[tuple[Amount, str, str], ...]:
    """Return the foods of a dish: how much there is of each, its name, and how it is written; empty for any other food.

    Examples
    --------
    >>> [(amount.count, amount.measure, name) for amount, name, _ in foods_of_dish("2 cheese sandwiches")]
    [(4.0, 'slice', 'white bread'), (2.0, 'slice', 'cheddar')]
    >>> foods_of_dish("turkey hoagie")
    ()
    """
    dish, name = amount_of(part)
    bare = " ".join(name.casefold().split())
    written = _dishes().get(bare) or _dishes().get(" ".join(in_our_words(name))) or _on_bread(bare)
    written = written or _with_its_cheese(bare)
    if written is None or dish.is_few or dish.unknown is not None or dish.measure not in _MEASURES:
        return ()
    found: list[tuple[Amount, str, str]] = []
    for food in written.split("; "):
        amount, of = amount_of(food)
        found.append((Amount(dish.count * amount.count, amount.measure, is_counted=True), of, food))
    return tuple(found)


#: What carries a filling: "ham and cheese bagel", "bocadillo de jam\u00f3n".
_CARRIERS: Final = {
    "sandwich": "2 slices of white bread", "toastie": "2 slices of white bread", "panini": "2 slices of white bread",
    "bocadillo": "2 slices of white bread", "bocata": "2 slices of white bread", "sarnie": "2 slices of white bread",
    "toast": "1 slice of white bread", "tostada": "1 slice of white bread", "tartine": "1 slice of white bread",
    "bagel": "1 bagel", "wrap": "1 flour tortilla", "baguette": "2 slices of French bread", "roll": "1 dinner roll",
    "bap": "1 hamburger bun", "bun": "1 hamburger bun",
}  # fmt: skip
_BEHIND_FILLING: Final = later(r"^(?P<what>.+?) (?P<on>[a-z]+?)(?:es|s)?$")
_BEFORE_FILLING: Final = later(
    r"^(?P<on>[a-z]+?)s? (?:(?:de|di|al|au|aux|with|con) (?:la |le )?)?(?P<what>.+)$"
)
_AND: Final = later(r"\s+(?:and|n|y|e|et|und)\s+|\s*[&+,/]\s*")
_FILLINGS: Final = (
    "dairy",
    "meat",
    "fish",
    "eggs",
    "vegetables",
    "greens",
    "fats",
    "fruit",
    "nuts and seeds",
)


def _on_bread(name: str) -> str | None:
    """Return the bread and the filling of a sandwich and the like; None of anything else."""
    if " ".join(in_our_words(name)) in kinds():
        return None
    for form in (_BEHIND_FILLING, _BEFORE_FILLING):
        found = form.match(name)
        carrier = _CARRIERS.get(found["on"]) if found else None
        if found is None or carrier is None:
            continue
        fillings = [_filling(what) for what in _AND.split(found["what"])]
        if any(fillings) and None not in fillings:
            return "; ".join((carrier, *filter(None, fillings)))
    return None


def _with_its_cheese(name: str) -> str | None:
    """Return the foods of a dish of cheese of which the sort is told: "feta omelette", "ham and Swiss toastie"."""
    said = name.split()
    for start in range(len(said)):
        for end in range(start + 1, min(start + _LONGEST_SORT, len(said)) + 1):
            sort = " ".join(said[start:end])
            kind = kinds().get(" ".join(in_our_words(sort)))
            if kind is not None and kind.food is not None and kind.food.name.startswith("Cheese,"):
                dish = " ".join((*said[:start], "cheese", *said[end:]))
                written = _dishes().get(dish) or _dishes().get(" ".join(in_our_words(dish)))
                if written is not None:
                    return written.replace("cheddar", sort)
    return None


_LONGEST_SORT: Final = 3


def _filling(name: str) -> str | None:
    made, _, rest = name.partition(" ")
    if rest and says_nothing(made):
        name = rest  # grilled mozzarella
    kind = kinds().get(" ".join(in_our_words(name)))
    if kind is not None and kind.is_little:
        return ""
    if kind is None or kind.food is None or kind.food.group not in _FILLINGS:
        return None
    if kind.food.group == "dairy" and not kind.food.name.startswith("Cheese"):
        return None
    is_sliced = kind.food.name.startswith("Cheese,") and "tbsp" not in kind.food.serving
    return f"1 {'slice' if is_sliced else 'serving'} of {name}"


@cache
def _dishes() -> Mapping[str, str]:
    rows = [(name, written) for written, names in eaten_words().made_of.items() for name in names]
    return {" ".join(in_our_words(name)): written for name, written in rows} | dict(rows)


def names_of_dishes() -> frozenset[str]:
    """Return the names of dishes, in which a joining word may stand."""
    return frozenset(f"{name}{ending}" for name in _dishes() for ending in ("", "s", "es"))


def bracketed(text: str) -> tuple[str, str] | None:
    """Return a dish and the foods told in brackets behind it; None without such."""
    found = _BRACKETED.match(text.strip())
    return None if found is None else (found["head"].strip(" ,:"), found["foods"])


def told_apart(parts: Sequence[Part]) -> tuple[list[Part], list[str]]:
    """Return the parts of a meal without dishes whose foods are told beside them, and what is to be said of these.

    A food of a dish that is told by itself is the one in it: it counts once.
    """
    found: list[Part] = []
    notes: list[str] = []
    for at in range(len(parts)):
        part, others = parts[at], [*parts[:at], *parts[at + 1 :]]
        behind = next(iter(parts[at + 1 :]), None)
        is_joined = (behind is not None and behind.join == "together") or (
            at > 0 and part.join == "together" and _MADE_INTO.search(part.text) is not None
        )
        rest = _not_told(part, others, is_followed=is_joined)
        if rest is None:
            found.append(part)
            continue
        also = f" and {' and '.join(rest)}" if rest else ""
        notes.append(f"{quoted(part.text)} is counted as what is told of it{also}")
        found += [replace(part, text=one) for one in rest]
        parts = [one if one is part else _as_in(part, one) for one in parts]
    return found, notes


def _as_in(dish: Part, part: Part) -> Part:
    """Return a food of a dish that is told beside it without an amount with as much as is in the dish."""
    amount, food = _told_food(part)
    if amount.is_said or amount.unknown is not None:
        return part
    for much, of, _ in foods_of_dish(dish.text):
        if not {*words(part.text)} & {*_CARRIERS} and _same(known_food(of).food, food):
            return replace(
                part, text=f"{much.count:g} {much.measure or 'servings'} of {amount_of(part.text)[1]}"
            )
    return part


def _not_told(part: Part, others: list[Part], *, is_followed: bool) -> list[str] | None:
    """Return what of a dish is not told beside it; None of a dish that is counted by itself, and of any other food."""
    dish, name = amount_of(part.text)
    name = _REMARK.sub("", name).strip()
    told = [(amount, food) for amount, food in map(_told_food, others) if food is not None]
    if made_of := foods_of_dish(part.text):
        sure = [food for one, (amount, food) in zip(_known_parts(others), told, strict=True)
                if amount.is_counted or one.join == "together"]  # fmt: skip
        if not any(_same(known_food(of).food, food) for food in sure for _, of, _ in made_of):
            return None
        return [
            f"{amount.count:g} {plural(amount.measure or 'serving', amount.count)} of {of}" for amount, of, _ in made_of
            if not any(_same(known_food(of).food, food) for _, food in told)
        ]  # fmt: skip
    between = bool(_BETWEEN_BREAD.search(name.casefold()))
    has_bread = any(food.name.startswith(_BREADS) for _, food in told)
    kind = kinds().get(" ".join(in_our_words(name)))
    tells = any(
        amount.is_counted or food.group in ("dairy", "soy")
        for amount, food in told
        if not (between and is_drunk(food))
    )
    if _is_of_eggs(kind) and any(
        amount.is_counted and food.name.startswith("Egg, whole") for amount, food in told
    ):
        return []
    is_of_oats = kind is not None and kind.food is not None and kind.food.name.startswith("Oatmeal")
    if (
        is_of_oats
        and is_followed
        and any(amount.is_counted and food.name.startswith("Oats") for amount, food in told)
    ):
        return []  # porridge made with 50 g oats
    is_one = dish.count == 1.0 and dish.measure in _MEASURES
    is_open = _is_asked(name) and is_one and _is_composed(name) and is_followed and tells
    if is_open:
        if "oat" in in_our_words(name) and not any(food.name.startswith("Oat") for _, food in told):
            return ["oats"]
        if "protein" in words(name) and not any("protein" in words(food.name) for _, food in told):
            return ["1 serving of protein powder"]
        return [] if not between or has_bread else [_SANDWICH]
    if not (is_dish(name) or (kind is not None and kind.food is not None and kind.food.group == "dishes")):
        return None
    said = {*words(name)}
    named = [one for one in others if one.join == "listed" and {*words(amount_of(one.text)[1])} & said]
    is_told = bool(named) and (not between or any(
        amount.is_counted and food.name.startswith(_BREADS) for amount, food in told
    ))  # fmt: skip
    return [] if is_told and between and not dish.is_few else None


def _is_asked(name: str) -> bool:
    try:
        known_food(name)
    except Mistake:
        return True
    return False


def _is_of_eggs(kind: Kind | None) -> bool:
    return kind is not None and kind.food is not None and kind.food.name in ("Egg, omelet", "Egg, scrambled")


def _is_composed(name: str) -> bool:
    return is_dish(name) or bool(
        {*in_our_words(name)} & {"shake", "oat", "oats", "sandwich", "toastie", "panini", "meal"}
    )


def _known_parts(parts: list[Part]) -> list[Part]:
    return [part for part in parts if _told_food(part)[1] is not None]


def _told_food(part: Part) -> tuple[Amount, FoodItem | None]:
    amount, name = amount_of(part.text)
    try:
        return amount, known_food(name).food
    except Mistake:
        return amount, None


def _same(first: FoodItem | None, second: FoodItem | None) -> bool:
    """Tell whether two foods may be the one food of a dish."""
    if first is None or second is None:
        return False
    if first.name.startswith(_BREADS) and second.name.startswith(_BREADS):
        return True
    return first.group == second.group and words(first.name)[0] == words(second.name)[0]


def read_of_dish(part: str) -> list[tuple[Known, Amount, str, str]]:
    """Return the foods of a dish, the first with what is counted; empty for any other food."""
    foods = foods_of_dish(part)
    said = f"{quoted(part)} is counted as {' and '.join(written for *_, written in foods)}"
    said += " each" if amount_of(part)[0].count != 1.0 else ""
    return [
        (Known(known_food(name).food, said if at == 0 else ""), amount, name, written)
        for at, (amount, name, written) in enumerate(foods)
    ]
