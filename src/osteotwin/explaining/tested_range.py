"""What of a plan lies beyond what published trials and cohorts covered, how far, and from which day on.

What was done before today counts wherever the plan goes on with it; what has ended by itself is no part of a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import isinf

from osteotwin.cohort.profile import Profile
from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.explaining.beyond import (
    ROUNDING,
    ROUNDING_DAYS,
    ROUNDING_OF_DOSES,
    Beyond,
    count,
    figures,
    people_of,
    range_beyond,
)
from osteotwin.explaining.covered import CourseRow, covered
from osteotwin.explaining.exposure import (
    Span,
    day_after,
    doses_of,
    first_overlap,
    length_of,
    sorts_of,
    spans_going_on,
)
from osteotwin.explaining.hormones import hormones_beyond
from osteotwin.explaining.pairs import untested_pairs
from osteotwin.people.level_at_start import level_at_start
from osteotwin.people.person import Person
from osteotwin.protocol.drug_groups import drug_class_of, is_bone_drug, label_of
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.wording import how_often


def outside_tested_range(
    person: Person, profile: Profile, calcium: float, vitamin_d: float, highest_loads: Mapping[str, float]
) -> tuple[Beyond, ...]:
    """Return everything of a plan that no trial or cohort covered.

    Parameters
    ----------
    person : Person
    profile : Profile
        What is taken to be true of the person on day 0.
    calcium, vitamin_d : float
        Largest total intake while the plan runs [mg/day, IU/day].
    highest_loads : mapping of ``"spine"`` and ``"hip"`` to float
        Largest load ratio of the plan by site.
    """
    level = level_at_start(person, "vitamin_d_25ohd_ng_ml")
    return (
        *_courses(person),
        *_together(person),
        *_bone_drugs(person),
        *untested_pairs(person),
        *_doses(person),
        *hormones_beyond(person, profile),
        *_age(person),
        *(beyond for site, load in highest_loads.items() for beyond in range_beyond(f"load_{site}", load)),
        *range_beyond("calcium_mg_per_day", calcium),
        *range_beyond("vitamin_d_iu_per_day", vitamin_d),
        *range_beyond("vitamin_d_25ohd_ng_ml", profile.vitamin_d_25ohd_ng_ml if level is None else level),
        *range_beyond("habitual_calcium_mg_per_day", profile.calcium_mg_per_day),
        *range_beyond(f"bmi_{person.sex}", profile.weight_kg / (profile.height_cm / 100) ** 2),
    )


def _courses(person: Person) -> Iterator[Beyond]:
    for row in covered().courses.values():
        spans = spans_going_on(person, row.sorts) if row.sorts else [(0.0, person.outlook_days)]
        if spans:
            yield from _course(row, person, spans)


def _course(row: CourseRow, person: Person, spans: list[Span]) -> Iterator[Beyond]:
    people, longest, words = people_of(person), row.of(person.sex), row.words_of(sorts_of(person))
    unit, days = ("week", DAYS_PER_WEEK) if row.in_weeks else ("year", DAYS_PER_YEAR)
    if longest is None:
        been, _, _ = figures(length_of(spans) / days, 0.0)
        none = f"no trial or cohort behind the model has bone density of {people} on it"
        yield Beyond(f"{count(been, unit)} {words}: {none}", f"{people} {words}", spans[0][0])
        return
    limit = longest.years * DAYS_PER_YEAR
    if length_of(spans) <= limit + ROUNDING_DAYS:
        return
    most = round(limit / days) if row.in_weeks else longest.years
    found, high, beyond = figures(length_of(spans) / days, most)
    covering = f"trials and cohorts in {people} covered {high} at most"
    text = f"{count(found, unit)} {words}: {covering}, so {beyond} beyond"
    yield Beyond(text, f"more than {count(high, unit)} {words}", day_after(spans, limit))


def _together(person: Person) -> Iterator[Beyond]:
    for row in covered().together:
        if person.sex == row.sex:
            spans = [spans_going_on(person, sorts) for sorts in ((row.first,), row.second)]
            day = first_overlap(*spans)
            if not isinf(day):
                yield Beyond(row.text, row.short, day)


def _bone_drugs(person: Person) -> Iterator[Beyond]:
    """Bone drugs of which some two were not given together or one after the other."""
    known = {frozenset(row.classes) for row in covered().bone_drugs_covered if row.sex == person.sex}
    begins: dict[str, float] = {}
    lasting = {item.group for item in person.protocol.interventions if item.until_day > 0.0}
    for item in person.protocol.interventions:
        if isinstance(item, DrugCourse) and is_bone_drug(item.drug) and item.from_day < person.outlook_days:
            begins[item.drug] = min(item.from_day, begins.get(item.drug, item.from_day))
    untried = [
        pair
        for pair in combinations(begins, 2)
        if frozenset(drug_class_of(drug) for drug in pair) not in known
        and any(drug in lasting for drug in pair)
    ]
    if untried:
        names = ", ".join(label_of(drug) for drug in begins if any(drug in pair for pair in untried))
        text = (
            f"several bone drugs, together or one after the other ({names}): no trial or cohort in {people_of(person)} "
            "covered it"
        )
        yield Beyond(text, "several bone drugs", min(max(begins[drug] for drug in pair) for pair in untried))


def _doses(person: Person) -> Iterator[Beyond]:
    too_much: dict[str, list[tuple[float, float]]] = {}
    for drug, day, per_day in doses_of(person.plan.interventions):
        row = covered().doses.get(drug)
        if row is not None and per_day > row.per_day * ROUNDING_OF_DOSES and day < person.outlook_days:
            too_much.setdefault(drug, []).append((day, per_day))
    for drug, found in too_much.items():
        row = covered().doses[drug]
        dose, high, beyond = figures(max(per_day for _, per_day in found) * row.every_days, row.amount)
        unit, often = load_drugs()[drug].dose_unit, how_often(row.every_days)
        text = f"{label_of(drug)}, {dose} {unit} {often}: trials and cohorts covered {high} at most, so {beyond} beyond"
        yield Beyond(text, f"the dose of {label_of(drug)}", min(day for day, _ in found))


def _age(person: Person) -> Iterator[Beyond]:
    """Age at the start where that is too young, else at the end."""
    name, first = f"age_{person.sex}", person.age_at_start
    row = covered().ranges[name]
    if first < row.low:
        yield from range_beyond(name, first)
        return
    years_left = row.high * ROUNDING - first
    yield from range_beyond(
        name, first + person.outlook_days / DAYS_PER_YEAR, max(years_left, 0.0) * DAYS_PER_YEAR
    )
