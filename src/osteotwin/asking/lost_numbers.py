"""Numbers of an answer that change nothing of what was understood: they are found by putting others in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from osteotwin.asking.without_effect import means_the_same
from osteotwin.units.patterns import later

_NUMBER: Final = later(
    r"(?:(?<![\w.,/:\u00b2-])|(?<=[\s(][x\u00d7]))(?P<n>\d+(?:[.,]\d+)?)(?![\d/:]|[.,]\d)(?P<behind>\s?(?:[^\W\d]+|%)?)"
)
#: Of no count, in any answer: a way beside its time, a rest, energy, marks of a shop or a diary.
_IN_NO_COUNT: Final = later(
    r"[\d.,]+ ?(?:%|s|secs?|seconds?|km|mi|miles?|k?cal(?:ories)?|kj|bpm|rpm|mph|kmh|years?|yo|mg|"
    r"pts?|points?|[A-Z]{2,3})"
)
_OF_NUTRIENT: Final = later(
    r"\s*g (?:of )?(?:fat|protein|carb\w*|sugars?|fib(?:re|er)|salt|fett|eiwei\u00df|zucker|prot\w+|lipides|grasas?)\b",
    re.IGNORECASE,
)
#: "5k in 30 min"
_WAY: Final = later(r"\s?k\b", re.IGNORECASE)
_ON_THE_WAY: Final = later(
    r"\b(?:run|ran|jog|walk|hik|swim|swam|row|cycl|bik|ride|rode|lauf|cour|corr)", re.IGNORECASE
)
#: Numbers of an answer that are tried: each costs a reading.
_MOST: Final = 12


def lost_numbers(
    text: str,
    told: str,
    whole: object,
    meaning: Callable[[str], object],
    uncounted: Sequence[str] = (),
) -> tuple[tuple[str, bool], ...]:
    """Return the numbers of an answer in place of which any other would be understood alike, and whether each matters.

    Parameters
    ----------
    text : str
        An answer that is understood.
    told : str
        What is said of it: a number with its word that stands there is no news.
    whole : object
        What it means.
    meaning : callable
        Returns what another answer means; raises ``InputError`` where it is not understood.
    uncounted : sequence of str
        Foods that are in no number: how much of them is in none, either.

    Returns
    -------
    tuple of tuple of str and bool
        A number with the word behind it; false for one of no count, such as the way beside the minutes of a run.

    Examples
    --------
    >>> lost_numbers("milk 200 ml 3 daily", "milk", "200", lambda text: text.split()[1])
    (('3 daily', True),)
    """
    found: dict[str, bool] = {}
    numbers = list(_NUMBER.finditer(text)) if whole else []
    for number in numbers if len(numbers) <= _MOST else ():
        said = number[0].strip()
        if said.casefold() in told.casefold():
            continue
        other = f"{text[: number.start()]}{_another(number['n'])}{text[number.end('n') :]}"
        if means_the_same(other, whole, meaning):
            found[said] = not (
                _is_of_no_count(said, text, text[number.end("n") :])
                or _is_beside(text, number.start(), uncounted)
            )
    return tuple(found.items())


def _is_of_no_count(said: str, text: str, behind: str) -> bool:
    return (
        _IN_NO_COUNT.fullmatch(said) is not None
        or _OF_NUTRIENT.match(behind) is not None
        or (_WAY.match(behind) is not None and _ON_THE_WAY.search(text) is not None)
    )


_PIECE: Final = later(r"[;\n]|,(?!\d)|\b(?:and|und|et|y)\b")


def _is_beside(text: str, at: int, names: Sequence[str]) -> bool:
    """Tell whether a number stands in one piece with one of some names."""
    begins = [0, *(one.end() for one in _PIECE.finditer(text, 0, at))]
    end = _PIECE.search(text, at)
    piece = text[begins[-1] : end.start() if end else len(text)].casefold()
    return any(name.casefold() in piece for name in names)


def _another(number: str) -> str:
    """Return a number that is neither near nor of another kind: a year stays one."""
    if not number.isdigit():
        return f"{int(number[0]) + 1}{number[1:-1]}{(int(number[-1]) + 1) % 10}"
    return str(int(number) - 1 if re.fullmatch(r"(?:19|20)\d\d", number) else 2 * int(number) + 1)
