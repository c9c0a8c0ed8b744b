"""Measured values on the scale on which they are compared, and the arithmetic of the comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest

from osteotwin.endpoints import OUTPUTS, TRIAL_ENDPOINTS
from osteotwin.evidence import load_trials
from osteotwin.evidence.files.trial import Arm, Contrast, Dispersion, Observation, Population, Trial
from osteotwin.evidence.forward_model import build
from osteotwin.evidence.scoring.effect_size import DEFAULT_ARM_N, assumed_people
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import (
    by_immunoassay,
    measured_rows,
    predict,
)

WOMEN = Population("female", menopause="post", age_mean=62.0)


def rows(
    *observations: Observation,
    baseline: dict[str, float] | None = None,
    contrasts: tuple[Contrast, ...] = (),
    population: Population = WOMEN,
) -> tuple[Measured, ...]:
    arms = (Arm("a", False, 16, baseline or {}, observations=observations), Arm("b", True, 16, {}))
    return measured_rows(Trial("t", "T", "rct", "abstract", 52.0, ("exercise",), population, arms, contrasts))


def observed(
    endpoint: str, result_type: str, value: float, unit: str, dispersion: Dispersion | None = None
) -> Observation:
    return Observation(endpoint, 52.0, result_type, value, unit, dispersion)


CASES = [
    # endpoint, result_type, value, baseline, scale, value on the scale
    ("bmd_lumbar_spine", "percent_change", -2.0, {}, "percent_change", -2.0),
    ("bmd_lumbar_spine", "absolute", 0.98, {"bmd_lumbar_spine_g_cm2": 1.0}, "percent_change", -2.0),
    ("bmd_lumbar_spine", "absolute_change", -0.02, {"bmd_lumbar_spine_g_cm2": 1.0}, "percent_change", -2.0),
    ("bmd_lumbar_spine", "absolute_change", -0.02, {}, "absolute_change", -0.02),
    ("estradiol", "percent_change", -50.0, {}, "ratio_to_baseline", 0.5),
    ("estradiol", "absolute", 13.0, {"estradiol_pg_ml": 26.0}, "ratio_to_baseline", 0.5),
    ("estradiol", "absolute_change", -13.0, {"estradiol_pg_ml": 26.0}, "ratio_to_baseline", 0.5),
    ("testosterone", "absolute", 600.0, {}, "absolute", 600.0),
    ("25ohd", "absolute", 40.0, {"25ohd_ng_ml": 20.0}, "absolute", 40.0),
    ("25ohd", "absolute_change", 20.0, {"25ohd_ng_ml": 20.0}, "absolute", 40.0),
    ("25ohd", "absolute_change", 20.0, {}, "absolute_change", 20.0),
    ("pth", "percent_change", -25.0, {}, "percent_change", -25.0),
]


@pytest.mark.parametrize(("endpoint", "result_type", "value", "baseline", "scale", "expected"), CASES)
def test_the_scale_of_an_observation(
    endpoint: str, result_type: str, value: float, baseline: dict[str, float], scale: str, expected: float
) -> None:
    (row,) = rows(observed(endpoint, result_type, value, "unit"), baseline=baseline)
    assert (row.scale, row.observed) == (scale, pytest.approx(expected))
    assert row.output is not None


def test_a_week_0_value_is_a_baseline_and_no_row() -> None:
    before = replace(observed("vbmd_spine_qct", "absolute", 100.0, "mg/cm3"), week=0.0)
    (row,) = rows(before, observed("vbmd_spine_qct", "absolute", 110.0, "mg/cm3"))
    assert (row.scale, row.observed) == ("percent_change", pytest.approx(10.0))


def test_standard_errors_follow_the_scale() -> None:
    dispersion = Dispersion("sd", (4.0,))
    (row,) = rows(observed("bmd_lumbar_spine", "percent_change", -2.0, "percent", dispersion))
    assert row.se == pytest.approx(1.0)
    (row,) = rows(observed("estradiol", "percent_change", -50.0, "percent", dispersion))
    assert row.se == pytest.approx(0.01)
    (row,) = rows(
        observed("estradiol", "absolute", 10.0, "pg/mL", dispersion), baseline={"estradiol_pg_ml": 20.0}
    )
    assert row.se == pytest.approx(0.05)


def test_the_error_of_a_change_follows_from_the_dispersion_of_a_level_and_says_so() -> None:
    (row,) = rows(
        observed("bmd_lumbar_spine", "absolute", 0.98, "g/cm2", Dispersion("sd", (0.14,))),
        baseline={"bmd_lumbar_spine_g_cm2": 1.0},
    )
    assert row.se == pytest.approx(100 * 0.14 / 4 * (2 * 0.05) ** 0.5)
    assert row.se_source == "derived"
    assert "correlation of 0.95" in (row.reason or "")
    # A dispersion of changes is taken as it is.
    (row,) = rows(
        observed("bmd_lumbar_spine", "absolute_change", -0.02, "g/cm2", Dispersion("sd", (0.04,))),
        baseline={"bmd_lumbar_spine_g_cm2": 1.0},
    )
    assert (row.se, row.se_source) == (pytest.approx(1.0), "published")


def test_an_arm_without_n_counts_as_the_default_and_says_so() -> None:
    value = observed("bmd_lumbar_spine", "percent_change", -2.0, "percent", Dispersion("sd", (4.0,)))
    (row,) = measured_rows(
        Trial(
            "t",
            "T",
            "rct",
            "abstract",
            52.0,
            ("exercise",),
            WOMEN,
            (Arm("a", False, None, {}, observations=(value,)),),
        )
    )
    assert row.n == DEFAULT_ARM_N
    assert (row.se, row.se_source) == (pytest.approx(4 / DEFAULT_ARM_N**0.5), "derived")
    assert assumed_people(Arm("a", False, 12, {})) == ()
    (assumption,) = assumed_people(Arm("a", False, None, {}))
    assert assumption.field == "n"
    assert "assumption" in assumption.source


CONTRASTS = [
    # endpoint, value, unit, se, baselines of both arms, design, scale, value and error on it
    ("bmd_lumbar_spine", 0.02, "g/cm2", 0.005, (1.0, 1.0), "rct", "percent_difference", 2.0, 0.5),
    ("bmd_lumbar_spine", 0.02, "g/cm2", 0.005, (1.1, 0.9), "rct", "percent_difference", 2.0, 0.5),
    ("bmd_lumbar_spine", 0.02, "g/cm2", 0.005, (1.0, None), "rct", "percent_difference", 2.0, 0.5),
    ("bmd_lumbar_spine", 0.02, "g/cm2", 0.005, (1.0, None), "cohort", "absolute_change", 0.02, 0.005),
    ("bmd_lumbar_spine", 0.02, "g/cm2", 0.005, (1.2, 0.8), "rct", "absolute_change", 0.02, 0.005),
    ("bmd_lumbar_spine", 0.02, "g/cm2", 0.005, (None, None), "rct", "absolute_change", 0.02, 0.005),
    ("estradiol", -13.0, "pg/mL", 2.6, (26.0, 26.0), "rct", "percent_difference", -50.0, 10.0),
    ("25ohd", 20.0, "ng/mL", 2.0, (20.0, 20.0), "rct", "absolute_change", 20.0, 2.0),
]


@pytest.mark.parametrize(
    ("endpoint", "value", "unit", "se", "bases", "design", "scale", "expected", "error"), CONTRASTS
)
def test_the_scale_of_an_absolute_contrast(
    endpoint: str, value: float, unit: str, se: float, bases: tuple[float | None, float | None],
    design: str, scale: str, expected: float, error: float,
) -> None:  # fmt: skip
    key = {
        "bmd_lumbar_spine": "bmd_lumbar_spine_g_cm2",
        "estradiol": "estradiol_pg_ml",
        "25ohd": "25ohd_ng_ml",
    }[endpoint]
    arms = [
        Arm(name, control, 16, {} if base is None else {key: base})
        for name, control, base in zip("ab", (False, True), bases, strict=True)
    ]
    contrast = Contrast("a", "b", endpoint, 52.0, "absolute_difference", value, unit, Dispersion("se", (se,)))
    trial = Trial("t", "T", design, "abstract", 52.0, ("exercise",), WOMEN, tuple(arms), (contrast,))
    (row,) = measured_rows(trial)
    assert (row.scale, row.role, row.n) == (scale, "contrast", 32)
    assert row.observed == pytest.approx(expected)
    assert row.se == pytest.approx(error)
    assert (row.unit == "percent") == (scale == "percent_difference")


def test_what_would_be_seen_had_nothing_changed() -> None:
    found = rows(
        observed("bmd_lumbar_spine", "percent_change", -2.0, "percent"),
        observed("estradiol", "percent_change", -50.0, "percent"),
        observed("25ohd", "absolute", 40.0, "ng/mL"),
        observed("testosterone", "absolute", 40.0, "ng/dL"),
        observed("25ohd", "percent_change", 100.0, "percent"),
        baseline={"25ohd_ng_ml": 20.0},
    )
    assert [row.no_change for row in found] == [0.0, 1.0, 20.0, None, 20.0]
    assert (found[-1].scale, found[-1].observed) == ("absolute", pytest.approx(40.0))


LEVELS = {
    ("a", "bmd_lumbar_spine", 0.0): 1.00,
    ("a", "bmd_lumbar_spine", 52.0): 0.96,
    ("b", "bmd_lumbar_spine", 0.0): 0.80,
    ("b", "bmd_lumbar_spine", 52.0): 0.81,
}


@pytest.mark.parametrize(
    ("scale", "versus", "expected"),
    [
        ("percent_change", None, -4.0),
        ("percent_difference", "b", -4.0 - 1.25),
        ("ratio_to_baseline", None, 0.96),
        ("absolute", None, 0.96),
        ("absolute_change", None, -0.04),
        ("absolute_change", "b", -0.04 - 0.01),
    ],
)
def test_the_arithmetic_of_a_prediction(scale: str, versus: str | None, expected: float) -> None:
    row = Measured(
        "a", versus, "bmd_lumbar_spine", "bmd", 52.0, "k", scale, "u", 0.0, None, "bmd_lumbar_spine"
    )
    assert predict(row, lambda arm, output, week: LEVELS[arm, output, week]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("scale", "versus", "expected"),
    [
        ("absolute", None, 50.0 * 0.96),
        ("absolute_change", None, 50.0 * -0.04),
        ("absolute_change", "b", 50.0 * -0.04 - 40.0 * 0.0125),
        ("percent_change", None, -4.0),
    ],
)
def test_an_arms_own_baseline_gives_the_level_and_the_model_the_ratio(
    scale: str, versus: str | None, expected: float
) -> None:
    row = Measured(
        "a", versus, "bmd_lumbar_spine", "bmd", 52.0, "k", scale, "u", 0.0, None, "bmd_lumbar_spine",
        baselines=(50.0,) if versus is None else (50.0, 40.0),
    )  # fmt: skip
    assert predict(row, lambda arm, output, week: LEVELS[arm, output, week]) == pytest.approx(expected)


def test_a_contrast_keeps_its_sign_and_error() -> None:
    contrast = Contrast(
        "a", "b", "ctx", 26.0, "percent_difference", -60.0, "percent", Dispersion("ci95", (-70.0, -50.0))
    )
    (row,) = rows(contrasts=(contrast,))
    assert (row.scale, row.observed, row.arms) == ("percent_difference", -60.0, ("a", "b"))
    assert row.se == pytest.approx(20 / 3.92, rel=1e-3)


@pytest.mark.parametrize("endpoint", ["shbg", "dkk1", "bmd_radius_ultradistal"])
def test_an_endpoint_without_an_output_has_a_reason(endpoint: str) -> None:
    (row,) = rows(observed(endpoint, "percent_change", 10.0, "percent"))
    assert row.output is None
    assert row.reason
    with pytest.raises(ValueError, match=endpoint):
        predict(row, lambda *_: 1.0)


def test_an_absolute_marker_without_a_baseline_has_a_reason() -> None:
    (row,) = rows(observed("sclerostin", "absolute", 550.0, "pg/mL"))
    assert row.output is None
    assert "relative" in (row.reason or "")


def test_the_trochanter_is_read_as_the_hip_and_says_so() -> None:
    (row,) = rows(observed("bmd_trochanter", "percent_change", 1.0, "percent"))
    assert row.output == "bmd_total_hip"
    assert "trochanter" in (row.reason or "")


def test_mens_estradiol_is_read_by_immunoassay() -> None:
    value = observed("estradiol", "percent_change", -50.0, "percent")
    other = observed("ctx", "percent_change", -50.0, "percent")
    row, untouched = rows(value, other)
    assert by_immunoassay(row).output == "estradiol_immunoassay"
    assert "immunoassay" in (by_immunoassay(row).reason or "")
    assert by_immunoassay(untouched) == untouched
    arm = Arm("a", False, 20, {}, observations=(value,))
    for sex, output in (("male", "estradiol_immunoassay"), ("female", "estradiol")):
        trial = Trial("t", "T", "rct", "abstract", 52.0, ("exercise",), Population(sex), (arm,))
        assert [row.output for _, row in build([trial]).rows] == [output]


def test_every_endpoint_points_to_an_output_of_the_model() -> None:
    for endpoint in TRIAL_ENDPOINTS.values():
        assert endpoint.output is None or endpoint.output in OUTPUTS
        assert endpoint.output is not None or endpoint.note


def test_every_absolute_row_of_the_shipped_trials_has_a_unit_of_the_model() -> None:
    found = [row for trial in load_trials().trials for row in measured_rows(trial)]
    assert len(found) > 350
    for row in found:
        if row.output is not None and row.scale.startswith("absolute"):
            assert not OUTPUTS[row.output].relative


@pytest.mark.parametrize(
    ("other", "alike"), [(1.0, True), (0.81, True), (0.79, False), (1.24, True), (1.26, False)]
)
def test_arms_are_alike_within_a_fifth_of_the_larger(other: float, alike: bool) -> None:
    key = "bmd_lumbar_spine_g_cm2"
    arms = (Arm("a", False, 16, {key: 1.0}), Arm("b", True, 16, {key: other}))
    value = Contrast("a", "b", "bmd_lumbar_spine", 52.0, "absolute_difference", 0.02, "g/cm2")
    (row,) = measured_rows(Trial("t", "T", "rct", "abstract", 52.0, ("exercise",), WOMEN, arms, (value,)))
    assert row.scale == ("percent_difference" if alike else "absolute_change")
    assert row.observed == pytest.approx(100 * 0.02 / ((1.0 + other) / 2) if alike else 0.02)


@pytest.mark.parametrize(
    ("dispersion", "of_value", "of_arm", "se", "source"),
    [
        (Dispersion("sd", (4.0,)), 25.0, 16.0, 0.8, "published"),
        (Dispersion("sd", (4.0,)), None, 16.0, 1.0, "published"),
        (Dispersion("sd", (4.0,)), None, None, 4.0 / DEFAULT_ARM_N**0.5, "derived"),
        (Dispersion("sd", (4.0,), assumed=True), 25.0, 16.0, 0.8, "assumed"),
        (Dispersion("se", (0.7,)), None, None, 0.7, "published"),
        (Dispersion("ci95", (-4.0, -0.080072)), None, None, 1.0, "published"),
        (Dispersion("iqr", (0.0, 5.396)), 16.0, None, 1.0, "published"), (None, 25.0, 16.0, None, None),
    ],
)  # fmt: skip
def test_where_a_standard_error_comes_from(
    dispersion: Dispersion | None,
    of_value: float | None,
    of_arm: float | None,
    se: float | None,
    source: str | None,
) -> None:
    value = replace(observed("ctx", "percent_change", -2.0, "percent", dispersion), n=of_value)
    arm = Arm("a", False, of_arm, {}, observations=(value,))
    (row,) = measured_rows(Trial("t", "T", "rct", "abstract", 52.0, ("exercise",), WOMEN, (arm,)))
    assert (row.se, row.se_source) == (None if se is None else pytest.approx(se, rel=1e-4), source)
    assert row.n == (of_value or of_arm or DEFAULT_ARM_N)


def test_the_error_of_a_level_of_25ohd_is_in_its_unit() -> None:
    value = observed("25ohd", "percent_change", 50.0, "percent", Dispersion("se", (10.0,)))
    (row,) = rows(value, baseline={"25ohd_ng_ml": 20.0})
    assert (row.scale, row.observed, row.se, row.no_change) == ("absolute", 30.0, 2.0, 20.0)


@pytest.mark.parametrize(
    ("sizes", "n", "se"), [((16, 25), 41, 1.0), ((25, 16), 41, 1.0), ((None, 25), 45, 4 / 20**0.5)]
)
def test_a_contrast_with_a_standard_deviation_is_as_exact_as_its_smaller_arm(
    sizes: tuple[float | None, float | None], n: float, se: float
) -> None:
    arms = (Arm("a", False, sizes[0], {}), Arm("b", True, sizes[1], {}))
    value = Contrast("a", "b", "ctx", 52.0, "percent_difference", 2.0, "percent", Dispersion("sd", (4.0,)))
    (row,) = measured_rows(Trial("t", "T", "rct", "abstract", 52.0, ("exercise",), WOMEN, arms, (value,)))
    assert (row.n, row.se, row.se_source) == (n, pytest.approx(se), "derived")


@pytest.mark.parametrize("design", ["rct", "cohort"])
@pytest.mark.parametrize("base", [None, 20.0])
@pytest.mark.parametrize("endpoint", ["bmd_lumbar_spine", "ctx", "estradiol", "25ohd"])
@pytest.mark.parametrize("result_type", ["percent_difference", "absolute_difference"])
def test_between_arms_nothing_changed_is_zero_on_every_scale(
    result_type: str, endpoint: str, base: float | None, design: str
) -> None:
    start = () if base is None else (replace(observed(endpoint, "absolute", base, "x"), week=0.0),)
    arms = tuple(Arm(name, name == "b", 16, {}, observations=start) for name in "ab")
    value = Contrast("a", "b", endpoint, 52.0, result_type, 1.0, "x")
    row = measured_rows(Trial("t", "T", design, "abstract", 52.0, ("exercise",), WOMEN, arms, (value,)))[-1]
    assert (row.versus, row.no_change) == ("b", 0.0)
