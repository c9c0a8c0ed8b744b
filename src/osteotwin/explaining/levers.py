"""Levers: how somebody moves the drug's dose, training or intake of a plan from today on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from osteotwin.explaining.bands import Json
from osteotwin.people.person import Person
from osteotwin.protocol.drug_groups import takes_bone
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
)
from osteotwin.protocol.library import load_exercises

#: Share of the one-repetition maximum that no lever goes beyond.
_MOST_LOAD: Final = 0.95


@dataclass(frozen=True)
class Levers:
    """How a plan is changed from today on; 1 and ``None`` leave it as it is.

    Attributes
    ----------
    dose : float
        Doses of the drugs that take bone, times this.
    sessions, load, impacts : float
        Sessions a week, the load on the bar, and the impacts of a session (jumps, hops, drops), times this.
    calcium : float or None [mg/day]
        In all: food and supplements.
    vitamin_d : float or None [IU/day]
        Likewise.
    """

    dose: float = 1.0
    sessions: float = 1.0
    load: float = 1.0
    impacts: float = 1.0
    calcium: float | None = None
    vitamin_d: float | None = None

    def moved(self, plan: Protocol) -> Protocol:
        """Return a plan with the levers moved; what was done before today is left to the past."""
        totals = {"calcium": self.calcium, "vitamin_d": self.vitamin_d}
        wanted = {name: total for name, total in totals.items() if total is not None}
        kept = [_from_today(item) for item in plan.interventions if not _brings(item, wanted)]
        moved = [self._moved(item) for item in kept if item is not None]
        diets = [Diet(name, total) for name, total in wanted.items()]
        return Protocol((*(item for item in moved if item is not None), *diets))

    def _moved(self, item: Intervention) -> Intervention | None:
        if isinstance(item, DrugCourse) and takes_bone(item.drug):
            return replace(item, dose=item.dose * self.dose) if self.dose > 0.0 else None
        if not isinstance(item, Training):
            return item
        by_impacts = counted_by_impacts(item)
        if self.sessions <= 0.0 or (by_impacts and self.impacts <= 0.0):
            return None
        share, kilograms = item.load_fraction_1rm, item.load_kg
        if by_impacts and self.impacts != 1.0:
            item = replace(
                item, cycles_per_session=item.cycles_per_session * self.impacts, sets=None, reps=None
            )
        return replace(
            item,
            sessions_per_week=item.sessions_per_week * self.sessions,
            load_fraction_1rm=share and min(share * self.load, max(_MOST_LOAD, share)),
            load_kg=kilograms and kilograms * self.load,
        )


def levers_of(person: Person) -> Json:
    """Return which levers a person's plan has, and why the others do nothing."""
    plan = person.plan.interventions
    drug = any(isinstance(item, DrugCourse) and takes_bone(item.drug) for item in plan)
    training = any(isinstance(item, Training) for item in plan)
    loaded = any(isinstance(item, Training) and (item.load_fraction_1rm or item.load_kg) for item in plan)
    impacts = any(isinstance(item, Training) and counted_by_impacts(item) for item in plan)
    no_training = "the plan has no training"
    return {
        "dose": "" if drug else "the plan has no drug that takes bone",
        "sessions": "" if training else no_training,
        "load": "" if loaded else "no training of the plan has a load" if training else no_training,
        "impacts": ""
        if impacts
        else "no training of the plan is counted by impacts"
        if training
        else no_training,
        "calcium": "",
        "vitamin_d": "",
    }


def counted_by_impacts(training: Training) -> bool:
    """Whether an exercise is counted by its impacts: jumps, hops, drops."""
    return load_exercises()[training.exercise].counted_by == "impacts"


def _brings(item: Intervention, wanted: dict[str, float]) -> bool:
    """Whether what an intervention brings is part of a total that is asked for."""
    if isinstance(item, Food):
        return "calcium" in wanted
    return isinstance(item, Supplement | Diet) and item.group in wanted


def _from_today(item: Intervention) -> Intervention | None:
    """Return what of an intervention is given from today on, doses on their days."""
    if item.from_day >= 0.0:
        return item
    begins = 0.0
    if isinstance(item, DrugCourse | Supplement):
        begins = item.from_day + item.doses_before(0.0) * item.interval_days
    return replace(item, from_day=begins) if item.until_day > begins else None
