"""Draws of a fitted set: rows of its posterior, whole, repeatable, with people's differences on top."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fitted_set import DRAWS, FITTED

from osteotwin.parameters import ParameterSet, starting_values
from osteotwin.parameters.sample import Draws, central, draw, posterior_rows


def columns(draws: Draws, names: tuple[str, ...] = FITTED) -> np.ndarray:
    return draws.values[:, [draws.names.index(name) for name in names]]


def test_each_person_has_one_draw_of_all_fitted_parameters(fitted: ParameterSet) -> None:
    assert fitted.posterior is not None
    found = columns(draw(fitted, 3 * DRAWS, 5, between_people=False))
    rows = {row.tobytes() for row in fitted.posterior.draws}
    assert all(row.tobytes() in rows for row in found)
    for turn in range(3):  # and every draw is somebody's before any is another's
        assert {row.tobytes() for row in found[turn * DRAWS : (turn + 1) * DRAWS]} == rows


def test_what_the_fit_correlated_stays_correlated(fitted: ParameterSet) -> None:
    found = np.log(columns(draw(fitted, 4 * DRAWS, 5, between_people=False)))
    assert np.corrcoef(found.T)[0, 1] == pytest.approx(-1.0, abs=1e-6)
    prior = np.log(columns(draw(starting_values(), 4 * DRAWS, 5, between_people=False)))
    assert abs(np.corrcoef(prior.T)[0, 1]) < 0.3
    assert np.all(np.std(found, axis=0) < 0.2 * np.std(prior, axis=0))


def test_differences_between_people_multiply_on_top(fitted: ParameterSet) -> None:
    model = draw(fitted, 50, 3, between_people=False)
    people = draw(fitted, 50, 3, model_uncertainty=False)
    both = draw(fitted, 50, 3)
    differing = [name for name in FITTED if fitted.parameters[name].people_cv]
    assert differing
    for name in FITTED:
        low, high = fitted.parameters[name].hard_limits
        one, other, found = (columns(which, (name,))[:, 0] for which in (model, people, both))
        expected = one * other / fitted.parameters[name].value
        free = (other > low) & (other < high) & (found > low) & (found < high)  # not held at a limit
        assert np.mean(free) > 0.8, name
        assert found[free] == pytest.approx(expected[free], rel=1e-12), name
        assert (np.ptp(other) > 0) == (name in differing)


def test_what_was_not_fitted_is_drawn_from_its_range(fitted: ParameterSet) -> None:
    others = tuple(name for name in fitted.names if name not in FITTED)
    assert np.array_equal(columns(draw(fitted, 9, 3), others), columns(draw(starting_values(), 9, 3), others))


def test_without_uncertainty_the_center_is_left(fitted: ParameterSet) -> None:
    found = draw(fitted, 3, 5, model_uncertainty=False, between_people=False)
    assert np.array_equal(found.values, central(fitted, 3).values)
    assert found.set_name == fitted.name


@given(st.integers(0, 2**63 - 1), st.integers(0, 5 * DRAWS), st.integers(1, 2 * DRAWS))
def test_a_person_is_the_same_whoever_is_drawn_beside_him(seed: int, first: int, people: int) -> None:
    whole = posterior_rows(seed, DRAWS, first + people)
    assert np.array_equal(posterior_rows(seed, DRAWS, people, first), whole[first:])
    assert whole.min() >= 0
    assert whole.max() < DRAWS


def test_parts_of_the_draws_are_the_draws_of_the_whole(fitted: ParameterSet) -> None:
    whole = draw(fitted, 4200, 3)
    assert np.array_equal(draw(fitted, 140, 3, first=4060).values, whole.values[4060:])
    assert not np.array_equal(draw(fitted, 140, 4).values, whole.values[:140])


def test_a_replaced_center_takes_its_draws_along(fitted: ParameterSet) -> None:
    name, value = FITTED[0], 1.1 * fitted.values()[FITTED[0]]
    moved = fitted.replaced(**{name: value})
    assert moved.posterior is not None
    assert fitted.posterior is not None
    assert moved.posterior.column(name) == pytest.approx(1.1 * fitted.posterior.column(name))
    rest = FITTED[1:]
    assert np.array_equal(
        columns(draw(moved, 8, 1, between_people=False), rest),
        columns(draw(fitted, 8, 1, between_people=False), rest),
    )
    unfitted = next(n for n, p in fitted.parameters.items() if n not in FITTED and p.is_uncertain)
    assert fitted.replaced(**{unfitted: 1.0}).posterior is fitted.posterior
