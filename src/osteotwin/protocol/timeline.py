"""From a protocol to the body's daily inputs: a timeline of constant stretches and doses.

Everything here is arithmetic on whatever a person's numbers are: floats for one person, arrays for many who
follow the same protocol. What many give is, bit for bit, what each of them gives alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.arithmetic import Quantity
from osteotwin.body.schedule import Dose
from osteotwin.body.timelines import Timelines, constant
from osteotwin.constants import CALCIUM_MG_PER_MMOL, DAYS_PER_WEEK, IU_PER_KIU
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
from osteotwin.protocol.loads import Done, KnownLoads, known_loads, learn_loads, progression_days

_BEFORE = "life before the plan"


@dataclass(frozen=True)
class Habits:
    """What goes on beside the plan.

    Attributes
    ----------
    calcium_mg_per_day, vitamin_d_iu_per_day : float or array over people
        Habitual intake, all sources.
    training : tuple of Training
        Habitual training beyond ordinary walking.
    """

    calcium_mg_per_day: Quantity
    vitamin_d_iu_per_day: Quantity
    training: tuple[Training, ...] = ()


def _is_on(intervention: Intervention, day: float) -> bool:
    return intervention.from_day <= day < intervention.until_day


def _active(protocol: Protocol, day: float) -> tuple[Intervention, ...]:
    return tuple(item for item in protocol.interventions if _is_on(item, day))


def intake_on(day: float, habits: Habits, protocol: Protocol) -> tuple[Quantity, Quantity]:
    """The day's calcium [mg] and vitamin D [IU]: habits or a stated total, plus what is added.

    A stated total counts food and supplements together, so a food or supplement of the plan that it
    covers is not added on top: the larger of the two holds. A total that replaced the habit is the habit ever after.
    """
    usual_calcium = _usual_intake("calcium", habits.calcium_mg_per_day, day, protocol)
    usual_vitamin_d = _usual_intake("vitamin_d", habits.vitamin_d_iu_per_day, day, protocol)
    calcium, vitamin_d = usual_calcium, usual_vitamin_d
    interventions = _active(protocol, day)
    for item in interventions:
        if isinstance(item, Food):
            food = load_foods()[item.food]
            calcium = calcium + food.calcium_mg * item.servings_per_week / DAYS_PER_WEEK
            vitamin_d = vitamin_d + food.vitamin_d_iu * item.servings_per_week / DAYS_PER_WEEK
        elif isinstance(item, Supplement) and not _is_bolus(item):
            if item.nutrient == "vitamin_d":
                vitamin_d = vitamin_d + item.dose / item.interval_days
            else:
                calcium = calcium + item.dose / item.interval_days
    totals = {item.nutrient: item.total_per_day for item in interventions if isinstance(item, Diet)}
    added_calcium = calcium - usual_calcium
    added_vitamin_d = vitamin_d - usual_vitamin_d
    return (
        np.maximum(totals["calcium"], added_calcium) if "calcium" in totals else calcium,
        np.maximum(totals["vitamin_d"], added_vitamin_d) if "vitamin_d" in totals else vitamin_d,
    )


def _usual_intake(nutrient: str, habit: Quantity, day: float, protocol: Protocol) -> Quantity:
    """Return the habit, or the last total that has replaced it: nobody eats nothing when a diet ends."""
    replaced = [
        item
        for item in protocol.interventions
        if isinstance(item, Diet)
        and item.replaces_habits
        and item.nutrient == nutrient
        and item.from_day <= day
    ]
    if not replaced:
        return habit
    total = max(replaced, key=lambda item: item.from_day).total_per_day
    return np.full_like(habit, total, dtype=float)  # of everybody, as the habit is


def trained_on(day: float, habitual: tuple[Training, ...], protocol: Protocol) -> tuple[Training, ...]:
    """Return the training of a day: that of habit, unless other training has replaced it, and that of the protocol."""
    replaced = any(
        isinstance(item, Training) and item.replaces_habits and item.from_day <= day
        for item in protocol.interventions
    )
    added = (item for item in _active(protocol, day) if isinstance(item, Training))
    return (*(() if replaced else (item.as_habit() for item in habitual)), *added)


def done_on(day: float, habits: Habits, protocol: Protocol) -> Done:
    """What loads bone, or does not, on a day."""
    rest = tuple(item for item in _active(protocol, day) if isinstance(item, Unloading))
    return Done(trained_on(day, habits.training, protocol), rest)


def _is_bolus(item: Supplement) -> bool:
    return item.nutrient == "vitamin_d" and item.interval_days > DAYS_PER_WEEK


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
    parameters: Mapping[str, Any],
    *,
    exact: bool = False,
    known: KnownLoads | None = None,
) -> dict[str, Any]:
    """Return every input of the body on a day.

    Parameters
    ----------
    day : float [day]
    parameters : mapping of str to float or array over people
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    known : dict or None
        Loads of other days, for these parameters; days on which the same is done share them.
    """
    inputs: dict[str, Any] = dict.fromkeys(whole.INPUTS, 0.0)
    inputs["gonad_function"] = 1.0
    inputs |= known_loads(done_on(day, habits, protocol), parameters, day, {} if known is None else known)
    calcium, vitamin_d = intake_on(day, habits, protocol)
    inputs["calcium_intake"] = calcium / CALCIUM_MG_PER_MMOL
    inputs["vitamin_d_intake"] = vitamin_d / IU_PER_KIU
    for course, route in _routed(protocol):
        on = course.from_day <= day < route.acts_until(course)
        if not on or not route.averages(course, exact=exact) or route.input is None:
            continue
        if route.mode == "present":
            inputs[route.input] = route.level(course)
        else:
            inputs[route.input] = min(route.at_most, inputs[route.input] + route.level(course))
    return inputs


def inputs_on_days(
    days: Iterable[float],
    habits: Habits,
    protocol: Protocol,
    parameters: Mapping[str, Any],
    *,
    exact: bool = False,
    known: KnownLoads | None = None,
) -> list[dict[str, Any]]:
    """Return :func:`inputs_on` of each of many days."""
    each, loads = list(days), {} if known is None else known
    learn_loads([(done_on(day, habits, protocol), day) for day in each], parameters, loads)
    return [inputs_on(day, habits, protocol, parameters, exact=exact, known=loads) for day in each]


def doses_of(
    protocol: Protocol, parameters: Mapping[str, Any], end: float, *, exact: bool = False
) -> list[Dose]:
    """Return every dose that enters as a jump before ``end``; its amount is an array for many people."""
    doses: list[Dose] = []
    for course, route in _routed(protocol):
        if route.state is not None and not route.averages(course, exact=exact):
            amount = course.dose * route.factor
            doses += [Dose(d, route.state, amount, course.drug) for d in route.administrations(course, end)]
    for item in protocol.interventions:
        if isinstance(item, Supplement) and _is_bolus(item):
            jump = parameters["vitamin_d_rate"] * parameters["vitamin_d_gain"] * item.dose / IU_PER_KIU
            jump = jump * parameters["reference_weight"] / parameters["weight"]
            days = np.arange(item.from_day, min(item.until_day, end), item.interval_days)
            doses += [Dose(float(d), "vitamin_d", jump, "vitamin D") for d in days]
    return sorted(doses, key=lambda dose: dose.day)


def number_of_doses(protocol: Protocol, end: float) -> int:
    """Return how many doses would enter as jumps before a day, without listing them."""
    courses = [
        item for item, route in _routed(protocol) if route.state and not route.averages(item, exact=False)
    ]
    boluses = [item for item in protocol.interventions if isinstance(item, Supplement) and _is_bolus(item)]
    return sum(item.doses_before(end) for item in (*courses, *boluses))


def _ends(item: Intervention) -> set[float]:
    """Return when an intervention ends, and when what it gave last has acted."""
    routes = load_routes().get(item.drug, ()) if isinstance(item, DrugCourse) else ()
    return {item.until_day, *(route.acts_until(item) for route in routes if isinstance(item, DrugCourse))}


def changes_between(protocol: Protocol, start: float, end: float) -> dict[float, str]:
    """Days on which something begins or ends, with what it is."""
    changes: dict[float, str] = {}
    for item in protocol.interventions:
        for day, what in ((item.from_day, "start"), *((day, "end") for day in _ends(item))):
            if start < day < end:
                changes.setdefault(day, f"{what} of {item.group}")
    return changes


def progressions_between(protocol: Protocol, weight_kg: Quantity, start: float, end: float) -> list[float]:
    """Days on which anybody's load takes a step."""
    trainings = (item for item in protocol.interventions if isinstance(item, Training))
    return [day for item in trainings for day in progression_days(item, weight_kg, end) if start < day < end]


