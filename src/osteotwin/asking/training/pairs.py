"""Weights of a pair of dumbbells: what one of them is said to be of holds for every weight of that exercise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from osteotwin.protocol.library.hands import DUMBBELLS, ONE_HAND
from osteotwin.units.patterns import later

_UNIT: Final = r"(?:kgs?|kilos?|lbs?|pounds?)"
WEIGHT: Final = later(rf"\b(?P<n>\d+(?:[.,]\d+)?) ?-?(?P<unit>{_UNIT})\b", re.IGNORECASE)
SEVERAL_BELLS: Final = later(r"\b(?:kettle-? ?bells|kbs|double (?:kettle-? ?bell|kb))\b", re.IGNORECASE)
_PART: Final = later(r"(?<=[,;])\s+|\s+(?=(?:and|plus|then|und|et|y)\b)", re.IGNORECASE)
#: What names no exercise: a part of such words goes on with the one before it.
_NO_NAME: Final = later(
    rf"\b(?:sets?|reps?|repetitions?|each|per|every|either|apiece|both|together|total|in|all|of|with|at|x|a|an|the|"
    rf"and|plus|then|und|et|y|to|for|on|is|are|it|weights?|{_UNIT}|hands?|dumb-?bells?|dbs?|arms?|sides?|once|twice|"
    r"times?|days?|weeks?|weekly|daily|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|warm-?up|first|second|third|last)\b|"
    r"[\W\d_]+",
    re.IGNORECASE,
)
#: Of an arm, a leg or a time are repetitions and how often.
_OF_EACH: Final = (
    r"(?:(?:each|per|every|either|apiece)(?: (?:dumb-?bell|db|hand))?|in (?:each|either) hand)\b"
    r"(?! (?:days?|week\w*|morning|evening|night|afternoon|session|time|set|side|leg|arm|other|mon|tue|wed|thu|fri|"
    r"sat|sun))"
)
_EACH: Final = later(
    rf"(?<=[a-z]) {_OF_EACH}|\b(?:(?:weights? )?(?:is|are) )?(?:each|per|in each|in either) "
    r"(?:dumb-?bell|db|hand)\b",
    re.IGNORECASE,
)
_EACH_OF_A_WEIGHT: Final = later(rf"{WEIGHT.pattern} {_OF_EACH}", re.IGNORECASE)
_TWO_TIMES: Final = later(rf"(?<![\dx])2 ?x ?\d+(?:[.,]\d+)? ?{_UNIT}\b", re.IGNORECASE)


def parts_of(piece: str) -> list[str]:
    """Return the parts of a piece, each of one exercise with all its sets.

    Examples
    --------
    >>> parts_of("dumbbell press 20 kg x 8, set 2: 20 kg x 6, curls 3x10 10 kg")
    ['dumbbell press 20 kg x 8, set 2: 20 kg x 6,', 'curls 3x10 10 kg']
    """
    parts: list[str] = []
    for part in _PART.split(piece):
        if parts and not _NO_NAME.sub("", part):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


def of_a_pair(part: str) -> bool:
    """Tell whether a part is of two weights that are lifted together, of which it does not say that all is told."""
    return bool(DUMBBELLS.search(part) or SEVERAL_BELLS.search(part)) and ONE_HAND.search(part) is None


def with_every_weight(piece: str) -> str:
    """Return a piece in which "each" behind one of several weights of an exercise doubles them all.

    Examples
    --------
    >>> with_every_weight("dumbbell press 20 kg x 8, 22 kg x 6 20 kg each")
    'dumbbell press 40 kg x 8, 44 kg x 6 40 kg together'
    """
    return " ".join(map(_doubled, parts_of(piece)))


def _doubled(part: str) -> str:
    weights = len(WEIGHT.findall(part))
    told = _EACH_OF_A_WEIGHT.search(part) or _EACH.search(part)
    if told is None or not of_a_pair(part) or _TWO_TIMES.search(part):
        return part
    if weights < 1 or (
        weights == 1 and _EACH_OF_A_WEIGHT.search(part)
    ):  # a single one is read where it stands
        return part
    if _EACH_OF_A_WEIGHT.search(part) is None and _BELL.search(told[0]) is None:
        return part  # "20 kg x 12 each" may be of the sides
    rest = _EACH.sub("", part)
    twice = WEIGHT.sub(lambda one: f"{2.0 * float(one['n'].replace(',', '.')):g} {one['unit']}", rest)
    head, _, last = twice.rpartition(unit) if (unit := _last_unit(twice)) else (twice, "", "")
    return f"{head}{unit} together{last}"


_BELL: Final = later(r"bell|db|hand", re.IGNORECASE)


def _last_unit(text: str) -> str:
    found = list(WEIGHT.finditer(text))
    return found[-1][0] if found else ""


def open_weights(piece: str) -> Iterator[re.Match[str]]:
    """Yield the first weight of each exercise of a pair of which it is not told whether it is of one or of both."""
    for part in parts_of(piece):
        if of_a_pair(part) and (told := WEIGHT.search(part)) is not None:
            yield told


def told_of_pair(piece: str, weight: str) -> tuple[str, str]:
    """Return what to write where a weight is of each of two, and where it is of both.

    Behind one weight that is put; of several sets it is said once, behind all of them.

    Examples
    --------
    >>> told_of_pair("dumbbell press 3x10 20 kg weekly", "20 kg")
    ('20 kg each', '20 kg together')
    >>> told_of_pair("dumbbell press 20 kg x 8, 22 kg x 6", "20 kg")[0]
    'dumbbell press 20 kg x 8, 22 kg x 6, each dumbbell'
    """
    part = next((one for one in parts_of(piece) if weight in one and of_a_pair(one)), "")
    if len(WEIGHT.findall(part)) < _SEVERAL:
        return f"{weight} each", f"{weight} together"
    whole = part.rstrip(" ,;")
    return piece.replace(whole, f"{whole}, each dumbbell", 1), piece.replace(whole, f"{whole}, together", 1)


_SEVERAL: Final = 2
