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


def test_the_latest_measurement_up_to_the_start_counts() -> None:
    found = profile(
        measurement("bmd_lumbar_spine", 0.9, date(2024, 1, 1)),
        measurement("bmd_lumbar_spine", 1.0, date(2025, 1, 1)),
        measurement("bmd_lumbar_spine", 0.5, date(2027, 1, 1)),
    )
    assert found.bmd["lumbar_spine"] == 1.0
    assert profile(measurement("testosterone", 300, START)).testosterone_ng_dl == 300


def test_measurements_after_the_start_alone_change_nothing() -> None:
    assert profile(measurement("testosterone", 900, date(2027, 1, 1))) == profile()


def test_a_measured_value_keeps_its_noise_only() -> None:
    measured = profile(measurement("bmd_total_hip", 1.0))
    assert measured.sd["bmd_total_hip"] == pytest.approx(0.013)
    assert profile().sd["bmd_total_hip"] > 0.1


def test_an_immunoassay_becomes_mass_spectrometry() -> None:
    found, assumptions = profile_from_person(person(measurement("estradiol", 26.0, assay="immunoassay")))
    assert found.estradiol_pg_ml == 20.0
    assert any("immunoassay" in a.value for a in assumptions if a.field == "estradiol_pg_ml")
    assert profile(measurement("estradiol", 4.0, assay="immunoassay")).estradiol_pg_ml == 1.0
    exact, notes = profile_from_person(person(measurement("estradiol", 26.0, assay="lc-ms")))
    assert exact.estradiol_pg_ml == 26.0
    assert "estradiol_pg_ml" not in {a.field for a in notes}
    assert exact.sd["estradiol_pg_ml"] < found.sd["estradiol_pg_ml"]


def test_an_assay_that_is_not_given_is_an_assumption() -> None:
    found, assumptions = profile_from_person(person(measurement("estradiol", 26.0)))
    assert found.estradiol_pg_ml == 20.0
    assert any("not given" in a.source for a in assumptions if a.field == "estradiol_pg_ml")


def test_a_t_score_becomes_density_and_the_density_wins_on_the_same_day() -> None:
    assert profile(measurement("t_score_femoral_neck", -2.5)).bmd["femoral_neck"] == pytest.approx(0.558)
    both = profile(measurement("t_score_femoral_neck", -2.5), measurement("bmd_femoral_neck", 0.60))
    assert both.bmd["femoral_neck"] == 0.60


def test_a_low_spine_lowers_the_hip_that_was_not_measured_but_less() -> None:
    plain, low = profile(), profile(measurement("bmd_lumbar_spine", 0.75))
    sd = reference_population().expected("bmd_total_hip", "male", plain.age).sd
    spine = reference_population().expected("bmd_lumbar_spine", "male", plain.age)
    fall = (plain.bmd["total_hip"] - low.bmd["total_hip"]) / sd
    assert 0 < fall < (spine.mean - 0.75) / spine.sd
    assert low.sd["bmd_total_hip"] < plain.sd["bmd_total_hip"]


def test_low_testosterone_lowers_estradiol_that_was_not_measured() -> None:
    low = profile(measurement("testosterone", 150))
    assert 1 < low.estradiol_pg_ml < 15


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
