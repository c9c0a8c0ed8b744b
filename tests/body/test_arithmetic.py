"""The few functions that the equations share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.body.arithmetic import hill, power, saturation, smooth_positive, soft_clip, softplus

anything = st.floats(-50, 50)
positive = st.floats(1e-3, 1e3)


@given(anything)
def test_softplus_is_a_smooth_positive_part(x: float) -> None:
    assert softplus(x) == pytest.approx(np.logaddexp(0, x), abs=1e-6)
    assert softplus(x) >= max(x, 0) - 1e-12
    assert softplus(x) - softplus(-x) == pytest.approx(x, abs=1e-9)


def test_softplus_does_not_overflow() -> None:
    assert softplus(1e6) == pytest.approx(1e6)
    assert softplus(-1e6) == pytest.approx(0, abs=1e-6)


def test_what_is_smooth_positive_is_itself_well_above_zero() -> None:
    x = np.linspace(-50, 50, 2001)
    kept = smooth_positive(x)
    assert np.all(kept > 0)
    assert np.all(np.diff(kept) > 0)
    assert smooth_positive(1.0) == 1.0
    assert kept[x >= 0.5] == pytest.approx(x[x >= 0.5], rel=0.01)
    assert np.all(kept[x < -1] < 0.01)


@given(anything, st.floats(0.1, 5))
def test_soft_clip_is_bounded_odd_and_starts_with_slope_one(x: float, limit: float) -> None:
    assert abs(soft_clip(x, limit)) < limit
    assert abs(soft_clip(x, limit)) <= abs(x)
    assert soft_clip(-x, limit) == -soft_clip(x, limit)
    assert soft_clip(1e-6, limit) == pytest.approx(1e-6, rel=1e-6)


@given(positive, positive)
def test_hill_and_saturation_are_half_at_the_half(x: float, half: float) -> None:
    assert hill(half, half) == pytest.approx(0.5)
    assert saturation(half, half) == pytest.approx(0.5)
    assert 0 < hill(x, half) < 1
    assert 0 < saturation(x, half) < 1
    assert hill(2 * x, half) > hill(x, half)
    assert saturation(2 * x, half) > saturation(x, half)


@given(positive, st.floats(-3, 3))
def test_power_is_power(x: float, exponent: float) -> None:
    assert power(x, exponent) == pytest.approx(x**exponent, rel=1e-12)
