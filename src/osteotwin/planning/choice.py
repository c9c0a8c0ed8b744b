"""One choice of levers, and the plan that it makes for a person."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, inf
from typing import Final

from osteotwin.planning.frame import WARM_UP, Frame
from osteotwin.protocol.adherence import usual_adherence
from osteotwin.protocol.interventions import Food, Intervention, Protocol, Supplement, Training
from osteotwin.protocol.library import Exercise
from osteotwin.safety.progress import Progress, progress_of
from osteotwin.safety.violations import FIRST_WEEKS

#: Every fourth week two fifths less are done: so much of the planned training is left.
DELOAD_EVERY: Final = 4
DELOAD_SHARE: Final = 0.6
_LEFT_BY_DELOADS: Final = 1.0 - (1.0 - DELOAD_SHARE) / DELOAD_EVERY
#: Load that is worked up to where the lever says moderate.
MODERATE_LOAD: Final = 0.7
#: Sets of what is lifted light, moderate and heavy have so many repetitions: 12 at 65 %, 8 at 75 %, 5 above.
_REPS: Final = ((0.65, 12), (0.75, 8), (inf, 5))
_BODYWEIGHT_REPS: Final = 12


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
    """One point of the space that is searched."""

    strength: Strength | None
    impact: Impact | None
    nutrition: Nutrition

    @property
    def training_days(self) -> int:
        """Days a week with training: both sorts share them."""
        return max((part.sessions for part in (self.strength, self.impact) if part), default=0)

    @property
    def lifts_twice(self) -> bool:
        """Whether muscles are trained as often as everybody's should be: on two days a week (WHO 2020)."""
        return self.strength is not None and self.strength.sessions >= 2


TABLET_MG: Final = 500.0


def protocol_of(choice: Choice, frame: Frame, *, adherence: float | None = None) -> Protocol:
    """Return the plan that a choice makes.

    Parameters
    ----------
    choice : Choice
    frame : Frame
    adherence : float or None
        Share of everything that is done; ``None``: of training as much as people in trials do, of food and supplements
        all.
    """
    trained = usual_adherence(frame.person.outlook_days).share if adherence is None else adherence
    share = round(trained * _LEFT_BY_DELOADS, 4)
    return Protocol((
        *frame.fixed,
        *_lifting(choice.strength, frame, share),
        *_impacts(choice.impact, frame, share),
        *_eating(choice.nutrition, frame, 1.0 if adherence is None else adherence),
    ))  # fmt: skip


def reps_at(load: float | None) -> int:
    """Return the repetitions of a set that is worked up to a share of the one-repetition maximum."""
    return _BODYWEIGHT_REPS if load is None else next(reps for most, reps in _REPS if load <= most)


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
    struck = minutes_of(exercise_of(choice.impact, frame), choice.impact.amount) if choice.impact else 0.0
    walk = choice.impact is not None and exercise_of(choice.impact, frame).impact_level in ("none", "low")
    warm = WARM_UP if lifted or (struck and not walk) else 0.0
    return lifted + struck + warm


def minutes_a_week(choice: Choice, frame: Frame) -> float:
    """Return all minutes of a week, with warm-ups, once the amounts are reached."""
    days = choice.training_days
    strength = Choice(choice.strength, None, Nutrition())
    impact = Choice(None, choice.impact, Nutrition())
    apart = sum(part.training_days * minutes_a_session(part, frame) for part in (strength, impact))
    both = min((part.sessions for part in (choice.strength, choice.impact) if part), default=0)
    shared = both if choice.strength and choice.impact else 0
    once = (
        minutes_a_session(strength, frame)
        + minutes_a_session(impact, frame)
        - minutes_a_session(choice, frame)
    )
    return apart - shared * once if days else 0.0


def _eating(nutrition: Nutrition, frame: Frame, share: float) -> list[Intervention]:
    daily = [row for row in frame.foods if row.daily]
    found: list[Intervention] = [Food(row.item.id, 7.0 * share) for row in daily[: nutrition.servings]]
    if nutrition.calcium_tablets:
        interval = 1.0 / nutrition.calcium_tablets / share
        found.append(Supplement("calcium_citrate", TABLET_MG, interval))
    if nutrition.vitamin_d:
        found.append(Supplement("vitamin_d", float(nutrition.vitamin_d), 1.0 / share))
    return found
