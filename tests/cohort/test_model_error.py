"""The model's own error in a person's forecast."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.model_error import add_model_error, sample_model_error
from osteotwin.parameters import Discrepancy
from osteotwin.parameters.sample import Streams

DAYS = np.array([0.0, 365.25, 4 * 365.25])
PEOPLE = 4000
ENDPOINTS = (*(f"bmd_{site}" for site in DXA_SITES), "ctx")


def outputs(percent: float) -> np.ndarray:
    """Everything changes by this much in the four years."""
    return np.tile(1 + percent / 100 * np.array([0.0, 0.5, 1.0])[:, None], (PEOPLE, 1, len(ENDPOINTS)))


def changes(percent: float, discrepancy: Discrepancy) -> np.ndarray:
    error = sample_model_error(discrepancy, Streams(PEOPLE, 3))
    assert error is not None
    table = outputs(percent)
    add_model_error(table, ENDPOINTS, DAYS, error)
    found = table[:, :, ENDPOINTS.index("bmd_total_hip")]
    return 100 * (found / found[:, :1] - 1)


def test_an_offset_is_whole_after_half_a_year_and_leaves_day_zero_alone() -> None:
    found = changes(0.0, Discrepancy(0.6, 0.2, 0.3))
    assert np.all(found[:, 0] == 0)
    assert found[:, 1].std() == pytest.approx(0.6 * np.sqrt(5 / 3), rel=0.05)
    assert found[:, 2].std() == pytest.approx(found[:, 1].std(), rel=1e-6)


def test_a_share_grows_with_the_effect_and_keeps_its_mean() -> None:
    found = changes(-6.0, Discrepancy(0.0, 0.0, 0.3))[:, 2]
    assert found.mean() == pytest.approx(-6, abs=0.15)
    assert found.std() == pytest.approx(6 * 0.3 * np.sqrt(5 / 3), rel=0.05)


def test_plans_without_a_difference_stay_without_one() -> None:
    discrepancy = Discrepancy(0.6, 0.2, 0.3)
    assert np.array_equal(changes(2.0, discrepancy), changes(2.0, discrepancy))
    apart = changes(2.0, discrepancy)[:, 2] - changes(0.0, discrepancy)[:, 2]
    assert apart.mean() == pytest.approx(2, abs=0.1)  # the offset is gone, the share is left
    assert apart.std() == pytest.approx(2 * 0.3 * np.sqrt(5 / 3), rel=0.05)


def test_nothing_fitted_nothing_drawn_and_markers_stay() -> None:
    assert sample_model_error(None, Streams(PEOPLE, 1)) is None
    error = sample_model_error(Discrepancy(1.0, 1.0, 1.0), Streams(PEOPLE, 1))
    assert error is not None
    table = outputs(-3.0)
    add_model_error(table, ENDPOINTS, DAYS, error)
    assert np.array_equal(table[:, :, -1], outputs(-3.0)[:, :, -1])
    assert not np.array_equal(table[:, 1:, 0], outputs(-3.0)[:, 1:, 0])


def test_a_persons_error_is_the_same_whoever_else_is_drawn() -> None:
    discrepancy = Discrepancy(0.6, 0.2, 0.3)
    everybody, some = (
        sample_model_error(discrepancy, Streams(10, 3)),
        sample_model_error(discrepancy, Streams(4, 3, 5)),
    )
    assert everybody is not None
    assert some is not None
    chosen = everybody.take(np.arange(5, 9))
    assert np.array_equal(chosen.offset, some.offset)
    assert np.array_equal(chosen.share, some.share)
