"""What a plan asks of a person that no plan may ask: one sentence for each limit it breaks.

A plan that breaks one is not built, saved or shown. The limits are data: :mod:`osteotwin.safety.plan_limits`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from osteotwin.cohort.profile import Profile
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.people.level_at_start import level_at_start
from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol, Supplement, Training
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.timeline import Habits, changes_between, intake_on
from osteotwin.safety.plan_limits import Bounds, bounds_of, see_clinician
from osteotwin.safety.progress import Progress, amount_of, progress_of, share_of_maximum
from osteotwin.safety.situation import limits

#: The first weeks, in which less is done [day].
FIRST_WEEKS: Final = 28.0
#: From one stage of impacts to the next, at most so much more.
_MOST_GROWTH: Final = 2.0
#: What 25OHD rises by for each IU a day [ng/mL]: 0.7 nmol/L per microgram (Heaney 2003, 10.1093/ajcn/77.1.204).
LEVEL_PER_IU: Final = 0.007
#: Rounding of loads and intakes is no violation.
_SLACK: Final = 1e-6
_LIFTED: Final = ("resistance", "resistance_and_impact", "isometric")


def violations(plan: Protocol, person: Person) -> tuple[str, ...]:
    """Return one sentence for each limit that a plan breaks; empty where it may be done.

    Parameters
    ----------
    plan : Protocol
        From today on. Only what begins today or later is judged as its doing: what was begun before goes through the
        flags of safety.
    person : Person
        With habits and wishes.
    """
    profile = _profile(person)
    bounds = bounds_of(person, profile)
    new = [item for item in plan.interventions if item.from_day >= 0.0 and not _is_a_habit(item, person)]
    return tuple(
        dict.fromkeys((
            *_clinician(bounds),
            *_drugs(plan, person),
            *_exercises(new, bounds),
            *_loads(new, person, profile, bounds),
            *_impacts(new, person, profile, bounds),
            *_days(new, bounds),
            *_intakes(plan, person, profile, bounds),
            *_supplements(plan, person, bounds),
        ))
    )  # fmt: skip


@lru_cache(maxsize=64)
def _profile(person: Person) -> Profile:
    return profile_from_person(person)[0]


def _is_a_habit(item: Intervention, person: Person) -> bool:
    """Tell whether a plan only writes down a habit: what is planned in place of one ends the others in a file."""
    return isinstance(item, Training) and any(
        replace(item, replaces_habits=False) == habit.as_habit() for habit in person.habits.training
    )


def forbidden(exercise: Exercise, bounds: Bounds) -> str | None:
    """Return why an exercise is in no plan of a person, as a sentence; ``None`` where it may be done."""
    if not bounds.allows_impact(exercise.impact_level):
        return (
            f"{exercise.name} strikes too hard ({exercise.impact_level} impact): at most {bounds.impact} impact with "
            f"{bounds.impact_because}."
        )
    if exercise.spinal_flexion_under_load and bounds.conditions & {"osteoporosis", "vertebral_fracture"}:
        return f"{exercise.name} bends the loaded spine, which weak or broken vertebrae do not bear."
    against = [name for name in exercise.contraindicated_with if name in bounds.conditions]
    if against:
        named = " and ".join(CONDITIONS[name].label for name in against)
        return f"{exercise.name} with {named}: only after specialist advice."
    return None


def _clinician(bounds: Bounds) -> Iterator[str]:
    for row in bounds.clinician_first:
        yield see_clinician(row)


def _drugs(plan: Protocol, person: Person) -> Iterator[str]:
    own = person.plan.interventions
    if any(isinstance(item, DrugCourse) and item not in own for item in plan.interventions):
        yield "A plan starts or changes no drug: that is the clinician's."
    kept = [item for item in plan.interventions if isinstance(item, DrugCourse)]
    if any(isinstance(item, DrugCourse) and item not in kept for item in own):
        yield "A plan stops no drug: that is the clinician's."


def _exercises(new: list[Intervention], bounds: Bounds) -> Iterator[str]:
    for item in new:
        if isinstance(item, Training) and (why := forbidden(load_exercises()[item.exercise], bounds)):
            yield why


def _loads(new: list[Intervention], person: Person, profile: Profile, bounds: Bounds) -> Iterator[str]:
    for item in new:
        if not isinstance(item, Training):
            continue
        share = share_of_maximum(item, profile.weight_kg)
        if share is None:
            continue
        name, top = (
            load_exercises()[item.exercise].name,
            max(share, item.progression_until_fraction_1rm or 0.0),
        )
        start, highest, rise = bounds["start_load"], bounds["highest_load"], bounds["weekly_increase"]
        reached = progress_of(person, item.exercise, profile.weight_kg)
        again = None if reached is None else reached.again
        most, why = start.value, start.because
        if again is not None and again.load is not None and again.load > most:
            most, why = again.load, "what was reached before" if again is reached else reached_before(reached)
        if item.from_day < FIRST_WEEKS and share > most + _SLACK:
            yield f"{name} begins at {_share(share)} of what can be lifted once: at most {_share(most)} with {why}."
        if top > highest.value + _SLACK:
            yield (
                f"{name} reaches {_share(top)} of what can be lifted once: at most {_share(highest.value)} with "
                f"{highest.because}."
            )
        if item.progression_per_week > rise.value + _SLACK:
            yield (
                f"The load of {name.lower()} rises by {100 * item.progression_per_week:.1f} % a week: at most "
                f"{100 * rise.value:.1f} % with {rise.because}."
            )


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


def reached_before(progress: Progress | None) -> str:
    """Return why less than was reached is done after a break."""
    row = None if progress is None else progress.restart
    return "what was reached before" if row is None else row.because


def _impacts(new: list[Intervention], person: Person, profile: Profile, bounds: Bounds) -> Iterator[str]:
    """Amounts of what strikes moderately or hard, in each session and from stage to stage."""
    stages: dict[str, list[Training]] = defaultdict(list)
    for item in new:
        if isinstance(item, Training) and _strikes(item):
            stages[item.exercise].append(item)
    for by_minutes, word, words in (
        (False, "impacts", "impacts"),
        (True, "minutes", "minutes of jogging and the like"),
    ):
        counted = [row for rows in stages.values() for row in rows if _in_minutes(row) == by_minutes]
        days = sorted({row.from_day for row in counted})
        for day in days:
            rows = [row for row in counted if row.from_day <= day < row.until_day]
            total = sum(map(amount_of, rows))
            reached = sum(_reached(row, person, profile) for row in rows)
            for limit, holds in ((f"start_{word}", day < FIRST_WEEKS), (f"most_{word}", True)):
                bound = bounds[limit]
                most = max(bound.value, reached) if limit.startswith("start") else bound.value
                if holds and total > most + _SLACK:
                    when = "in the first weeks" if limit.startswith("start") else "a session"
                    yield f"{total:.0f} {words} {when}: at most {most:.0f} with {bound.because}."
            a_week = sum(amount_of(row) * row.sessions_per_week for row in rows)
            bound = bounds[f"start_{word}_week"]
            known = sum(_reached(row, person, profile) * row.sessions_per_week for row in rows)
            most = max(bound.value, known)
            if day < FIRST_WEEKS and a_week > most + _SLACK:
                yield (
                    f"{a_week:.0f} {words} a week in the first weeks: at most {most:.0f} with {bound.because}, of "
                    "what is new."
                )
    for name, rows in stages.items():
        ordered = sorted(rows, key=lambda row: row.from_day)
        for before, after in pairwise(ordered):
            if amount_of(after) > _MOST_GROWTH * amount_of(before) + _SLACK:
                grown = f"from {amount_of(before):.0f} to {amount_of(after):.0f}"
                yield f"{load_exercises()[name].name} grows {grown} at once: at most twice as much."


def _strikes(item: Training) -> bool:
    return load_exercises()[item.exercise].impact_level in ("moderate", "high")


def _in_minutes(item: Training) -> bool:
    return load_exercises()[item.exercise].counted_by == "minutes"


def _reached(item: Training, person: Person, profile: Profile) -> float:
    """Return the amount of an exercise with which a person begins again; 0 where it is new to him."""
    progress = progress_of(person, item.exercise, profile.weight_kg)
    again = None if progress is None else progress.again
    return 0.0 if again is None else again.amount


def _days(new: list[Intervention], bounds: Bounds) -> Iterator[str]:
    trained = [item for item in new if isinstance(item, Training)]
    lifted = [i for i in trained if load_exercises()[i.exercise].training_type in _LIFTED]
    struck = [i for i in trained if _strikes(i)]
    for rows, name, what in (
        (lifted, "lifting_days", "days of lifting"),
        (struck, "most_days", "days of impact"),
    ):
        often, bound = max((i.sessions_per_week for i in rows), default=0.0), bounds[name]
        if often > bound.value + _SLACK:
            yield f"{often:g} {what} a week: at most {bound.value:g} with {bound.because}."


def _intakes(plan: Protocol, person: Person, profile: Profile, bounds: Bounds) -> Iterator[str]:
    """Totals with habits: a plan may not add beyond a limit, though habits alone may be above it."""
    habits = Habits(profile.calcium_mg_per_day, profile.vitamin_d_iu_per_day)
    eaten = (habits.calcium_mg_per_day, habits.vitamin_d_iu_per_day)
    days = {0.0, *changes_between(plan, 0.0, person.outlook_days)}
    found = [intake_on(day, habits, plan) for day in days]
    for k, (name, label, unit) in enumerate((("calcium", "Calcium", "mg"), ("vitamin_d", "Vitamin D", "IU"))):
        total, bound = max(float(row[k]) for row in found), bounds[f"{name}_total"]
        if total > bound.value + _SLACK and total > float(eaten[k]) + _SLACK:
            yield f"{label} of {total:.0f} {unit} a day in all: at most {bound.value:.0f} with {bound.because}."


def _supplements(plan: Protocol, person: Person, bounds: Bounds) -> Iterator[str]:
    taken = [item for item in plan.interventions if isinstance(item, Supplement) and item.until_day > 0.0]
    single = limits()["calcium_single_dose"].value
    for group, label, unit in (("calcium", "calcium", "mg"), ("vitamin_d", "vitamin D", "IU")):
        rows = [item for item in taken if item.group == group]
        a_day = sum(item.dose / item.interval_days for item in rows)
        bound = bounds[f"{group}_supplement"]
        if a_day > bound.value + _SLACK:
            yield f"{a_day:.0f} {unit} of {label} a day as tablets: at most {bound.value:.0f} with {bound.because}."
        if group == "calcium" and any(item.dose > single + _SLACK for item in rows):
            yield f"More than {single:g} mg of calcium at once: it is better split."
        if any(item.interval_days > DAYS_PER_WEEK for item in rows):
            yield f"{label.capitalize()} less often than once a week: large single doses are no part of a plan."
    level, ceiling = level_at_start(person, "vitamin_d_25ohd_ng_ml"), bounds["vitamin_d_level"].value
    added = sum(item.dose / item.interval_days for item in taken if item.group == "vitamin_d")
    if level is not None and added > 0 and level + LEVEL_PER_IU * added > ceiling:
        yield f"25OHD was {level:.0f} ng/mL: {added:.0f} IU a day more would bring it above {ceiling:g} ng/mL."
