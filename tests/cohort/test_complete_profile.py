"""What is assumed where nobody measured, and what is said of it."""

from __future__ import annotations

import pytest

from osteotwin.cohort.assays import true_estradiol
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.reference_population import reference_population

POPULATION = reference_population()


def said(sex: str, age: float, field: str, **known: float) -> tuple[str, str]:
    _, assumptions = complete_profile(sex, age, {name: Known(value, 0.02) for name, value in known.items()})
    (found,) = [one for one in assumptions if one.field == field]
    return found.value, found.source


@pytest.mark.parametrize(("sex", "age", "field", "known", "value", "source"), [
    ("male", 50.0, "height_cm", {}, "176 cm (SD 7.5)", "reference population, "),
    ("male", 50.0, "weight_kg", {"height_cm": 200.0}, "112 kg (SD 18)", "body mass index 28.0 kg/m2 at 200 cm; "),
    ("male", 50.0, "lh_iu_l", {}, "the axis's reference set point", "the model's reference man (4.5 IU/L)"),
    ("male", 50.0, "estradiol_pg_ml", {}, "20 pg/mL (SD 6)", "reference population, "),
    ("male", 50.0, "estradiol_pg_ml", {"testosterone_ng_dl": 250.0}, " pg/mL (SD ", "shifted with his testosterone ("),
    ("male", 50.0, "estradiol_pg_ml", {"testosterone_ng_dl": 0.0}, "20 pg/mL (SD 6)", "reference population, "),
    ("female", 55.0, "estradiol_pg_ml", {"menopause_age": 50.0}, " pg/mL (SD ", "+5.0 years from the last period; "),
    ("female", 45.0, "estradiol_pg_ml", {"menopause_age": 50.0}, " pg/mL (SD ", "-5.0 years from the last period; "),
    ("female", 50.0, "testosterone_ng_dl", {}, "22.5 ng/dL (SD 9.5)", "reference population, "),
])  # fmt: skip
def test_an_assumption_says_value_spread_and_where_it_is_from(
    sex: str, age: float, field: str, known: dict[str, float], value: str, source: str
) -> None:
    found = said(sex, age, field, **known)
    assert value in found[0]
    assert found[1].startswith(source)


def test_a_womans_estradiol_names_the_group_she_is_in() -> None:
    for age, group in ((49.9, "premenopausal"), (50.0, "postmenopausal"), (51.0, "postmenopausal")):
        _, source = said("female", age, "estradiol_pg_ml", menopause_age=50.0)
        assert source.endswith(POPULATION.expected("estradiol_pg_ml", group, age).source)


@pytest.mark.parametrize("score", [-2.0, -0.6, 0.0, 1.4])
def test_a_measured_site_moves_the_others_by_the_correlation(score: float) -> None:
    usual = POPULATION.expected("bmd_total_hip", "male", 60.0)
    value, source = said("male", 60.0, "bmd_lumbar_spine", bmd_total_hip=usual.mean + score * usual.sd)
    shift = POPULATION.association.between_sites * score
    spine = POPULATION.expected("bmd_lumbar_spine", "male", 60.0)
    assert value.startswith(f"{spine.mean + shift * spine.sd:.4g} g/cm2")
    assert source.startswith(f"{shift:+.2f} SD from the mean of the age, from the sites that were measured; ")
    assert said("male", 60.0, "bmd_lumbar_spine")[1].startswith("reference population")


def test_what_is_known_exactly_is_not_open_and_lh_is_no_womans_assumption() -> None:
    profile, assumptions = complete_profile(
        "female", 60.0, {"weight_kg": Known(70.0, 0.0), "lh_iu_l": Known(20.0, 1.0)}
    )
    assert "weight_kg" not in profile.sd
    assert (profile.weight_kg, profile.lh_iu_l, profile.sd["lh_iu_l"]) == (70.0, 20.0, 1.0)
    assert profile.measured == {"weight_kg", "lh_iu_l"}
    assert not {"weight_kg", "lh_iu_l"} & {one.field for one in assumptions}
    woman, assumptions = complete_profile("female", 60.0, {})
    assert woman.lh_iu_l is None
    assert "lh_iu_l" not in {one.field for one in assumptions}
    assert complete_profile("male", 60.0, {})[0].menopause_age is None


def test_an_immunoassay_is_lowered_by_its_offset_down_to_its_floor() -> None:
    assay = POPULATION.immunoassay
    assert true_estradiol(assay.offset + assay.floor + 20.0) == pytest.approx(assay.floor + 20.0)
    assert true_estradiol(assay.offset + assay.floor / 2) == assay.floor
    assert true_estradiol(0.0) == assay.floor


@pytest.mark.parametrize(("testosterone", "estradiol", "expected"), [
    (0.0, 0.3, 0.0), (0.3, 0.0, 0.0), (0.3, -1.0, 0.0), (0.3, 1e-9, 0.9), (9.0, 0.3, 0.9)])  # fmt: skip
def test_a_correlation_stays_one(testosterone: float, estradiol: float, expected: float) -> None:
    assert POPULATION.association.correlation(testosterone, estradiol) == expected
    link = POPULATION.association.estradiol_per_testosterone
    assert POPULATION.association.correlation(0.1, 0.4) == pytest.approx(link / 4)
