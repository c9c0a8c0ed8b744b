"""The parts of a plan whose work is told apart: each drug, exercise, food and nutrient, and unloading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from osteotwin.protocol.drug_groups import category_of, is_drug, label_of
from osteotwin.protocol.interventions import Food, Intervention, Protocol, Training
from osteotwin.protocol.library import load_drugs, load_exercises, load_foods


@dataclass(frozen=True)
class PlanPart:
    """Everything in a plan that is one thing to whoever follows it.

    Attributes
    ----------
    name : str
        Identifier of the drug, the exercise or the food; ``"calcium"``, ``"vitamin_d"`` or ``"unloading"``.
    label : str
        In plain words.
    group : str
        Its group of interventions; of an exercise ``"training"``.
    category : str
        Of the group: ``"drug"``, ``"bone_drug"``, ``"training"`` and so on.
    """

    name: str
    label: str
    group: str
    category: str


def name_of_part(item: Intervention) -> str:
    """Return the name of the part of a plan that an intervention belongs to."""
    match item:
        case Training():
            return item.exercise
        case Food():
            return item.food
        case _:
            return item.group


def _label(item: Intervention) -> str:
    match item:
        case Training():
            return load_exercises()[item.exercise].name
        case Food():
            return load_foods()[item.food].name
        case _:
            return label_of(item.group)


def parts_of(plan: Protocol) -> tuple[PlanPart, ...]:
    """Return the parts of a plan in order of appearance; entries of the same thing are one part.

    Examples
    --------
    >>> [part.name for part in parts_of(Protocol((Training("back_squat", 2, 25), Training("back_squat", 1, 10))))]
    ['back_squat']
    """
    found = {
        name_of_part(item): PlanPart(name_of_part(item), _label(item), item.group, category_of(item.group))
        for item in plan.interventions
    }
    return tuple(found.values())


def acting(plan: Protocol) -> Protocol:
    """Return what of a plan the model holds: a drug that is only shown has no part in any number."""
    return Protocol(
        tuple(one for one in plan.interventions if not is_drug(one.group) or load_drugs()[one.group].modelled)
    )


def only_parts(plan: Protocol, names: Iterable[str]) -> Protocol:
    """Return what of a plan belongs to the named parts, in the plan's order."""
    kept = frozenset(names)
    return Protocol(tuple(item for item in plan.interventions if name_of_part(item) in kept))
