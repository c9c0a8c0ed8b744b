"""One choice of levers, and the plan that it makes for a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor, inf
from typing import Final

from osteotwin.planning.frame import WARM_UP, Frame
from osteotwin.planning.habit_change import (
    MODERATE_LOAD,
    Changed,
    changed_training,
    habit_of,
    in_place_of_habits,
    minutes_of_changed,
)
from osteotwin.planning.repetitions import reps_at
from osteotwin.protocol.adherence import usual_adherence
from osteotwin.protocol.interventions import Food, Intervention, Protocol, Supplement, Training
from osteotwin.protocol.library import Exercise
from osteotwin.safety.progress import Progress, progress_of
from osteotwin.safety.violations import FIRST_WEEKS

#: Every fourth week two fifths less are done: so much of the planned training is left.
DELOAD_EVERY: Final = 4
DELOAD_SHARE: Final = 0.6
#: Days a week on which muscles are trained (WHO guidelines on physical activity 2020, 10.1136/bjsports-2020-102955).
LIFTING_DAYS: Final = 2
_LEFT_BY_DELOADS: Final = 1.0 - (1.0 - DELOAD_SHARE) / DELOAD_EVERY


@dataclass(frozen=True)
class Strength:
    """The lifting of a plan: how many movements, how often, how many sets, how heavy at last."""

    movements: int
    sessions: int
    sets: int
    heavy: bool


@dataclass(frozen=True)
class Impact:
    """The jumps, stamps, runs or walks of a plan: an amount of one exercise, impacts or minutes a session."""

    exercise: str
    sessions: int
    amount: int


@dataclass(frozen=True)
class Nutrition:
    """Food and supplements: servings a day of the first so many foods, tablets a day.

    Attributes
    ----------
    servings : int
        Of calcium-rich food a day.
    calcium_tablets : int
        Of 500 mg.
    vitamin_d : int
        IU a day, as a tablet.
    """

    servings: int = 0
    calcium_tablets: int = 0
    vitamin_d: int = 0


@dataclass(frozen=True)
class Choice:
    """One point of the space that is searched.

    Attributes
    ----------
    strength : Strength or None
    impact : Impact or None
    nutrition : Nutrition
    changed : Changed or None
        A habit of lifting in another version.
    """

    strength: Strength | None
    impact: Impact | None
    nutrition: Nutrition
    changed: Changed | None = None

    @property
    def training_days(self) -> int:
        """Days a week with training: all sorts share them."""
        return max((part.sessions for part in (self.strength, self.impact, self.changed) if part), default=0)

    @property
    def lifts_twice(self) -> bool:
        """Whether muscles are trained as often as everybody's should be."""
        return any(
            part is not None and part.sessions >= LIFTING_DAYS for part in (self.strength, self.changed)
        )


TABLET_MG: Final = 500.0


def protocol_of(choice: Choice, frame: Frame, *, adherence: float | None = None) -> Protocol:
    """Return the plan that a choice makes.

    Parameters
    ----------
    choice : Choice
    frame : Frame
    adherence : float or None
        Share of everything that is done; ``None``: of training as much as people in trials do, of food and supplements
        and of a habit that becomes more, all.
    """
    trained = usual_adherence(frame.person.outlook_days).share if adherence is None else adherence
    share = round(trained * _LEFT_BY_DELOADS, 4)
    return Protocol((
        *frame.fixed,
        *_changed(choice.changed, frame, adherence),
        *_lifting(choice.strength, frame, share),
        *_impacts(choice.impact, frame, share),
        *_eating(choice.nutrition, frame, 1.0 if adherence is None else adherence),
    ))  # fmt: skip


def added_by(plan: Protocol, frame: Frame) -> tuple[Intervention, ...]:
    """Return what a plan of a choice adds: neither what goes on under every plan, nor habits written as they are."""
    habits = {item.as_habit() for item in frame.person.habits.training}
    return tuple(
        item
        for item in plan.interventions[len(frame.fixed) :]
        if not (isinstance(item, Training) and replace(item, replaces_habits=False) in habits)
    )


def _changed(changed: Changed | None, frame: Frame, adherence: float | None) -> list[Training]:
    """Return the habits with the one that becomes more: all of it is done, and never less often than now."""
    if changed is None:
        return []
    still = min(habit_of(changed, frame).sessions_per_week / changed.sessions, 1.0)
    done = (1.0 if adherence is None else adherence) * _LEFT_BY_DELOADS
    return in_place_of_habits(changed, frame, round(max(done, min(still, _LEFT_BY_DELOADS)), 4))


def lifting_of(choice: Choice, frame: Frame) -> list[Training]:
    """Return what is lifted: a habit that becomes more, and what is new."""
    habit = [] if choice.changed is None else [changed_training(choice.changed, frame, 1.0)]
    return [*habit, *(item for item in _lifting(choice.strength, frame, 1.0) if isinstance(item, Training))]


def highest_load(strength: Strength, exercise: Exercise, frame: Frame) -> float | None:
    """Return the load that is worked up to; ``None`` for what is done with the body alone."""
    if exercise.one_rep_max_bodyweights is None:
        return None
    most = frame.bounds["highest_load"].value
    return most if strength.heavy else min(most, MODERATE_LOAD)


