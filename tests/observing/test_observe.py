"""What each measurement sees: every endpoint, and the values of the reports people bring."""

from __future__ import annotations

from itertools import product
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.every import every

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.t_scores import t_score
from osteotwin.endpoints import ENDPOINTS, MEASURED, OUTPUTS
from osteotwin.observing.observation import BELOW, BOUNDS, NotUsed, Observation
from osteotwin.observing.observe import Subject, observe
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.scores import young_adults
from osteotwin.observing.tables import observations, scanners
from osteotwin.units import KINDS, parse_quantity

MAN, WOMAN, YOUNG_WOMAN = Subject("male", 55.0), Subject("female", 68.0, 50.0), Subject("female", 30.0)
SUBJECTS = {"man": MAN, "woman": WOMAN, "young woman": YOUNG_WOMAN}
DEVICES = (None, "hologic", "lunar", "norland", "other")
#: Usual densities [g/cm2].
DENSITIES = st.floats(0.3, 1.8)


def example(what: str) -> float:
    quantity = MEASURED[what].quantity
    return parse_quantity(KINDS[quantity].example, quantity)


def seen(what: str, value: float, subject: Subject = MAN, **more: object) -> Observation:
    found = observe(what, value, -30.0, subject, **more)  # type: ignore[arg-type]
    assert isinstance(found, Observation), found
    return found


@every("who, what", [*product(SUBJECTS, MEASURED)])
def test_every_endpoint_is_observed_or_refused_with_a_reason(what: str, who: str) -> None:
    found = observe(what, example(what), -30.0, SUBJECTS[who])
    if isinstance(found, NotUsed):
        assert len(found.why) > 10
        men_only = what in observations() and SUBJECTS[who].sex not in observations()[what].sexes
        assert men_only or ENDPOINTS[what].output is None, "the model has it"
    else:
        assert found.output == ENDPOINTS[what].output or found.output == "estradiol_immunoassay"
        assert (found.what, found.day) == (what, -30.0)


def test_no_row_of_the_table_is_of_something_that_nobody_measures() -> None:
    assert set(observations()) <= set(MEASURED)
    assert all(ENDPOINTS[what].output for what in observations())


@pytest.mark.parametrize("what", observations())
def test_a_relative_output_has_the_level_of_its_assay_and_no_other_has(what: str) -> None:
    row, output = observations()[what], OUTPUTS[ENDPOINTS[what].output or ""]
    assert output.relative == (row.level != 1.0)
    assert not output.relative or row.level_log_sd > 0.0, "a level without a spread would say too much"
    assert MEASURED[what].low < row.level < MEASURED[what].high or not output.relative


@given(
    st.sampled_from(sorted(MEASURED)),
    st.floats(0.02, 0.98),
    st.sampled_from(BOUNDS),
    st.sampled_from(DEVICES),
)
def test_errors_are_positive_and_limits_stay_limits(
    what: str, share: float, bound: str, device: str | None
) -> None:
    endpoint = MEASURED[what]
    value = endpoint.low + share * (endpoint.high - endpoint.low)
    for subject in SUBJECTS.values():
        found = observe(what, value, 0.0, subject, device=device, bound=bound)
        if isinstance(found, Observation):
            assert found.log_sd > 0.0
            assert found.censored == bound


@pytest.mark.parametrize(
    "what", ["ctx", "p1np", "bsap", "osteocalcin", "ntx_urine", "tracp5b", "pth", "urine_calcium_24h"]
)
def test_a_change_of_a_marker_says_more_than_its_level(what: str) -> None:
    first, later = seen(what, example(what)), seen(what, 2 * example(what))
    assert first.nuisances == later.nuisances, "one person's level is one"
    (own,) = first.nuisances
    assert own.log_sd > first.log_sd


@pytest.mark.parametrize(
    ("site", "value", "lowest", "highest"),
    [("lumbar_spine", 1.140, -0.6, -0.4), ("femoral_neck", 0.930, -0.85, -0.7)],
)
def test_a_lunar_density_of_a_man_reads_as_it_would_on_the_reference_scale(
    site: str, value: float, lowest: float, highest: float
) -> None:
    lunar, hologic = (seen(f"bmd_{site}", value, device=device) for device in ("lunar", "hologic"))
    assert lowest <= t_score(site, lunar.value, "male") <= highest
    assert hologic.value == value
    assert t_score(site, hologic.value, "male") == pytest.approx(0.6, abs=0.05)


