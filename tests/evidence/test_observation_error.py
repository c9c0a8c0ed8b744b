"""On which scale values are compared, and how exact the measured one is taken to be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from osteotwin.endpoints import TRIAL_ENDPOINTS, discrepancy_class
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Arm, Population, Trial
from osteotwin.evidence.scoring.discrepancy_classes import (
    DISCREPANCY_CLASSES,
    LOGARITHM,
    OWN_UNIT,
    POINTS,
    STARTING_DISCREPANCY,
    comparison_scale,
    share_converted,
)
from osteotwin.evidence.scoring.effect_size import DEFAULT_ARM_N
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import measured_rows
from osteotwin.evidence.scoring.observation_error import (
    observations_of,
    people_of,
    standard_error,
)
from osteotwin.evidence.scoring.person_sd import person_sd

TRIAL = Trial(
    "t", "t", "rct", "abstract", 52.0, ("exercise",), Population("male"),
    (Arm("drug", False, 25.0, {}), Arm("placebo", True, 16.0, {}), Arm("unknown", False, None, {})),
)  # fmt: skip
BMD = Measured(
    "drug", None, "bmd_lumbar_spine", "bmd", 52.0, "percent_change", "percent_change", "percent", -2.0, 0.5,
    "bmd_lumbar_spine",
)  # fmt: skip
RATIO = replace(
    BMD, endpoint="estradiol", group="hormone", scale="ratio_to_baseline", observed=0.5, se=0.1, week=26.0,
    no_change=1.0,
)  # fmt: skip
LEVEL = replace(
    RATIO, endpoint="25ohd", group="mineral", scale="absolute", observed=30.0, se=3.0, no_change=26.0
)
MARKER = replace(BMD, endpoint="ctx", group="marker", observed=-40.0, se=None)
CONTRAST = replace(BMD, versus="placebo", scale="percent_difference", observed=1.5)
CHANGE = replace(LEVEL, scale="absolute_change", observed=-4.0, se=1.5, no_change=0.0)


def of(*rows: Measured):
    return observations_of([(TRIAL, row) for row in rows])


def test_ratios_and_levels_are_logarithms_and_the_rest_stays() -> None:
    found = of(BMD, RATIO, LEVEL, MARKER, CONTRAST, CHANGE)
    assert found.logarithmic.tolist() == [False, True, True, False, False, False]
    assert found.observed == pytest.approx([-2.0, np.log(0.5), np.log(30.0), -40.0, 1.5, -4.0])
    assert found.used.all()
    assert len(found) == 6
    predicted = np.array([[-1.0, 0.8, 20.0, -10.0, 0.0, 2.0], [np.nan] * 6])
    onto = found.on_scale(predicted)
    assert onto[0] == pytest.approx([-1.0, np.log(0.8), np.log(20.0), -10.0, 0.0, 2.0])
    assert np.isnan(onto[1]).all()
    assert found.from_scale(onto)[0] == pytest.approx(predicted[0])
    with np.errstate(all="raise"):
        assert np.isfinite(found.on_scale(np.zeros(6))).all()  # no level is less than none


def test_what_has_no_logarithm_or_no_number_is_not_used() -> None:
    found = of(
        BMD, replace(RATIO, observed=0.0), replace(LEVEL, observed=-1.0), replace(BMD, observed=np.nan)
    )
    assert found.used.tolist() == [True, False, False, False]
    assert np.isfinite(found.standard_error).all()


def test_classes_that_share_offsets_and_errors() -> None:
    assert [discrepancy_class(row.endpoint, row.scale) for row in (BMD, RATIO, LEVEL, MARKER, CONTRAST, CHANGE)] == [
        "bmd", "hormone", "25ohd", "marker", "bmd_contrast", "change",
    ]  # fmt: skip
    assert discrepancy_class("vbmd_spine_qct", "percent_change") == "vbmd"
    assert discrepancy_class("pth", "absolute") == "mineral"
    rows = [row for trial in load_trials().trials for row in measured_rows(trial) if row.output is not None]
    assert {discrepancy_class(row.endpoint, row.scale) for row in rows} <= set(STARTING_DISCREPANCY)


def test_contrasts_share_no_offset_and_that_of_density_is_whole_after_half_a_year() -> None:
    found = of(BMD, replace(BMD, week=208.0), CONTRAST, MARKER, RATIO, replace(BMD, week=0.0))
    assert found.offset_loading == pytest.approx([1.0, 1.0, 0.0, 1.0, 1.0, (1 / 26) ** 0.5])


def test_a_printed_error_is_taken_but_none_is_perfect() -> None:
    assert standard_error(TRIAL, BMD) == 0.5
    assert standard_error(TRIAL, replace(BMD, se=0.01)) == 0.2
    assert standard_error(TRIAL, RATIO) == pytest.approx(0.2)  # of the logarithm
    assert standard_error(TRIAL, replace(RATIO, se=0.001)) == 0.05
    assert standard_error(TRIAL, CHANGE) == 1.5


def test_without_a_printed_error_people_and_their_sd_give_it() -> None:
    assert standard_error(TRIAL, replace(BMD, se=None)) == pytest.approx(3.5 / 5)
    assert standard_error(TRIAL, replace(CONTRAST, se=None)) == pytest.approx(3.5 * (1 / 25 + 1 / 16) ** 0.5)
    assert standard_error(TRIAL, replace(RATIO, se=None)) == pytest.approx(0.4 / 5)
    assert standard_error(TRIAL, MARKER) == pytest.approx(40 / 5)
    assert standard_error(TRIAL, replace(BMD, se=0.0)) == standard_error(TRIAL, replace(BMD, se=None))


def test_people_drift_apart_with_time_in_density_only() -> None:
    assert person_sd(replace(BMD, week=156.0)) == pytest.approx(3.5 * 2**0.5)
    assert person_sd(replace(MARKER, week=156.0)) == person_sd(MARKER)


def test_a_change_in_its_own_unit_has_the_sd_of_a_usual_level() -> None:
    assert person_sd(CHANGE) == pytest.approx(0.35 * 25.0)


def test_an_arm_without_n_counts_as_the_documented_number() -> None:
    assert people_of(TRIAL, "unknown") == DEFAULT_ARM_N
    assert people_of(TRIAL, "drug") == 25
    found = standard_error(TRIAL, replace(BMD, arm="unknown", se=None))
    assert found == pytest.approx(3.5 / DEFAULT_ARM_N**0.5)


def test_every_endpoint_of_the_model_has_an_sd() -> None:
    for name, endpoint in TRIAL_ENDPOINTS.items():
        if endpoint.output is not None:
            row: Any = replace(BMD, endpoint=name, group=endpoint.group, scale=endpoint.scale)
            scale = comparison_scale(row)
            assert 0 < person_sd(row) < (100 if scale == POINTS else 1)


def test_what_is_assumed_before_a_fit_is_positive() -> None:
    for name, found in STARTING_DISCREPANCY.items():
        assert min(found.offset, found.absolute, found.relative) >= 0, name
        assert max(found.offset, found.absolute, found.relative) > 0, name


def test_the_rows_of_one_trial_are_a_group() -> None:
    other = replace(TRIAL, id="u")
    assert observations_of([(TRIAL, BMD), (other, BMD), (TRIAL, RATIO)]).group == ("t", "u", "t")


def test_a_discrepancy_is_one_on_every_scale() -> None:
    pth = replace(MARKER, endpoint="pth", group="mineral", observed=-20.0)
    level = replace(pth, scale="absolute", observed=40.0, no_change=50.0)
    hormones = replace(RATIO, scale="percent_difference", versus="placebo", observed=-50.0, no_change=0.0)
    found = of(pth, level, RATIO, hormones, LEVEL, CHANGE, BMD)
    assert found.discrepancy_unit == pytest.approx([1.0, 0.01, 1.0, 100.0, 1.0, 1.0, 1.0])
    assert found.no_change == pytest.approx([0.0, np.log(50.0), 0.0, 0.0, np.log(26.0), 0.0, 0.0])
    assert found.effect(found.observed)[1] == pytest.approx(np.log(50.0 / 40.0))
    assert np.isnan(of(replace(level, no_change=None)).no_change).all()


def test_shares_are_converted_and_a_unit_is_no_share() -> None:
    assert share_converted(5.0, POINTS, LOGARITHM) == pytest.approx(0.05)
    assert share_converted(0.05, LOGARITHM, POINTS) == pytest.approx(5.0)
    assert share_converted(0.3, OWN_UNIT, OWN_UNIT) == 0.3
    with pytest.raises(ValueError, match="no size"):
        share_converted(0.3, OWN_UNIT, POINTS)
    assert {one.scale for one in DISCREPANCY_CLASSES.values()} == {POINTS, LOGARITHM, OWN_UNIT}


def test_people_differ_as_much_on_every_scale() -> None:
    for row in (MARKER, replace(MARKER, endpoint="pth", group="mineral"), RATIO):
        points = person_sd(replace(row, scale="percent_change"))
        assert person_sd(replace(row, scale="absolute")) == pytest.approx(points / 100)
        own = replace(row, scale="absolute_change", baselines=(50.0,))
        assert person_sd(own) == pytest.approx(50.0 * points / 100)
