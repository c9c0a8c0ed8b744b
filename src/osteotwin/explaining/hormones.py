"""Sex hormones beyond what trials had: what of them reaches the blood, how long, and what there is at the start."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from osteotwin.cohort.profile import Profile
from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.explaining.beyond import (
    ROUNDING_DAYS,
    ROUNDING_OF_DOSES,
    Beyond,
    count,
    figures,
    people_of,
    range_beyond,
)
from osteotwin.explaining.covered import ExposureRow, covered
from osteotwin.explaining.exposure import (
    Span,
    day_after,
    delivered_rates,
    doses_of,
    first_overlap,
    length_of,
    spans_of,
)
from osteotwin.people.level_at_start import level_at_start
from osteotwin.people.person import Person
from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.wording import number
from osteotwin.safety.menopause import ovaries_work

#: What moves LH and estradiol, so that what is measured on it is no baseline.
MOVING = frozenset({
    "testosterone", "estradiol", "gnrh_agonist", "gnrh_antagonist", "orchiectomy", "antiandrogen", "progestin",
    "aromatase_inhibitor", "testis_stimulant",
})  # fmt: skip


def hormones_beyond(person: Person, profile: Profile) -> Iterator[Beyond]:
    """Yield what of a person's sex hormones no trial or cohort covered."""
    for drug_class, row in covered().exposures.items():
        yield from _exposure(drug_class, row, person)
    yield from _working_ovaries(person, profile)
    if person.sex == "male" and not _is_on_hormones(person):
        for field in ("estradiol_pg_ml", "lh_iu_l"):
            value = level_at_start(person, field)
            if value is not None:
                yield from range_beyond(f"{field}_male", value)


def _exposure(drug_class: str, row: ExposureRow, person: Person) -> Iterator[Beyond]:
    """The farthest step that a plan leaves: more than any, else much of it for longer than it was given."""
    rates = delivered_rates(person.protocol.interventions, drug_class, person.outlook_days)
    if not rates or rates[-1][0][1] <= 0.0 or _is_told_by_dose(drug_class, person):
        return
    most, steps = max(rate for _, rate in rates), row.of(person.sex)
    highest = steps[0].amount * ROUNDING_OF_DOSES
    what = f"{row.unit} of {drug_class} a day into the blood"
    covering = f"trials and cohorts of {people_of(person)} behind the model covered"
    short = f"so much {drug_class}"
    if most > highest:
        found, high, beyond = figures(most, steps[0].amount)
        text = f"{found} {what}: {covering} {high} at most, so {beyond} beyond"
        yield Beyond(text, short, min(first for (first, _), rate in rates if rate > highest))
        return
    for higher, lower in pairwise(steps):
        above = [(span, rate) for span, rate in rates if rate > lower.amount * ROUNDING_OF_DOSES]
        spans = [span for span, _ in above]
        limit = higher.years * DAYS_PER_YEAR
        if length_of(spans) <= limit + ROUNDING_DAYS:
            continue
        least = min(rate for _, rate in above)
        found, _, _ = figures(least, lower.amount)
        some = "at least " if least < most else ""
        length, _, too_long = figures(length_of(spans) / DAYS_PER_YEAR, higher.years)
        longest = count(f"{limit / DAYS_PER_WEEK:.0f}", "week")
        text = (
            f"{some}{found} {what} for {count(length, 'year')}: {covering} more than {number(lower.amount)} "
            f"for {longest} at most, so {count(too_long, 'year')} beyond"
        )
        yield Beyond(text, f"{short} for more than {longest}", day_after(spans, limit))
        return


def _is_told_by_dose(drug_class: str, person: Person) -> bool:
    """Tell whether a product of a class is dosed beyond its own largest dose, which is then said of it."""
    return any(
        drug_class_of(drug) == drug_class
        and day < person.outlook_days
        and per_day > covered().doses[drug].per_day * ROUNDING_OF_DOSES
        for drug, day, per_day in doses_of(person.plan.interventions)
    )


def _working_ovaries(person: Person, profile: Profile) -> Iterator[Beyond]:
    """An aromatase inhibitor while the ovaries work and nothing stops them."""
    for course in person.plan.interventions:
        if not isinstance(course, DrugCourse) or drug_class_of(course.drug) != "aromatase_inhibitor":
            continue
        works = ovaries_work(person, course.from_day)
        if works is None:
            works = person.age_at_start < (profile.menopause_age or 0.0)
        if works and person.sex == "female" and not _is_stopped(course, person):
            text = (
                "an aromatase inhibitor while the ovaries work and nothing stops them: no trial or cohort behind the "
                "model has women on it"
            )
            yield Beyond(text, "an aromatase inhibitor while the ovaries work", course.from_day)
            return


def _is_stopped(course: DrugCourse, person: Person) -> bool:
    """Tell whether a GnRH analogue is on at any time with a course."""
    own: list[Span] = [(course.from_day, course.until_day)]
    analogues = spans_of(person.plan.interventions, ("gnrh_agonist", "gnrh_antagonist"), person.outlook_days)
    return first_overlap(own, analogues) < person.outlook_days


def _is_on_hormones(person: Person) -> bool:
    """Tell whether anything that moves them was on before day 0."""
    return any(
        isinstance(item, DrugCourse) and item.from_day < 0 and drug_class_of(item.drug) in MOVING
        for item in person.protocol.interventions
    )
