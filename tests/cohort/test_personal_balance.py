"""Laws of what is one person's own: no mean, no plan, no other person moves it."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.personal_balance import (
    STAYS,
    PersonalBalance,
    PersonalSpread,
    add_personal_balance,
    approach,
    personal_spread,
    sample_personal_balance,
)
from osteotwin.cohort.reference_population import reference_population
from osteotwin.parameters.sample import Streams

YEAR = 365.25
DAYS = np.array([-10.0, 0.0, 0.5, 1.0, 2.0, 4.0, 40.0]) * YEAR
PEOPLE = 4000
ENDPOINTS = (*map(bmd_key, DXA_SITES), "ctx")
HIP, SPINE = ENDPOINTS.index("bmd_total_hip"), ENDPOINTS.index("bmd_lumbar_spine")


@pytest.fixture(scope="module")
def spread() -> PersonalSpread:
    return personal_spread()


@pytest.fixture(scope="module")
def own(spread: PersonalSpread) -> PersonalBalance:
    return sample_personal_balance(spread, Streams(PEOPLE, 3))


def course(percent: float) -> np.ndarray:
    """Everything changes by this much with the first year and stays there."""
    rise = np.where(DAYS >= YEAR, 1.0, np.where(DAYS > 0, 0.5, 0.0))
    return np.tile(0.8 * (1 + percent / 100 * rise)[:, None], (PEOPLE, 1, len(ENDPOINTS)))


def changes(percent: float, own: PersonalBalance) -> np.ndarray:
    """Changes since day 0 in percent, array [n_people, n_time, n_endpoint]."""
    table = course(percent)
    add_personal_balance(table, ENDPOINTS, DAYS, own)
    return 100 * (table / table[:, 1, None] - 1)


@pytest.mark.parametrize("percent", [-6.0, 0.0, 5.0])
def test_neither_mean_nor_median_moves(percent: float, own: PersonalBalance) -> None:
    found, mean = changes(percent, own), 100 * (course(percent)[0] / 0.8 - 1)
    error = 5 * found.std(axis=0) / np.sqrt(PEOPLE) + 1e-9
    assert np.all(np.abs(found.mean(axis=0) - mean) < error)
    assert np.all(np.abs(np.median(found, axis=0) - mean) < 1.3 * error)


def test_nothing_on_day_zero_and_before_and_markers_stay(own: PersonalBalance) -> None:
    found = changes(0.0, own)
    assert np.all(found[:, :2] == 0)
    assert np.all(found[:, :, ENDPOINTS.index("ctx")] == 0)


def test_the_spread_grows_and_saturates(own: PersonalBalance, spread: PersonalSpread) -> None:
    sd = changes(0.0, own)[:, 1:].std(axis=0)
    assert np.all(np.diff(sd[:, [SPINE, HIP]], axis=0) > -0.01)  # as near as so many people tell
    assert sd[-1, SPINE] == pytest.approx(spread.spine.value, rel=0.05)
    assert sd[-1, HIP] == pytest.approx(spread.hip.value, rel=0.05)
    assert sd[-1, HIP] / sd[-2, HIP] < 1.05


@pytest.mark.parametrize("site", ["total_hip", "lumbar_spine"])
def test_half_of_a_departure_stays_and_half_is_open_again(
    site: str, own: PersonalBalance, spread: PersonalSpread
) -> None:
    """From any later day on, a change over years has half of the variance of one from the anchor.

    A few waves come near to the process that would give it exactly.
    """
    since = np.array([3.0, 7.0, 12.0, 20.0, 40.0]) * YEAR
    found = own.departure(site, since)
    apart = np.array([
        np.var(found[:, i] - found[:, j]) for i in range(len(since)) for j in range(i)
    ])  # fmt: skip
    assert apart.mean() == pytest.approx((1 - STAYS) * spread.balance_sd(site) ** 2, rel=0.25)
    days = np.linspace(0.0, 40.0, 300) * YEAR
    sd = own.departure(site, days).std(axis=0)
    assert sd == pytest.approx(
        spread.balance_sd(site) * approach(days, spread.time_constant.value), rel=0.06, abs=1e-9
    )


def test_the_way_to_the_balance_is_exponential() -> None:
    assert approach(np.array([-5.0, 0.0, 2 * YEAR]), 2.0) == pytest.approx([0.0, 0.0, 1 - np.exp(-1)])


def test_any_two_sites_correlate_as_densities_do(own: PersonalBalance) -> None:
    table = np.array(np.corrcoef([own.departure(site, DAYS)[:, -1] for site in DXA_SITES]))
    apart = table[np.triu_indices(len(DXA_SITES), 1)]
    assert apart == pytest.approx(
        np.full(len(apart), reference_population().association.between_sites), abs=0.04
    )
    assert abs(np.corrcoef(own.departure("total_hip", DAYS)[:, -1], own.sensitivity)[0, 1]) < 0.05


def test_between_plans_the_balance_is_gone_and_the_sensitivity_is_left(
    own: PersonalBalance, spread: PersonalSpread
) -> None:
    apart = (changes(2.0, own) - changes(-1.0, own))[:, -1, HIP]
    assert apart == pytest.approx(3 * own.sensitivity)
    assert apart.std() == pytest.approx(3 * spread.sensitivity.value, rel=0.05)
    assert np.array_equal(changes(2.0, own), changes(2.0, own))


def test_nobody_goes_the_other_way_than_the_mean(own: PersonalBalance) -> None:
    assert own.sensitivity.min() > -1e-9
    assert own.sensitivity.max() < 2 + 1e-9
    assert np.median(own.sensitivity) == pytest.approx(1, abs=0.05)


def test_a_person_is_the_same_whoever_else_is_drawn(spread: PersonalSpread) -> None:
    everybody, some = (
        sample_personal_balance(spread, Streams(10, 3)),
        sample_personal_balance(spread, Streams(4, 3, 5)),
    )
    chosen = everybody.take(np.arange(5, 9))
    assert np.array_equal(chosen.sensitivity, some.sensitivity)
    for site in DXA_SITES:
        assert np.array_equal(chosen.departure(site, DAYS), some.departure(site, DAYS))
    assert not np.array_equal(
        everybody.sensitivity, sample_personal_balance(spread, Streams(10, 4)).sensitivity
    )
