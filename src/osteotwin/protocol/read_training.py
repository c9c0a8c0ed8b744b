"""One training entry of a file → :class:`Training`: cycles per session, load and its progression."""

from __future__ import annotations

from osteotwin.inputs.notes import Notes
from osteotwin.protocol.effort import highest_share_for, share_of_1rm
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import Exercise, generic_exercise, load_exercises
from osteotwin.protocol.load_values import Load, LoadValue, Progression
from osteotwin.protocol.plan_file import TrainingKeys, TrainingTable


def read_training(entry: TrainingKeys, notes: Notes) -> Training | None:
    """Return the training of one table; ``None`` when something is wrong with it.

    The loading cycles of a session are sets times reps, or the impacts, or the minutes times the
    exercise's cycles per minute, whichever the file gives; minutes beside one of the others only
    count for the weekly burden. A training type (``kind``) instead of an exercise means its usual session,
    longer or shorter with the minutes.
    """
    exercise = _exercise(entry, notes)
    cycles = _cycles(entry, exercise, notes)
    load = _load(entry, notes)
    _check_load(entry, load, exercise, notes)
    _check_progression(entry, load, notes)
    _check_repetitions(entry, notes)
    if exercise is None or entry.sessions_per_week is None or cycles is None:
        return None
    progression = entry.progression or Progression()
    return Training(
        exercise=exercise.id,
        sessions_per_week=entry.sessions_per_week,
        cycles_per_session=cycles,
        load_fraction_1rm=load.share_of_1rm if load else None,
        load_kg=load.kilograms if load else None,
        load_body_weights=load.share_of_body_weight if load else None,
        progression_per_week=_rise_per_week(progression, load, entry.sessions_per_week),
        progression_until_fraction_1rm=progression.until_share_of_1rm,
        progression_until_kg=progression.until_kilograms,
        minutes_per_session=entry.minutes,
        adherence=entry.adherence,
        peak_force_bodyweights=entry.peak_force_bodyweights,
        sets=entry.sets,
        reps=entry.reps,
        replaces_habits=isinstance(entry, TrainingTable) and bool(entry.replaces_habits),
    )


def cycles_of_minutes(exercise: Exercise, minutes: float) -> float | None:
    """Return the loading cycles of so many minutes; ``None`` for what is not counted in time."""
    if exercise.cycles_per_minute:
        return minutes * exercise.cycles_per_minute
    if exercise.id.startswith("generic_") and exercise.default_minutes:
        return exercise.default_cycles_per_session * minutes / exercise.default_minutes
    return None


def _exercise(entry: TrainingKeys, notes: Notes) -> Exercise | None:
    """Return the library's exercise that ``exercise`` or ``kind`` names."""
    if entry.has("exercise") and entry.has("kind"):
        notes.add(entry.at("kind"), "an exercise and a kind", "one of the two", "remove the kind")
        return None
    if not entry.has("exercise") and not entry.has("kind"):
        notes.add(
            entry.at("exercise"), "nothing", "an exercise of the library", 'add exercise = "back squat"'
        )
    if entry.kind is not None:
        return generic_exercise(entry.kind)
    return None if entry.exercise is None else load_exercises()[entry.exercise]


def _cycles(entry: TrainingKeys, exercise: Exercise | None, notes: Notes) -> float | None:
    """Return the loading cycles of one session."""
    if entry.has("sets") != entry.has("reps"):
        there, gone = ("sets", "reps") if entry.has("sets") else ("reps", "sets")
        notes.add(entry.at(gone), f"{there} without {gone}", "both sets and reps", f"add {gone} = 5")
        return None
    if entry.has("sets") and entry.has("impacts"):
        notes.add(
            entry.at("impacts"), "impacts beside sets and reps", "one of the two ways to count", "remove one"
        )
        return None
    if entry.has("sets"):
        return None if entry.sets is None or entry.reps is None else entry.sets * entry.reps
    if entry.has("impacts") or exercise is None:
        return entry.impacts
    if entry.has("minutes"):
        cycles = None if entry.minutes is None else cycles_of_minutes(exercise, entry.minutes)
        if entry.minutes is not None and cycles is None:
            notes.add(entry.at("minutes"), f"only minutes for {exercise.name}, which is not counted in time",
                      "sets and reps, or impacts", "add sets = 5 and reps = 5")  # fmt: skip
        return cycles
    if exercise.id.startswith("generic_"):
        return float(exercise.default_cycles_per_session)
    example = "minutes = 30" if exercise.cycles_per_minute else "sets = 5 and reps = 5"
    notes.add(
        entry.at(),
        f"no amount for {exercise.name}",
        "sets and reps, or impacts, or minutes",
        f"add {example}",
    )
    return None


