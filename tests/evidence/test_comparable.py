"""Every type of result that sources print is compared as a level or a change, or kept with the reason why not."""

from itertools import product
from math import isfinite

import pytest
from scipy import stats
from tests.every import every

from osteotwin.evidence.files.result_types import OF_ONE_ARM, OF_TWO_ARMS, RESULT_TYPES
from osteotwin.evidence.files.trial import (
    Arm,
    Contrast,
    DietGiven,
    Dispersion,
    Observation,
    Population,
    Trial,
)
from osteotwin.evidence.scoring.comparable import comparable_observation
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import measured_rows

YEARS = 104 * 7 / 365.25
BASELINE = {"bmd_lumbar_spine_g_cm2": 0.8, "estradiol_pg_ml": 20.0, "25ohd_ng_ml": 20.0}
WOMEN = Population("female", menopause="post", age_mean=62.0)


def trial(
    observations: tuple[Observation, ...] = (), contrasts: tuple[Contrast, ...] = (), design: str = "rct",
    control: tuple[Observation, ...] = (), diet: tuple[DietGiven, ...] = (),
) -> Trial:  # fmt: skip
    arms = (
        Arm("drug", False, 40, BASELINE, diet=diet, observations=observations),
        Arm("placebo", True, 40, BASELINE, observations=control),
    )
    return Trial("t", "T", design, "abstract", 104.0, ("exercise",), WOMEN, arms, contrasts)


def measured(endpoint: str, result_type: str, value: float, **more: object) -> Measured:
    row = Observation(endpoint, 104.0, result_type, value, "", **more)  # type: ignore[arg-type]
    return measured_rows(trial((row,)))[0]


# Endpoint, type, value and dispersion as printed; scale, value and standard error as compared.
COMPARED = [
    ("bmd_lumbar_spine", "ratio_to_baseline", 0.97, ("se", (0.004,)), "percent_change", -3.0, 0.4),
    ("bmd_lumbar_spine", "ratio_to_baseline", 0.97, ("ci95", (0.96, 0.98)), "percent_change", -3.0, 2 / 3.919928),
    ("estradiol", "ratio_to_baseline", 0.2, ("se", (0.02,)), "ratio_to_baseline", 0.2, 0.02),
    ("ctx", "ratio_to_baseline", 1.5, None, "percent_change", 50.0, None),
    ("bmd_lumbar_spine", "percent_change_per_year", -1.5, ("se", (0.2,)), "percent_change", -1.5 * YEARS, 0.2 * YEARS),
    ("bmd_lumbar_spine", "absolute_change_per_year", -0.008, None, "percent_change", -YEARS, None),
    ("bmd_lumbar_spine", "percent_change_per_year", -1.5, ("ci95", (-2.0, -1.0)), "percent_change", -1.5 * YEARS,
     YEARS / 3.919928),
]  # fmt: skip


@pytest.mark.parametrize(
    ("endpoint", "result_type", "value", "dispersion", "scale", "expected", "se"), COMPARED
)
def test_ratios_and_rates_are_changes(
    endpoint: str, result_type: str, value: float, dispersion: tuple[str, tuple[float, ...]] | None, scale: str,
    expected: float, se: float | None,
) -> None:  # fmt: skip
    row = measured(
        endpoint, result_type, value, dispersion=None if dispersion is None else Dispersion(*dispersion)
    )
    assert (row.scale, row.result_type) == (scale, result_type)
    assert row.output is not None
    assert row.observed == pytest.approx(expected)
    assert row.se == (None if se is None else pytest.approx(se, rel=1e-5))


@pytest.mark.parametrize("result_type", [name for name, row in RESULT_TYPES.items() if row.not_scored])
def test_scores_are_kept_and_not_compared(result_type: str) -> None:
    if result_type in OF_ONE_ARM:
        row = measured("bmd_lumbar_spine", result_type, -2.1)
    else:
        contrast = Contrast("drug", "placebo", "bmd_lumbar_spine", 104.0, result_type, -2.1, "SD")
        row = measured_rows(trial(contrasts=(contrast,)))[0]
    assert (row.output, row.observed, row.se) == (None, -2.1, None)
    assert row.reason == RESULT_TYPES[result_type].not_scored


@pytest.mark.parametrize("result_type", ["t_score", "z_score"])
def test_a_score_at_the_start_is_no_density(result_type: str) -> None:
    start = Observation("bmd_total_hip", 0.0, result_type, -1.8, "SD")
    later = Observation("bmd_total_hip", 104.0, "absolute", 0.8, "g/cm2")
    kept, row = measured_rows(trial((start, later)))
    assert kept.output is None
    assert (row.scale, row.observed) == ("absolute", 0.8)


@pytest.mark.parametrize("n", [None, 3, 8, 40, 1000])
@pytest.mark.parametrize("endpoint", ["estradiol", "bmd_lumbar_spine", "ctx"])
def test_a_median_with_quartiles(endpoint: str, n: int | None) -> None:
    """Quartiles as many normal numbers have them give back their mean and standard deviation."""
    share = 0.75 if n is None or n < 5 else (0.75 * n - 0.125) / (n + 0.25)
    distance = float(stats.norm.ppf(share))
    quartiles = Dispersion("iqr", (10.0 - 2.0 * distance, 10.0 + 2.0 * distance))
    value = Observation(endpoint, 52.0, "absolute", 10.0, "", quartiles, n, statistic="median")
    arm = Arm("a", False, None, {})
    group = {"estradiol": "hormone", "bmd_lumbar_spine": "bmd", "ctx": "marker"}[endpoint]
    found, note = comparable_observation(arm, group, value)
    assert found is not None
    assert found.value == pytest.approx(10.0)
    if group == "marker":
        assert (found, note) == (value, None)
    else:
        assert "Wan" in (note or "")
        assert found.dispersion is not None
        assert (found.dispersion.statistic, found.dispersion.values) == ("sd", pytest.approx((2.0,)))


