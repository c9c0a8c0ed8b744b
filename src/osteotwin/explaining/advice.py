"""What is not praised or offered: exercises, and more of a nutrient, that a limit or a flag stands against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from osteotwin.cohort.profile import Profile
from osteotwin.explaining.bands import Json
from osteotwin.explaining.tables.nutrients import load_nutrients
from osteotwin.people.level_at_start import level_at_start
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety import Flag
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.plan_limits import Bounds, bounds_of
from osteotwin.safety.situation import ASK_FIRST, DO_NOT
from osteotwin.safety.violations import forbidden

_HARD_OR_ASKED: Final = (DO_NOT, ASK_FIRST)
_LACTOSE: Final = "lactose_intolerance"
_LEVEL: Final = "vitamin_d_25ohd_ng_ml"
_URINE: Final = "urine_calcium_24h"


def advice(person: Person, profile: Profile, flags: Sequence[Flag]) -> Json:
    """Return why exercises of the plan are not praised, why a nutrient is not offered, and whether lactose is left out.

    Parameters
    ----------
    person : Person
        Under the plan that the answer is about.
    profile : Profile
        What is taken to be true of the person today.
    flags : sequence of Flag
        Of the answer.

    Returns
    -------
    dict
        ``exercises`` and ``nutrients``, each a sentence by name, and ``without_lactose``.
    """
    bounds = bounds_of(person, profile)
    return {
        "exercises": dict(_exercises(person, bounds, flags)),
        "nutrients": dict(_nutrients(person, bounds, flags)),
        "without_lactose": _LACTOSE in bounds.conditions,
    }


def _exercises(person: Person, bounds: Bounds, flags: Sequence[Flag]) -> Iterator[tuple[str, str]]:
    planned = dict.fromkeys(item.exercise for item in person.plan.interventions if isinstance(item, Training))
    for name in planned:
        first = (_asks(row.because) for row in bounds.clinician_first)
        flagged = (one.text for one in flags if one.severity in _HARD_OR_ASKED and name in one.about)
        why = forbidden(load_exercises()[name], bounds) or next(flagged, None) or next(first, None)
        if why is not None:
            yield name, why


def _nutrients(person: Person, bounds: Bounds, flags: Sequence[Flag]) -> Iterator[tuple[str, str]]:
    """Yield a nutrient of which the usual aim is too much, or of which a flag or a clinician must decide first."""
    spoken = [one for one in flags if one.severity in _HARD_OR_ASKED]
    for name, nutrient in load_nutrients().items():
        most, tablets = bounds[f"{name}_total"], bounds[f"{name}_supplement"]
        if bounds.clinician_first:
            yield name, _asks(bounds.clinician_first[0].because)
        elif name == "vitamin_d" and tablets.value == 0:
            yield name, _asks(tablets.because)
        elif any("hypercalcemia" in one.about for one in spoken):
            yield name, _asks("high blood calcium")
        elif (urine := _of_urine(name, person, bounds, spoken)) is not None:
            yield name, urine
        elif most.value < nutrient.aim:
            yield name, f"at most {most.value:,.0f} {nutrient.unit} a day in all with {most.because}"
        elif name in {what for one in spoken for what in one.forbids}:
            yield name, "a hard rule speaks against what your plan has of it"
        elif (
            name == "vitamin_d" and (level_at_start(person, _LEVEL) or 0.0) >= bounds["vitamin_d_level"].value
        ):
            ceiling = bounds["vitamin_d_level"]
            yield name, f"25OHD is at {ceiling.value:g} ng/mL or more: {ceiling.because}"


def _of_urine(nutrient: str, person: Person, bounds: Bounds, spoken: Sequence[Flag]) -> str | None:
    """Why calcium in the urine stands against more; simulated it only asks to measure before calcium is added."""
    flagged = any(_URINE in one.about for one in spoken)
    if nutrient == "vitamin_d" and _is_low(person, spoken, bounds):
        return None
    if latest_level(person, _URINE) is not None:
        return _asks("much calcium in the urine") if flagged else None
    if "kidney_stones" in bounds.conditions:
        return "with kidney stones the calcium of 24 hours of urine is measured before anything is added"
    return "the calcium of 24 hours of urine is measured first" if flagged and nutrient == "calcium" else None


def _is_low(person: Person, spoken: Sequence[Flag], bounds: Bounds) -> bool:
    """Whether a 25OHD was measured of which a flag says that it is brought up."""
    level = level_at_start(person, _LEVEL)
    flagged = any("25ohd" in one.about for one in spoken)
    return flagged and level is not None and level < bounds["vitamin_d_level"].value


def _asks(because: str) -> str:
    return f"with {because} a clinician decides first"
