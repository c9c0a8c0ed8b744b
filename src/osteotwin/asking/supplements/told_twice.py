"""One amount that is told twice: in two units of vitamin D, or as a salt of calcium and the calcium in it."""

from __future__ import annotations

from math import isclose
from typing import Final

from osteotwin.asking.supplements.tokens import Amount, Nutrient
from osteotwin.asking.supplements.vocabulary import CALCIUM, VITAMIN_D
from osteotwin.protocol.calcium_salts import CALCIUM_SHARE

_IU_PER_UG: Final = 40.0
IU_OF: Final = {"IU": 1.0, "mcg": _IU_PER_UG, "mg": 1000.0 * _IU_PER_UG}


def merged(amounts: list[Amount]) -> list[Amount]:
    """Return amounts, those behind one another that are one told twice once."""
    found = amounts[:1]
    for amount in amounts[1:]:
        both = [found[-1], amount]
        one = same_amount(both, Nutrient(CALCIUM)) or same_amount(both, Nutrient(VITAMIN_D))
        found = [*found[:-1], one] if one is not None else [*found, amount]
    return found


def same_amount(amounts: list[Amount], nutrient: Nutrient) -> Amount | None:
    """Return the one amount that is told in two units, or as the salt and the calcium in it."""
    first, *others = amounts
    for other in others:
        if nutrient.name == VITAMIN_D and first.unit != other.unit and {first.unit, other.unit} <= {*IU_OF}:
            units = [IU_OF[one.unit] * one.value for one in (first, other)]
            if not isclose(*units, rel_tol=0.02):
                return None
            first = first if first.unit == "IU" else other
        elif nutrient.name == CALCIUM and first.unit == other.unit == "mg":
            low, high = sorted((first, other), key=lambda one: one.value)
            if not any(
                isclose(low.value, high.value * share, rel_tol=0.05) for share in CALCIUM_SHARE.values()
            ):
                return None
            first = low
        else:
            return None
    return first
