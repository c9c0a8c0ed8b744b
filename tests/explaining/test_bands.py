"""Bands and intervals against NumPy's quantiles of samples whose quantiles are known."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.cohort.quantiles import QUANTILES, medians, quantiles
from osteotwin.explaining.bands import band, interval, json_number, json_numbers

#: Name of a quantile -> the share of the people beneath it. A 90 % interval leaves 5 % on each side.
LEVELS = {"lo90": 0.05, "lo50": 0.25, "median": 0.5, "hi50": 0.75, "hi90": 0.95}


def test_of_evenly_spaced_people_every_quantile_is_its_level() -> None:
    people = np.random.default_rng(1).permutation(np.linspace(0.0, 100.0, 101))
    found = band(np.stack([people, 2 * people - 7], axis=1))
    assert found == {
        name: [pytest.approx(100 * level), pytest.approx(200 * level - 7)] for name, level in LEVELS.items()
    }
    assert interval(people) == {
        name: pytest.approx(100 * LEVELS[name]) for name in ("median", "lo90", "hi90")
    }


@pytest.mark.parametrize("people", [2, 7, 200])
def test_of_any_people_they_are_numpys_quantiles(people: int) -> None:
    values = np.random.default_rng(people).lognormal(size=(people, 3))
    found = band(values)
    assert found.keys() == LEVELS.keys()
    for name, level in LEVELS.items():
        assert found[name] == pytest.approx(np.quantile(values, level, axis=0), rel=1e-5), name
        if name in ("median", "lo90", "hi90"):
            assert interval(values[:, 0])[name] == pytest.approx(found[name][0])


@pytest.mark.parametrize("shape", [(1,), (2, 3), (7,), (134, 5), (20, 2, 3)])
def test_quantiles_are_numpys_percentiles_to_the_last_bit(shape: tuple[int, ...]) -> None:
    values = np.random.default_rng(len(shape)).normal(size=shape)
    found = quantiles(values)
    for name, percent in QUANTILES.items():
        exactly = np.percentile(values, percent, axis=0)
        assert np.array_equal(found[name], exactly) or (shape[0] == 1 and name != "median")


@pytest.mark.parametrize("size", [1e-30, 1e-9, 1e-3, 1.0, 40.0, 999_999.4, 1e9])
def test_many_numbers_are_rounded_as_each_alone(size: float) -> None:
    values = np.append(size * np.random.default_rng(1).normal(size=400), [0.0, size])
    assert json_numbers(values) == [json_number(value) for value in values.tolist()]
    values[3] = np.nan
    assert json_numbers(values) == [json_number(value) for value in values.tolist()]


def test_whoever_failed_once_is_left_out_everywhere() -> None:
    values = np.arange(20.0).reshape(10, 2)
    with_failed = np.vstack([values, [np.nan, 1e6], [-1e6, np.inf], [np.nan, np.nan]])
    assert band(with_failed) == band(values)
    assert interval(with_failed[:, 0][[*range(10), 10, 12]]) == interval(values[:, 0])
    assert band(np.full((3, 2), np.nan)) == {name: [None, None] for name in LEVELS}
    assert set(interval(np.full(3, np.nan)).values()) == {None}


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (123456.789, 123457.0), (-0.000123456789, -0.000123457), (0.0, 0.0),
        (float("nan"), None), (float("inf"), None), (float("-inf"), None),
    ],
)  # fmt: skip
def test_a_number_for_json_has_six_digits_or_is_none(value: float, number: float | None) -> None:
    assert json_number(value) == number


@pytest.mark.parametrize("people", [0, 1, 2, 7, 12])
def test_medians_are_those_of_numpy_to_the_last_bit_without_who_failed(people: int) -> None:
    values = np.random.default_rng(people).normal(size=(people + 1, 5))
    values[0, 3] = np.nan
    for days in (None, 1):
        found = medians(values, days)
        if people == 0:
            assert found is None
        else:
            assert found is not None
            assert np.array_equal(found, np.median(values[1:, :days], axis=0))
