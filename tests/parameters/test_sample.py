"""Draws: repeatable, independent of one another, as wide as stated."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.parameters import Parameter, ParameterSet, starting_values
from osteotwin.parameters.sample import Draws, central, draw

SET = starting_values()


def column(draws: Draws, name: str) -> np.ndarray:
    return draws.values[:, draws.names.index(name)]


@given(st.integers(0, 2**63 - 1), st.integers(1, 5))
def test_the_same_seed_gives_the_same_draws(seed: int, people: int) -> None:
    one, other = draw(SET, people, seed), draw(SET, people, seed)
    assert np.array_equal(one.values, other.values)
    assert one.values.shape == (people, len(SET.names))


def test_another_seed_gives_other_draws() -> None:
    assert not np.array_equal(draw(SET, 4, 1).values, draw(SET, 4, 2).values)


def test_another_parameter_does_not_shift_the_others() -> None:
    new = Parameter("a_new_rate", "new", "", 1.0, "1/day", 0.5, 2.0, "assumption", "a test", "drugs", 0.3)
    parameters = dict(SET.parameters)
    first = dict([("a_new_rate", new), *parameters.items()])
    larger = draw(ParameterSet("larger", MappingProxyType(first)), 6, 11)
    smaller = draw(SET, 6, 11)
    assert np.array_equal(larger.values[:, 1:], smaller.values)
    assert np.ptp(larger.values[:, 0]) > 0


def test_more_people_keep_the_first_ones() -> None:
    """A study can grow: person 3 of 5 is person 3 of 50."""
    assert np.array_equal(draw(SET, 5, 3).values, draw(SET, 50, 3).values[:5])


def test_personal_and_fixed_parameters_are_not_drawn() -> None:
    draws = draw(SET, 8, 5)
    for name, parameter in SET.parameters.items():
        values = column(draws, name)
        if parameter.personal or (parameter.high == parameter.low and not parameter.people_cv):
            assert np.all(values == parameter.value), name
        else:
            assert np.ptp(values) > 0, name


def test_nothing_is_drawn_where_nothing_is_asked_for() -> None:
    draws = draw(SET, 3, 5, model_uncertainty=False, between_people=False)
    assert np.array_equal(draws.values, central(SET, 3).values)
    assert draws.values[0].tolist() == list(SET.values().values())


def test_people_differ_where_they_are_said_to() -> None:
    draws = draw(SET, 4000, 9, model_uncertainty=False)
    for name, parameter in SET.parameters.items():
        values = column(draws, name)
        if parameter.people_cv == 0:
            assert np.ptp(values) == 0, name
        else:
            assert np.std(values) / np.mean(values) == pytest.approx(parameter.people_cv, rel=0.1), name
            assert np.median(values) == pytest.approx(parameter.value, rel=0.05), name


def test_the_range_holds_about_95_percent() -> None:
    draws = draw(SET, 4000, 13, between_people=False)
    for name, parameter in SET.parameters.items():
        if not parameter.is_uncertain:
            continue
        values = column(draws, name)
        if parameter.log_scale:
            half = np.sqrt(parameter.high / parameter.low)  # the central value need not be the middle
            inside = np.mean((values > parameter.value / half) & (values < parameter.value * half))
        else:
            half = (parameter.high - parameter.low) / 2
            inside = np.mean(np.abs(values - parameter.value) < half)
        # A share that is cut at 1, or a number at 0, has one tail less.
        cut = np.mean((values == values.max()) | (values == values.min())) > 0.005
        assert 0.93 < inside < (1.0 if cut else 0.97), name


def test_draws_stay_where_they_make_sense() -> None:
    draws = draw(SET, 4000, 17)
    assert np.all(np.isfinite(draws.values))
    for name, parameter in SET.parameters.items():
        values = column(draws, name)
        if parameter.low >= 0:
            assert values.min() >= 0, name
        if parameter.unit == "" and parameter.low >= 0 and parameter.high <= 1:
            assert values.max() <= 1, name


@pytest.mark.parametrize(
    "name", ["aromatase_max_inhibition", "gnrh_suppression", "denosumab_bioavailability"]
)
def test_shares_are_not_over_one(name: str) -> None:
    assert column(draw(SET, 4000, 19), name).max() <= 1


def test_parameters_are_drawn_independently() -> None:
    draws = draw(SET, 4000, 23, between_people=False)
    moving = draws.values[:, np.ptp(draws.values, axis=0) > 0]
    correlation = np.corrcoef(moving.T)
    assert np.max(np.abs(correlation - np.eye(len(correlation)))) < 0.1


def test_what_is_not_known_is_not_what_differs_between_people() -> None:
    model, people = (
        draw(SET, 4000, 29, **{which: False}) for which in ("between_people", "model_uncertainty")
    )
    for name, parameter in SET.parameters.items():
        if parameter.people_cv and parameter.is_uncertain:
            assert abs(np.corrcoef(column(model, name), column(people, name))[0, 1]) < 0.1, name


def test_a_share_that_is_believed_to_be_under_one_is_never_drawn_as_one() -> None:
    """All of something blocked or lost is another body: what is left of it stands under a logarithm."""
    draws = draw(SET, 4000, 31)
    for name, parameter in SET.parameters.items():
        if parameter.unit == "" and parameter.low >= 0 and parameter.high < 1:
            assert column(draws, name).max() < 1, name
