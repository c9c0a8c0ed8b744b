"""One training entry of a file → :class:`Training`: cycles per session, load and its progression."""

from __future__ import annotations

import re
from dataclasses import dataclass

from osteotwin.errors import InputError
from osteotwin.inputs.section import Section, write_one_of
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import (
    GENERIC_EXERCISES,
    Exercise,
    NotInLibraryError,
    find_exercise,
    generic_exercise,
)
from osteotwin.units import parse_quantity, shown_value

TRAINING_KEYS = (
    "exercise", "kind", "sessions_per_week", "sets", "reps", "impacts", "minutes", "load", "progression", "adherence",
)  # fmt: skip

LARGEST_SHARE_OF_1RM, LARGEST_LOAD_KG, FASTEST_RISE_PERCENT = 120.0, 500.0, 20.0
_LOAD_EXPECTED = f'"80 %1RM" (0 to {LARGEST_SHARE_OF_1RM:g}) or "90 kg" (0 to {LARGEST_LOAD_KG:g})'
_PROGRESSION_EXPECTED = '"2.5 %/week until 85 %1RM"'


@dataclass(frozen=True)
class Load:
    """An external load: a share of the one-repetition maximum or kilograms, one of the two."""

    share_of_1rm: float | None = None
    kilograms: float | None = None


def parse_load(text: object, field: str = "load") -> Load:
    """Read ``"80 %1RM"`` or ``"90 kg"``.

    Raises
    ------
    InputError
        With the unit that was found and the two that are allowed.
    """
    if isinstance(text, str) and "%" in text:
        return Load(share_of_1rm=parse_quantity(text, "share_of_1rm", field=field) / 100.0)
    return Load(kilograms=parse_quantity(text, "body_mass", field=field))


def parse_progression(text: str, field: str = "progression") -> tuple[float, float]:
    """Read ``"2.5 %/week until 85 %1RM"`` as the rise per week and the share where it ends."""
    rise, _, end = re.sub(r"\s+(?:up\s+)?to\s+", " until ", text).partition("until")
    per_week = parse_quantity(rise, "percent_per_week", field=field) / 100.0
    return per_week, parse_quantity(end, "share_of_1rm", field=field) / 100.0


def read_training(section: Section) -> Training | None:
    """Read one ``[[...training]]`` table; ``None`` when something is wrong with it.

    The loading cycles of a session are sets times reps, or the impacts, or the minutes times the
    exercise's cycles per minute, whichever the file gives; minutes beside one of the others only
    count for the weekly burden. A kind of training instead of an exercise means its usual session,
    longer or shorter with the minutes.
    """
    exercise = _exercise(section)
    sessions = section.number("sessions_per_week", 0, 21, required=True)
    sets = section.number("sets", 0, 50, whole=True, above=True)
    reps = section.number("reps", 0, 500, whole=True, above=True)
    impacts = section.number("impacts", 0, 5000, above=True)
    minutes = section.quantity("minutes", "minutes", 0, 600) if _is_text(section, "minutes") else section.number(
        "minutes", 0, 600
    )  # fmt: skip
    load = _load(section, exercise)
    progression = _progression(section, load)
    adherence = section.quantity("adherence", "fraction", 0.0, 1.0)
    cycles = _cycles(section, exercise, sets, reps, impacts, minutes)
    if exercise is None or sessions is None or cycles is None:
        return None
    return Training(
        exercise=exercise.id,
        sessions_per_week=sessions,
        cycles_per_session=cycles,
        load_fraction_1rm=load.share_of_1rm,
        load_kg=load.kilograms,
        progression_per_week=progression[0] if progression else 0.0,
        progression_until_fraction_1rm=progression[1] if progression else None,
        minutes_per_session=minutes,
        adherence=1.0 if adherence is None else adherence,
        sets=sets,
        reps=reps,
    )


def _is_text(section: Section, key: str) -> bool:
    return isinstance(section.table.get(key), str)


def _exercise(section: Section) -> Exercise | None:
    """Return the library's exercise that ``exercise`` or ``kind`` names."""
    if section.has("exercise") and section.has("kind"):
        section.problem("kind", "an exercise and a kind", "one of the two", "remove the kind")
        return None
    if section.has("kind"):
        kind = section.choice("kind", GENERIC_EXERCISES)
        return generic_exercise(kind) if kind else None
    written = section.text("exercise", "back squat", required=True)
    if written is None:
        return None
    try:
        return find_exercise(written)
    except NotInLibraryError as error:
        otherwise = "choose one from `osteotwin list exercises`, or give its kind instead"
        fix = write_one_of(error.nearest, written) if error.nearest else otherwise
        section.problem("exercise", shown_value(written), "an exercise of the library", fix)
        return None


