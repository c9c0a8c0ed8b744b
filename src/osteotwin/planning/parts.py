"""The parts of a choice in plain words, the choice without one of them, and what holds it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from osteotwin.planning.choice import (
    TABLET_MG,
    Choice,
    exercise_of,
    highest_load,
    minutes_a_session,
    minutes_a_week,
)
from osteotwin.planning.frame import Frame
from osteotwin.planning.habit_change import Changed, habit_of, load_in_words, load_now, sets_now
from osteotwin.planning.repetitions import reps_at
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.library.exercises import IMPACT_LEVELS

PARTS = ("habit", "strength", "impact", "food", "calcium", "vitamin_d")


def levers_used(choice: Choice) -> tuple[str, ...]:
    """Return which of :data:`PARTS` a choice has."""
    nutrition = choice.nutrition
    has = (
        choice.changed, choice.strength, choice.impact, nutrition.servings, nutrition.calcium_tablets,
        nutrition.vitamin_d,
    )  # fmt: skip
    return tuple(name for name, part in zip(PARTS, has, strict=True) if part)


def without(choice: Choice, part: str) -> Choice:
    """Return a choice without one of its parts."""
    nutrition = choice.nutrition
    match part:
        case "habit":
            return replace(choice, changed=None)
        case "strength":
            return replace(choice, strength=None)
        case "impact":
            return replace(choice, impact=None)
        case "food":
            return replace(choice, nutrition=replace(nutrition, servings=0))
        case "calcium":
            return replace(choice, nutrition=replace(nutrition, calcium_tablets=0))
        case _:
            return replace(choice, nutrition=replace(nutrition, vitamin_d=0))


def only(choice: Choice, part: str) -> Choice:
    """Return one of the parts of a choice by itself."""
    for other in levers_used(choice):
        choice = choice if other == part else without(choice, other)
    return choice


def label_of_part(choice: Choice, part: str, frame: Frame) -> str:
    """Return a part in plain words."""
    nutrition = choice.nutrition
    match part:
        case "habit" if choice.changed:
            return _more_of_a_habit(choice.changed, frame)
        case "strength" if choice.strength:
            return _lifting(choice, frame)
        case "impact" if choice.impact:
            exercise = exercise_of(choice.impact, frame)
            unit = "minutes" if exercise.counted_by == "minutes" else "times"
            return f"{exercise.name.lower()}, {choice.impact.amount} {unit}, {choice.impact.sessions} days a week"
        case "food":
            rows = [row for row in frame.foods if row.daily][: nutrition.servings]
            return "; ".join(f"{row.item.name}, {row.item.serving}" for row in rows) + ", every day"
        case "calcium":
            times = "once" if nutrition.calcium_tablets == 1 else "twice"
            return f"calcium citrate, {TABLET_MG:g} mg of calcium {times} a day"
        case _:
            return f"vitamin D, {nutrition.vitamin_d} IU a day"


def _more_of_a_habit(changed: Changed, frame: Frame) -> str:
    """Tell what a habit is and what it becomes."""
    habit = habit_of(changed, frame)
    exercise, was = load_exercises()[changed.exercise], load_now(habit, frame)
    load = f"with {load_in_words(habit, was, frame)} as now"
    if changed.top > was:
        top = load_in_words(habit, changed.top, frame)
        load = f"from {load_in_words(habit, was, frame)} now up to {top}"
    days = f"{changed.sessions} day{'s' if changed.sessions != 1 else ''} a week"
    often = f"{habit.sessions_per_week:g}"
    return (
        f"{exercise.name.lower()}, a habit that becomes more: {changed.sets} x {changed.reps} {load}, {days} "
        f"(now {sets_now(habit)} x {habit.cycles_per_session / sets_now(habit):.0f}, {often} a week)"
    )


def _lifting(choice: Choice, frame: Frame) -> str:
    strength = choice.strength
    if strength is None:
        return ""
    lifts: list[str] = []
    for exercise in frame.strength[: strength.movements]:
        top = highest_load(strength, exercise, frame)
        worked = "" if top is None else f" up to {100 * top:.0f} % of 1RM"
        lifts.append(f"{exercise.name.lower()} {strength.sets} x {reps_at(top)}{worked}")
    often = "day" if strength.sessions == 1 else "days"
    return f"{', '.join(lifts)}, {strength.sessions} {often} a week"


def minutes_of_part(choice: Choice, part: str, frame: Frame) -> float:
    """Return the minutes of a week that a part takes by itself."""
    return minutes_a_week(only(choice, part), frame)


def binding_limits(choice: Choice, frame: Frame) -> tuple[str, ...]:
    """Return what holds a choice back: the wishes it fills, and the limits that it reaches or that took levers away."""
    return tuple(dict.fromkeys((*_wishes(choice, frame), *_limits(choice, frame))))


def _wishes(choice: Choice, frame: Frame) -> Iterator[str]:
    wishes = frame.wishes
    if choice.training_days >= frame.days and frame.days == wishes.days_per_week:
        yield f"Your {wishes.days_per_week} days a week are used."
    if choice.training_days and minutes_a_session(choice, frame) > 0.85 * frame.minutes:
        yield f"Your {frame.minutes:g} minutes a session are used."


def _limits(choice: Choice, frame: Frame) -> Iterator[str]:
    bounds = frame.bounds
    if bounds.impact != IMPACT_LEVELS[-1] and frame.days:
        yield f"No more than {bounds.impact} impact with {bounds.impact_because}."
    if choice.strength or choice.changed:
        tops: list[float | None] = [] if choice.changed is None else [choice.changed.top]
        if choice.strength:
            few = frame.strength[: choice.strength.movements]
            tops += [highest_load(choice.strength, one, frame) for one in few]
        if any(top is not None and top >= bounds["highest_load"].value for top in tops):
            bound = bounds["highest_load"]
            yield f"Loads end at {100 * bound.value:.0f} % of 1RM with {bound.because}."
    if choice.impact:
        exercise = exercise_of(choice.impact, frame)
        bound = bounds["most_minutes" if exercise.counted_by == "minutes" else "most_impacts"]
        if exercise.impact_level in ("moderate", "high") and 1.4 * choice.impact.amount > bound.value:
            yield f"At most {bound.value:g} of {exercise.name.lower()} a session with {bound.because}."
    for name, label in (("calcium_supplement", "calcium"), ("vitamin_d_supplement", "vitamin D")):
        if bounds[name].value == 0:
            yield f"No tablets of {label} with {bounds[name].because}: ask who treats it."


def neighbors(choice: Choice, choices: list[Choice]) -> list[Choice]:
    """Return the choices that differ in one part: the lifting, the impacts, or one number of the food."""
    return [other for other in choices if other != choice and _apart(choice, other) == 1]


def _apart(one: Choice, other: Choice) -> int:
    first, second = one.nutrition, other.nutrition
    return sum((
        one.changed != other.changed,
        one.strength != other.strength,
        one.impact != other.impact,
        first.servings != second.servings,
        first.calcium_tablets != second.calcium_tablets,
        first.vitamin_d != second.vitamin_d,
    ))  # fmt: skip


def what_changes(choice: Choice, other: Choice, frame: Frame) -> str:
    """Return in words what another choice has that this one has not."""
    had = levers_used(choice)
    changed = [
        part for part in levers_used(other) if part not in had or only(other, part) != only(choice, part)
    ]
    return "; ".join(label_of_part(other, part, frame) for part in changed) or "less than now"
