"""Vitamin D of which a label tells how much a milliliter holds: so many milliliters, or drops of which one is asked."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.supplements.tokens import Nutrient, in_lower_case, token_at
from osteotwin.asking.supplements.vocabulary import VITAMIN_D
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_HOLDS: Final = later(
    rf"[\s,(\[]*(?P<n>{_NUMBER}) ?(?P<unit>iu|mcg|\u00b5g|\u03bcg|ug) ?(?:/|per|par|pro|por|in) ?"
    rf"(?:(?P<per>{_NUMBER}) ?)?ml\b[)\]]*",
    re.IGNORECASE,
)
_MILLILITERS: Final = later(rf"(?P<n>{_NUMBER}) ?ml\b(?: of)?", re.IGNORECASE)
_DROPS: Final = later(r"\b(?P<n>\d+) ?(?:drops?|tropfen|gouttes?|gotas?|gocce)\b", re.IGNORECASE)
_OF_ONE_DROP: Final = later(
    r"(?:per|/|in (?:one|each|a|1)) ?(?:drop|tropfen|goutte|gota|goccia)", re.IGNORECASE
)


def of_volume(piece: str) -> str:
    """Return vitamin D of which so many milliliters are taken as its amount; any other piece as it is.

    Raises
    ------
    UnclearAnswerError
        Where drops are taken, or nothing tells how much.

    Examples
    --------
    >>> of_volume("vitamin D 400 IU/mL, 2 mL daily"), of_volume("milk 200 ml")
    ('vitamin D 800 IU daily', 'milk 200 ml')
    """
    holds = _HOLDS.search(piece)
    if holds is None or _OF_ONE_DROP.search(piece) or not _names_vitamin_d(piece[: holds.start()] or piece):
        return piece
    said = in_digits(piece[holds.end() :])
    taken = _MILLILITERS.search(said)
    name = piece[: holds.start()].strip(" ,:")
    if taken is not None and not _DROPS.search(said):
        amount = _value(holds["n"]) / _value(holds["per"] or "1") * _value(taken["n"])
        rest = f"{said[: taken.start()]} {said[taken.end() :]}".strip(" ,:")
        return f"{name} {amount:g} {holds['unit']} {rest}".strip()
    drops = _DROPS.search(said)
    what = "how much one drop holds" if drops is not None else "how much of it is taken, and how often"
    raise UnclearAnswerError(
        "food", f"{quoted(piece)}, which tells what a milliliter holds and not {what}",
        "the IU that are taken each time, and how often",
        'write them as in "vitamin D 900 IU daily", with your own numbers: the IU of one drop on the label times the '
        "drops, or of a milliliter times the milliliters",
    )  # fmt: skip


def _names_vitamin_d(text: str) -> bool:
    plain = in_lower_case(text)
    return any(
        step is not None and isinstance(step[0], Nutrient) and step[0].name == VITAMIN_D
        for step in (token_at(plain, word.start()) for word in re.finditer(r"[^\s,;:()]+", plain))
    )


def _value(number: str) -> float:
    return float(number.replace(",", ""))
