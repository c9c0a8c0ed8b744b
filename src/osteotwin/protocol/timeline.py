"""From a protocol to the body's daily inputs: a timeline of constant stretches and doses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.protocol.drug_routes import Route, load_routes
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.loads import progression_days, site_loads

_MG_CALCIUM_PER_MMOL = 40.078
_IU_PER_KIU = 1000.0


@dataclass(frozen=True)
class Habits:
    """What goes on beside the plan.

    Attributes
    ----------
    calcium_mg_per_day, vitamin_d_iu_per_day : float
        Habitual intake, all sources.
    training : tuple of Training
        Habitual training beyond ordinary walking.
    """

    calcium_mg_per_day: float
    vitamin_d_iu_per_day: float
    training: tuple[Training, ...] = ()


def _is_on(intervention: Intervention, day: float) -> bool:
    return intervention.from_day <= day < intervention.until_day


def intake(habits: Habits, interventions: tuple[Intervention, ...]) -> tuple[float, float]:
    """Return the day's calcium [mg] and vitamin D [IU]: habits or a stated total, plus what is added.

    A stated total counts food and supplements together, so a food or supplement of the plan that it
    covers is not added on top: the larger of the two holds.
    """
    calcium, vitamin_d = habits.calcium_mg_per_day, habits.vitamin_d_iu_per_day
    for item in interventions:
        if isinstance(item, Food):
            food = load_foods()[item.food]
            calcium += food.calcium_mg * item.servings_per_week / 7
            vitamin_d += food.vitamin_d_iu * item.servings_per_week / 7
        elif isinstance(item, Supplement) and not _is_bolus(item):
            if item.nutrient == "vitamin_d":
                vitamin_d += item.dose / item.interval_days
            else:
                calcium += item.dose / item.interval_days
    totals = {item.nutrient: item.total_per_day for item in interventions if isinstance(item, Diet)}
    added_calcium = calcium - habits.calcium_mg_per_day
    added_vitamin_d = vitamin_d - habits.vitamin_d_iu_per_day
    return (
        max(totals["calcium"], added_calcium) if "calcium" in totals else calcium,
        max(totals["vitamin_d"], added_vitamin_d) if "vitamin_d" in totals else vitamin_d,
    )


def _is_bolus(item: Supplement) -> bool:
    return item.nutrient == "vitamin_d" and item.interval_days > 7


def _routed(protocol: Protocol) -> Iterator[tuple[DrugCourse, Route]]:
    """Yield every course of a modelled drug with each place where it enters."""
    for item in protocol.interventions:
        if isinstance(item, DrugCourse):
            for route in load_routes().get(item.drug, ()):
                yield item, route


def inputs_on(
    day: float,
    habits: Habits,
    protocol: Protocol,
    parameters: Mapping[str, float],
    *,
    exact: bool = False,
) -> dict[str, float]:
    """Return every input of the body on a day.

    Parameters
    ----------
    day : float [day]
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    """
    active = tuple(i for i in protocol.interventions if _is_on(i, day))
    inputs = dict.fromkeys(whole.INPUTS, 0.0)
    inputs["gonad_function"] = 1.0
    trainings = (*habits.training, *(i for i in active if isinstance(i, Training)))
    inputs |= site_loads(trainings, (i for i in active if isinstance(i, Unloading)), parameters, day)
    calcium, vitamin_d = intake(habits, active)
    inputs["calcium_intake"] = calcium / _MG_CALCIUM_PER_MMOL
    inputs["vitamin_d_intake"] = vitamin_d / _IU_PER_KIU
    for course, route in _routed(protocol):
        on = _is_on(course, day) or (route.lasting and day >= course.from_day)
        if not on or not route.averages(course, exact=exact) or route.input is None:
            continue
        if route.mode == "present":
            inputs[route.input] = route.level(course)
        else:
            inputs[route.input] = min(route.at_most, inputs[route.input] + route.level(course))
    return inputs


def doses_of(
    protocol: Protocol, parameters: Mapping[str, float], end: float, *, exact: bool = False
) -> list[Dose]:
    """Return every dose that enters as a jump before ``end``."""
    doses: list[Dose] = []
    for course, route in _routed(protocol):
        if route.state is not None and not route.averages(course, exact=exact):
            amount = course.dose * route.factor
            doses += [Dose(d, route.state, amount, course.drug) for d in route.administrations(course, end)]
    for item in protocol.interventions:
        if isinstance(item, Supplement) and _is_bolus(item):
            jump = parameters["vitamin_d_rate"] * parameters["vitamin_d_gain"] * item.dose / _IU_PER_KIU
            jump *= parameters["reference_weight"] / parameters["weight"]
            days = np.arange(item.from_day, min(item.until_day, end), item.interval_days)
            doses += [Dose(float(d), "vitamin_d", jump, "vitamin D") for d in days]
    return sorted(doses, key=lambda dose: dose.day)


def _changes(protocol: Protocol, weight_kg: float, start: float, end: float) -> dict[float, str]:
    changes: dict[float, str] = {}
    for item in protocol.interventions:
        days = [(item.from_day, f"start of {item.group}"), (item.until_day, f"end of {item.group}")]
        if isinstance(item, Training):
            days += [
                (day, "a step of the training's progression")
                for day in progression_days(item, weight_kg, end)
            ]
        for day, label in days:
            if start < day < end:
                changes.setdefault(day, label)
    return changes


def compile_timeline(
    protocol: Protocol,
    habits: Habits,
    parameters: Mapping[str, float],
    start: float,
    end: float,
    *,
    exact: bool = False,
) -> Timeline:
    """Return the timeline of a protocol between two days.

    Parameters
    ----------
    protocol : Protocol
    habits : Habits
        Diet and training that go on beside the plan.
    parameters : mapping of str to float
        Of this person: exponents of loading, body weight and so on.
    start, end : float [day]
        ``start`` before the first intervention, ``end`` after ``start``.
    exact : bool
        Give every dose by itself instead of averaging intervals of up to a week.
    """
    doses = [d for d in doses_of(protocol, parameters, end, exact=exact) if start <= d.day < end]
    labels = {start: "life before the plan"} | _changes(protocol, parameters["weight"], start, end)
    for dose in doses:
        labels.setdefault(dose.day, f"a dose of {dose.label}")
    days = sorted(labels)
    inputs = [inputs_on(day, habits, protocol, parameters, exact=exact) for day in days]
    # A stretch that brings neither a dose nor a change belongs to the one before it: an intervention without
    # effect leaves no trace, not even where the solver starts anew.
    dosed = {dose.day for dose in doses}
    kept = [i for i, day in enumerate(days) if i == 0 or day in dosed or inputs[i] != inputs[i - 1]]
    return Timeline(
        breakpoints=np.array([*(days[i] for i in kept), end], dtype=float),
        inputs=np.array([[inputs[i][name] for name in whole.INPUTS] for i in kept]),
        labels=tuple(labels[days[i]] for i in kept),
        doses=tuple(doses),
    )
