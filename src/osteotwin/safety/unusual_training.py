"""Training that only few do: it counts as it stands, and the number is to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.human_limits import demands_of
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.situation import ASK_FIRST, Flag, Situation


def unusual(situation: Situation) -> Iterator[Flag]:
    """Flag what of habits and plan is rare: loads of competitors, hours of champions."""
    trained = [
        *situation.person.habits.training,
        *(item for item in situation.plan.interventions if isinstance(item, Training)),
    ]
    yield from _flags(trained, situation.profile.weight_kg)


def unusual_training(person: Person) -> tuple[str, ...]:
    """Return a sentence for each entry of habits and plan that only few people do, to be looked at again.

    Parameters
    ----------
    person : Person
    """
    plan = (item for item in person.plan.interventions if isinstance(item, Training))
    weight = profile_from_person(person)[0].weight_kg
    return tuple(flag.text for flag in _flags((*person.habits.training, *plan), weight))


def _flags(trained: Iterable[Training], weight_kg: float) -> Iterator[Flag]:
    told: set[str] = set()
    for item in trained:
        name = load_exercises()[item.exercise].name
        for demand in demands_of(item, weight_kg):
            text = (
                f"{name}: {demand.found}. More than {demand.much:,.0f} {demand.unit} is what few people do: check the "
                "number. If it is right, a coach or physician should know."
            )
            if demand.much < demand.asked and text not in told:
                told.add(text)
                yield Flag(ASK_FIRST, text, demand.source, about=(item.exercise, f"much {demand.key}"))
