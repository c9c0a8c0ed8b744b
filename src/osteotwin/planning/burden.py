"""What a plan asks of a person: minutes, sessions, servings, tablets and injuries, and all of it as one number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Annotated, Final

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number
from osteotwin.planning.choice import (
    Choice,
    Nutrition,
    exercise_of,
    minutes_a_session,
    minutes_a_week,
)
from osteotwin.planning.frame import WARM_UP, Frame
from osteotwin.planning.habit_change import habit_of, minutes_now, minutes_of_changed

_Amount = Annotated[float, Number(0, inf)]
_DEAR: Final = {"low": 2.0, "medium": 1.0, "high": 0.5}
_WEEKS_PER_YEAR: Final = 52.0
_MINUTES_PER_1000_HOURS: Final = 60_000.0


@dataclass(frozen=True)
class Weight(Row):
    """What one of a thing weighs."""

    weight: _Amount
    unit: Words
    source: Words


@dataclass(frozen=True)
class InjuryRate(Row):
    """Injuries in a thousand hours."""

    per_1000_hours: _Amount
    source: Words


@dataclass(frozen=True)
class BurdenTable(Row):
    """All of ``burden.toml``."""

    session: Weight
    serving: Weight
    tablet: Weight
    injury: Weight
    injuries: dict[str, InjuryRate]


@dataclass(frozen=True)
class Burden:
    """What one plan asks.

    Attributes
    ----------
    minutes : float
        Of training a week, once its amounts are reached.
    days : int
        With training a week.
    servings, tablets : float
        A week.
    cost : float
        Servings times their class of cost, a week.
    injuries_per_year : float
    weighed : float
        All of it, as minutes of a week that one would give to be spared it; of a habit that becomes more only what it
        takes beyond what it takes now.
    """

    minutes: float
    days: int
    servings: float
    tablets: float
    cost: float
    injuries_per_year: float
    weighed: float


@cache
def burden_table() -> BurdenTable:
    """Return the weights and rates.

    Raises
    ------
    ParameterError
        If the file has a gap.
    """
    return load_table(BurdenTable, "osteotwin.planning", "data", "burden.toml")


@dataclass(frozen=True)
class Effort:
    """What the training of a choice asks of a person, whatever is eaten beside it.

    Attributes
    ----------
    minutes : float [min/week]
    injuries : float [1/week]
        That are expected.
    instead : tuple of two float
        Sessions and minutes of a week that a habit takes today which the choice changes.
    """

    minutes: float
    injuries: float
    instead: tuple[float, float]


def effort_of(choice: Choice, frame: Frame) -> Effort:
    """Return what the training of a choice asks: the same for every nutrition."""
    table = burden_table()
    injuries = sum(
        hours * table.injuries[sort].per_1000_hours for sort, hours in _minutes_by_sort(choice, frame)
    )
    usual = None if choice.changed is None else habit_of(choice.changed, frame)
    often = 0.0 if usual is None else usual.sessions_per_week
    spent = 0.0 if usual is None else often * (minutes_now(usual) + WARM_UP)
    return Effort(minutes_a_week(choice, frame), injuries / _MINUTES_PER_1000_HOURS, (often, spent))


def burden_of(choice: Choice, frame: Frame, effort: Effort | None = None) -> Burden:
    """Return what a choice asks of a person.

    Parameters
    ----------
    choice : Choice
    frame : Frame
    effort : Effort, optional
        Of its training, where it is known already.
    """
    table, nutrition = burden_table(), choice.nutrition
    training = effort or effort_of(choice, frame)
    rows = [row for row in frame.foods if row.daily][: nutrition.servings]
    cost = 7.0 * sum(row.cost for row in rows)
    tablets = 7.0 * (nutrition.calcium_tablets + bool(nutrition.vitamin_d))
    minutes, a_week, (often, spent) = training.minutes, training.injuries, training.instead
    weighed = (
        max(minutes - spent, 0.0)
        + table.session.weight * max(choice.training_days - often, 0.0)
        + table.serving.weight * cost * _DEAR[frame.wishes.budget or "medium"]
        + table.tablet.weight * tablets
        + table.injury.weight * a_week
    )
    return Burden(
        minutes, choice.training_days, 7.0 * len(rows), tablets, cost, _WEEKS_PER_YEAR * a_week, weighed
    )


def _minutes_by_sort(choice: Choice, frame: Frame) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    if choice.strength:
        part = Choice(choice.strength, None, Nutrition())
        found.append(("lifting", choice.strength.sessions * minutes_a_session(part, frame)))
    if choice.changed:
        habit = habit_of(choice.changed, frame)
        longer = choice.changed.sessions * minutes_of_changed(choice.changed)
        found.append(("lifting", max(longer - habit.sessions_per_week * minutes_now(habit), 0.0)))
    if choice.impact:
        part = Choice(None, choice.impact, Nutrition())
        exercise = exercise_of(choice.impact, frame)
        gentle = exercise.impact_level in ("none", "low")
        sort = "walking" if gentle else "running" if exercise.counted_by == "minutes" else "jumping"
        found.append((sort, choice.impact.sessions * minutes_a_session(part, frame)))
    return found
