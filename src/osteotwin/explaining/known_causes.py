"""Measured values that a person's file explains although no number of the model does."""

from __future__ import annotations

from typing import Final

from osteotwin.people.person import Measurement, Person
from osteotwin.safety.kidney import filtration

#: Below it PTH rises with a failing kidney: KDIGO 2017 (10.1016/j.kisu.2017.04.001) asks for it from stage 3a on.
_WEAK_KIDNEY: Final = 60.0


def is_explained(row: Measurement, score: float, person: Person) -> bool:
    """Tell whether what the file says explains that a value lies off what the model expects.

    Parameters
    ----------
    row : Measurement
    score : float
        Standard deviations above what else is known lets expect.
    person : Person
    """
    return row.what == "pth" and score > 0.0 and _has_weak_kidneys(person)


def _has_weak_kidneys(person: Person) -> bool:
    if "chronic_kidney_disease" in person.conditions:
        return True
    found = filtration(person)
    return found is not None and found.bound != "above" and found.value < _WEAK_KIDNEY
