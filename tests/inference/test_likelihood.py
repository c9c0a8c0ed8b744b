"""How residuals are weighed: by hand for two arms, and what offsets and outliers cost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.inference.linear import exact, make_observations

from osteotwin.inference.likelihood import build_whitening, log_likelihood, residuals, weights
from osteotwin.parameters import Discrepancy

TWO_ARMS = make_observations(
    np.array([-2.0, 0.5]), np.array([0.3, 0.4]), group=("a", "a"), offset_loading=1.0
)
SIZE = np.zeros(2)


def test_whitening_of_two_arms_by_hand() -> None:
    whitening = build_whitening(TWO_ARMS, exact(offset=0.5), SIZE)
    covariance = np.array([[0.09 + 0.25, 0.25], [0.25, 0.16 + 0.25]])
    determinant = 0.34 * 0.41 - 0.25**2
    # The lower root by hand: a, b/a, and what is left of the second variance.
    a = 0.34**0.5
    lower = np.array([[a, 0.0], [0.25 / a, (determinant / 0.34) ** 0.5]])
    assert whitening.matrix @ lower == pytest.approx(np.eye(2), abs=1e-12)
    assert whitening.matrix @ covariance @ whitening.matrix.T == pytest.approx(np.eye(2), abs=1e-12)
    assert whitening.log_scale == pytest.approx(0.5 * np.log(determinant))

    predicted = np.array([-1.4, 0.8])
    first = 0.6 / a
    second = (0.3 - 0.25 / a * first) / lower[1, 1]
    by_hand = -3 * (np.log1p(first**2 / 5) + np.log1p(second**2 / 5)) - 0.5 * np.log(determinant)
    assert log_likelihood(TWO_ARMS, whitening, predicted) == pytest.approx(by_hand)


def test_errors_of_the_model_grow_with_the_effect() -> None:
    grown = {"bmd": Discrepancy(0.0, 0.4, 0.5)}
    whitening = build_whitening(TWO_ARMS, grown, np.array([2.0, 0.0]))
    assert 1 / np.diag(whitening.matrix) ** 2 == pytest.approx([0.09 + 0.16 + 1.0, 0.16 + 0.16])


def test_the_covariance_is_on_the_scale_of_comparison() -> None:
    converted = replace(TWO_ARMS, discrepancy_unit=np.array([0.1, 0.1]))
    whitening = build_whitening(converted, {"bmd": Discrepancy(0.5, 0.4, 0.0)}, SIZE)
    covariance = np.diag([0.09 + 0.04**2, 0.16 + 0.04**2]) + 0.05**2
    assert whitening.matrix @ covariance @ whitening.matrix.T == pytest.approx(np.eye(2), abs=1e-12)


def test_a_shared_offset_makes_a_common_error_cheap_and_a_difference_dear() -> None:
    apart, together = (build_whitening(TWO_ARMS, exact(offset), SIZE) for offset in (0.0, 1.0))

    def squares(whitening, error) -> float:
        return float(((whitening.matrix @ np.array(error)) ** 2).sum())

    assert squares(together, [0.5, 0.5]) < 0.1 * squares(apart, [0.5, 0.5])
    assert squares(together, [0.5, -0.5]) > 0.9 * squares(apart, [0.5, -0.5])


def test_trials_and_classes_do_not_share_an_offset() -> None:
    for rows in (replace(TWO_ARMS, group=("a", "b")), replace(TWO_ARMS, endpoint_class=("bmd", "marker"))):
        both = {name: Discrepancy(0.5, 0.0, 0.0) for name in ("bmd", "marker")}
        assert build_whitening(rows, both, SIZE).matrix[1, 0] == 0.0


def test_a_contrast_has_no_part_in_the_offset() -> None:
    rows = replace(TWO_ARMS, offset_loading=np.array([1.0, 0.0]))
    whitening = build_whitening(rows, exact(offset=5.0), SIZE)
    assert whitening.matrix[1] == pytest.approx([0.0, 1 / 0.4])


def test_a_far_outlier_costs_little_more() -> None:
    rows = make_observations(np.zeros(1))
    whitening = build_whitening(rows, exact(), np.zeros(1))
    near, far, farther = log_likelihood(rows, whitening, np.array([[1.0], [20.0], [40.0]]))
    assert near > far > farther
    assert far - farther < 5  # of a Gaussian it would be 600
    assert weights(np.zeros(1)) == pytest.approx(1.2)
    assert np.all(np.diff(weights(np.array([0.0, 1.0, 3.0, 10.0]))) < 0)


def test_weights_are_the_derivative_of_the_likelihood() -> None:
    rows = make_observations(np.zeros(1))
    whitening = build_whitening(rows, exact(), np.zeros(1))
    for z in (0.2, 1.0, 4.0):
        up, down = log_likelihood(rows, whitening, np.array([[z + 1e-5], [z - 1e-5]]))
        assert (down - up) / 2e-5 == pytest.approx(float(weights(np.array(z)) * z), rel=1e-6)


def test_what_is_not_used_does_not_count_and_what_failed_is_impossible() -> None:
    rows = replace(TWO_ARMS, used=np.array([True, False]))
    whitening = build_whitening(rows, exact(offset=0.5), SIZE)
    alone = make_observations(TWO_ARMS.observed[:1], 0.3, offset_loading=1.0)
    expected = log_likelihood(alone, build_whitening(alone, exact(offset=0.5), SIZE[:1]), np.array([-1.0]))
    assert log_likelihood(rows, whitening, np.array([-1.0, np.nan])) == pytest.approx(float(expected))
    assert residuals(rows, np.array([-1.0, np.nan])).tolist() == [1.0, 0.0]
    assert log_likelihood(rows, whitening, np.array([np.nan, 0.0])) == -np.inf
