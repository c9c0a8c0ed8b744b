"""What is said to be covered is what the shipped trials had, measured as a person's plan is; no less, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import exp

import pytest

from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import habits_of
from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.forward_model import VirtualArm, build
from osteotwin.explaining.covered import CourseRow, covered
from osteotwin.explaining.exposure import delivered_rates, doses_of, first_overlap, length_of, spans_of
from osteotwin.parameters import starting_values
from osteotwin.protocol.drug_groups import BONE_DRUGS
from osteotwin.protocol.extremes import Extremes, extremes
from osteotwin.protocol.library import load_drugs

SEXES = ("male", "female")
TRIALS = {trial.id for trial in load_trials().trials}

#: What castrates is enough.
NO_DOSE = {"gnrh_agonist", "gnrh_antagonist", "relugolix", "orchiectomy"}


@cache
def arms() -> tuple[VirtualArm, ...]:
    return build(load_trials().trials).arms


@cache
def last_scan(trial_id: str, arm_id: str) -> float:
    """Day of the last density of an arm."""
    trial = load_trials().trial(trial_id)
    results = [
        *trial.arm(arm_id).observations,
        *(contrast for contrast in trial.contrasts if arm_id in (contrast.arm, contrast.versus)),
    ]
    days = [r.week * DAYS_PER_WEEK for r in results if TRIAL_ENDPOINTS[r.endpoint].group == "bmd"]
    return max(days, default=0.0)


def years_of_arms(row: CourseRow, sex: str) -> Iterator[tuple[float, str]]:
    for arm in arms():
        end = last_scan(arm.trial, arm.arm)
        if arm.mean.sex == sex and end > 0:
            spans = spans_of(arm.protocol.interventions, row.sorts, end) if row.sorts else [(0.0, end)]
            yield length_of(spans) / DAYS_PER_YEAR, arm.trial


@cache
def extremes_of(arm_number: int) -> Extremes:
    arm = arms()[arm_number]
    known = starting_values().values() | {"weight": arm.mean.weight_kg}
    return extremes(arm.protocol, habits_of(alike(arm.mean, 1)), known, float(arm.days[-1]))


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("name", covered().courses)
def test_courses_are_the_longest_of_the_trials(name: str, sex: str) -> None:
    row = covered().courses[name]
    longest, trial = max(years_of_arms(row, sex))
    limit = row.of(sex)
    if limit is None:
        assert longest == 0, trial
        return
    assert longest <= limit.years + 0.05, trial
    if limit.source in TRIALS:
        assert longest == pytest.approx(limit.years, abs=0.05)
        assert any(
            found == pytest.approx(longest) and trial == limit.source
            for found, trial in years_of_arms(row, sex)
        )


def test_every_class_of_drugs_is_known() -> None:
    sorts = {sort for row in covered().courses.values() for sort in row.sorts}
    assert {drug.drug_class for drug in load_drugs().values() if drug.modelled} <= sorts


def test_doses_are_the_largest_of_the_trials() -> None:
    largest: dict[str, float] = {}
    for arm in arms():
        for drug, _, per_day in doses_of(arm.protocol.interventions):
            largest[drug] = max(per_day, largest.get(drug, 0.0))
    for drug in largest.keys() - NO_DOSE:
        row = covered().doses[drug]
        assert largest[drug] <= row.per_day * 1.05, drug
        if row.source in TRIALS:
            assert largest[drug] == pytest.approx(row.per_day, rel=0.08), drug


def test_every_drug_of_a_covered_class_has_a_dose() -> None:
    rows = [row for row in covered().courses.values() if row.male or row.female]
    classes = {sort for row in rows for sort in row.sorts}
    drugs = {name for name, drug in load_drugs().items() if drug.modelled and drug.drug_class in classes}
    assert drugs - NO_DOSE == set(covered().doses)


def test_a_usual_dose_is_covered() -> None:
    for name, row in covered().doses.items():
        drug = load_drugs()[name]
        days = 1.0 if drug.dose_means == "delivered per day" else drug.usual_interval_days
        assert drug.usual_dose / days <= row.per_day * 1.07, name


def test_loads_and_calcium_are_the_largest_of_the_trials() -> None:
    ranges, most = covered().ranges, [extremes_of(number) for number in range(len(arms()))]
    assert max(one.loads["spine"] for one in most) == pytest.approx(ranges["load_spine"].high, abs=0.06)
    assert max(one.loads["hip"] for one in most) == pytest.approx(ranges["load_hip"].high, abs=0.06)
    assert max(one.calcium for one in most) == pytest.approx(ranges["calcium_mg_per_day"].high, rel=0.03)


def test_vitamin_d_is_the_largest_that_was_taken_for_a_year() -> None:
    long = [number for number, arm in enumerate(arms()) if arm.days[-1] > DAYS_PER_YEAR - 4]
    most = max(extremes_of(number).vitamin_d for number in long)
    assert most == pytest.approx(covered().ranges["vitamin_d_iu_per_day"].high, rel=0.05)


def test_pairs_are_those_of_the_trials() -> None:
    """Of two courses that an arm ran at once while its density was measured; several bone drugs stand elsewhere."""
    rows = {name: row for name, row in covered().courses.items() if row.words.startswith("on ")}
    found: dict[tuple[str, frozenset[str]], set[str]] = {}
    for arm in arms():
        end = last_scan(arm.trial, arm.arm)
        spans = {name: spans_of(arm.protocol.interventions, row.sorts, end) for name, row in rows.items()}
        for one, other in combinations(rows, 2):
            both_for_bone = all(set(rows[name].sorts) <= set(BONE_DRUGS) for name in (one, other))
            if first_overlap(spans[one], spans[other]) < end and not both_for_bone:
                found.setdefault((arm.mean.sex, frozenset((one, other))), set()).add(arm.trial)
    listed = {(row.sex, frozenset(row.classes)): row.source for row in covered().pairs_covered}
    assert found.keys() <= listed.keys()
    assert {name for _, pair in listed for name in pair} <= set(rows)
    for pair, source in listed.items():
        assert source not in TRIALS or source in found[pair], pair


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("drug_class", covered().exposures)
def test_exposures_are_the_largest_of_the_trials(drug_class: str, sex: str) -> None:
    """The largest of any arm, and beyond each step's years the next one."""
    steps = covered().exposures[drug_class].of(sex)
    assert [step.amount for step in steps] == sorted((step.amount for step in steps), reverse=True)
    limits = [(0.0, steps[0]), *((higher.years, lower) for higher, lower in pairwise(steps))]
    for years, step in limits:
        found = {0.0: ""} | {
            rate: arm.trial
            for arm in arms()
            if arm.mean.sex == sex
            for _, rate in delivered_rates(arm.protocol.interventions, drug_class, float(arm.days[-1]))
            if length_of(
                span
                for span, other in delivered_rates(
                    arm.protocol.interventions, drug_class, float(arm.days[-1])
                )
                if other >= rate
            )
            > years * DAYS_PER_YEAR + 4
        }
        assert max(found) <= step.amount * 1.01, found[max(found)]
        trial = step.source.partition(":")[0]
        if trial in TRIALS:
            assert max(found) == pytest.approx(step.amount, rel=0.01)


