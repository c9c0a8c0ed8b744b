"""The limits of a plan, written a second time from their sources and not from the code that the product uses.

Numbers stand here as numbers, so that a change of the data is noticed, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.people.wishes import PAINS
from osteotwin.protocol.interventions import DrugCourse, Food, Protocol, Supplement, Training
from osteotwin.protocol.library import load_exercises, load_foods

IMPACT = {"none": 0, "low": 1, "moderate": 2, "high": 3}


def broken(plan: Protocol, person: Person) -> list[str]:
    return list(_broken(plan, person))


def _conditions(person: Person) -> set[str]:
    found = set(person.conditions) | {PAINS[joint] for joint in person.wishes.pain or ()}
    scores = [row.value for row in person.measurements if row.what.startswith("t_score_")]
    if any(score <= -2.5 for score in scores):
        found.add("osteoporosis")
    found |= {
        name
        for row in person.measurements
        for name, what, most in (
            ("hypercalcemia", "serum_calcium", 10.5),
            ("kidney_stones", "urine_calcium_24h", 300 if person.sex == "male" else 250),
        )
        if row.what == what and row.value > most
    }
    if person.vertebral_fracture or person.fragility_fractures > 1:
        found.add("vertebral_fracture")
    return found


def _again(person: Person, name: str, what: str, weight: float) -> float:
    """What somebody who did an exercise before may begin with: all of it, less after two weeks, 0 after twelve."""
    rows = [(0.0, item) for item in person.habits.training if item.exercise == name]
    past = [*person.history.interventions, *(i for i in person.plan.interventions if i.from_day < 0)]
    rows += [(-min(i.until_day, 0.0), i) for i in past if isinstance(i, Training) and i.exercise == name]
    if not rows:
        return 0.0
    exercise, since = load_exercises()[name], min(days for days, _ in rows)
    best = 0.0
    for days, item in rows:
        if days > since + 14:
            continue
        if what == "amount":
            best = max(best, item.cycles_per_session / (exercise.cycles_per_minute or 1))
        elif exercise.one_rep_max_bodyweights is not None:
            own = None if item.load_kg is None else item.load_kg / weight / exercise.one_rep_max_bodyweights
            share = item.load_fraction_1rm or own or exercise.default_load_fraction_1rm or 0.0
            weeks = (min(item.until_day, 0.0) - item.from_day) / 7 if item.from_day < 0 else 0.0
            most = item.progression_until_fraction_1rm or share
            best = max(best, min(share * (1 + item.progression_per_week * weeks), max(most, share)))
    if since > 84:
        return 0.0
    kept = {"load": (0.9, 0.8), "amount": (0.5, 0.5)}[what]
    return best * (kept[1] if since > 28 else kept[0] if since > 14 else 1.0)


def _broken(plan: Protocol, person: Person) -> Iterator[str]:
    ill, age, wishes = _conditions(person), person.age_at_start, person.wishes
    experience = wishes.experience or "none"
    profile = profile_from_person(person)[0]
    drugs = [i for i in plan.interventions if isinstance(i, DrugCourse)]
    if drugs != [i for i in person.plan.interventions if isinstance(i, DrugCourse)]:
        yield "drugs"
    if ill & {"pregnancy", "low_energy_availability", "skeletal_malignancy_or_radiation"}:
        yield "clinician"

    hardest = 3
    if "osteoporosis" in ill or ill & {"heart_disease", "back_pain"}:
        hardest = 2
    low = {
        "vertebral_fracture",
        "falls",
        "knee_pain",
        "hip_pain",
        "heart_attack_or_stroke",
        "rheumatoid_arthritis",
    }
    if ill & low or age >= 80 or profile.weight_kg / (profile.height_cm / 100) ** 2 >= 35:
        hardest = 1
    top = 0.80 if experience == "none" else 0.85
    top = min(top, *(value for name, value in (
        ("osteoporosis", 0.80), ("vertebral_fracture", 0.65), ("back_pain", 0.70), ("heart_disease", 0.60),
        ("heart_attack_or_stroke", 0.60)) if name in ill), 0.70 if age >= 80 else 1.0)  # fmt: skip
    first = {"none": 0.50, "some": 0.65, "experienced": 0.75}[experience]
    rise = 0.10 if experience == "experienced" else 0.05
    if age >= 65:
        first, rise = min(first, 0.60), min(rise, 0.025)
    if ill & {"vertebral_fracture", "back_pain"}:
        rise = min(rise, 0.025)
    gentle = {
        "osteoporosis": 0.5, "falls": 0.5, "vertebral_fracture": 0.4, "heart_disease": 0.4,
        "heart_attack_or_stroke": 0.4,
    }  # fmt: skip
    first = min([first, *(value for name, value in gentle.items() if name in ill)])
    jumps_first = {"none": 20, "some": 40, "experienced": 60}[experience]
    jumps_most = 60 if experience == "none" else 100
    minutes_first, minutes_most = {"none": (10, 30), "some": (20, 45), "experienced": (30, 45)}[experience]
    if age >= 65:
        jumps_first, jumps_most, minutes_most = 20, min(jumps_most, 50), 30
    if "osteoporosis" in ill:
        jumps_most = min(jumps_most, 50)
    if "heart_disease" in ill:
        jumps_first, minutes_first = min(jumps_first, 10), min(minutes_first, 10)

    # A plan that makes one habit more writes the others down as they are: those are not its doing.
    habits = [
        (h.exercise, h.sessions_per_week, h.cycles_per_session, h.load_fraction_1rm, h.load_kg)
        for h in person.habits.training
    ]
    new = [
        i
        for i in plan.interventions
        if isinstance(i, Training)
        and i.from_day >= 0
        and not (
            i.replaces_habits
            and i.progression_per_week == 0
            and (i.exercise, i.sessions_per_week, i.cycles_per_session, i.load_fraction_1rm, i.load_kg)
            in habits
        )
    ]
    ended = [i for i in plan.interventions if isinstance(i, Training) and i.replaces_habits]
    if ended and not {h[0] for h in habits} <= {i.exercise for i in ended}:
        yield "a habit gets lost"
    for item in plan.interventions:
        if not isinstance(item, Training):
            continue
        exercise = load_exercises()[item.exercise]
        if IMPACT[exercise.impact_level] > hardest:
            yield f"{item.exercise} strikes"
        if set(exercise.contraindicated_with) & ill:
            yield f"{item.exercise} contraindicated"
        if exercise.spinal_flexion_under_load and ill & {"osteoporosis", "vertebral_fracture"}:
            yield f"{item.exercise} bends"
    for item in new:
        exercise = load_exercises()[item.exercise]
        own = item.exercise in {name for name, *_ in habits}
        if not own and not set(exercise.equipment) <= set(wishes.equipment or ()):
            yield f"{item.exercise} needs what is not there"
        if item.exercise in (wishes.not_done or ()):
            yield f"{item.exercise} is disliked"
        load = item.load_fraction_1rm
        if load is not None:
            if load > top + 1e-9 or (item.progression_until_fraction_1rm or 0) > top + 1e-9:
                yield "too heavy"
            if load > max(first, _again(person, item.exercise, "load", profile.weight_kg)) + 1e-9:
                yield "too heavy to begin with"
            if item.progression_per_week > rise + 1e-9:
                yield "too fast"
        if exercise.one_rep_max_bodyweights is not None and load is None:
            yield "a load that nobody says"
        if IMPACT[exercise.impact_level] >= 2:
            amount = item.cycles_per_session / (exercise.cycles_per_minute or 1)
            timed = exercise.cycles_per_minute is not None
            if amount > (minutes_most if timed else jumps_most) + 1e-9:
                yield "too many impacts"
            begun = _again(person, item.exercise, "amount", profile.weight_kg)
            if item.from_day < 28 and amount > max(minutes_first if timed else jumps_first, begun) + 1e-9:
                yield "too many impacts to begin with"
            before = [o for o in new if o.exercise == item.exercise and o.until_day == item.from_day]
            if item.from_day > 0 and (
                not before or item.cycles_per_session > 2 * before[0].cycles_per_session + 1e-9
            ):
                yield "grows at once"
    lifting = [i.sessions_per_week for i in new if load_exercises()[i.exercise].training_type == "resistance"]
    if lifting and max(lifting) > (2 if "vertebral_fracture" in ill else 3):
        yield "no rest between lifting"
    days = {"none": 4, "some": 5, "experienced": 6}[experience]
    days = min(days, 4 if age >= 80 else 7, 3 if wishes.days_per_week is None else wishes.days_per_week)
    if any(i.sessions_per_week > days for i in new):
        yield "too many days"
    most = 30.0 if wishes.minutes_per_session is None else wishes.minutes_per_session
    for day in (0.0, 30.0, 90.0, 365.0):
        if sum(i.minutes_per_session or 0 for i in new if i.from_day <= day < i.until_day) > most + 1e-9:
            yield "too long"

    foods = [i for i in plan.interventions if isinstance(i, Food)]
    tablets = [i for i in plan.interventions if isinstance(i, Supplement)]
    if tablets and wishes.supplements is False:
        yield "tablets against the wish"
    dairy = ("milk", "yogurt", "kefir", "cheese")
    for food in foods:
        name = load_foods()[food.food].name.lower()
        if "dairy" in (wishes.not_eaten or ()) and name.startswith(dairy):
            yield "dairy"
        if "lactose_intolerance" in ill and name.startswith(dairy[:3]):
            yield "lactose"
        if "fish" in (wishes.not_eaten or ()) and ("sardine" in name or "salmon" in name):
            yield "fish"
    calcium_tablets = sum(i.dose / i.interval_days for i in tablets if i.nutrient != "vitamin_d")
    sun = sum(i.dose / i.interval_days for i in tablets if i.nutrient == "vitamin_d")
    if any(i.dose > 500 for i in tablets if i.nutrient != "vitamin_d"):
        yield "too much calcium at once"
    raised = {"hypercalcemia", "hyperparathyroidism", "sarcoidosis", "chronic_kidney_disease"}
    if calcium_tablets and ill & (raised | {"kidney_stones", "digoxin_use"}):
        yield "calcium tablets with an illness that forbids them"
    if sun and ill & raised:
        yield "vitamin D with an illness that forbids it"
    if sun > (1000 if ill & {"kidney_stones", "thiazide_use", "digoxin_use"} else 2000) + 1e-9:
        yield "too much vitamin D as tablets"
    if calcium_tablets > (500 if "thiazide_use" in ill else 1000) + 1e-9:
        yield "too much calcium as tablets"
    calcium = profile.calcium_mg_per_day + calcium_tablets
    calcium += sum(load_foods()[i.food].calcium_mg * i.servings_per_week / 7 for i in foods)
    vitamin_d = profile.vitamin_d_iu_per_day + sun
    vitamin_d += sum(load_foods()[i.food].vitamin_d_iu * i.servings_per_week / 7 for i in foods)
    upper = 2500 if int(age) < 51 else 2000
    limits = {"kidney_stones": 1200, "chronic_kidney_disease": 1000, "hypercalcemia": 800, "hyperparathyroidism": 1000,
              "sarcoidosis": 1000, "thiazide_use": 1500, "digoxin_use": 1500}  # fmt: skip
    upper = min([upper, *(value for name, value in limits.items() if name in ill)])
    if calcium > upper + 1e-6 and calcium > profile.calcium_mg_per_day + 1e-6:
        yield "too much calcium"
    if vitamin_d > 4000 + 1e-6 and vitamin_d > profile.vitamin_d_iu_per_day + 1e-6:
        yield "too much vitamin D"
    levels = [row.value for row in person.measurements if row.what == "25ohd"]
    if sun and levels and levels[-1] + 0.007 * sun > 50:
        yield "25OHD too high"
