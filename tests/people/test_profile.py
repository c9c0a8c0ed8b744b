"""From a person's file to the profile of his body."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

import pytest

from osteotwin.body import whole
from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.parameters import starting_values
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.interventions import Training

START = date(2026, 2, 1)
REFERENCE_25OHD = starting_values().values()["reference_vitamin_d"]


def measurement(
    what: str, value: float, on: date = date(2026, 1, 12), assay: str | None = None
) -> Measurement:
    return Measurement(on, what, value, "", f"{value}", assay=assay)


def person(*measurements: Measurement, **more: object) -> Person:
    base = Person("male", date(1972, 5, 14), START, date(2029, 2, 1), measurements=measurements)
    return replace(base, **more)  # type: ignore[arg-type]


def profile(*measurements: Measurement, **more: object) -> Profile:
    return profile_from_person(person(*measurements, **more))[0]


def test_nothing_measured_is_the_population_and_every_field_is_an_assumption() -> None:
    found, assumptions = profile_from_person(person())
    population = reference_population()
    age = (START - date(1972, 5, 14)).days / 365.25
    assert found.age == pytest.approx(age)
    assert found.estradiol_pg_ml == population.expected("estradiol_pg_ml", "male", age).mean
    assert found.lh_iu_l is None
    assert found.menopause_age is None
    assert set(found.bmd) == set(DXA_SITES)
    assumed = {a.field for a in assumptions}
    assert assumed == {
        "height_cm", "weight_kg", "estradiol_pg_ml", "testosterone_ng_dl", "lh_iu_l", "vitamin_d_25ohd_ng_ml",
        "calcium_mg_per_day", "vitamin_d_iu_per_day", *(f"bmd_{site}" for site in DXA_SITES),
    }  # fmt: skip
    assert all(a.value and a.source for a in assumptions)
    assert all(sd > 0 for sd in found.sd.values())


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("bmd_total_hip", 0.7), ("t_score_femoral_neck", -2.5), ("z_score_lumbar_spine", -2.0), ("estradiol", 5.0),
        ("testosterone", 150.0), ("25ohd", 8.0), ("ctx", 0.9),
    ],
)  # fmt: skip
def test_scans_and_laboratory_values_are_no_part_of_it(what: str, value: float) -> None:
    """They are compared with what virtual people would have had measured."""
    assert profile(measurement(what, value)) == profile()


def test_weight_is_the_latest_of_those_up_to_the_start() -> None:
    found = profile(
        measurement("weight", 70.0, date(2024, 1, 1)),
        measurement("weight", 80.0, date(2025, 1, 1)),
        measurement("weight", 95.0, date(2027, 1, 1)),
    )
    assert found.weight_kg == 80.0
    assert profile(measurement("weight", 77.0, START)).weight_kg == 77.0
    assert profile(measurement("weight", 95.0, date(2027, 1, 1))) == profile()


def test_a_man_whose_lh_was_measured_has_a_set_point_that_is_asked_for() -> None:
    assert profile().lh_iu_l is None
    assert profile(measurement("lh", 2.0)).lh_iu_l == profile(measurement("lh", 9.0)).lh_iu_l == 4.5


def test_stated_habits_size_and_training_are_used() -> None:
    walking = Training("walking", 3, 1500)
    habits = Habits(calcium_mg_per_day=750, vitamin_d_iu_per_day=0.0, training=(walking,))
    found, assumptions = profile_from_person(person(height_cm=181.0, weight_kg=86.0, habits=habits))
    assert (found.calcium_mg_per_day, found.vitamin_d_iu_per_day) == (750, 0)
    assert (found.height_cm, found.weight_kg) == (181, 86)
    assert found.habitual_training == (walking,)
    assert not {"calcium_mg_per_day", "vitamin_d_iu_per_day", "height_cm", "weight_kg"} & {
        a.field for a in assumptions
    }


@pytest.mark.parametrize("intake", [0.0, 600.0, 4_000.0, 20_000.0])
def test_25ohd_that_was_not_measured_is_where_the_stated_intake_leads(intake: float) -> None:
    """The level at which the population's man is at rest once he takes it, and 12 ng/mL at least."""
    usual, found = profile(), profile(habits=Habits(vitamin_d_iu_per_day=intake))
    p = whole.namespace(
        starting_values().values()
        | {
            "weight": usual.weight_kg,
            "habitual_vitamin_d_intake": usual.vitamin_d_iu_per_day / 1000,
            "vitamin_d_baseline": usual.vitamin_d_25ohd_ng_ml / REFERENCE_25OHD,
        }
    )
    s = whole.reference_state(p) | {"vitamin_d": found.vitamin_d_25ohd_ng_ml / REFERENCE_25OHD}
    u = whole.reference_inputs(p) | {"vitamin_d_intake": intake / 1000}
    rate = whole.derivatives(whole.namespace(s), p, whole.namespace(u))["vitamin_d"]
    assert rate == pytest.approx(0, abs=1e-9) or (
        rate < 0 and found.vitamin_d_25ohd_ng_ml == pytest.approx(12)
    )


@pytest.mark.parametrize(("age", "low", "high"), [(35.0, 60, 120), (60.0, 2, 8)])
def test_a_womans_estradiol_follows_her_menopause(age: float, low: float, high: float) -> None:
    found, _ = complete_profile("female", age, {})
    assert low < found.estradiol_pg_ml < high
    assert found.menopause_age == 51


def test_a_womans_estradiol_falls_smoothly_around_her_last_period() -> None:
    values = [
        complete_profile("female", age, {"menopause_age": Known(50.0, 0.0)})[0].estradiol_pg_ml
        for age in (45.0, 49.5, 50.0, 50.5, 55.0)
    ]
    assert values == sorted(values, reverse=True)
    assert values[1] > values[2] > values[3]


def test_a_profile_travels_to_another_process() -> None:
    found = profile()
    assert pickle.loads(pickle.dumps(found)) == found