@pytest.mark.parametrize("sex", SEXES)
def test_a_body_mass_index_is_that_of_the_arms(sex: str) -> None:
    stated = [
        arm.mean.weight_kg / (arm.mean.height_cm / 100) ** 2
        for arm in arms()
        if arm.mean.sex == sex and "weight_kg" in arm.mean.measured
    ]
    trials = (trial for trial in load_trials().trials if trial.population.sex in (sex, "mixed"))
    printed = [t.population.bmi_mean for t in trials if t.population.bmi_mean is not None]
    assert max(*stated, *printed) == pytest.approx(covered().ranges[f"bmi_{sex}"].high, abs=0.05)
    assert covered().ranges[f"bmi_{sex}"].low == pytest.approx(min(stated + printed) * 0.7, abs=0.5)


@pytest.mark.parametrize(("key", "spread"), [("estradiol_pg_ml", 1 - 2 * 0.31), ("lh_iu_l", exp(-2 * 0.55))])
def test_hormones_of_men_begin_two_deviations_under_the_lowest_mean_of_an_arm(
    key: str, spread: float
) -> None:
    men = (trial for trial in load_trials().trials if trial.population.sex == "male")
    lowest = min(arm.baseline[key] for trial in men for arm in trial.arms if key in arm.baseline)
    assert covered().ranges[f"{key}_male"].low == pytest.approx(lowest * spread, rel=0.08)


def test_25ohd_begins_with_the_lowest_mean_of_an_arm() -> None:
    levels = [arm.baseline.get("25ohd_ng_ml") for trial in load_trials().trials for arm in trial.arms]
    assert min(level for level in levels if level) == covered().ranges["vitamin_d_25ohd_ng_ml"].low
