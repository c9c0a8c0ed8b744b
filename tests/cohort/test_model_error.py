"""The model's own error in a person's forecast."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.cohort.model_error import with_model_error
from osteotwin.parameters import Discrepancy

DAYS = np.array([0.0, 365.25, 4 * 365.25])
PEOPLE = 4000


def readings(percent: float) -> dict[str, np.ndarray]:
    course = 1 + percent / 100 * np.array([0.0, 0.5, 1.0])
    values = {
        f"bmd_{s}": np.tile(course, (PEOPLE, 1))
        for s in ("lumbar_spine", "total_hip", "femoral_neck", "radius_33")
    }
    return values | {"ctx": np.ones((PEOPLE, 3))}


def changes(percent: float, discrepancy: Discrepancy) -> np.ndarray:
    found = with_model_error(readings(percent), DAYS, discrepancy, seed=3)["bmd_total_hip"]
    return 100 * (found / found[:, :1] - 1)


def test_an_offset_grows_with_the_root_of_time_and_leaves_day_zero_alone() -> None:
    found = changes(0.0, Discrepancy(0.6, 0.2, 0.3))
    assert np.all(found[:, 0] == 0)
    assert found[:, 1].std() == pytest.approx(0.6 * np.sqrt(5 / 3), rel=0.05)
    assert found[:, 2].std() == pytest.approx(2 * found[:, 1].std(), rel=1e-6)


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


def test_nothing_fitted_nothing_added_and_markers_stay() -> None:
    values = readings(-3.0)
    assert all(np.array_equal(a, values[k]) for k, a in with_model_error(values, DAYS, None, 1).items())
    assert with_model_error(values, DAYS, Discrepancy(1.0, 1.0, 1.0), 1)["ctx"] is values["ctx"]
