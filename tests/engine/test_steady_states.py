"""Many steady states at once are each body's own."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.rounding import drift_error, only_rounding, rounded, steady_state_error, symbols
from tests.reference import reference_vectors

from osteotwin.body import whole
from osteotwin.engine.pseudo_transient import find_steady_state, residuals
from osteotwin.engine.steady_states import find_steady_states
from osteotwin.engine.trace import trace_body
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
    found = find_steady_states(*bodies, NAMES)
    assert found.reasons == {}
    for i, (parameters, inputs, start) in enumerate(zip(*bodies, strict=True)):
        alone = find_steady_state(parameters, inputs, start)
        assert found.residuals[i] <= drift_error(alone.state, parameters, inputs)
        error = steady_state_error(alone.state, parameters, inputs)
        assert only_rounding(found.states[i], alone.state, error)
        assert found.states[i, STATES.index("age")] == start[STATES.index("age")]


def test_the_residual_of_many_is_that_of_the_equations(bodies: Bodies) -> None:
    parameters, inputs, starts = bodies
    found = residuals(starts, parameters, inputs, NAMES)
    assert found.max() > 1e-3  # not steady yet
    resting = np.array([name != "age" for name in STATES])
    for one, p, u, s in zip(found, parameters, inputs, starts, strict=True):
        rates = np.abs(rounded(trace_body().rates, symbols(state=s, parameter=p, input=u)).values)
        largest = np.max((rates / np.maximum(np.abs(s), 1.0))[resting])
        assert only_rounding(one, largest, np.array(drift_error(s, p, u)))


def test_company_does_not_matter(bodies: Bodies) -> None:
    together = find_steady_states(*bodies, NAMES)
    for rows in (slice(5, 6), slice(3, 20), slice(None, None, -1)):
        apart = find_steady_states(*(np.ascontiguousarray(part[rows]) for part in bodies), NAMES, threads=1)
        assert np.array_equal(apart.states, together.states[rows])
        assert np.array_equal(apart.residuals, together.residuals[rows])


def test_a_body_without_a_steady_state_says_so_and_leaves_the_others_alone(bodies: Bodies) -> None:
    before = find_steady_states(*bodies, NAMES)
    parameters, inputs, starts = (part.copy() for part in bodies)
    inputs[4, INPUTS.index("vitamin_d_intake")] = 0.0
    parameters[4, NAMES.index("vitamin_d_baseline")] = -0.5  # a supply below nothing
    parameters[9, NAMES.index("weight")] = np.nan
    inputs[9, INPUTS.index("calcium_intake")] = np.nan
    found = find_steady_states(parameters, inputs, starts, NAMES)
    assert sorted(found.reasons) == [4, 9]
    assert all("no steady state was found" in why for why in found.reasons.values())
    assert np.all(np.isnan(found.states[[4, 9]]))
    others = np.setdiff1d(np.arange(24), [4, 9])
    assert np.array_equal(found.states[others], before.states[others])
