"""An intervention in plain words, as a person would say it."""

from __future__ import annotations

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.library import load_drugs, load_exercises, load_foods
from osteotwin.protocol.wording import how_often, number, times, whole


def describe_intervention(intervention: Intervention) -> str:
    """Return what is done and how often, without dates and, for a drug, without its name.

    Examples
    --------
    >>> describe_intervention(DrugCourse("anastrozole", 1.0, 1.0))
    '1 mg every day'
    """
    match intervention:
        case DrugCourse():
            return _drug(intervention)
        case Training():
            return _training(intervention)
        case Food():
            name = load_foods()[intervention.food].name
            return f"{name}, {servings(intervention.servings_per_week)}"
        case Supplement():
            unit = "IU" if intervention.nutrient == "vitamin_d" else "mg"
            return f"{number(intervention.dose)} {unit} {_when(intervention)}"
        case Diet():
            unit = "IU" if intervention.nutrient == "vitamin_d" else "mg"
            as_habit = ", as the habit from then on" if intervention.replaces_habits else ""
            return f"{number(intervention.total_per_day)} {unit} a day in all, from food and supplements{as_habit}"
        case Unloading():
            return f"{number(100.0 * intervention.fraction_of_habitual_load)} % of the habitual load on the skeleton"


def servings(per_week: float) -> str:
    """Return servings per week as words."""
    if whole(per_week / DAYS_PER_WEEK):
        per_day = round(per_week / DAYS_PER_WEEK)
        return f"{per_day} serving{'s' if per_day != 1 else ''} a day"
    return f"{number(per_week)} serving{'s' if per_week != 1.0 else ''} a week"


def _drug(course: DrugCourse) -> str:
    drug = load_drugs()[course.drug]
    if drug.dose_unit == "procedure":
        return "done once"
    per_day = "/day" if drug.dose_means == "delivered per day" else ""
    if course.said:
        text = course.said
    else:
        often = "once" if course.is_single else how_often(course.prescribed_every)
        text = f"{number(course.dose)} {drug.dose_unit}{per_day} {often}"
    if course.share_taken < 1.0:
        text += f", {number(100.0 * course.share_taken)} % of the doses taken"
    return text


def _when(given: Supplement) -> str:
    return "once" if given.is_single else how_often(given.interval_days)


def _training(training: Training) -> str:
    """Return for example ``5 x 5 back squat at 70 %1RM rising 2.5 % a week to 85 % in 40 min, twice a week``."""
    exercise = load_exercises()[training.exercise]
    name = exercise.name[0].lower() + exercise.name[1:]
    minutes = training.minutes_per_session
    within = "" if minutes is None else f" in {number(minutes)} min"
    if training.sets and training.reps:
        what = f"{number(training.sets)} x {number(training.reps)} {name}"
    elif exercise.counted_by == "minutes" and minutes is not None:
        what, within = f"{name} for {number(minutes)} min", ""
    else:
        counted = "impact" if exercise.counted_by == "impacts" else "repetition"
        many = "" if training.cycles_per_session == 1.0 else "s"
        what = f"{name}, {number(training.cycles_per_session)} {counted}{many}"
    text = f"{what}{_load(training)}{within}, {times(training.sessions_per_week)} a week"
    if training.share_done < 1.0:
        assumed = " (assumed)" if training.adherence is None else ""
        text += f", {number(100.0 * training.share_done)} % of the sessions done{assumed}"
    if training.replaces_habits:
        text += ", in place of the habitual training"
    return text


def _load(training: Training) -> str:
    if training.load_fraction_1rm is not None:
        text = f" at {number(100.0 * training.load_fraction_1rm)} %1RM"
    elif training.load_kg is not None:
        text = f" with {number(training.load_kg)} kg"
    elif training.load_body_weights is not None:
        text = f" with {number(100.0 * training.load_body_weights)} % of body weight"
    else:
        return ""
    if training.progression_per_week > 0.0:
        text += f" rising {number(100.0 * training.progression_per_week)} % a week"
        if training.progression_until_fraction_1rm is not None:
            unit = " %" if training.load_fraction_1rm is not None else " %1RM"
            text += f" to {number(100.0 * training.progression_until_fraction_1rm)}{unit}"
        elif training.progression_until_kg is not None:
            text += f" to {number(training.progression_until_kg)} kg"
    return text
