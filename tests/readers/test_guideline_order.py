"""What guidelines make of a person never falls when a risk rises; of persons, not of facts gathered by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise, product
from typing import Any

import pytest
from tests.readers.people import AXES, person_of

from osteotwin.safety.guidelines.gather import guidelines_of
from osteotwin.safety.guidelines.rules import CLASSES

#: Each risk from low to high. Before 50 T-scores and fractures make another class, or none: it begins there.
RISES: Mapping[str, tuple[Any, ...]] = {
    "age": (50, 58, 66, 74, 82),
    "t_score": (0.5, -0.4, -1.2, -1.7, -2.1, -2.6, -3.2),
    "fracture": ("none", "arm", "spine"),
    "glucocorticoid": (False, True),
}
OTHERS: Mapping[str, tuple[Any, ...]] = {
    "sex": AXES["sex"],
    "drug": AXES["drug"],
    "lifestyle": ("none",),
}
GRID = {**RISES, **OTHERS}


@cache
def rank(*values: Any) -> int:
    person = person_of(**dict(zip(GRID, values, strict=True)))
    return CLASSES.index(guidelines_of(person, {}).guideline_class)


def rank_of(person: Mapping[str, Any]) -> int:
    return rank(*(person[axis] for axis in GRID))


def persons(without: str) -> list[dict[str, Any]]:
    axes = {axis: values for axis, values in GRID.items() if axis != without}
    return [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]


@pytest.mark.slow
@pytest.mark.parametrize("risk", RISES)
def test_the_class_never_falls_when_a_risk_rises_and_rises_for_somebody(risk: str) -> None:
    rises = 0
    for person in persons(risk):
        ranks = [rank_of(person | {risk: value}) for value in RISES[risk]]
        assert all(low <= high for low, high in pairwise(ranks)), (person, risk, ranks)
        rises += ranks[0] < ranks[-1]
    assert rises > 0


def test_every_class_is_made_of_somebody() -> None:
    healthy: dict[str, Any] = {
        "sex": "male", "age": 52, "t_score": 0.5, "fracture": "none", "drug": "none", "lifestyle": "none",
        "glucocorticoid": False,
    }  # fmt: skip
    found = [
        rank_of(healthy),
        rank_of(healthy | {"drug": "inhibitor"}),
        rank_of(healthy | {"drug": "inhibitor", "t_score": -1.7}),
        rank_of(healthy | {"drug": "inhibitor", "t_score": -2.6}),
    ]
    assert found == list(range(len(CLASSES)))