def _load(entry: TrainingKeys, notes: Notes) -> Load | None:
    """Return the load; how hard a set is becomes a share of the maximum by its repetitions."""
    load = entry.load
    if load is not None and _says_other_sets(load, entry):
        notes.add(entry.at("load"), f"sets of {load.reps} in the load, and not the same as sets and reps",
                  "sets and reps said once", f"write reps = {load.reps} and the sets, and only how heavy as the "
                  f"load")  # fmt: skip
        return None
    if load is None or load.reps_in_reserve is None:
        return load
    share = None if entry.reps is None else share_of_1rm(entry.reps, load.reps_in_reserve)
    if share is None:
        many = "no" if entry.reps is None else "so many"
        notes.add(entry.at("load"), f'"{LoadValue().write(load)}" of {many} repetitions',
                  "a set of 1 to 12 repetitions", "add sets and reps, or write a share of the maximum")  # fmt: skip
        return None
    return Load(share_of_1rm=share)


def _says_other_sets(load: Load, entry: TrainingKeys) -> bool:
    """Tell whether a load says sets or repetitions that are not those of its entry."""
    pairs = ((load.sets, entry.sets), (load.reps, entry.reps))
    return any(said is not None and said != given for said, given in pairs)


def _rise_per_week(progression: Progression, load: Load | None, sessions_per_week: float) -> float:
    """Return the relative rise of the load per week."""
    if progression.kilograms is None:
        return progression.per_week or 0.0
    start = load.kilograms if load else None
    times = sessions_per_week if progression.each_session else 1.0
    return progression.kilograms * times / start if start else 0.0


def _check_repetitions(entry: TrainingKeys, notes: Notes) -> None:
    """Note a share of the maximum with which so many repetitions of a set cannot be done."""
    share = None if entry.load is None else entry.load.share_of_1rm
    if share is None or entry.reps is None or entry.reps <= 1:
        return
    most = highest_share_for(entry.reps)
    if share > most:
        notes.add(entry.at("load"), f"{entry.reps:g} repetitions of a set with {100 * share:g} %1RM",
                  f"at most {100 * most:.0f} %1RM with {entry.reps:g} repetitions",
                  "correct the load or the repetitions")  # fmt: skip


def _check_load(entry: TrainingKeys, load: Load | None, exercise: Exercise | None, notes: Notes) -> None:
    """Note a load that the exercise does not take."""
    if load is None or exercise is None:
        return
    written = LoadValue().write(entry.load or load)
    if not exercise.loadable:
        notes.add(entry.at("load"), f'"{written}" for {exercise.name}, which takes no external load',
                  "no load for this exercise", "remove the load, or choose a loaded exercise")  # fmt: skip
    elif load.share_of_1rm is not None and exercise.one_rep_max_bodyweights is None:
        notes.add(
            entry.at("load"), f'"{written}" for {exercise.name}, which has no one-repetition maximum',
            'a load in kilograms, such as "10 kg", or none', "write kilograms, or remove the load",
        )  # fmt: skip


def _check_progression(entry: TrainingKeys, load: Load | None, notes: Notes) -> None:
    """Note a progression that has no beginning, or ends before it begins."""
    if entry.progression is None:
        return
    if not entry.has("load"):
        notes.add(
            entry.at("load"), "a progression without a load to begin with", LoadValue().expected,
            f"add load = {LoadValue().example}",
        )  # fmt: skip
        return
    if load is None:
        return
    progression = entry.progression
    if (
        progression.kilograms is not None or progression.until_kilograms is not None
    ) and load.kilograms is None:
        notes.add(
            entry.at("progression"), "a progression in kilograms of a load that is not", "both in the same way",
            'write load = "90 kg", or the progression in percent',
        )  # fmt: skip
    end, start = progression.until_share_of_1rm, load.share_of_1rm
    if end is not None and start is not None and end < start:
        notes.add(
            entry.at("progression"), f"an end at {end:.0%} of 1RM, below the load of {start:.0%}",
            "an end at or above the load", "raise the end or lower the load",
        )  # fmt: skip
    if progression.until_kilograms is not None and progression.until_kilograms < (load.kilograms or 0.0):
        notes.add(
            entry.at("progression"),
            f"an end at {progression.until_kilograms:g} kg, below the load of {load.kilograms:g} kg",
            "an end at or above the load", "raise the end or lower the load",
        )  # fmt: skip
