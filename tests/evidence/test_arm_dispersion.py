"""How the people of an arm differ, field by field: published, by entry, or the reference population's."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import Any

import pytest

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.evidence.arms.baseline import baseline_value, own_baseline, randomized_baseline
from osteotwin.evidence.arms.dispersion import CHOSEN_SHARE, age_sd, between_person_sd
from osteotwin.evidence.arms.profile import profile_from_arm
from osteotwin.evidence.arms.reading import ArmReading, read_arm
from osteotwin.evidence.files.trial import Arm, Dispersion, Observation, Population, Trial


def reading(
    arm: Arm | None = None, *others: Arm, sex: str = "male", age: float | None = 65.0, **who: Any
) -> ArmReading:
    arm = Arm("a", False, 30, {}) if arm is None else arm
    population = replace(Population(sex, "healthy", age_mean=age), **who)
    return read_arm(
        Trial("t", "A trial", "rct", "abstract", 52.0, ("exercise",), population, (arm, *others)), arm
    )


def sd_of(found: ArmReading, **mean: Any) -> tuple[dict[str, float], Profile]:
    profile = replace(profile_from_arm(found)[0], **mean)
    return between_person_sd(found, profile), profile


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize("times", [0.5, 2.0])
def test_hormones_intake_and_weight_differ_in_proportion_to_the_mean(sex: str, times: float) -> None:
    people = reference_population()
    found = reading(sex=sex)
    usual = profile_from_arm(found)[0]
    fields = ("testosterone_ng_dl", "vitamin_d_25ohd_ng_ml", "calcium_mg_per_day", "vitamin_d_iu_per_day")
    sd, mean = sd_of(
        found, **{name: times * getattr(usual, name) for name in (*fields, "weight_kg", "estradiol_pg_ml")}
    )
    for name in fields:
        expected = people.expected(name, sex, 65.0)
        assert sd[name] / getattr(mean, name) == pytest.approx(expected.sd / expected.mean)
    bmi = people.expected("bmi_kg_m2", sex, 65.0)
    assert sd["weight_kg"] / mean.weight_kg == pytest.approx(bmi.sd / bmi.mean)
    estradiol = people.expected("estradiol_pg_ml", "male" if sex == "male" else "postmenopausal", 65.0)
    assert sd["estradiol_pg_ml"] / mean.estradiol_pg_ml == pytest.approx(estradiol.sd / estradiol.mean)
    assert sd["height_cm"] == people.expected("height_cm", sex, 65.0).sd
    for site in DXA_SITES:
        assert sd[f"bmd_{site}"] == people.expected(f"bmd_{site}", sex, 65.0).sd


def test_lh_and_menopause_differ_only_where_there_are_any() -> None:
    man, _ = sd_of(reading())
    assert {"lh_iu_l", "menopause_age"} & man.keys() == set()
    assert sd_of(reading(), lh_iu_l=5.0)[0]["lh_iu_l"] == pytest.approx(2.0)
    woman, _ = sd_of(reading(sex="female"))
    assert woman["menopause_age"] == reference_population().expected("menopause_age", "female", 65.0).sd


@pytest.mark.parametrize(("menopause_age", "group"), [(64.9, "postmenopausal"), (65.1, "premenopausal")])
def test_estradiol_differs_as_on_the_side_of_the_last_period(menopause_age: float, group: str) -> None:
    sd, mean = sd_of(reading(sex="female"), menopause_age=menopause_age)
    expected = reference_population().expected("estradiol_pg_ml", group, 65.0)
    assert sd["estradiol_pg_ml"] / mean.estradiol_pg_ml == pytest.approx(expected.sd / expected.mean)


@pytest.mark.parametrize(
    ("who", "age", "sd"),
    [
        ({"age_sd": 3.0, "age_min": 60.0, "age_max": 72.0}, 66.0, 3.0),
        ({"age_min": 60.0, "age_max": 72.0}, 66.0, 12 / sqrt(12)),
        ({}, 29.9, 4.0), ({}, 30.0, 7.0), ({}, 66.0, 7.0),
    ],
)  # fmt: skip
def test_ages_differ_as_published_or_evenly_within_a_range(
    who: dict[str, float], age: float, sd: float
) -> None:
    assert age_sd(reading(age=age, **who), age) == pytest.approx(sd)


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ({}, True), ({"week": 1.0}, False), ({"result_type": "percent_change"}, False), ({"value": 0.0}, False),
        ({"value": -1.0}, False), ({"dispersion": None}, False), ({"endpoint": "pth"}, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("dispersion", "n", "of_arm", "sd"),
    [
        (Dispersion("sd", (12.0,)), 25.0, 50.0, 12.0), (Dispersion("se", (2.0,)), 25.0, 50.0, 10.0),
        (Dispersion("se", (2.0,)), None, 36.0, 12.0), (Dispersion("iqr", (20.0, 33.49)), 25.0, 50.0, 10.0),
        (Dispersion("ci95", (20.0, 27.839856)), 25.0, 50.0, 10.0), (Dispersion("se", (2.0,)), None, None, None),
    ],
)  # fmt: skip
def test_a_published_dispersion_at_the_start_counts(
    dispersion: Dispersion,
    n: float | None,
    of_arm: float | None,
    sd: float | None,
    row: dict[str, Any],
    counts: bool,
) -> None:
    seen = replace(Observation("25ohd", 0.0, "absolute", 24.0, "ng/mL", dispersion, n), **row)
    plain = sd_of(reading(Arm("a", False, of_arm, {})))[0]
    found = sd_of(reading(Arm("a", False, of_arm, {}, observations=(seen,))), vitamin_d_25ohd_ng_ml=24.0)[0]
    usual = sd_of(reading(Arm("a", False, of_arm, {})), vitamin_d_25ohd_ng_ml=24.0)[0]
    expected = sd if counts and sd is not None else usual["vitamin_d_25ohd_ng_ml"]
    assert found["vitamin_d_25ohd_ng_ml"] == pytest.approx(expected, rel=1e-4)
    assert found["height_cm"] == plain["height_cm"]


def test_one_person_does_not_differ() -> None:
    assert sd_of(reading(Arm("a", False, 1, {})))[0] == {}
    assert sd_of(reading(Arm("a", False, 2, {})))[0] != {}


@pytest.mark.parametrize(
    ("condition", "field", "age"),
    [
        ("osteoporosis", "bmd_lumbar_spine", 70.0), ("hypogonadal", "testosterone_ng_dl", 65.0),
        ("vitamin D deficient", "vitamin_d_25ohd_ng_ml", 65.0), ("morbidly obese", "weight_kg", 65.0),
    ],
)  # fmt: skip
def test_words_that_choose_people_leave_a_share_of_how_they_differ(
    condition: str, field: str, age: float
) -> None:
    chosen, usual = reading(condition=condition, age=age), reading(age=age)
    mean = profile_from_arm(chosen)[0]
    found, of_all = between_person_sd(chosen, mean), between_person_sd(usual, mean)
    assert found[field] == pytest.approx(CHOSEN_SHARE * of_all[field])
    assert found["height_cm"] == of_all["height_cm"]


def test_limits_of_entry_are_brought_to_the_fields_unit() -> None:
    people = reference_population()
    mean = profile_from_arm(reading())[0]
    score = reading(condition="total hip T-score between -2.5 and -1.0")
    entry = score.of("male").entry["t_score_total_hip"]
    assert between_person_sd(score, mean)["bmd_total_hip"] == pytest.approx(
        float(entry.sd or 0) * people.young["total_hip", "male"].sd
    )
    bmi = reading(condition="BMI 25-30")
    entry = bmi.of("male").entry["bmi_kg_m2"]
    assert between_person_sd(bmi, mean)["weight_kg"] == pytest.approx(
        float(entry.sd or 0) * (mean.height_cm / 100) ** 2
    )
    level = reading(condition="testosterone below 350 ng/dl")
    entry = level.of("male").entry["testosterone_ng_dl"]
    assert between_person_sd(level, mean)["testosterone_ng_dl"] == pytest.approx(float(entry.sd or 0))


def test_a_baseline_is_the_table_or_the_value_at_week_0() -> None:
    seen = (
        Observation("ctx", 26.0, "absolute", 0.5, "ng/mL"),
        Observation("ctx", 0.0, "percent_change", 9.0, "percent"),
        Observation("ctx", 0.0, "absolute", 0.4, "ng/mL"),
        Observation("estradiol", 0.0, "absolute", 20.0, "pg/mL"),
    )
    arm = Arm("a", False, 30, {"estradiol_pg_ml": 22.0, "t_score_total_hip": -1.0}, observations=seen)
    assert (baseline_value(arm, "ctx"), baseline_value(arm, "estradiol")) == (0.4, 22.0)
    assert baseline_value(arm, "pth") is None
    assert own_baseline(arm, "t_score_total_hip") == -1.0
    assert own_baseline(replace(arm, baseline={}), "estradiol_pg_ml") == 20.0


@pytest.mark.parametrize(
    ("design", "sizes", "mean"),
    [
        ("rct", (10, 30), 350.0),
        ("crossover", (10, 30), 350.0),
        ("rct", (None, 3), 350.0),
        ("cohort", (10, 30), None),
    ],
)
def test_what_chance_made_alike_has_the_arms_mean_by_their_size(
    design: str, sizes: tuple[float | None, float | None], mean: float | None
) -> None:
    values = (200.0, 400.0)
    arms = [Arm(str(k), False, sizes[k], {"testosterone_ng_dl": values[k]}) for k in range(2)]
    found = replace(reading(*arms, Arm("c", True, 99, {})).trial, design=design)
    assert randomized_baseline(found, "testosterone_ng_dl") == mean
    assert randomized_baseline(found, "pth_pg_ml") is None
