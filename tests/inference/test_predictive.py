"""Predictive intervals: they hold what they say, and each part of the uncertainty widens them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t as student

from osteotwin.inference.observations import Observations
from osteotwin.inference.predictive import (
    independent_variance,
    offset_scale,
    predictive_intervals,
    predictive_scale,
)
from osteotwin.parameters import Discrepancy
from osteotwin.parameters.posterior import FREEDOM

ROWS = 20_000
KNOWN = {"bmd": Discrepancy(0.7, 0.3, 0.2), "hormone": Discrepancy(0.1, 0.2, 0.5)}


def rows(observed: np.ndarray, *, logarithmic: bool = False, offset_loading: float = 1.0) -> Observations:
    count = len(observed)
    return Observations(
        group=("g",) * count,
        endpoint_class=("hormone" if logarithmic else "bmd",) * count,
        observed=observed,
        standard_error=np.full(count, 0.4),
        logarithmic=np.full(count, logarithmic),
        no_change=np.zeros(count),
        discrepancy_unit=np.ones(count),
        offset_loading=np.full(count, offset_loading),
        used=np.ones(count, dtype=bool),
    )


def test_ninety_percent_of_such_errors_lie_inside() -> None:
    source = np.random.default_rng(1)
    center = source.uniform(-5, 5, ROWS)
    scale = np.sqrt(0.4**2 + 0.3**2 + (0.2 * center) ** 2 + 0.7**2 + 0.5**2)
    observed = center + scale * source.standard_t(FREEDOM, ROWS)
    found = predictive_intervals(rows(observed), KNOWN, center, np.full(ROWS, 0.5))
    inside = (found.low <= observed) & (observed <= found.high)
    assert inside.mean() == pytest.approx(0.9, abs=0.01)
    assert inside[np.abs(center) > 4].mean() == pytest.approx(0.9, abs=0.02)
    assert found.standardized.std() == pytest.approx(1.0, abs=0.03)
    assert np.array_equal(found.mean, center)


def test_the_quantile_is_that_of_students_t() -> None:
    found = predictive_intervals(rows(np.zeros(1)), KNOWN, np.zeros(1), np.zeros(1))
    scale = np.sqrt(0.4**2 + 0.3**2 + 0.7**2)
    assert found.high[0] == pytest.approx(float(student.ppf(0.95, FREEDOM)) * scale, rel=1e-5)
    assert found.low[0] == -found.high[0]
    assert found.sd[0] == pytest.approx(float(student.std(FREEDOM)) * scale)


def test_logarithms_become_ratios_again() -> None:
    found = predictive_intervals(rows(np.log([0.5]), logarithmic=True), KNOWN, np.log([0.8]), np.zeros(1))
    assert found.mean[0] == pytest.approx(0.8)
    assert found.low[0] * found.high[0] == pytest.approx(0.8**2)
    assert 0 < found.low[0] < 0.8
    assert found.standardized[0] == pytest.approx(np.log(0.8 / 0.5) / (found.sd[0] / found.mean[0]))


def test_own_error_grows_with_the_effect() -> None:
    size = np.array([0.0, 10.0])
    assert independent_variance(rows(np.zeros(2)), KNOWN, size) == pytest.approx([0.25, 0.25 + 4.0])
    logarithms = replace(rows(np.zeros(2)), logarithmic=np.ones(2, dtype=bool))
    assert independent_variance(logarithms, KNOWN, size) == pytest.approx([0.25, 0.25 + 4.0])


def test_an_effect_is_counted_from_where_nothing_changed() -> None:
    level = replace(rows(np.log([30.0, 30.0])), logarithmic=np.ones(2, dtype=bool))
    known = replace(level, no_change=np.array([np.log(20.0), np.nan]))
    assert known.effect(np.log([30.0, 30.0])) == pytest.approx([np.log(1.5), 0.0])
    far = predictive_intervals(known, KNOWN, np.log([60.0, 60.0]), np.zeros(2)).sd
    assert far[0] > far[1]  # an unknown beginning adds no effect


def test_discrepancies_of_another_scale_are_converted_but_the_share_of_the_effect_is_one_on_every_scale() -> (
    None
):
    plain = rows(np.zeros(2))
    converted = replace(plain, discrepancy_unit=np.array([1.0, 0.01]))
    size = np.array([10.0, 10.0])
    effect = (0.2 * 10) ** 2
    assert independent_variance(converted, KNOWN, size) == pytest.approx(
        [0.16 + 0.09 + effect, 0.16 + 0.09e-4 + effect]
    )
    assert offset_scale(converted, KNOWN) == pytest.approx([0.7, 0.007])
    whole = predictive_scale(converted, KNOWN, np.zeros(2), np.zeros(2))
    assert whole == pytest.approx(np.sqrt([0.16 + 0.09 + 0.49, 0.16 + 0.09e-4 + 0.49e-4]))


def test_every_part_widens_and_a_contrast_has_no_offset() -> None:
    zero, one = np.zeros(1), np.ones(1)
    plain = predictive_intervals(rows(zero), KNOWN, zero, zero).sd[0]
    assert predictive_intervals(rows(zero), KNOWN, zero, one).sd[0] > plain
    assert predictive_intervals(rows(zero), KNOWN, 5 * one, zero).sd[0] > plain
    contrast = predictive_intervals(rows(zero, offset_loading=0.0), KNOWN, zero, zero).sd[0]
    assert contrast == pytest.approx(np.sqrt(5 / 3) * 0.5)
    assert contrast < plain


def test_what_failed_or_cannot_be_compared_stays_without_number() -> None:
    some = rows(np.array([0.0, 1.0]))
    some.used[1] = False
    found = predictive_intervals(some, KNOWN, np.array([np.nan, 1.0]), np.zeros(2))
    assert np.isnan(found.mean[0])
    assert np.isnan(found.standardized).all()
    assert np.isfinite([found.low[1], found.high[1], found.sd[1]]).all()
