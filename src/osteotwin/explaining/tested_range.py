"""What of a plan lies outside what published trials covered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import inf

from osteotwin.cohort.profile import Profile
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.people.person import Person
from osteotwin.protocol.drug_groups import is_bone_drug
from osteotwin.protocol.interventions import DrugCourse, Training
from osteotwin.protocol.library import load_drugs


@dataclass(frozen=True)
class _Range(Row):
    """What trials covered, and the sentence about what lies beyond."""

    text: Words
    low: float | None = None
    high: float = inf


@cache
def _ranges() -> Mapping[str, _Range]:
    return load_table(dict[str, _Range], "osteotwin.explaining", "data", "tested_range.toml")


def _outside(name: str, found: float, **details: str) -> Iterator[str]:
    row = _ranges()[name]
    if found > row.high * 1.001 or (row.low is not None and found < row.low):
        yield row.text.format(found=found, low=row.low or 0, high=row.high, **details)


def _longest(person: Person, intervention: type[DrugCourse] | type[Training], drug_class: str = "") -> float:
    lengths = [
        min(item.until_day, person.outlook_days) - item.from_day
        for item in person.plan.interventions
        if isinstance(item, intervention)
        and (not isinstance(item, DrugCourse) or load_drugs()[item.drug].drug_class == drug_class)
    ]
    return max(lengths, default=0.0) / DAYS_PER_YEAR


def outside_tested_range(
    person: Person, profile: Profile, calcium: float, vitamin_d: float, highest_loads: Mapping[str, float]
) -> tuple[str, ...]:
    """Return one phrase for everything of a plan that no trial covered.

    Parameters
    ----------
    person : Person
    profile : Profile
        What is taken to be true of the person on day 0.
    calcium, vitamin_d : float
        Largest total intake while the plan runs [mg/day, IU/day].
    highest_loads : mapping of site words to float
        Largest load ratio of the plan by site.
    """
    return tuple(_phrases(person, profile, calcium, vitamin_d, highest_loads))


def _phrases(
    person: Person, profile: Profile, calcium: float, vitamin_d: float, highest_loads: Mapping[str, float]
) -> Iterator[str]:
    plan = person.plan
    drugs = [group for group in plan.groups() if group in load_drugs()]
    classes = {load_drugs()[drug].drug_class for drug in drugs}
    trains = any(isinstance(item, Training) for item in plan.interventions)
    if person.sex == "male":
        yield from _outside("male_age", person.age_at_start)
        if "aromatase_inhibitor" in classes:
            yield from _outside(
                "aromatase_inhibitor_years_men", _longest(person, DrugCourse, "aromatase_inhibitor")
            )
            if trains:
                yield _ranges()["training_on_inhibitor"].text
            if "testosterone" in classes:
                yield _ranges()["testosterone_with_inhibitor"].text
            if any(is_bone_drug(drug) for drug in drugs):
                yield _ranges()["bone_drug_on_inhibitor_men"].text
    if trains:
        yield from _outside("training_years", _longest(person, Training))
    for site, load in highest_loads.items():
        yield from _outside("load_ratio", load, site=site)
    yield from _outside("calcium_mg_per_day", calcium)
    yield from _outside("vitamin_d_iu_per_day", vitamin_d)
    yield from _outside("vitamin_d_25ohd_ng_ml", profile.vitamin_d_25ohd_ng_ml)
    yield from _outside("habitual_calcium_mg_per_day", profile.calcium_mg_per_day)
    yield from _outside("outlook_years", person.outlook_days / DAYS_PER_YEAR)
    if sum(is_bone_drug(drug) for drug in drugs) > 1:
        yield _ranges()["several_bone_drugs"].text