def _cycles(
    section: Section, exercise: Exercise | None, sets: float | None, reps: float | None, impacts: float | None,
    minutes: float | None,
) -> float | None:  # fmt: skip
    """Return the loading cycles of one session."""
    if section.has("sets") != section.has("reps"):
        there, gone = ("sets", "reps") if section.has("sets") else ("reps", "sets")
        section.problem(gone, f"{there} without {gone}", "both sets and reps", f"add {gone} = 5")
        return None
    if section.has("sets") and section.has("impacts"):
        section.problem(
            "impacts", "impacts beside sets and reps", "one of the two ways to count", "remove one"
        )
        return None
    if section.has("sets"):
        return sets * reps if sets is not None and reps is not None else None
    if section.has("impacts"):
        return impacts
    if exercise is None:
        return None
    usual = exercise.default_cycles_per_session if exercise.id.startswith("generic_") else None
    if usual and not section.has("minutes"):
        return float(usual)
    if section.has("minutes"):
        if minutes is not None and exercise.cycles_per_minute:
            return minutes * exercise.cycles_per_minute
        if minutes is not None and usual and exercise.default_minutes:
            return usual * minutes / exercise.default_minutes
        if minutes is not None:
            section.problem("minutes", f"only minutes for {exercise.name}, which is not counted in time",
                            "sets and reps, or impacts", "add sets = 5 and reps = 5")  # fmt: skip
        return None
    example = "minutes = 30" if exercise.cycles_per_minute else "sets = 5 and reps = 5"
    section.problem(
        "", f"no amount for {exercise.name}", "sets and reps, or impacts, or minutes", f"add {example}"
    )
    return None


def _load(section: Section, exercise: Exercise | None) -> Load:
    """Return the external load, checked against what a body can lift."""
    if not section.has("load"):
        return Load()
    written = section.table["load"]
    field = section.where("load")
    try:
        load = parse_load(written, field)
    except InputError as error:
        found = error.problems[0]
        section.problem("load", found.found, _LOAD_EXPECTED, found.fix)
        return Load()
    share, kilograms = load.share_of_1rm or 0.0, load.kilograms or 0.0
    if share > LARGEST_SHARE_OF_1RM / 100.0 or kilograms > LARGEST_LOAD_KG:
        section.problem("load", shown_value(written), _LOAD_EXPECTED, "check the number and its unit")
    elif exercise is not None and not exercise.loadable:
        section.problem("load", f"{shown_value(written)} for {exercise.name}, which takes no external load",
                        "no load for this exercise", "remove the load, or choose a loaded exercise")  # fmt: skip
    elif load.share_of_1rm is not None and exercise is not None and exercise.one_rep_max_bodyweights is None:
        section.problem(
            "load", f"{shown_value(written)} for {exercise.name}, which has no one-repetition maximum",
            'a load in kilograms, such as "10 kg", or none', "write kilograms, or remove the load",
        )  # fmt: skip
    return load


def _progression(section: Section, load: Load) -> tuple[float, float] | None:
    """Return the rise per week and its end, as shares."""
    if not section.has("progression"):
        return None
    written = section.table["progression"]
    if not isinstance(written, str) or "until" not in re.sub(r"\s(?:up\s+)?to\s", " until ", written):
        section.problem("progression", shown_value(written), _PROGRESSION_EXPECTED,
                        f"write the rise per week and where it ends, for example {_PROGRESSION_EXPECTED}")  # fmt: skip
        return None
    try:
        rise, end = parse_progression(written)
    except InputError as error:
        found = error.problems[0]
        section.problem(
            "progression", f"{shown_value(written)}, with {found.found}", _PROGRESSION_EXPECTED, found.fix
        )
        return None
    if rise > FASTEST_RISE_PERCENT / 100.0 or end > LARGEST_SHARE_OF_1RM / 100.0:
        expected = f"at most {FASTEST_RISE_PERCENT:g} %/week until {LARGEST_SHARE_OF_1RM:g} %1RM"
        section.problem("progression", shown_value(written), expected, "check the numbers")
        return None
    if not section.has("load"):
        section.problem(
            "load", "a progression without a load to begin with", _LOAD_EXPECTED, 'add load = "70 %1RM"'
        )
        return None
    if load.share_of_1rm is not None and end < load.share_of_1rm:
        section.problem("progression", f"an end at {end:.0%} of 1RM, below the load of {load.share_of_1rm:.0%}",
                        "an end at or above the load", "raise the end or lower the load")  # fmt: skip
        return None
    return rise, end


__all__ = ["TRAINING_KEYS", "Load", "parse_load", "parse_progression", "read_training"]
