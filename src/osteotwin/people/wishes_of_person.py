"""The wishes of a person, where they are not stated with what his habits show, else with a cautious default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from osteotwin.people.person import Person
from osteotwin.people.wishes import Wishes
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import Exercise, load_exercises

#: What who lifts by habit has at least: whether he is experienced, he is asked.
_LIFTS: Final = "some"


def completed_wishes(person: Person) -> tuple[Wishes, tuple[str, ...]]:
    """Return complete wishes, and the names of those that are not stated.

    Who lifts a load by habit is no beginner, and what he trains with is there.

    Parameters
    ----------
    person : Person
    """
    wishes, unknown = person.wishes.completed()
    trained = list(_trained(person))
    if "equipment" in unknown:
        needed = (thing for exercise in trained for thing in exercise.equipment)
        wishes = replace(wishes, equipment=tuple(sorted(set(needed))))
    if "experience" in unknown and any(_is_lifted(exercise) for exercise in trained):
        wishes = replace(wishes, experience=_LIFTS)
    return wishes, unknown


def _trained(person: Person) -> Iterator[Exercise]:
    """Yield the exercises of habits, and of training that has begun and goes on."""
    library = load_exercises()
    yield from (library[item.exercise] for item in person.habits.training)
    for item in person.plan.interventions:
        if isinstance(item, Training) and item.from_day < 0.0 < item.until_day:
            yield library[item.exercise]


def _is_lifted(exercise: Exercise) -> bool:
    return exercise.counted_by == "repetitions" and exercise.one_rep_max_bodyweights is not None