def _input_rows(rows: list[dict[str, Any]], people: int) -> Vector:
    """Return inputs as an array [n_people, n_day, n_input]."""
    table = np.empty((people, len(rows), len(whole.INPUTS)))
    for k, row in enumerate(rows):
        for j, name in enumerate(whole.INPUTS):
            table[:, k, j] = row[name]
    return table


def _differ(one: dict[str, Any], other: dict[str, Any]) -> Quantity:
    """Return for each person whether any input differs."""
    differ: Quantity = False
    for name, value in one.items():
        if value is not other[name]:
            differ = differ | (value != other[name])
    return differ


def compile_timelines(
    protocol: Protocol,
    habits: Habits,
    parameters: Mapping[str, Vector],
    start: float,
    end: float,
    *,
    exact: bool = False,
    known: KnownLoads | None = None,
) -> Timelines:
    """Return the timelines of many people who follow one protocol between two days.

    Parameters
    ----------
    protocol : Protocol
    habits : Habits
        Diet, as arrays over people, and training that go on beside the plan.
    parameters : mapping of str to array [n_people]
        Of each person: exponents of loading, body weight and so on.
    start, end : float [day]
        ``start`` before the first intervention, ``end`` after ``start``.
    exact : bool
        Give every dose by itself instead of averaging intervals of up to a week.
    known : dict or None
        Loads of other protocols, for these very parameters; what is new is added.
    """
    people = len(parameters["weight"])
    doses = [d for d in doses_of(protocol, parameters, end, exact=exact) if start <= d.day < end]
    labels = {start: _BEFORE} | changes_between(protocol, start, end)
    for dose in doses:
        labels.setdefault(dose.day, f"a dose of {dose.label}")
    for day in progressions_between(protocol, parameters["weight"], start, end):
        labels.setdefault(day, "a step of the training's progression")
    days = sorted(labels)
    rows = inputs_on_days(days, habits, protocol, parameters, exact=exact, known=known)
    on_day = Counter(dose.day for dose in doses)
    dosed = np.array([on_day[day] for day in days], dtype=np.int64)
    # A stretch that brings neither a dose nor a change belongs to the one before it: an intervention without
    # effect leaves no trace, not even where the solver starts anew.
    kept = np.ones((people, len(days)), dtype=bool)
    for k in range(1, len(days)):
        kept[:, k] = _differ(rows[k - 1], rows[k]) | (dosed[k] > 0)
    inputs = _input_rows(rows, people)
    inputs = inputs.reshape(-1, inputs.shape[2]) if kept.all() else inputs[kept]
    day_of = np.nonzero(kept)[1]
    segment_start = np.append(0, np.cumsum(kept.sum(axis=1))).astype(np.int64)
    begin = np.array(days)[day_of]
    last = np.append(begin[1:], end)[: len(begin)]  # nobody has no segment either
    last[segment_start[1:] - 1] = end
    dose_types = dict.fromkeys((dose.state, dose.label) for dose in doses)
    place = {dose_type: k for k, dose_type in enumerate(dose_types)}
    amounts = np.empty((people, len(doses)))
    for k, dose in enumerate(doses):
        amounts[:, k] = dose.amount
    return Timelines(
        segment_start=segment_start,
        start=begin,
        end=last,
        inputs=inputs,
        label_of=day_of.astype(np.int64),
        labels=tuple(labels[day] for day in days),
        dose_start=np.append(0, np.cumsum(dosed[day_of])).astype(np.int64),
        dose_of=np.tile(np.array([place[dose.state, dose.label] for dose in doses], dtype=np.int64), people),
        dose_amount=amounts.ravel(),
        dose_types=tuple(dose_types),
    )


def habitual_timelines(
    habits: Habits, parameters: Mapping[str, Vector], begin: Vector, end: float
) -> Timelines:
    """Return timelines of habits alone, from each person's own first day on.

    Parameters
    ----------
    habits : Habits
        Diet as arrays over people.
    parameters : mapping of str to array [n_people]
    begin : array [n_people, day]
    end : float [day]
        Before the plan.
    """
    people = len(begin)
    row = inputs_on(end, habits, Protocol(), parameters)
    return constant(_input_rows([row], people)[:, 0], begin, np.full(people, end), _BEFORE)