@pytest.mark.parametrize(
    ("site", "score", "density"),
    [
        ("lumbar_spine", 0.7, 1.163),
        ("total_hip", -1.9, 0.745),
        ("femoral_neck", -2.2, 0.637),
        ("femoral_neck", -2.6, 0.578),
    ],
)
def test_a_score_printed_against_men_is_the_density_printed_beside_it(
    site: str, score: float, density: float
) -> None:
    by_score = seen(f"t_score_{site}", score, reference="male", device="hologic")
    by_density = seen(f"bmd_{site}", density, device="hologic")
    assert by_score.value == pytest.approx(by_density.value, abs=0.01)
    assert seen(f"t_score_{site}", score, reference="device", device="hologic").value == by_score.value


def test_a_woman_by_her_lunar_t_score_is_the_same_woman_as_by_her_density() -> None:
    density = 1.18 - 2.7 * 0.12  # what her report prints T -2.7 beside
    by_density = seen("bmd_lumbar_spine", density, WOMAN, device="lunar").value
    by_score = seen("t_score_lumbar_spine", -2.7, WOMAN, device="lunar").value
    by_maker = seen("t_score_lumbar_spine", -2.7, WOMAN, device="lunar", reference="device").value
    assert by_maker == pytest.approx(by_density)
    assert by_score == pytest.approx(by_density, rel=0.03)
    assert t_score("lumbar_spine", by_density, "female") < -2.5, "the flag is raised either way"


@pytest.mark.parametrize("site", DXA_SITES)
@pytest.mark.parametrize("sex", ["male", "female"])
def test_without_a_reference_a_score_counts_as_before(site: str, sex: str) -> None:
    young = reference_population().young[site, sex]
    assert seen(f"t_score_{site}", -1.5, Subject(sex, 60.0)).value == young.mean - 1.5 * young.sd


def test_against_men_a_low_score_is_more_bone_than_against_women() -> None:
    for site in ("total_hip", "femoral_neck"):
        men, women = (seen(f"t_score_{site}", -1.0, reference=who).value for who in ("male", "female"))
        assert men > women


@pytest.mark.parametrize("site", DXA_SITES)
def test_a_maker_whose_reference_nobody_knows_is_not_guessed(site: str) -> None:
    found = observe(f"t_score_{site}", -1.0, 0.0, MAN, device="norland", reference="device")
    assert isinstance(found, NotUsed)
    assert "not known" in found.why


@pytest.mark.parametrize("site", DXA_SITES)
def test_a_z_score_of_zero_is_the_usual_density_of_that_age(site: str) -> None:
    usual = reference_population().expected(f"bmd_{site}", "male", MAN.age)
    assert seen(f"z_score_{site}", 0.0).value == usual.mean
    assert seen(f"z_score_{site}", -1.0).value == pytest.approx(usual.mean - usual.sd)


@given(st.sampled_from([*DXA_SITES, "trochanter"]), st.sampled_from(DEVICES), DENSITIES, DENSITIES)
def test_a_scale_keeps_the_order_and_leads_back(
    site: str, device: str | None, one: float, two: float
) -> None:
    scale = scale_of(site, device)
    assert scale.from_reference(scale.to_reference(one)) == pytest.approx(one)
    if one != two:
        assert (scale.to_reference(one) < scale.to_reference(two)) == (one < two)


@given(st.sampled_from(["lumbar_spine", "total_hip", "femoral_neck"]), DENSITIES)
def test_makers_read_one_bone_as_they_are_known_to(site: str, bmd: float) -> None:
    """Lunar reads more than Hologic, by up to a fifth."""
    lunar = scale_of(site, "lunar").from_reference(bmd)
    assert 1.02 < lunar / bmd < 1.35


def test_a_scale_is_the_less_sure_the_less_is_known_of_it() -> None:
    sds = [scale_of("total_hip", device).nuisance.log_sd for device in ("hologic", None, "lunar", "other")]
    assert sds == sorted(sds)
    assert len(set(sds)) == len(sds)
    assert scale_of("radius_33", "lunar").nuisance.log_sd == scanners().scale.unknown_log_sd


def test_scans_of_one_maker_share_their_doubt_and_sites_do_not() -> None:
    first, second = (seen("bmd_total_hip", value, device="lunar") for value in (1.0, 0.95))
    assert first.nuisances == second.nuisances
    assert first.nuisances != seen("bmd_femoral_neck", 0.9, device="lunar").nuisances
    assert first.nuisances != seen("bmd_total_hip", 1.0, device="hologic").nuisances


