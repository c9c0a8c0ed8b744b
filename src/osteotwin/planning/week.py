"""From a plan to days: dated sessions of half a year, with sets, load and impacts as they grow, and lighter weeks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.planning.choice import (
    DELOAD_EVERY,
    DELOAD_SHARE,
    Choice,
    exercise_of,
    impact_stages,
    lifting_of,
    minutes_of,
)
from osteotwin.planning.frame import WARM_UP, Frame
from osteotwin.planning.habit_change import load_in_words
from osteotwin.planning.menu import menu
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises

WEEKS: Final = 26
#: Days of the week with training, by their number: a day of rest between sessions while there are days enough.
_DAYS: Final = {
    1: (0,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 2, 4, 5), 5: (0, 1, 2, 4, 5), 6: (0, 1, 2, 3, 4, 5),
    7: (0, 1, 2, 3, 4, 5, 6),
}  # fmt: skip
#: Epley's formula: a load f of the one-repetition maximum can be lifted 30 (1 / f - 1) times, about.
_EPLEY: Final = 30.0
#: Weeks in which it is said how an exercise is begun.
_EASIER_WEEKS: Final = 4
PAIN_RULE: Final = (
    "Pain in a joint that is more than mild, or lasts into the next day: leave the exercise out and take the load of "
    "the week before; pain that stays a week, or a sudden pain in the back: see a clinician."
)


@dataclass(frozen=True)
class Exercised:
    """One exercise of a session.

    Attributes
    ----------
    exercise : str
        Identifier.
    name, text : str
        Its name, and what is done, in words.
    sets, reps : int or None
    load : float or None
        Share of the one-repetition maximum.
    amount : float or None
        Impacts or minutes.
    minutes : float
    """

    exercise: str
    name: str
    text: str
    sets: int | None
    reps: int | None
    load: float | None
    amount: float | None
    minutes: float


@dataclass(frozen=True)
class Session:
    """One dated session.

    Attributes
    ----------
    day : datetime.date
    week : int
        From 1.
    lighter : bool
        Whether it is of a week in which less is done.
    parts : tuple of Exercised
        After the warm-up.
    warm_up : float [min]
    """

    day: date
    week: int
    lighter: bool
    parts: tuple[Exercised, ...]
    warm_up: float

    @property
    def minutes(self) -> float:
        """With the warm-up."""
        return self.warm_up + sum(part.minutes for part in self.parts)

    @property
    def text(self) -> str:
        """The session in a line."""
        warm = [f"warm-up {self.warm_up:g} min"] if self.warm_up else []
        return "; ".join([*warm, *(f"{part.name}: {part.text}" for part in self.parts)])


def sessions_of(choice: Choice, frame: Frame, weeks: int = WEEKS) -> tuple[Session, ...]:
    """Return the sessions of the first weeks by date.

    Parameters
    ----------
    choice : Choice
    frame : Frame
    weeks : int
    """
    start, count = frame.person.start, choice.training_days
    if not count:
        return ()
    lifting = _lifting_days(choice)
    striking = _striking_days(choice, lifting)
    found: list[Session] = []
    for week in range(weeks):
        lighter = week % DELOAD_EVERY == DELOAD_EVERY - 1
        for weekday in sorted({*lifting, *striking}):
            parts = (
                *(_impact(choice, frame, week, lighter) if weekday in striking else ()),
                *(_lifts(choice, frame, week, lighter, lifting.index(weekday)) if weekday in lifting else ()),
            )
            low = all(
                load_exercises()[p.exercise].impact_level in ("none", "low") and p.sets is None for p in parts
            )
            parts = tuple(_begun_easier(part, frame) if week < _EASIER_WEEKS else part for part in parts)
            day = start + timedelta(days=7 * week + weekday)
            found.append(Session(day, week + 1, lighter, parts, 0.0 if low else WARM_UP))
    return tuple(found)


def _begun_easier(part: Exercised, frame: Frame) -> Exercised:
    """Say in the first weeks how who has no experience begins an exercise that asks for some."""
    easier = menu().easier.get(part.exercise)
    if easier is None or frame.wishes.experience != "none":
        return part
    return replace(part, text=f"{part.text}; to begin with: {easier}")


def _lifting_days(choice: Choice) -> tuple[int, ...]:
    """Return the days of lifting, with two days between them where there are two, and one where there are three."""
    often = max((part.sessions for part in (choice.strength, choice.changed) if part), default=0)
    second = 3 if choice.training_days == 2 else 4
    return {0: (), 1: (0,), 2: (0, second), 3: (0, 2, 4)}[often]


def _striking_days(choice: Choice, lifting: tuple[int, ...]) -> set[int]:
    """Return the days of impacts: on the days of lifting first, then on others of the week."""
    if choice.impact is None:
        return set()
    days = _DAYS[choice.training_days]
    ordered = [*lifting, *(day for day in days if day not in lifting)]
    return set(ordered[: choice.impact.sessions])


def _impact(choice: Choice, frame: Frame, week: int, lighter: bool) -> tuple[Exercised, ...]:
    if choice.impact is None:
        return ()
    exercise, day = exercise_of(choice.impact, frame), DAYS_PER_WEEK * week
    amount = next(
        amount for amount, begins, ends in impact_stages(choice.impact, frame) if begins <= day < ends
    )
    amount = round(amount * DELOAD_SHARE) if lighter else amount
    unit = "minutes" if exercise.counted_by == "minutes" else "times, resting after every ten"
    text = f"{amount:g} {unit}"
    return (
        Exercised(exercise.id, exercise.name, text, None, None, None, amount, minutes_of(exercise, amount)),
    )


def _lifts(choice: Choice, frame: Frame, week: int, lighter: bool, turn: int) -> tuple[Exercised, ...]:
    """Return what is lifted on one of the days of lifting, counted from 0: on the first ones what is lifted seldom."""
    return tuple(
        _lift(item, week, lighter, frame)
        for item in lifting_of(choice, frame)
        if item.sessions_per_week > turn
    )


def load_in(item: Training, week: int) -> float | None:
    """Return the load of a week, counted from 0, as a share of the one-repetition maximum."""
    if item.load_fraction_1rm is None:
        return None
    grown = item.load_fraction_1rm * (1.0 + item.progression_per_week * week)
    most = item.progression_until_fraction_1rm
    return min(grown, item.load_fraction_1rm if most is None else most)


def _lift(item: Training, week: int, lighter: bool, frame: Frame) -> Exercised:
    exercise = load_exercises()[item.exercise]
    sets = int(item.sets or 1)
    done = max(round(sets * DELOAD_SHARE), 1) if lighter else sets
    reps, load = int(item.reps or 1), load_in(item, week)
    times = 0.0 if load is None else _EPLEY * (1 / load - 1)
    could = "" if load is None else f" at {100 * load:.0f} % of 1RM (could be lifted about {times:.0f} times)"
    if item.replaces_habits and load is not None:
        habit = next(one for one in frame.changeable if one.exercise == item.exercise)
        could = f" with {load_in_words(habit, load, frame)}"
    text = f"{done} x {reps}{could}"
    minutes = done * (exercise.minutes_per_set or 3.0)
    return Exercised(exercise.id, exercise.name, text, done, reps, load, None, minutes)
