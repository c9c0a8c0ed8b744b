"""What a plan asks in the end, part by part, and how far two plans lie apart, as burden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from osteotwin.planning.burden import burden_table
from osteotwin.protocol.interventions import Food, Intervention, Supplement, Training
from osteotwin.protocol.library import load_exercises, load_foods
from osteotwin.safety.progress import amount_of

#: A part that changes costs so much beside what it asks more or less: to learn it, to remember it [min/week].
CHANGE: Final = 10.0
#: Loads nearer than that are the same [share of the one-repetition maximum].
_SAME_LOAD: Final = 0.03


@dataclass(frozen=True)
class Dose:
    """What is asked of one thing.

    Attributes
    ----------
    text : str
        In words.
    a_week : float
        Sessions, servings or tablets.
    weighed : float
        As minutes of a week.
    top : float
        Load that is worked up to, share of the one-repetition maximum; amount a session; dose of a tablet.
    """

    text: str
    a_week: float
    weighed: float
    top: float


def prescription_of(items: Iterable[Intervention]) -> dict[str, Dose]:
    """Return what is asked of each exercise, food and supplement at last, when all amounts are reached."""
    last: dict[str, Intervention] = {}
    for item in sorted(items, key=lambda one: one.from_day):
        match item:
            case Training():
                last[item.exercise] = item
            case Food():
                last[item.food] = item
            case Supplement():
                last[item.nutrient] = item
            case _:
                pass
    return {name: _dose(item) for name, item in last.items()}


def distance(one: Mapping[str, Dose], other: Mapping[str, Dose]) -> float:
    """Return how far two plans lie apart: what is asked more or less, and each part that is another [min/week]."""
    total = 0.0
    for name in {*one, *other}:
        first, second = one.get(name), other.get(name)
        if first is None or second is None:
            total += CHANGE + (first or second or _NONE).weighed
        elif not _alike(first, second):
            total += CHANGE + abs(first.weighed - second.weighed)
    return total


def changes(one: Mapping[str, Dose], other: Mapping[str, Dose]) -> list[str]:
    """Return in words what is another in the second, one line for each part."""
    lines: list[str] = []
    for name in dict.fromkeys((*one, *other)):
        first, second = one.get(name), other.get(name)
        if second is None and first is not None:
            lines.append(f"no more {first.text}")
        elif first is None and second is not None:
            lines.append(f"new: {second.text}")
        elif first and second and not _alike(first, second):
            lines.append(f"{second.text} (was: {first.text})")
    return lines


_NONE: Final = Dose("", 0.0, 0.0, 0.0)


def _alike(one: Dose, other: Dose) -> bool:
    often = abs(one.a_week - other.a_week) < 0.05
    return (
        often and abs(one.top - other.top) <= _SAME_LOAD * max(1.0, abs(one.top)) and one.text == other.text
    )


def _dose(item: Intervention) -> Dose:
    table = burden_table()
    match item:
        case Training():
            return _of_training(item)
        case Food():
            text = f"{load_foods()[item.food].name}, {item.servings_per_week:.0f} servings a week"
            often = item.servings_per_week
            return Dose(text, often, often * table.serving.weight, 1.0)
        case Supplement():
            often = 7.0 / item.interval_days
            unit = "IU" if item.nutrient == "vitamin_d" else "mg"
            text = f"{item.nutrient.replace('_', ' ')}, {item.dose:g} {unit}, {often:.0f} tablets a week"
            return Dose(text, often, often * table.tablet.weight, item.dose)
        case _:
            return _NONE


def _of_training(item: Training) -> Dose:
    exercise, often = load_exercises()[item.exercise], item.sessions_per_week
    minutes = item.minutes_per_session or exercise.default_minutes
    load = item.progression_until_fraction_1rm or item.load_fraction_1rm
    days = f"{often:g} day{'s' if often != 1 else ''} a week"
    amount = amount_of(item)
    if item.sets and item.reps:
        worked = "" if load is None else f" up to {100 * load:.0f} % of 1RM"
        done = f"{item.sets:g} x {item.reps:g}{worked}"
    else:
        done = f"{amount:.0f} {'minutes' if exercise.counted_by == 'minutes' else 'times'}"
    # A heavier bar takes no longer; the change itself is what it costs.
    return Dose(f"{exercise.name.lower()}, {done}, {days}", often, often * minutes, load or amount)