def test_the_spine_is_seen_as_a_scan_and_the_hip_as_bone() -> None:
    assert seen("bmd_lumbar_spine", 1.0).sees == "scan"
    assert {seen(what, 1.0).sees for what in ("bmd_total_hip", "bmd_femoral_neck", "bmd_radius_33")} == {
        "bone"
    }


def test_a_centres_own_precision_replaces_the_usual_one() -> None:
    usual, own = seen("bmd_total_hip", 1.0), seen("bmd_total_hip", 1.0, precision=0.03)
    assert own.log_sd == pytest.approx(0.03, rel=0.01)
    assert usual.log_sd == pytest.approx(reference_population().noise["bmd_total_hip"], rel=0.01)


def test_the_trochanter_stands_for_the_hip_with_the_doubt_of_it() -> None:
    found = seen("bmd_trochanter", 0.75)
    assert found.output == "bmd_total_hip"
    assert found.value / exp(sum(n.log_mean for n in found.nuisances)) == pytest.approx(1.0)


def reach(found: Observation, sds: float = 1.645) -> tuple[float, float]:
    """The outputs that an observation holds for likely [pg/mL of estradiol]."""
    spread = (found.log_sd**2 + sum(n.log_sd**2 for n in found.nuisances)) ** 0.5
    low, high = (exp(log(found.value) + side * sds * spread) for side in (-1, 1))
    offset = reference_population().immunoassay.offset if found.output == "estradiol_immunoassay" else 0.0
    return max(low - offset, 0.0), high - offset


def test_a_low_immunoassay_says_low_and_little_more() -> None:
    low, high = reach(seen("estradiol", 6.0, assay="immunoassay"))
    assert low < 1.0
    assert 8.0 < high < 16.0
    narrow_low, narrow_high = reach(seen("estradiol", 6.0, assay="lc-ms"))
    assert narrow_low > 4.0
    assert narrow_high < 8.0


def test_an_assay_that_is_not_stated_is_an_immunoassay() -> None:
    assert seen("estradiol", 20.0) == seen("estradiol", 20.0, assay="immunoassay")


def test_a_limit_by_mass_spectrometry_is_one() -> None:
    found = seen("estradiol", 5.0, assay="lc-ms", bound=BELOW)
    assert (found.output, found.value, found.censored) == ("estradiol", 5.0, BELOW)


def test_one_value_before_menopause_says_little() -> None:
    assert (
        seen("estradiol", 90.0, YOUNG_WOMAN, assay="lc-ms").log_sd
        > 3 * seen("estradiol", 90.0, WOMAN, assay="lc-ms").log_sd
    )


def test_the_menopause_that_is_stated_counts() -> None:
    assert Subject("female", 45.0).before_menopause
    assert not Subject("female", 45.0, 40.0).before_menopause
    assert not Subject("male", 20.0).before_menopause


@pytest.mark.parametrize("sex", ["male", "female"])
def test_makers_references_lie_near_the_populations_own(sex: str) -> None:
    for row in scanners().young:
        if row.sex == sex:
            theirs = young_adults(row.site, sex, "device", row.device)
            ours = young_adults(row.site, sex, sex)
            assert theirs is not None
            assert ours is not None
            assert theirs.mean == pytest.approx(ours.mean, rel=0.08)


@pytest.mark.parametrize(
    ("what", "women_before", "women_after"),
    [
        ("ctx", (0.05, 0.67), (0.09, 1.05)),
        ("p1np", (19.3, 76.3), (18.2, 102.3)),
        ("bsap", (6.0, 22.7), (8.1, 31.6)),
    ],
)
def test_reference_intervals_of_women_fit_levels_that_were_taken_from_men(
    what: str, women_before: tuple[float, float], women_after: tuple[float, float]
) -> None:
    """Study of Health in Pomerania (Bone 2013, PMID 24076251), 95 % of women; no row of the table was set by them."""
    row = observations()[what]
    for low, high in (women_before, women_after):
        middle, spread = (log(low) + log(high)) / 2, (log(high) - log(low)) / 3.92
        assert abs(middle - row.log_level) < 0.7 * row.level_log_sd
        assert (row.level_log_sd**2 + row.log_sd**2) ** 0.5 == pytest.approx(spread, rel=0.35)
