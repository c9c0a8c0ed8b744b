"""What can be done instead of an exercise of a plan: with what equipment, and how much of its effect is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from osteotwin.body.sites import LUMBAR_SPINE, TOTAL_HIP, site_key
from osteotwin.planning.choice import Choice, protocol_of
from osteotwin.planning.frame import Frame
from osteotwin.planning.menu import menu
from osteotwin.planning.surrogate import GROWN
from osteotwin.protocol.interventions import Protocol, Training
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.loads import site_loads
from osteotwin.protocol.timeline import trained_on
from osteotwin.safety.violations import forbidden
from osteotwin.units import listed

#: Swaps that are named for one exercise.
_MOST: Final = 4
#: With less left it is no swap; nor with so much more, which has to be begun with less.
_LEAST, _HARDER = 0.5, 1.2


@dataclass(frozen=True)
class Swap:
    """One exercise instead of another.

    Attributes
    ----------
    instead_of, exercise : str
        Identifiers.
    name : str
    equipment : tuple of str
        That it needs; empty: none.
    at_hand : bool
        Whether the wishes have it.
    effect_left : float
        Share of what the exercise adds to the load of hip and spine; 1: as much.
    """

    instead_of: str
    exercise: str
    name: str
    equipment: tuple[str, ...]
    at_hand: bool
    effect_left: float


def swaps_of(choice: Choice, frame: Frame, parameters: Mapping[str, Any]) -> tuple[Swap, ...]:
    """Return what can stand in for each exercise of a choice, the best first: of one movement, and never forbidden.

    Parameters
    ----------
    choice : Choice
    frame : Frame
    parameters : mapping of str to float
        With body weight, as :class:`osteotwin.planning.surrogate.Levers` has them.
    """
    grown = [
        item
        for item in protocol_of(choice, frame).interventions
        if isinstance(item, Training) and item.from_day <= GROWN < item.until_day
    ]
    own = [item for item in grown if item not in frame.fixed and not item.replaces_habits]
    habits = frame.person.habits.training

    def load(items: list[Training]) -> float:
        found = site_loads(trained_on(GROWN, habits, Protocol(tuple(items))), (), dict(parameters), GROWN)
        sites = (site_key(site, "load") for site in (LUMBAR_SPINE, TOTAL_HIP))
        return float(np.mean([np.log(np.mean(found[key])) for key in sites]))

    swaps: list[Swap] = []
    for item in own:
        rest = [other for other in grown if other is not item]
        without, whole = load(rest), load(grown)
        found = [
            Swap(item.exercise, one.id, one.name, one.equipment,
                 set(one.equipment) <= set(frame.wishes.equipment or ()),
                 round((load([*rest, _instead(item, one, frame)]) - without) / max(whole - without, 1e-12), 2))
            for one in _alike(load_exercises()[item.exercise], frame)
        ]  # fmt: skip
        ranked = sorted(found, key=lambda swap: (not swap.at_hand, -swap.effect_left))
        swaps += [swap for swap in ranked if _LEAST <= swap.effect_left <= _HARDER][:_MOST]
    return tuple(swaps)


def best_of(swaps: Iterable[Swap]) -> dict[str, str]:
    """Return the best swap of each exercise in words: what is at hand first, else with what it needs.

    Parameters
    ----------
    swaps : iterable of Swap
        The best first.
    """
    found: dict[str, str] = {}
    for swap in swaps:
        needs = "" if swap.at_hand else f" (with {listed(swap.equipment)})"
        found.setdefault(swap.instead_of, f"{swap.name.lower()}{needs}")
    return found


def _alike(exercise: Exercise, frame: Frame) -> Iterator[Exercise]:
    """Yield the other exercises of the movement that may be done, with whatever equipment, and are not disliked."""
    menus, library = menu(), load_exercises()
    struck = [name for names in menus.impact.values() for name in names]
    walked = [name for names in menus.endurance.values() for name in names]
    groups = [*menus.strength.values(), struck, walked]
    beginner = frame.wishes.experience == "none"
    for name in next((group for group in groups if exercise.id in group), ()):
        one = library[name]
        skilled = beginner and name in menus.skilled["exercises"]
        liked = name not in (frame.wishes.not_done or ())
        counted = one.counted_by == exercise.counted_by
        if name != exercise.id and liked and counted and not skilled and forbidden(one, frame.bounds) is None:
            yield one


def _instead(item: Training, exercise: Exercise, frame: Frame) -> Training:
    """Return as much of another exercise: as often, as many repetitions, and as heavy as a plan goes with it."""
    top = item.progression_until_fraction_1rm or item.load_fraction_1rm
    if exercise.one_rep_max_bodyweights is None:
        top = None
    elif top is None:
        top = frame.bounds["highest_load"].value
    per_minute = load_exercises()[item.exercise].cycles_per_minute or 1.0
    cycles = item.cycles_per_session / per_minute * (exercise.cycles_per_minute or 1.0)
    return replace(
        item, exercise=exercise.id, load_fraction_1rm=top, progression_per_week=0.0,
        progression_until_fraction_1rm=None, cycles_per_session=cycles,
    )  # fmt: skip
