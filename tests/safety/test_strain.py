"""Impacts that strain bone further than it is known to adapt to, or to where it yields."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.every import every

from osteotwin.protocol.interventions import Protocol, Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.situation import Situation
from osteotwin.safety.strain import shin_strain, strain

Make = Callable[..., Situation]


def texts(make: Make, force: float | None, exercise: str = "rope_jumping") -> list[str]:
    plan = Protocol((Training(exercise, 3, 60, peak_force_bodyweights=force),))
    return [flag.text for flag in strain(make(plan))]


@every("exercise", load_exercises())
def test_no_exercise_of_the_library_as_it_is_goes_beyond(situation: Make, exercise: str) -> None:
    assert not texts(situation, None, exercise)


def test_the_number_that_was_measured() -> None:
    assert shin_strain(Training("rope_jumping", 3, 60, peak_force_bodyweights=5.0)) == 2000.0
    assert shin_strain(Training("swimming", 2, 25)) == 0.0


@pytest.mark.parametrize(
    ("force", "word"), [(7.4, ""), (7.6, "known to adapt"), (17.4, "known to adapt"), (17.5, "yields")]
)
def test_how_far_an_impact_goes_is_said(situation: Make, force: float, word: str) -> None:
    found = texts(situation, force)
    assert len(found) == bool(word)
    assert all(word in text for text in found)
