"""Brackets behind a food that may say how much there is, which sort it is, or how much of what is in it."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_amounts import MEASURED, amount_of
from osteotwin.asking.food.eaten_grammar import grammar, measures, names_a_food, tokens_of
from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.food.eaten_prose import is_prose
from osteotwin.asking.food.eaten_servings import is_rich
from osteotwin.asking.food.heads import matters, says_nothing, unknown_words
from osteotwin.asking.food.kinds import kinds
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import words
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units.patterns import later

BRACKETS: Final = later(r"\([^()]*\)?|\[[^\]]*\]?")
#: What is in a food, and no food.
NUTRIENTS: Final = frozenset(
    ("protein", "fat", "carbs", "sugar", "fiber", "fibre", "calories", "eiweiss", "fett")
)


def told_within(part: str) -> re.Match[str] | None:
    """Return a bracket with an amount that is of what is in the food before it; None without one.

    Examples
    --------
    >>> told_within("nachos (100 g cheese)") is None, told_within("cheddar (30 g cheese)") is None
    (False, True)
    """
    for found in BRACKETS.finditer(part):
        head = amount_of(part[: found.start()])
        amount, name = amount_of(_WITH.sub("", found[0].strip("()[] ,")))
        said = {*words(name)}
        if (
            amount.measure not in MEASURED
            or head[0].is_said
            or not name
            or not (names_a_food(name) or said <= NUTRIENTS or _kind_of(name))
        ):
            continue
        is_its = bool(said & {*words(head[1])}) or _kind_of(name) == _kind_of(head[1]) != ""
        if not is_its or _is_of_several(head[1]):
            return found
    return None


_WITH: Final = later(r"^(?:with|mit|avec|con|w/) ?", re.IGNORECASE)


def check_told_within(part: str) -> None:
    """Ask of an amount in brackets that is of what is in the food before them, and not of it.

    Raises
    ------
    UnclearAnswerError
    """
    if (found := told_within(part)) is None:
        return
    head = amount_of(part[: found.start()])[1]
    amount, name = amount_of(_WITH.sub("", found[0].strip("()[] ,")))
    fix = (
        f'write for example "100 g of {head}", with your own amount'
        if {*words(name)} <= NUTRIENTS
        else f'write for example "{amount.count:g} {amount.measure} of {name}" in its place, with the others in it'
    )
    raise UnclearAnswerError(
        "food",
        f"{quoted(found[0])} behind {quoted(head)}, which is of what is in it",
        "how much of each food",
        fix,
    )


def _is_rich(name: str) -> bool:
    kind = kinds().get(" ".join(in_our_words(name)))
    return kind is not None and (kind.is_asked or (kind.food is not None and is_rich(kind.food)))


def _kind_of(name: str) -> str:
    try:
        food = known_food(name).food
    except Mistake:
        return ""
    return "" if food is None else food.name.split(",")[0]


def _is_of_several(name: str) -> bool:
    try:
        food = known_food(name).food
    except Mistake:
        return True
    return food is None or food.group == "dishes"


#: Of which a food has more sorts.
_FATS: Final = frozenset(("fat", "low", "reduced", "skim", "whole", "full", "light"))


def check_remark(name: str, bare: str, inside: str) -> None:
    """Ask of a bracket behind a food that matters, where it may say how much there is, or which sort it is."""
    try:
        food = known_food(bare).food
    except Mistake:
        return
    kind = kinds().get(" ".join(in_our_words(inside)))
    if food is None or is_prose(inside) or (kind is not None and kind.food is not None):
        return
    if not matters(food):
        inside = inside if _is_rich(inside) else ""
    said, tokens = {*in_our_words(inside)}, tokens_of(inside)
    is_much = any(measures().at(tokens, at)[0] for at in range(len(tokens)))
    if not inside or (says_nothing(inside) and not is_much and not said & _FATS):
        return
    if is_much or names_a_food(inside) or said & {*grammar().qualities} or unknown_words(inside):
        raise UnclearAnswerError(
            "food", f"{quoted(f'({inside})')} behind {quoted(bare)}, which may say how much there is, or which sort",
            "one food, and how much of it",
            f'write for example "100 g of {bare}", with your own amount and how often, or the name of that sort',
        )  # fmt: skip
