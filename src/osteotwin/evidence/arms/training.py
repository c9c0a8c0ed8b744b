"""A trial's training programme as courses of single exercises.

A trial names several exercises and gives its amounts for the whole session. Every exercise is done in
every session: sets and repetitions hold for each lift, impacts and minutes are shared out among the
exercises that are counted that way. What the file does not give is the exercise library's usual amount; an
exercise that the library does not have is its nearest one.
"""

from __future__ import annotations

from math import inf

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence.arms.reading import ArmReading
from osteotwin.evidence.files.trial import TrainingGiven
from osteotwin.evidence.text.adherence import training_adherence
from osteotwin.evidence.text.exercises import exercise_for, library_type
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import Exercise, generic_exercise

_USUAL = "not in the file; the exercise library's usual amount"


def programme(
    reading: ArmReading, number: int, from_day: float, until_day: float
) -> tuple[list[Training], list[Assumption]]:
    """Turn one of an arm's programmes into courses, done as often as the file, the text or a default says.

    Parameters
    ----------
    reading : ArmReading
    number : int
        Of the programme, in the file's order.
    from_day, until_day : float [day]
    """
    given, where = reading.arm.training[number], f"training[{number}]"
    adherence, source = training_adherence(reading.text, reading.trial, given, reading.adherence)
    courses, assumptions = training_courses(given, from_day, until_day, adherence, where)
    if source is not None:
        assumptions.insert(0, Assumption(f"{where}.adherence_percent", f"{100 * adherence:g}", source))
    return courses, assumptions


def habitual_training(reading: ArmReading) -> tuple[tuple[Training, ...], list[Assumption]]:
    """What an arm's people trained before week 0 and go on with, and an assumption for each thing not in the file."""
    courses: list[Training] = []
    assumptions: list[Assumption] = []
    for number, given in enumerate(reading.arm.training):
        if given in reading.habitual_training:
            found, assumed = programme(reading, number, 0.0, inf)
            courses.extend(found)
            source = reading.habitual_training_source or ""
            assumptions += [Assumption(f"training[{number}]", "a habit, no new course", source), *assumed]
    return tuple(courses), assumptions


def training_courses(
    given: TrainingGiven, from_day: float, until_day: float, adherence: float, where: str
) -> tuple[list[Training], list[Assumption]]:
    """Turn a programme into one course for each exercise, with an assumption for what the file did not give.

    Parameters
    ----------
    given : TrainingGiven
    from_day, until_day : float [day]
    adherence : float
        Share (0 to 1) of the sessions that were done.
    where : str
        Place in the file, for the assumptions.
    """
    exercises, assumptions = _exercises(given, where)
    sessions = given.sessions_per_week
    if sessions is None:
        sessions = exercises[0].default_sessions_per_week
        assumptions.append(Assumption(f"{where}.sessions_per_week", f"{sessions:g}", _USUAL))
    load = _load(given, exercises, where, assumptions)
    impact_sharers = sum(1 for e in exercises if e.counted_by == "impacts")
    time_sharers = sum(1 for e in exercises if e.counted_by == "minutes")
    courses: list[Training] = []
    for exercise in exercises:
        cycles, minutes = _cycles(given, exercise, impact_sharers, time_sharers, where, assumptions)
        by_impacts, by_repetitions = (exercise.counted_by == what for what in ("impacts", "repetitions"))
        courses.append(
            Training(
                exercise=exercise.id,
                sessions_per_week=sessions,
                cycles_per_session=cycles,
                load_fraction_1rm=load if exercise.one_rep_max_bodyweights is not None else None,
                minutes_per_session=minutes,
                adherence=adherence,
                peak_force_bodyweights=given.peak_force_bodyweights if by_impacts else None,
                from_day=from_day,
                until_day=until_day,
                sets=given.sets if by_repetitions else None,
                reps=given.reps if by_repetitions else None,
            )
        )
    return courses, assumptions


def _exercises(given: TrainingGiven, where: str) -> tuple[list[Exercise], list[Assumption]]:
    """The library's exercises of a programme, each once; the generic one where none is named."""
    kind, assumed = library_type(given.training_type, where)
    assumptions = list(assumed)
    if not given.exercises:
        generic = generic_exercise(kind)
        source = "no exercises in the file; the library's generic one"
        assumptions.append(
            Assumption(f"{where}.exercises", f"{generic.name} for {given.training_type}", source)
        )
        return [generic], assumptions
    exercises: list[Exercise] = []
    for name in given.exercises:
        found, assumed = exercise_for(name, kind, where)
        exercises.append(found)
        assumptions.extend(assumed)
    return list(dict.fromkeys(exercises)), assumptions  # two names may mean one exercise


def _load(
    given: TrainingGiven, exercises: list[Exercise], where: str, assumptions: list[Assumption]
) -> float | None:
    """Load as a share of the one-repetition maximum, or ``None`` for the library's usual load."""
    if given.load_percent_1rm is not None:
        return given.load_percent_1rm / 100.0
    if given.reps is None or all(e.one_rep_max_bodyweights is None for e in exercises):
        return None
    share = 1.0 / (1.0 + given.reps / 30.0)
    reason = (
        "no load in the file; as heavy as the repetitions allow, by Epley's rule (1 / (1 + repetitions / 30))"
    )
    assumptions.append(Assumption(f"{where}.load_percent_1rm", f"{100 * share:.0f}", reason))
    return share


def _cycles(
    given: TrainingGiven,
    exercise: Exercise,
    impact_sharers: int,
    time_sharers: int,
    where: str,
    assumptions: list[Assumption],
) -> tuple[float, float | None]:
    """Loading cycles and minutes of one exercise in one session."""
    field = f"{where}.{exercise.id}"
    if exercise.counted_by == "impacts" and given.impacts_per_session is not None:
        return given.impacts_per_session / impact_sharers, None
    if exercise.counted_by == "minutes":
        minutes = given.minutes_per_session
        if minutes is not None:
            minutes /= time_sharers
        else:
            minutes = exercise.default_minutes / time_sharers
            assumptions.append(Assumption(field, f"{minutes:g} minutes a session", _USUAL))
        return minutes * (exercise.cycles_per_minute or 0.0), minutes
    if exercise.counted_by == "repetitions" and given.sets is not None and given.reps is not None:
        return given.sets * given.reps, None
    cycles = exercise.default_cycles_per_session
    assumptions.append(Assumption(field, f"{cycles:g} {exercise.counted_by} a session", _USUAL))
    return cycles, None
