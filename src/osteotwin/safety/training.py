"""Flags about training: what a condition or a weak skeleton speaks against."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.safety.situation import Flag, Situation
from osteotwin.safety.weak_skeleton import has_fragile_spine, has_osteoporosis

_SAFETY = (
    "UK consensus on exercise and osteoporosis, Brooke-Wavell 2022 (10.1136/bjsports-2021-104634); "
    "Giangregorio 2014 (10.1007/s00198-013-2523-2)"
)


def _exercises(situation: Situation) -> list[Exercise]:
    chosen = dict.fromkeys(i.exercise for i in situation.plan.interventions if isinstance(i, Training))
    return [load_exercises()[name] for name in chosen]


def vertebral_fracture(situation: Situation) -> Iterator[Flag]:
    """Flag impact above brisk walking after a vertebral fracture or several fragility fractures."""
    if not has_fragile_spine(situation.person):
        return
    for exercise in _exercises(situation):
        if exercise.impact_level in ("moderate", "high"):
            yield Flag(
                "stop",
                f"{exercise.name}: after a vertebral fracture, or several from low trauma, impact no higher than "
                "brisk walking, and only with specialist advice.",
                _SAFETY,
                (exercise.id,),
            )


def conditions(situation: Situation) -> Iterator[Flag]:
    """Flag exercises that a stated condition, or osteoporosis, speaks against."""
    weak = has_osteoporosis(situation.person, situation.profile)
    present = situation.conditions | ({"osteoporosis"} if weak else set[str]())
    for exercise in _exercises(situation):
        against = [c for c in exercise.contraindicated_with if c in present]
        if against:
            named = " and ".join(CONDITIONS[condition].label for condition in against)
            yield Flag("warn", f"{exercise.name} with {named}: only after specialist advice.", _SAFETY)
        if exercise.spinal_flexion_under_load and present & {"osteoporosis", "vertebral_fracture"}:
            yield Flag(
                "stop",
                f"{exercise.name} bends the loaded spine: to be avoided with weak or broken vertebrae.",
                _SAFETY,
                (exercise.id,),
            )


def technique(situation: Situation) -> Iterator[Flag]:
    """Say how heavy lifting is begun."""
    heavy = any(
        isinstance(i, Training)
        and max(i.load_fraction_1rm or 0.0, i.progression_until_fraction_1rm or 0.0) >= 0.8
        for i in situation.plan.interventions
    )
    if heavy:
        yield Flag(
            "info",
            "Heavy lifting: learn the technique first, under supervision, and build the load up over months.",
            _SAFETY,
        )
    if "low_energy_availability" in situation.conditions and _exercises(situation):
        yield Flag(
            "warn",
            "Who eats too little for what he does loses bone by training: eat enough first, with a clinician's help.",
            "IOC consensus on relative energy deficiency, Mountjoy 2023 (10.1136/bjsports-2023-106994)",
        )
    if "falls" in situation.conditions and _exercises(situation):
        yield Flag("warn", "After falls: balance and strength before impact.", _SAFETY)
