"""Offsets and errors found again in residuals that were made with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.inference.linear import make_observations

from osteotwin.arrays import Vector
from osteotwin.calibration.discrepancies import estimate_discrepancies
from osteotwin.evidence.scoring.discrepancy_classes import STARTING_DISCREPANCY
from osteotwin.parameters import Discrepancy

TRIALS, PER_TRIAL = 120, 4
ROWS = TRIALS * PER_TRIAL
SAMPLING = 0.2


def residuals_of(offset: float, own: Vector, endpoint_class: str, seed: int):
    """Return targets of 0 and predictions that are off by residuals as the likelihood believes them."""
    source = np.random.default_rng(seed)
    off = np.empty(ROWS)
    for first in range(0, ROWS, PER_TRIAL):
        part = slice(first, first + PER_TRIAL)
        covariance = np.diag(SAMPLING**2 + own[part] ** 2) + offset**2
        off[part] = np.linalg.cholesky(covariance) @ source.standard_t(5, PER_TRIAL)
    names = tuple(f"t{i // PER_TRIAL}" for i in range(ROWS))
    return make_observations(
        np.zeros(ROWS), SAMPLING, endpoint_class=endpoint_class, group=names, offset_loading=1.0
    ), off


@pytest.mark.parametrize(("offset", "absolute"), [(1.2, 0.5), (0.3, 0.2), (0.7, 0.6)])
def test_offset_and_error_are_found_again(offset: float, absolute: float) -> None:
    rows, off = residuals_of(offset, np.full(ROWS, absolute), "bmd", seed=1)
    found = estimate_discrepancies(rows, off, np.zeros(ROWS), STARTING_DISCREPANCY)["bmd"]
    assert found.offset == pytest.approx(offset, rel=0.2)
    assert found.absolute == pytest.approx(absolute, rel=0.2)
    assert found.relative == pytest.approx(
        STARTING_DISCREPANCY["bmd"].relative, rel=0.1
    )  # no effects, no news


def test_an_error_that_grows_with_the_effect_is_found_again() -> None:
    size = np.random.default_rng(3).uniform(0, 60, ROWS)
    rows, off = residuals_of(6.0, np.hypot(5.0, 0.3 * size), "marker", seed=2)
    found = estimate_discrepancies(rows, off, size, STARTING_DISCREPANCY)["marker"]
    assert found.relative == pytest.approx(0.3, rel=0.2)
    assert found.absolute == pytest.approx(5.0, rel=0.4)
    assert found.offset == pytest.approx(6.0, rel=0.25)


def test_few_residuals_hardly_move_what_is_believed() -> None:
    rows, off = residuals_of(1.2, np.full(ROWS, 0.5), "bmd", seed=1)
    few = replace(rows, used=np.arange(ROWS) < 2)
    found = estimate_discrepancies(few, off, np.zeros(ROWS), STARTING_DISCREPANCY)["bmd"]
    believed = STARTING_DISCREPANCY["bmd"]
    assert believed.offset / 1.7 < found.offset < believed.offset * 1.7
    none = replace(rows, used=np.zeros(ROWS, dtype=bool))
    assert estimate_discrepancies(none, off, np.zeros(ROWS), STARTING_DISCREPANCY) == STARTING_DISCREPANCY


def test_classes_without_a_value_keep_theirs_and_nothing_gets_an_offset_that_has_none() -> None:
    rows, off = residuals_of(0.0, np.full(ROWS, 0.5), "change", seed=4)
    before = {**STARTING_DISCREPANCY, "hormone": Discrepancy(0.3, 0.2, 0.0)}
    found = estimate_discrepancies(rows, off, np.ones(ROWS), before)
    assert found["hormone"] == before["hormone"]
    assert (found["change"].offset, found["change"].absolute) == (0.0, 0.0)
    assert found["change"].relative > 0.3
    assert set(found) == set(before)


@pytest.mark.slow
def test_the_same_residuals_give_the_same() -> None:
    rows, off = residuals_of(1.2, np.full(ROWS, 0.5), "bmd", seed=1)
    one, two = (estimate_discrepancies(rows, off, np.zeros(ROWS), STARTING_DISCREPANCY) for _ in range(2))
    assert one == two