def test_a_skewed_median_is_moved_towards_the_longer_side() -> None:
    quartiles = Dispersion("iqr", (8.0, 22.0))
    row = measured("estradiol", "absolute", 12.0, dispersion=quartiles, n=40.0, statistic="median")
    assert row.observed == pytest.approx(14.0 / 20.0)
    assert "Wan" in (row.reason or "")
    assert "taken as a mean" in (measured("estradiol", "absolute", 12.0, statistic="median").reason or "")


CHANGES = (
    ("percent_change", -40.0),
    ("ratio_to_baseline", 0.6),
    ("percent_change_per_year", -40.0 / YEARS),
)


@pytest.mark.parametrize(("result_type", "value"), CHANGES)
def test_a_ratio_of_ratios_is_a_difference_in_points(result_type: str, value: float) -> None:
    control = Observation("ctx", 104.0, result_type, value, "")
    contrast = Contrast(
        "drug", "placebo", "ctx", 104.0, "ratio_of_ratios", 0.5, "ratio", Dispersion("ci95", (0.4, 0.6))
    )
    row = measured_rows(trial(contrasts=(contrast,), control=(control,)))[-1]
    # 0.6 of the baseline on placebo and half of that, 0.3, on the drug
    assert (row.scale, row.observed) == ("percent_difference", pytest.approx(-30.0))
    assert row.se == pytest.approx(100 * 0.6 * 0.2 / 3.919928, rel=1e-5)
    assert row.output == "ctx"


def test_a_ratio_of_ratios_with_levels_and_a_baseline() -> None:
    control = Observation("bmd_lumbar_spine", 104.0, "absolute", 0.76, "g/cm2")
    contrast = Contrast("drug", "placebo", "bmd_lumbar_spine", 104.0, "ratio_of_ratios", 1.04, "ratio")
    row = measured_rows(trial(contrasts=(contrast,), control=(control,)))[-1]
    assert row.observed == pytest.approx(100 * 0.95 * 0.04)


@pytest.mark.parametrize("design", ["rct", "crossover", "cohort", "single_arm", "before_after"])
def test_a_ratio_of_levels_needs_arms_made_by_chance(design: str) -> None:
    control = Observation("ctx", 104.0, "percent_change", 0.0, "percent")
    contrast = Contrast("drug", "placebo", "ctx", 104.0, "ratio", 0.5, "ratio")
    row = measured_rows(trial(contrasts=(contrast,), control=(control,), design=design))[-1]
    assert (row.output is not None) == (design in ("rct", "crossover"))
    assert row.observed == pytest.approx(-50.0 if row.output else 0.5)


@pytest.mark.parametrize("result_type", ["ratio", "ratio_of_ratios"])
def test_a_ratio_without_the_other_arms_change_is_kept(result_type: str) -> None:
    elsewhere = Observation("ctx", 52.0, "percent_change", 0.0, "percent")
    contrast = Contrast("drug", "placebo", "ctx", 104.0, result_type, 0.5, "ratio")
    row = measured_rows(trial(contrasts=(contrast,), control=(elsewhere,)))[-1]
    assert (row.output, row.observed) == (None, 0.5)
    assert "placebo" in (row.reason or "")


@every(
    "result_type, endpoint",
    [*product([*OF_ONE_ARM, *OF_TWO_ARMS], ["bmd_total_hip", "ctx", "estradiol", "25ohd", "shbg"])],
)
def test_every_type_of_every_endpoint_is_compared_or_says_why_not(endpoint: str, result_type: str) -> None:
    if result_type in OF_ONE_ARM:
        found = trial((Observation(endpoint, 26.0, result_type, 0.9, "x", Dispersion("se", (0.1,))),))
    else:
        found = trial(contrasts=(Contrast("drug", "placebo", endpoint, 26.0, result_type, 0.9, "x"),))
    (row,) = measured_rows(found)
    assert row.output is not None or row.reason
    assert isfinite(row.observed)


@pytest.mark.parametrize(("form", "scored"), [("D2", False), ("D3", True), (None, True)])
@pytest.mark.parametrize("endpoint", ["25ohd", "1_25ohd", "ctx"])
def test_levels_on_vitamin_d2_are_kept(endpoint: str, form: str | None, scored: bool) -> None:
    row = Observation(endpoint, 26.0, "percent_change", 40.0, "percent")
    diet = (DietGiven(vitamin_d_iu_per_day=800.0, vitamin_d_form=form),)
    (found,) = measured_rows(trial((row,), diet=diet))
    assert (found.output is not None) == (scored or endpoint == "ctx")
    assert ("D2" in (found.reason or "")) == (not scored and endpoint != "ctx")


def test_a_rate_until_the_start_is_kept() -> None:
    row = Observation("ctx", 0.0, "percent_change_per_year", 40.0, "percent/year")
    (found,) = measured_rows(trial((row,)))
    assert (found.output, found.reason) == (None, "a rate of change until week 0")