def _lifting(strength: Strength | None, frame: Frame, share: float) -> list[Intervention]:
    if strength is None:
        return []
    found: list[Intervention] = []
    for exercise in frame.strength[: strength.movements]:
        top = highest_load(strength, exercise, frame)
        start, rise = None, 0.0
        if top is not None:
            start = first_load(exercise, top, frame)
            rise = frame.bounds["weekly_increase"].value if start < top else 0.0
        reps = reps_at(top)
        found.append(
            Training(
                exercise.id,
                float(strength.sessions),
                float(strength.sets * reps),
                load_fraction_1rm=start,
                progression_per_week=rise,
                progression_until_fraction_1rm=top if rise else None,
                minutes_per_session=strength.sets * (exercise.minutes_per_set or 3.0),
                adherence=share,
                sets=float(strength.sets),
                reps=float(reps),
            )
        )
    return found


def first_load(exercise: Exercise, top: float, frame: Frame) -> float:
    """Return the share of the maximum with which an exercise begins: of what was reached, else as a beginner."""
    reached = floor(100 * (_reached(exercise, frame).load or 0.0)) / 100
    return min(top, max(frame.bounds["start_load"].value, reached))


def impact_stages(impact: Impact, frame: Frame) -> list[tuple[float, float, float]]:
    """Return the amount of each stage with its first and last day."""
    return stages_of(exercise_of(impact, frame), float(impact.amount), impact.sessions, frame)


def stages_of(
    exercise: Exercise, amount: float, sessions: float, frame: Frame
) -> list[tuple[float, float, float]]:
    """Return the stages of an amount of one exercise: from little, at most twice as much each month."""
    limited = exercise.impact_level in ("moderate", "high")
    word = "minutes" if exercise.counted_by == "minutes" else "impacts"
    bounds = frame.bounds
    # Low in a session, and low in a week, too: five sessions of what two may hold are too much to begin with.
    new = min(bounds[f"start_{word}"].value, 5.0 * floor(bounds[f"start_{word}_week"].value / sessions / 5))
    start = max(new, float(floor(_reached(exercise, frame).amount))) if limited else inf
    amounts = [min(amount, start)]
    while amounts[-1] < amount:
        amounts.append(min(amount, 2.0 * amounts[-1]))
    ends = [FIRST_WEEKS * (k + 1) for k in range(len(amounts) - 1)] + [inf]
    return [(amount, FIRST_WEEKS * k, ends[k]) for k, amount in enumerate(amounts)]


def _reached(exercise: Exercise, frame: Frame) -> Progress:
    """Return what an exercise begins with: what was reached, less after a break, nothing where it is new."""
    progress = progress_of(frame.person, exercise.id, frame.profile.weight_kg)
    again = None if progress is None else progress.again
    return Progress(None, 0.0, 0.0) if again is None else again


def exercise_of(impact: Impact, frame: Frame) -> Exercise:
    """Return the exercise of the library."""
    return next(one for one in (*frame.impact, *frame.endurance) if one.id == impact.exercise)


def _impacts(impact: Impact | None, frame: Frame, share: float) -> list[Intervention]:
    if impact is None:
        return []
    exercise = exercise_of(impact, frame)
    return [
        Training(
            exercise.id,
            float(impact.sessions),
            amount * (exercise.cycles_per_minute or 1.0),
            minutes_per_session=minutes_of(exercise, amount),
            adherence=share,
            from_day=begins,
            until_day=ends,
        )
        for amount, begins, ends in impact_stages(impact, frame)
    ]


def minutes_of(exercise: Exercise, amount: float) -> float:
    """Return the minutes that an amount of impacts or minutes takes."""
    if exercise.counted_by == "minutes":
        return amount
    return round(max(amount * exercise.default_minutes / exercise.default_cycles_per_session, 1.0), 1)


def minutes_a_session(choice: Choice, frame: Frame) -> float:
    """Return the minutes of the longest session, with its warm-up."""
    lifted = 0.0
    if choice.strength:
        sets = choice.strength.sets
        lifted = sum(
            sets * (one.minutes_per_set or 3.0) for one in frame.strength[: choice.strength.movements]
        )
    if choice.changed:
        lifted += minutes_of_changed(choice.changed)
    struck = minutes_of(exercise_of(choice.impact, frame), choice.impact.amount) if choice.impact else 0.0
    walk = choice.impact is not None and exercise_of(choice.impact, frame).impact_level in ("none", "low")
    warm = WARM_UP if lifted or (struck and not walk) else 0.0
    return lifted + struck + warm


def minutes_a_week(choice: Choice, frame: Frame) -> float:
    """Return all minutes of a week, with warm-ups, once the amounts are reached."""
    return sum(minutes_a_session(_on_day(choice, day), frame) for day in range(choice.training_days))


def _on_day(choice: Choice, day: int) -> Choice:
    """Return what is done on one of the days, counted from 0: what is done more seldom is done on the first ones."""
    strength = choice.strength if choice.strength and choice.strength.sessions > day else None
    impact = choice.impact if choice.impact and choice.impact.sessions > day else None
    changed = choice.changed if choice.changed and choice.changed.sessions > day else None
    return Choice(strength, impact, choice.nutrition, changed)


def _eating(nutrition: Nutrition, frame: Frame, share: float) -> list[Intervention]:
    daily = [row for row in frame.foods if row.daily]
    found: list[Intervention] = [Food(row.item.id, 7.0 * share) for row in daily[: nutrition.servings]]
    if nutrition.calcium_tablets:
        interval = 1.0 / nutrition.calcium_tablets / share
        found.append(Supplement("calcium_citrate", TABLET_MG, interval))
    if nutrition.vitamin_d:
        found.append(Supplement("vitamin_d", float(nutrition.vitamin_d), 1.0 / share))
    return found
