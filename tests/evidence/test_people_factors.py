"""How the parameters of an arm's people differ."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.evidence.arms.people_factors import people_factors
from osteotwin.inference.quasi_random import quasi_random
from osteotwin.parameters import starting_values

PARAMETERS = starting_values()
CV = np.array([p.people_cv for p in PARAMETERS.parameters.values()])


@pytest.mark.parametrize("people", [2, 3, 16, 33])
def test_the_geometric_mean_is_one_and_the_same_call_gives_the_same(people: int) -> None:
    factors = people_factors(PARAMETERS, people)
    assert factors.shape == (people, len(PARAMETERS.names))
    assert (factors > 0).all()
    assert np.log(factors).mean(axis=0) == pytest.approx(np.zeros(len(CV)), abs=1e-12)
    assert np.array_equal(factors, people_factors(PARAMETERS, people))
    assert not np.array_equal(factors, people_factors(PARAMETERS, people, seed=8))


def test_they_differ_as_much_as_the_parameters_say() -> None:
    factors = people_factors(PARAMETERS, 1024)
    found = factors.std(axis=0) / factors.mean(axis=0)
    assert found[CV > 0] == pytest.approx(CV[CV > 0], rel=0.06)
    assert (CV > 0).sum() > 3
    assert np.array_equal(factors[:, CV == 0], np.ones((1024, int((CV == 0).sum()))))
    varying = np.log(factors[:, CV > 0])
    assert np.abs(np.corrcoef(varying.T) - np.eye(varying.shape[1])).max() < 0.1


def test_people_come_in_mirrored_pairs() -> None:
    factors = people_factors(PARAMETERS, 5)
    assert factors[:2] * factors[2:4] == pytest.approx(np.ones_like(factors[:2]))
    assert np.array_equal(factors[4], np.ones(len(CV)))


def test_the_mean_person_is_the_mean() -> None:
    assert np.array_equal(people_factors(PARAMETERS, 1), np.ones((1, len(CV))))


def test_quasi_random_points_fill_the_space_evenly_and_repeatably() -> None:
    points = quasi_random(3, 64, 5)
    assert points.shape == (64, 3)
    assert points.min() >= 0
    assert points.max() < 1
    for column in points.T:
        assert np.bincount((column * 8).astype(int), minlength=8).tolist() == [8] * 8
    assert np.array_equal(points[:10], quasi_random(3, 10, 5))
    assert np.array_equal(points[:1], quasi_random(3, 1, 5))
    assert not np.array_equal(points, quasi_random(3, 64, 6))
    one, two = (quasi_random(3, 8, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(one, two)
