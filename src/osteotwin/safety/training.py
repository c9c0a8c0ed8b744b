"""Flags about training: what a condition or a weak skeleton speaks against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.library.exercises import IMPACT_LEVELS
from osteotwin.safety.plan_limits import conditions_of, is_harder, plan_limits
from osteotwin.safety.situation import Flag, Situation
from osteotwin.units import listed

_SAFETY = (
    "UK consensus on exercise and osteoporosis, Brooke-Wavell 2022 (10.1136/bjsports-2021-104634); "
    "Giangregorio 2014 (10.1007/s00198-013-2523-2)"
)
#: What limits impact -> how, in words; the limits are those of plans.
_IMPACT: Final = {
    "vertebral_fracture": "after a vertebral fracture, or several from low trauma, impact no higher than brisk "
    "walking, and only with specialist advice.",
    "osteoporosis": "no high impact with osteoporosis (T -2.5 or lower, or diagnosed); moderate impact is built up "
    "under advice.",
}


def _exercises(situation: Situation) -> list[Exercise]:
    chosen = dict.fromkeys(i.exercise for i in situation.plan.interventions if isinstance(i, Training))
    return [load_exercises()[name] for name in chosen]


def _present(situation: Situation) -> frozenset[str]:
    """What planning minds, too: stated conditions, what hurts, and what scans and fractures make."""
    return conditions_of(situation.person, situation.profile)


def impact(situation: Situation) -> Iterator[Flag]:
    """Flag what strikes harder than a broken spine, or osteoporosis, allows: the same limits as of plans."""
    present = _present(situation)
    told = set[str]()
    for condition, bears in _IMPACT.items():
        if condition not in present:
            continue
        limit = plan_limits().condition[condition]
        most = limit.impact or IMPACT_LEVELS[-1]
        hard = [
            one for one in _exercises(situation) if one.id not in told and is_harder(one.impact_level, most)
        ]
        if hard:
            names, ids = within_a_sentence([one.name for one in hard]), tuple(one.id for one in hard)
            yield Flag("do_not", f"{names}: {bears}", limit.source, ids, (*ids, condition))
            told.update(ids)


def conditions(situation: Situation) -> Iterator[Flag]:
    """Flag exercises that a stated condition, or osteoporosis, speaks against."""
    present = _present(situation)
    forbidden = {what for flag in (*impact(situation), *flexion(situation)) for what in flag.forbids}
    cautioned: dict[tuple[str, ...], list[Exercise]] = {}
    for exercise in _exercises(situation):
        against = tuple(c for c in _cautioned_with(exercise) if c in present)
        if against and exercise.id not in forbidden:
            cautioned.setdefault(against, []).append(exercise)
    for against, exercises in cautioned.items():
        named = " and ".join(CONDITIONS[condition].label for condition in against)
        names = within_a_sentence([exercise.name for exercise in exercises])
        yield Flag(
            "ask_first",
            f"{names} with {named}: only after specialist advice.",
            _SAFETY,
            about=(*(exercise.id for exercise in exercises), *against),
        )


def _cautioned_with(exercise: Exercise) -> tuple[str, ...]:
    """What the library says, and osteoporosis of moderate impact: it is built up under advice."""
    named = exercise.contraindicated_with
    moderate = exercise.impact_level == "moderate" and "osteoporosis" not in named
    return (*named, "osteoporosis") if moderate else named


def flexion(situation: Situation) -> Iterator[Flag]:
    """Flag exercises that bend a loaded spine that is weak or broken."""
    if not _present(situation) & _IMPACT.keys():
        return
    bending = [one for one in _exercises(situation) if one.spinal_flexion_under_load]
    if bending:
        names, ids = within_a_sentence([one.name for one in bending]), tuple(one.id for one in bending)
        yield Flag(
            "do_not",
            f"{names} bend{'s' * (len(ids) == 1)} the loaded spine: to be avoided with weak or broken vertebrae.",
            _SAFETY,
            ids,
            (*ids, *_IMPACT),
        )


def within_a_sentence(names: list[str]) -> str:
    """Return names as the beginning of a sentence: "Back squat, deadlift and rope jumping"."""
    first, *others = names
    return listed([first, *map(str.lower, others)])


def technique(situation: Situation) -> Iterator[Flag]:
    """Say how heavy lifting is begun."""
    heavy = any(
        isinstance(i, Training)
        and max(i.load_fraction_1rm or 0.0, i.progression_until_fraction_1rm or 0.0) >= 0.8
        for i in situation.plan.interventions
    )
    if heavy:
        yield Flag(
            "good_to_know",
            "Heavy lifting: learn the technique first, under supervision, and build the load up over months.",
            _SAFETY,
            about=("heavy lifting",),
        )
    if "low_energy_availability" in situation.conditions and _exercises(situation):
        yield Flag(
            "ask_first",
            "Who eats too little for what he does loses bone by training: eat enough first, with a clinician's help.",
            "IOC consensus on relative energy deficiency, Mountjoy 2023 (10.1136/bjsports-2023-106994)",
            about=("low_energy_availability",),
        )
