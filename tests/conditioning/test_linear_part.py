"""The closed form of what acts in proportion, against the whole covariance by brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, multivariate_normal, norm

from osteotwin.conditioning.linear_part import LinearPart

SEEDS = st.integers(0, 2**32 - 1)


def any_part(random: np.random.Generator, values: int = 5, normals: int = 7) -> LinearPart:
    """Some of the numbers act on no value, as those of a site that was not scanned do."""
    design = random.normal(0.0, 0.3, (values, normals)) * (random.random((values, normals)) < 0.6)
    return LinearPart(design, random.uniform(0.01, 0.5, values), tuple(range(normals)))


def covariance(part: LinearPart) -> np.ndarray:
    return part.design @ part.design.T + np.diag(part.log_sd**2)


def given_values(part: LinearPart, residuals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of the normal numbers given the values, from the joint distribution of both."""
    gain = part.design.T @ np.linalg.inv(covariance(part))
    return residuals @ gain.T, np.eye(part.design.shape[1]) - gain @ part.design


@given(SEEDS, st.integers(1, 8), st.integers(1, 9))
def test_the_likelihood_is_that_of_the_whole_covariance(seed: int, values: int, normals: int) -> None:
    random = np.random.default_rng(seed)
    part = any_part(random, values, normals)
    residuals = random.normal(0.0, 1.0, (6, values))
    whole = multivariate_normal(np.zeros(values), covariance(part))  # pyright: ignore[reportArgumentType]
    expected = whole.logpdf(residuals)
    np.testing.assert_allclose(part.log_likelihood(residuals), np.atleast_1d(expected), rtol=1e-8, atol=1e-8)
    _, determinant = np.linalg.slogdet(covariance(part))
    assert part.log_determinant == pytest.approx(determinant)


@given(SEEDS, st.integers(1, 8), st.integers(1, 9))
def test_the_numbers_given_the_values_are_those_of_the_joint_distribution(
    seed: int, values: int, normals: int
) -> None:
    random = np.random.default_rng(seed)
    part = any_part(random, values, normals)
    residuals = random.normal(0.0, 1.0, (6, values))
    mean, spread = given_values(part, residuals)
    np.testing.assert_allclose(part.mean(residuals), mean, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(np.linalg.inv(part.precision), spread, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(
        part.inverse_covariance,
        np.linalg.inv(covariance(part)),
        rtol=1e-6,
        atol=1e-6 / part.log_sd.min() ** 2,
    )


@given(SEEDS, st.integers(2, 8))
def test_what_the_others_say_is_what_they_say_without_the_value(seed: int, values: int) -> None:
    random = np.random.default_rng(seed)
    part = any_part(random, values)
    residuals = random.normal(0.0, 1.0, (4, values))
    off, sd = part.left_out(residuals)
    for k in range(values):
        others = np.delete(np.arange(values), k)
        rest = LinearPart(part.design[others], part.log_sd[others], part.names)
        predicted = rest.mean(residuals[:, others]) @ part.design[k]
        variance = part.design[k] @ np.linalg.solve(rest.precision, part.design[k]) + part.log_sd[k] ** 2
        np.testing.assert_allclose(off[:, k], residuals[:, k] - predicted, rtol=1e-6, atol=1e-7)
        assert sd[k] == pytest.approx(np.sqrt(variance))
        # The likelihood of all is that of the others times that of the value given them.
        np.testing.assert_allclose(
            part.log_likelihood(residuals) - rest.log_likelihood(residuals[:, others]),
            norm.logpdf(off[:, k] / sd[k]) - np.log(sd[k]),
            atol=1e-6,
        )


def test_draws_have_the_mean_and_the_covariance() -> None:
    random = np.random.default_rng(5)
    part, count = any_part(random), 20_000
    residuals = random.normal(0.0, 0.3, (1, 5))
    drawn = part.draw(np.repeat(residuals, count, axis=0), random.standard_normal((count, 7)))
    mean, spread = given_values(part, residuals)
    # A mean's Mahalanobis distance: a right sampler is called wrong once in a thousand seeds; this one is fixed.
    apart = drawn.mean(axis=0) - mean[0]
    assert count * apart @ np.linalg.solve(spread, apart) < chi2(7).ppf(0.999)
    whitened = (drawn - mean) @ np.linalg.inv(np.linalg.cholesky(spread)).T
    np.testing.assert_allclose(whitened.T @ whitened / count, np.eye(7), atol=5 * np.sqrt(2 / count))


def test_a_value_with_an_enormous_error_tells_nothing() -> None:
    random = np.random.default_rng(6)
    part = any_part(random)
    wide = LinearPart(part.design, np.where(np.arange(5) == 2, 1e8, part.log_sd), part.names)
    rest = LinearPart(np.delete(part.design, 2, axis=0), np.delete(part.log_sd, 2), part.names)
    residuals = random.normal(0.0, 1.0, (4, 5))
    np.testing.assert_allclose(wide.mean(residuals), rest.mean(np.delete(residuals, 2, axis=1)), atol=1e-8)
    apart = wide.log_likelihood(residuals) - rest.log_likelihood(np.delete(residuals, 2, axis=1))
    assert np.ptp(apart) < 1e-8  # the same for everybody


@given(SEEDS, st.integers(2, 40))
def test_a_value_repeated_with_errors_of_its_own_is_its_mean_measured_once(seed: int, times: int) -> None:
    random = np.random.default_rng(seed)
    row, sd = random.normal(0.0, 0.3, 4), 0.2
    values = random.normal(0.0, 0.5, (3, times))
    often = LinearPart(np.tile(row, (times, 1)), np.full(times, sd), range(4))
    once = LinearPart(row[None], np.array([sd / np.sqrt(times)]), range(4))
    np.testing.assert_allclose(often.mean(values), once.mean(values.mean(axis=1, keepdims=True)), atol=1e-9)
    single = LinearPart(row[None], np.array([sd]), range(4))
    before, after = (row @ np.linalg.solve(part.precision, row) for part in (single, often))
    assert after < before


@given(SEEDS)
def test_the_order_of_values_does_not_matter(seed: int) -> None:
    random = np.random.default_rng(seed)
    part, order = any_part(random), random.permutation(5)
    residuals = random.normal(0.0, 1.0, (4, 5))
    other = LinearPart(part.design[order], part.log_sd[order], part.names)
    np.testing.assert_allclose(part.mean(residuals), other.mean(residuals[:, order]), atol=1e-7)
    np.testing.assert_allclose(
        part.log_likelihood(residuals), other.log_likelihood(residuals[:, order]), rtol=1e-9, atol=1e-7
    )
