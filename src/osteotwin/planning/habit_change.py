"""A habit of lifting in another version: heavier, with more sets or on more days, from where it is now.

A plan adds no other exercise to a movement that is lifted by habit. What it may do is to change one such habit. All
habits of training are then written into the plan, since in a file what is planned in place of a habit ends them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from osteotwin.planning.frame import Frame
from osteotwin.planning.repetitions import reps_at
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.progress import share_of_maximum

#: Load that is worked up to where the lever says moderate [share of the one-repetition maximum].
MODERATE_LOAD: Final = 0.7
#: A habit gets so many sets more, up to the most of a plan.
_MORE_SETS, _MOST_SETS = 2, 5
#: Exercises with a load, times a week, up to which a day more leaves rest enough; osteotwin's assumption.
_MOST_LIFTED: Final = 4.0
#: Loads nearer than that to what is lifted are no change.
_SAME_LOAD: Final = 0.02
#: Minutes of a set where the library does not tell.
_SET: Final = 3.0


@dataclass(frozen=True)
class Changed:
    """Another version of one habit.

    Attributes
    ----------
    exercise : str
    sessions, sets, reps : int
    top : float
        Load that is worked up to, share of the one-repetition maximum; no lower than now.
    """

    exercise: str
    sessions: int
    sets: int
    reps: int
    top: float


def habit_of(changed: Changed, frame: Frame) -> Training:
    """Return the habit that is changed."""
    return next(item for item in frame.changeable if item.exercise == changed.exercise)


def load_now(habit: Training, frame: Frame) -> float:
    """Return what is lifted by habit, share of the one-repetition maximum."""
    return share_of_maximum(habit, frame.profile.weight_kg) or 0.0


def load_in_words(habit: Training, share: float, frame: Frame) -> str:
    """Return a load as whoever lifts it knows it: in kilograms where his file says kilograms, else as a share."""
    if habit.load_fraction_1rm is not None:
        return f"{100 * share:.0f} % of 1RM"
    whole = (load_exercises()[habit.exercise].one_rep_max_bodyweights or 0.0) * frame.profile.weight_kg
    return f"{share * whole:.0f} kg"


def sets_now(habit: Training) -> int:
    """Return the sets of a habit; where only repetitions are stated, those of a usual set."""
    return max(round(habit.sets or habit.cycles_per_session / reps_at(MODERATE_LOAD)), 1)


def minutes_now(habit: Training) -> float:
    """Return the minutes that a habit takes each time."""
    return habit.minutes_per_session or sets_now(habit) * _minutes_per_set(habit.exercise)


def minutes_of_changed(changed: Changed) -> float:
    """Return the minutes that it takes each time."""
    return changed.sets * _minutes_per_set(changed.exercise)


def _minutes_per_set(exercise: str) -> float:
    return load_exercises()[exercise].minutes_per_set or _SET


def versions_of(frame: Frame) -> Iterator[Changed]:
    """Yield what each habit of lifting may become: each is more than now in one thing at least, in none less."""
    highest = frame.bounds["highest_load"].value
    lifted = sum(habit.sessions_per_week for habit in frame.changeable)
    for habit in frame.changeable:
        now, sets, often = load_now(habit, frame), sets_now(habit), max(round(habit.sessions_per_week), 1)
        reps = max(round(habit.cycles_per_session / sets), 1)
        loads = [
            load for load in dict.fromkeys((min(MODERATE_LOAD, highest), highest)) if load > now + _SAME_LOAD
        ]
        more = min(sets + _MORE_SETS, max(sets, _MOST_SETS))
        for load in loads:
            yield Changed(habit.exercise, often, sets, reps_at(load), load)
        for load in (loads or [now])[-1:]:
            many = reps_at(load) if loads else reps
            rested = lifted + 1 <= _MOST_LIFTED and often + 1 <= frame.days
            days = [often + 1] if rested else []
            for sessions, count in (
                (often, more),
                *((one, sets) for one in days),
                *((one, more) for one in days),
            ):
                if (sessions, count) != (often, sets):
                    yield Changed(habit.exercise, sessions, count, many, load)


def in_place_of_habits(changed: Changed, frame: Frame, share: float) -> list[Training]:
    """Return all training that takes the place of the habits: the changed one first, the others as they were.

    Parameters
    ----------
    changed : Changed
    frame : Frame
    share : float
        Of the changed one, how much is done.
    """
    habit = habit_of(changed, frame)
    others = [
        replace(item.as_habit(), replaces_habits=True)
        for item in frame.person.habits.training
        if item is not habit and item != habit
    ]
    return [changed_training(changed, frame, share), *others]


def changed_training(changed: Changed, frame: Frame, share: float) -> Training:
    """Return the training that a habit becomes: it begins with the load of now and rises as a limit allows."""
    start = min(load_now(habit_of(changed, frame), frame), changed.top)
    rise = frame.bounds["weekly_increase"].value if start < changed.top else 0.0
    return Training(
        changed.exercise,
        float(changed.sessions),
        float(changed.sets * changed.reps),
        load_fraction_1rm=start,
        progression_per_week=rise,
        progression_until_fraction_1rm=changed.top if rise else None,
        minutes_per_session=minutes_of_changed(changed),
        adherence=share,
        sets=float(changed.sets),
        reps=float(changed.reps),
        replaces_habits=True,
    )
