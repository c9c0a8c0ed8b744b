"""What a trial concludes: Welch's test, and power by a formula, against SciPy and against resampled trials."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.studies.trials.comparison import (
    Sample,
    difference,
    people_needed,
    power,
    resampled_power,
)

sds = st.floats(0.1, 10)
numbers = st.integers(2, 500)


@given(st.integers(0, 10_000), st.integers(2, 60), st.integers(2, 60), st.floats(-3, 3), sds)
def test_the_test_is_welchs(seed: int, n: int, m: int, shift: float, sd: float) -> None:
    from scipy.stats import ttest_ind

    random = np.random.default_rng(seed)
    treated, control = shift + sd * random.standard_normal(n), random.standard_normal(m)
    found = difference(Sample.of(treated), Sample.of(control))
    known = ttest_ind(treated, control, equal_var=False)
    assert found.value == pytest.approx(treated.mean() - control.mean())
    assert found.p == pytest.approx(known.pvalue, rel=1e-9, abs=1e-300)
    ends = known.confidence_interval(0.95)
    assert found.interval == pytest.approx((ends.low, ends.high))


def test_what_is_not_known_does_not_count() -> None:
    assert Sample.of(np.array([1.0, np.nan, 3.0])) == Sample(2, 2.0, pytest.approx(2**0.5))
    alone = difference(Sample.of(np.array([1.0])), Sample.of(np.array([1.0, 2.0])))
    assert np.isnan(alone.p)
    assert np.isnan(alone.interval[0])
    same = difference(Sample(5, 0.0, 0.0), Sample(5, 0.0, 0.0))
    assert same.value == 0.0
    assert np.isnan(same.p)


@given(st.floats(0, 4), st.integers(5, 500))
def test_power_is_that_of_the_noncentral_t(effect: float, n: int) -> None:
    from scipy.stats import nct, t

    edge, freedom = t.ppf(0.975, 2 * n - 2), 2 * n - 2
    exact = nct.sf(edge, freedom, effect * np.sqrt(n / 2))
    assert float(power(effect, 1.0, 1.0, n, n)) == pytest.approx(exact, abs=0.03 if n < 10 else 0.01)


@given(st.floats(0.01, 3), sds, sds, st.integers(10, 500))
def test_power_grows_with_people_and_with_the_effect(effect: float, one: float, other: float, n: int) -> None:
    """Up to the error of the approximation, which may fall by less than a thousandth where hardly any effect is."""
    less = float(power(effect, one, other, n, n))
    assert float(power(effect, one, other, 2 * n, 2 * n)) >= less - 1e-3
    assert float(power(1.5 * effect, one, other, n, n)) >= less
    assert 0 <= less <= 1


@given(sds, sds)
def test_without_an_effect_half_the_level_lies_in_either_direction(one: float, other: float) -> None:
    assert float(power(0.0, one, other, 200, 200)) == pytest.approx(0.025, abs=0.001)


@given(st.floats(0.05, 3), sds, sds, st.floats(0.5, 1), st.sampled_from([0.8, 0.9]))
def test_one_less_would_be_too_few(
    effect: float, one: float, other: float, kept: float, wanted: float
) -> None:
    n = people_needed(wanted, -effect, one, other, (kept, 1.0))
    assert n is not None
    assert float(power(effect, one, other, n * kept, n)) >= wanted
    if (n - 1) * kept >= 2:
        assert float(power(effect, one, other, (n - 1) * kept, n - 1)) < wanted


def test_nobody_needs_a_million() -> None:
    assert people_needed(0.8, 1e-6, 1.0, 1.0, (1.0, 1.0)) is None


TRIALS = 20_000
#: Four standard errors of a share among so many trials: chance goes beyond it once in 16,000 times.
BEYOND = 4


@pytest.mark.parametrize("n", [10, 20, 50, 200])
def test_without_an_effect_one_in_twenty_resampled_trials_finds_one(n: int) -> None:
    people = np.random.default_rng(5).gamma(9.0, 1.0, 5000)
    above, below = resampled_power(people, people, n, TRIALS, n)
    error = np.sqrt(0.05 * 0.95 / TRIALS)
    assert above + below == pytest.approx(0.05, abs=BEYOND * error + 0.002)


@pytest.mark.parametrize("n", [10, 20, 50, 100])
def test_the_formula_agrees_with_resampled_trials(n: int) -> None:
    """Of people with different spreads in the two arms, in the direction of the effect, which is down."""
    random = np.random.default_rng(3)
    control, treated = random.normal(0, 2, 20_000), random.normal(-1, 3, 20_000)
    _, below = resampled_power(treated, control, n, TRIALS, n)
    one, other = Sample.of(treated), Sample.of(control)
    expected = float(power(abs(one.mean - other.mean), one.sd, other.sd, n, n))
    error = np.sqrt(below * (1 - below) / TRIALS)
    assert expected == pytest.approx(below, abs=BEYOND * error + 0.01)
