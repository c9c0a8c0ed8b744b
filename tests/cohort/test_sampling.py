"""Laws of the one sampler: what goes together, what was measured, and who is the same whoever else is drawn."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.cohort import FIELDS
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.sampling import log_normal, people_around, sample_people
from osteotwin.parameters.sample import Streams

PEOPLE = 20_000
ASSOCIATION = reference_population().association


def profile(sex: str = "male", age: float = 60.0, **known: tuple[float, float]) -> Profile:
    return complete_profile(sex, age, {name: Known(*value) for name, value in known.items()})[0]


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(np.log(one), np.log(other))[0, 1])


@pytest.mark.parametrize("sex", ["male", "female"])
def test_means_and_standard_deviations_are_the_profiles(sex: str) -> None:
    center = profile(sex)
    for name, values in sample_people(center, Streams(PEOPLE, 1)).fields.items():
        sd = center.sd.get(name, 0.0)
        assert values.mean() == pytest.approx(center.center(name), abs=0.05 * sd + 1e-12), name
        if name not in ("menopause_age", "vitamin_d_iu_per_day"):  # cut off where a body ends
            assert values.std() == pytest.approx(sd, rel=0.05, abs=1e-12), name
        assert (values > 0).all()


@pytest.mark.parametrize("pair", list(combinations(DXA_SITES, 2)))
def test_sites_of_one_skeleton_go_together(pair: tuple[str, str]) -> None:
    one, other = (sample_people(profile(), Streams(PEOPLE, 1)).fields[f"bmd_{site}"] for site in pair)
    assert correlation(one, other) == pytest.approx(ASSOCIATION.between_sites, abs=0.02)


def test_a_mans_estradiol_goes_with_his_testosterone() -> None:
    fields = sample_people(profile(), Streams(PEOPLE, 1)).fields
    slope = np.polyfit(np.log(fields["testosterone_ng_dl"]), np.log(fields["estradiol_pg_ml"]), 1)[0]
    assert slope == pytest.approx(ASSOCIATION.estradiol_per_testosterone, abs=0.03)


@pytest.mark.parametrize("measured", [1, 2, 3])
@pytest.mark.parametrize("noise", [0.02, 0.5])
def test_a_site_that_was_not_measured_follows_those_that_were(measured: int, noise: float) -> None:
    """Against the conditional normal distribution of all sites at once, measured with noise."""
    expected = [reference_population().expected(f"bmd_{site}", "male", 60.0) for site in DXA_SITES]
    scores = np.array([-1.0, 0.5, -0.6])[:measured]
    center = profile(
        **{
            f"bmd_{site}": (one.mean + score * one.sd, noise * one.sd)
            for site, one, score in zip(DXA_SITES, expected, scores, strict=False)
        }
    )
    drawn = sample_people(center, Streams(PEOPLE, 1)).fields
    matrix = np.full((4, 4), ASSOCIATION.between_sites) + (1 - ASSOCIATION.between_sites) * np.eye(4)
    weights = np.linalg.solve(matrix[:measured, :measured], matrix[:measured, measured:]).T
    mean = weights @ scores
    covariance = matrix[measured:, measured:] - weights @ matrix[:measured, measured:]
    covariance = covariance + noise**2 * weights @ weights.T
    for k, site in enumerate(DXA_SITES[measured:]):
        name, one = f"bmd_{site}", expected[measured + k]
        assert center.bmd[site] == pytest.approx(one.mean + mean[k] * one.sd, rel=1e-12)
        assert center.sd[name] == pytest.approx(one.sd * np.sqrt(covariance[k, k]), rel=1e-12)
        assert drawn[name].std() == pytest.approx(center.sd[name], rel=0.03)
        for j, known in enumerate(DXA_SITES[:measured]):
            together = weights[k, j] * noise / np.sqrt(covariance[k, k])
            assert correlation(drawn[f"bmd_{known}"], drawn[name]) == pytest.approx(together, abs=0.02)
        for j, other in enumerate(DXA_SITES[measured:][:k]):
            together = covariance[k, j] / np.sqrt(covariance[k, k] * covariance[j, j])
            assert correlation(drawn[f"bmd_{other}"], drawn[name]) == pytest.approx(together, abs=0.02)


def test_measured_sites_have_their_noise_alone() -> None:
    drawn = sample_people(
        profile(bmd_lumbar_spine=(0.9, 0.02), bmd_total_hip=(0.8, 0.02)), Streams(PEOPLE, 1)
    ).fields
    spine, hip = drawn["bmd_lumbar_spine"], drawn["bmd_total_hip"]
    assert correlation(spine, hip) == pytest.approx(0.0, abs=0.02)
    assert spine.std() == pytest.approx(0.02, rel=0.02)


def test_estradiol_that_was_not_measured_is_known_better_from_a_measured_testosterone() -> None:
    open_, known = profile(), profile(testosterone_ng_dl=(500.0, 60.0))
    assert known.sd["estradiol_pg_ml"] < open_.sd["estradiol_pg_ml"]
    drawn = sample_people(known, Streams(PEOPLE, 1)).fields
    assert drawn["estradiol_pg_ml"].std() == pytest.approx(known.sd["estradiol_pg_ml"], rel=0.03)
    slope = np.polyfit(np.log(drawn["testosterone_ng_dl"]), np.log(drawn["estradiol_pg_ml"]), 1)[0]
    assert slope == pytest.approx(ASSOCIATION.estradiol_per_testosterone, abs=0.05)


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize("height", [150.0, 165.0, 195.0])
def test_a_weight_that_is_not_known_is_that_of_the_usual_body_mass_index(sex: str, height: float) -> None:
    center, usual = (
        profile(sex, height_cm=(height, 1.0)),
        reference_population().expected("bmi_kg_m2", sex, 60.0),
    )
    assert center.weight_kg / (height / 100) ** 2 == pytest.approx(usual.mean)
    assert center.sd["weight_kg"] / (height / 100) ** 2 == pytest.approx(usual.sd)


@pytest.mark.parametrize("age", [45.0, 50.8, 60.0])
def test_exact_means_are_exact_and_the_older_drawn_are_the_older(age: float) -> None:
    center = replace(profile("female", age), sd={"age": 5.0, "menopause_age": 2.0, "weight_kg": 9.0})
    rng = np.random.default_rng(1)
    scores: dict[str, np.ndarray] = {}

    def normals(name: str) -> np.ndarray:
        if name not in scores:
            drawn = rng.standard_normal(400)
            scores[name] = (drawn - drawn.mean()) / drawn.std()
        return scores[name]

    fields = people_around(center, 400, normals, exact_means=True).fields
    assert fields["age"].mean() == pytest.approx(age, rel=1e-9)
    assert fields["weight_kg"].mean() == pytest.approx(center.weight_kg, rel=1e-9)
    assert np.corrcoef(fields["age"], scores["age"])[0, 1] > 0.99
    assert fields["age"].std() == pytest.approx(5.0, rel=0.02)


def test_a_testosterone_that_is_known_exactly_leaves_what_it_does_not_explain() -> None:
    """What is left open of estradiol is its residual among people whose testosterone is open."""
    open_ = profile()
    drawn = sample_people(open_, Streams(PEOPLE, 1)).fields
    together = correlation(drawn["testosterone_ng_dl"], drawn["estradiol_pg_ml"])
    exact = profile(testosterone_ng_dl=(open_.testosterone_ng_dl, 1e-9))
    assert exact.estradiol_pg_ml == pytest.approx(open_.estradiol_pg_ml)
    left = open_.sd["estradiol_pg_ml"] * np.sqrt(1 - together**2)
    assert exact.sd["estradiol_pg_ml"] == pytest.approx(left, rel=0.02)
    assert left < 0.98 * open_.sd["estradiol_pg_ml"]


def test_a_measured_estradiol_does_not_follow_testosterone() -> None:
    drawn = sample_people(profile(estradiol_pg_ml=(25.0, 4.0)), Streams(PEOPLE, 1)).fields
    together = correlation(drawn["testosterone_ng_dl"], drawn["estradiol_pg_ml"])
    assert together == pytest.approx(0.0, abs=0.02)


@pytest.mark.parametrize(("age", "side"), [(45.0, -1), (58.0, 1), (70.0, 1)])
def test_women_stay_on_their_side_of_the_menopause(age: float, side: int) -> None:
    fields = sample_people(profile("female", age), Streams(PEOPLE, 1)).fields
    years = fields["age"] - fields["menopause_age"]
    assert (side * years > 0).all()
    assert years.std() > 1


def test_estradiol_of_women_follows_the_years_since_the_last_period() -> None:
    fields = sample_people(profile("female", 51.3), Streams(PEOPLE, 1)).fields
    years, estradiol = fields["age"] - fields["menopause_age"], fields["estradiol_pg_ml"]
    assert (years < 0).any()
    assert (years > 0).any()
    assert np.median(estradiol[years < -1]) > 2 * np.median(estradiol[years > 1])


@pytest.mark.parametrize("sex", ["male", "female"])
def test_people_are_the_same_whoever_else_is_drawn(sex: str) -> None:
    center = profile(sex, bmd_total_hip=(0.8, 0.02))
    everybody, some = sample_people(center, Streams(4200, 3)), sample_people(center, Streams(60, 3, 4080))
    assert everybody.fields.keys() == {name for name in FIELDS if center.center(name) is not None}
    for name, values in some.fields.items():
        assert np.array_equal(values, everybody.fields[name][4080:4140]), name


def test_nothing_open_nothing_drawn() -> None:
    center = replace(profile("female"), sd={})
    for name, values in sample_people(center, Streams(5, 1)).fields.items():
        assert np.ptp(values) == 0, name
        assert values[0] == pytest.approx(center.center(name), rel=1e-12)


@pytest.mark.parametrize("coefficient_of_variation", [0.01, 0.1, 0.2, 0.3])
def test_a_log_normal_has_the_mean_and_standard_deviation_that_it_is_given(
    coefficient_of_variation: float,
) -> None:
    """Integrated over the normal distribution; the clip at a quarter and three times the center is far away."""
    points, weights = np.polynomial.hermite_e.hermegauss(20)
    weights = weights / weights.sum()
    values = log_normal(50.0, 50.0 * coefficient_of_variation, points)
    inside = weights > 1e-9
    mean = weights[inside] @ values[inside]
    sd = np.sqrt(weights[inside] @ (values[inside] - mean) ** 2)
    assert mean == pytest.approx(50.0, rel=1e-4)
    assert sd == pytest.approx(50.0 * coefficient_of_variation, rel=2e-3)
    assert (np.diff(values[np.argsort(points)]) >= 0).all()


@pytest.mark.parametrize(("center", "sd"), [(0.0, 1.0), (5.0, 0.0)])
def test_a_value_that_cannot_vary_stays(center: float, sd: float) -> None:
    assert log_normal(center, sd, np.array([-3.0, 0.0, 3.0])).tolist() == [center] * 3


def test_no_draw_is_out_of_a_bodys_reach() -> None:
    values = log_normal(100.0, 300.0, np.linspace(-8, 8, 100))
    assert (values.min(), values.max()) == (25.0, 300.0)
