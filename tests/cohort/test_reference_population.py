"""The reference population and T-scores."""

from __future__ import annotations

from importlib.resources import files

import pytest

from osteotwin.cohort.reference_population import (
    REQUIRED,
    parse_reference_population,
    reference_population,
)
from osteotwin.cohort.t_scores import bmd_from_t_score, t_score, t_score_reference
from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import EVIDENCE_LEVELS

TEXT = (files("osteotwin.cohort") / "data" / "reference_population.toml").read_text(encoding="utf-8")
NEEDED = [(field, sex) for field, sexes in REQUIRED.items() for sex in sexes]


@pytest.mark.parametrize(("field", "sex"), NEEDED)
@pytest.mark.parametrize("age", [18.0, 50.0, 95.0])
def test_every_value_has_mean_sd_unit_source_and_kind(field: str, sex: str, age: float) -> None:
    expected = reference_population().expected(field, sex, age)
    assert expected.mean > 0
    assert 0 < expected.sd < expected.mean
    assert expected.unit
    assert expected.source
    assert expected.evidence_level in EVIDENCE_LEVELS


def test_the_reference_man_is_the_models() -> None:
    population = reference_population()
    assert population.expected("estradiol_pg_ml", "male", 50.0).mean == 20.0
    assert population.expected("testosterone_ng_dl", "male", 50.0).mean == 500.0


def test_values_are_linear_between_ages_and_flat_outside() -> None:
    population = reference_population()
    young, older = (population.expected("bmd_total_hip", "male", age).mean for age in (25.5, 35.5))
    assert population.expected("bmd_total_hip", "male", 30.5).mean == pytest.approx((young + older) / 2)
    assert population.expected("bmd_total_hip", "male", 15.0).mean == young
    assert (
        population.expected("bmd_total_hip", "male", 99.0).mean
        == population.expected("bmd_total_hip", "male", 75.5).mean
    )


def test_hip_density_falls_with_age_in_both_sexes() -> None:
    population = reference_population()
    for sex in ("male", "female"):
        means = [population.expected("bmd_femoral_neck", sex, age).mean for age in (30, 50, 70, 85)]
        assert means == sorted(means, reverse=True)


def test_an_unknown_field_or_group_is_reported() -> None:
    with pytest.raises(ParameterError, match="shoe_size"):
        reference_population().expected("shoe_size", "male", 50.0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('field = "menopause_age"', 'field = "menopause_agee"', "menopause_age of female"),
        ('unit = "mg/day"', 'unit = ""', 'value.*unit: "" is not valid'),
        ("sd = [8.2]", "sd = [8.2, 8.2]", "as many means and standard deviations"),
        ("sd = [8.2]", "sd = [0.0]", r"sd\[0\]: 0.0 is not valid|sd\[0\]: 0 is not valid"),
        ('sex = "premenopausal"', 'sex = "pre"', 'sex: "pre" is not valid; expected one of male'),
        ('kind = "measured"', 'kind = "guess"', 'kind: "guess" is not valid'),
    ],
)
def test_a_gap_is_refused(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(ParameterError, match=message):
        parse_reference_population(TEXT.replace(old, new, 1))


@pytest.mark.parametrize("site", ["lumbar_spine", "total_hip", "femoral_neck", "radius_33"])
@pytest.mark.parametrize("sex", ["male", "female"])
def test_t_score_and_its_inverse(site: str, sex: str) -> None:
    young = t_score_reference(site, sex)
    assert t_score(site, young.mean, sex) == 0
    assert t_score(site, bmd_from_t_score(site, -2.5, sex), sex) == pytest.approx(-2.5)
    assert young.reference


def test_femoral_neck_counts_from_young_women_for_men_too() -> None:
    assert t_score("femoral_neck", 0.858 - 2.5 * 0.120, "male") == pytest.approx(-2.5)


def test_a_site_without_reference_is_reported() -> None:
    with pytest.raises(ParameterError, match="calcaneus"):
        t_score("calcaneus", 0.5, "male")
