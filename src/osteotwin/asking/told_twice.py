"""One supplement that is told among the drugs and again beside the food: it counts once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.units.patterns import later

#: That both are taken.
_BOTH: Final = later(
    r"(?i)\b(?:also|too|another|other|besides|in addition|additional\w*|extra|more|plus|on top|both|"
    r"au\u00dferdem|zus\u00e4tzlich|aussi|tambi\u00e9n)\b"
)
_VITAMIN_D: Final = "vitamin_d"


def told_twice(drugs: Iterable[Found], food: Iterable[Found], answer: str) -> tuple[Problem, ...]:
    """Return the question for a supplement of two answers; none where the second says that it is another one.

    Parameters
    ----------
    drugs, food : iterable of Found
        What the two answers are understood as.
    answer : str
        That on food.
    """
    taken = {nutrient for one in drugs if (nutrient := _nutrient(one))}
    again = {nutrient for one in food if (nutrient := _nutrient(one))}
    both = taken & again
    if not both or _BOTH.search(answer):
        return ()
    (what, *_) = sorted(both)
    found = f"{what} beside the food and among the drugs, which may be the same"
    return UnclearAnswerError(
        "food", found, "whether it is one, which counts once, or two",
        f'leave it out here if it is the same; if it is taken besides, write "also" before it, as in "also {what} ..."',
    ).problems  # fmt: skip


def _nutrient(one: Found) -> str:
    """Return the nutrient of tablets that an entry holds: calcium, or vitamin D by itself; empty for anything else."""
    name = str(one.keys.get("nutrient", "")) if one.table[-1:] == ("supplement",) else ""
    return "calcium" if name.startswith("calcium") else "vitamin D" if name == _VITAMIN_D else ""
