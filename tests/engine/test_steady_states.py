"""Many balances at once are each one's own balance."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.rounding import drift_error, only_rounding, steady_state_error

from osteotwin.body import whole
from osteotwin.engine.pseudo_transient import find_balance, reference_vectors, residual
from osteotwin.engine.steady_states import find_balances, residuals
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import draw

NAMES = starting_values().names
STATES, INPUTS = list(whole.STATES), list(whole.INPUTS)
Bodies = tuple[np.ndarray, np.ndarray, np.ndarray]


@pytest.fixture(scope="module")
def bodies() -> Bodies:
    """Parameters, inputs and starts of people who live differently."""
    parameters = draw(starting_values(), 24, 3).values
    pairs = [reference_vectors(values, NAMES) for values in parameters]
    inputs = np.array([inputs for _, inputs in pairs])
    random = np.random.default_rng(1)
    inputs[:, INPUTS.index("calcium_intake")] *= random.uniform(0.4, 2, 24)
    inputs[:, INPUTS.index("total_hip_load")] *= random.uniform(0.7, 1.5, 24)
    inputs[::5, INPUTS.index("letrozole_rate")] = 2500.0
    return parameters, inputs, np.array([state for state, _ in pairs])


def test_they_are_those_of_each_alone(bodies: Bodies) -> None:
    """To the last digit that the rounding of the rates leaves."""
    found = find_balances(*bodies, NAMES)
    assert found.reasons == {}
    for i, (parameters, inputs, start) in enumerate(zip(*bodies, strict=True)):
        alone = find_balance(parameters, inputs, start)
        assert found.residuals[i] <= drift_error(alone.state, parameters, inputs)
        error = steady_state_error(alone.state, parameters, inputs)
        assert only_rounding(found.states[i], alone.state, error)
        assert found.states[i, STATES.index("age")] == start[STATES.index("age")]


def test_the_drift_of_many_is_the_drift_of_each(bodies: Bodies) -> None:
    parameters, inputs, starts = bodies
    many = residuals(starts, parameters, inputs, NAMES)
    assert many.max() > 1e-3  # not at rest yet
    for left, p, u, s in zip(many, *bodies, strict=True):
        assert only_rounding(left, residual(s, p, u), np.array(drift_error(s, p, u)))


def test_company_does_not_matter(bodies: Bodies) -> None:
    together = find_balances(*bodies, NAMES)
    for rows in (slice(5, 6), slice(3, 20), slice(None, None, -1)):
        apart = find_balances(*(np.ascontiguousarray(part[rows]) for part in bodies), NAMES, threads=1)
        assert np.array_equal(apart.states, together.states[rows])
        assert np.array_equal(apart.residuals, together.residuals[rows])


def test_a_body_without_a_balance_says_so_and_leaves_the_others_alone(bodies: Bodies) -> None:
    sound = find_balances(*bodies, NAMES)
    parameters, inputs, starts = (part.copy() for part in bodies)
    inputs[4, INPUTS.index("vitamin_d_intake")] = 0.0
    parameters[4, NAMES.index("vitamin_d_baseline")] = -0.5  # a supply below nothing
    parameters[9, NAMES.index("weight")] = np.nan
    inputs[9, INPUTS.index("calcium_intake")] = np.nan
    found = find_balances(parameters, inputs, starts, NAMES)
    assert sorted(found.reasons) == [4, 9]
    assert all("no resting state was found" in why for why in found.reasons.values())
    assert np.all(np.isnan(found.states[[4, 9]]))
    others = np.setdiff1d(np.arange(24), [4, 9])
    assert np.array_equal(found.states[others], sound.states[others])
