"""Names as tables of food print them, "sardines, canned in oil, with bones, 3 ounces" → one name, with its amount."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_names import known_food
from osteotwin.inputs.names import words
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library.foods import in_our_words, words_of_foods
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_PART: Final = later(r"[^;\n]+")
_BEFORE: Final = later(r"^\s*(?:[^,:]*:\s+)?")
_DIGIT: Final = later(r"[\d\u00bc-\u00be\u2150-\u215e]")
_OFTEN: Final = later(
    r"\s+(?:daily|(?:(?:once|twice|\d ?x|\d times) )?(?:an?|per|every|each) \w+)$", re.IGNORECASE
)
#: Joining words of names that are no words of the table.
_IN_NAMES: Final = frozenset(("and", "with", "in", "made", "set", "prepared", "without"))


def with_names_joined(text: str) -> str:
    """Return an answer with the names of foods that hold commas, and an amount behind them, without their commas.

    A name is one where the table has it under its first word: "oats, milk" are two foods.

    Examples
    --------
    >>> with_names_joined("sardines, canned in oil, with bones, 3 ounces daily; oats, milk")
    'sardines canned in oil with bones 3 ounces daily; oats, milk'
    """
    return _PART.sub(lambda part: _joined(part[0]), text) if "," in text else text


def _joined(part: str) -> str:
    before = _BEFORE.match(part)
    start = before.end() if before else 0
    pieces = re.split(r",\s+", part[start:])
    found: list[str] = []
    while pieces:
        ends = (at for at in range(len(pieces) - 1, 1, -1) if _begins_with_amount(pieces[at]))
        end = next((at for at in ends if _is_name(pieces[:at])), 0)
        found.append(" ".join(pieces[: end + 1]))
        pieces = pieces[end + 1 :]
    return part[:start] + ", ".join(found)


def _begins_with_amount(piece: str) -> bool:
    amount, name = amount_of(_OFTEN.sub("", piece))
    return amount.is_said and not name


def _is_name(pieces: list[str]) -> bool:
    """Tell whether pieces between commas are the name of one food, of which the first is the kind."""
    if any(_DIGIT.search(in_digits(piece)) for piece in pieces[1:]):
        return False
    first = amount_of(pieces[0])[1]
    if not first or not {*words(" ".join(pieces[1:]))} <= words_of_foods() | _IN_NAMES:
        return False
    try:
        food = known_food(" ".join((first, *pieces[1:])), in_part=False).food
    except Mistake:
        return False
    if food is None or food.name.casefold() == ", ".join(pieces).casefold():
        return False  # the name of the table is known with its commas
    return in_our_words(food.name.split(",")[0]) == in_our_words(first)
