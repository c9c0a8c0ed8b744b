"""Where answers are a polynomial of the levers, the surrogate knows them; and a design fills its space."""

import numpy as np

from osteotwin.cohort.outputs import Outputs
from osteotwin.planning.outcome import KEYS
from osteotwin.planning.surrogate import basis, fit, spread_out


def outputs(changes: np.ndarray) -> Outputs:
    """Of people whose bone changes by so much by year one, array [n_people, n_site, percent]."""
    table = np.ones((len(changes), 2, len(KEYS)))
    table[:, 1, :] += changes / 100
    return Outputs(np.array([0.0, 365.25]), KEYS, table, {})


def test_a_polynomial_of_the_levers_is_found() -> None:
    rng = np.random.default_rng(0)
    levers, people = rng.uniform(0.0, 2.0, (60, 4)), 7
    truth = rng.normal(size=(basis(levers).shape[1], people, len(KEYS)))
    answers = np.tensordot(basis(levers), truth, axes=1)
    found = fit(levers[:40], [outputs(rows) for rows in answers[:40]], 1)
    for outlook, expected in zip(found.predict(levers[40:]), answers[40:], strict=True):
        changes = np.stack([outlook.bone_change_at(key, 1) for key in KEYS], axis=-1)
        np.testing.assert_allclose(changes, expected, atol=2e-2)
    np.testing.assert_allclose(found.mean_changes(levers[40:]), answers[40:].mean(axis=1), atol=1e-2)


def test_who_failed_is_left_out() -> None:
    levers = np.random.default_rng(1).uniform(0.0, 1.0, (30, 4))
    rows = [np.array([[1.0] * 3, [2.0] * 3]) for _ in levers]
    rows[4][1] = np.nan
    found = next(iter(fit(levers, [outputs(row) for row in rows], 1).predict(levers[:1])))
    change = found.bone_change_at(KEYS[0], 1)
    assert abs(change[0] - 1.0) < 1e-3
    assert np.isnan(change[1])


def test_a_design_begins_with_the_first_and_spreads() -> None:
    grid = np.stack(np.meshgrid(np.arange(5.0), np.arange(5.0)), axis=-1).reshape(-1, 2)
    rows = spread_out(grid, 4)
    assert [tuple(grid[row]) for row in rows] == [(0, 0), (4, 4), (4, 0), (0, 4)]
    assert sorted(spread_out(grid, 100)) == list(range(25))
    assert spread_out(np.zeros((3, 2)), 3) == [0]
