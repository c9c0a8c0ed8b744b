"""The steady state of one body: found from afar, truly steady, and refused where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.rounding import drift_error, only_rounding, rounded, steady_state_error, symbols
from tests.reference import reference_vectors

from osteotwin.body import whole
from osteotwin.engine.pseudo_transient import find_steady_state, residuals
from osteotwin.engine.trace import trace_body
from osteotwin.errors import SimulationError
from osteotwin.parameters import starting_values

NAMES = starting_values().names
STATES, INPUTS = list(whole.STATES), list(whole.INPUTS)


def vectors(**parameters: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    values = np.array(list(starting_values().replaced(**parameters).values().values()))
    return (values, *reference_vectors(values, NAMES))


def residual(state: np.ndarray, values: np.ndarray, inputs: np.ndarray) -> float:
    return float(residuals(state[None], values[None], inputs[None], NAMES)[0])


def test_the_reference_is_its_own_steady_state() -> None:
    values, state, inputs = vectors()
    found = find_steady_state(values, inputs, state)
    assert found.residual <= drift_error(state, values, inputs)
    assert only_rounding(found.state, state, steady_state_error(state, values, inputs))


@pytest.mark.parametrize("seed", range(6))
def test_the_steady_state_is_found_from_another_start(seed: int) -> None:
    values, state, inputs = vectors()
    random = np.random.default_rng(seed)
    start = state * np.exp(random.normal(0, 0.2, len(state)))
    start[STATES.index("calcium")] = random.uniform(0.97, 1.03)
    start[STATES.index("age")] = state[STATES.index("age")]
    found = find_steady_state(values, inputs, start).state
    assert only_rounding(found, state, steady_state_error(state, values, inputs))


@pytest.mark.parametrize(
    ("name", "value"),
    [("calcium_intake", 6.0), ("calcium_intake", 75.0), ("lumbar_spine_load", 1.8), ("gonad_function", 0.0),
     ("total_hip_load", 0.4), ("oral_bisphosphonate_rate", 0.006), ("letrozole_rate", 2500.0)],
)  # fmt: skip
def test_a_changed_life_has_another_steady_state(name: str, value: float) -> None:
    values, state, inputs = vectors()
    inputs[INPUTS.index(name)] = value
    found = find_steady_state(values, inputs, state)
    # Seen by the residual that is given, and by the equations themselves.
    rates = rounded(trace_body().rates, symbols(state=found.state, parameter=values, input=inputs)).values
    rates[STATES.index("age")] = 0.0
    seen = np.max(np.abs(rates) / np.maximum(np.abs(found.state), 1.0))
    assert max(found.residual, seen) <= drift_error(found.state, values, inputs)
    set_points = np.array([s.endswith("log_set_point") for s in STATES])
    error = steady_state_error(found.state, values, inputs)
    assert np.all(found.state[~set_points] >= -error[~set_points])
    assert np.max(np.abs(found.state - state)) > 1e-3


def test_no_steady_state_is_one_sentence() -> None:
    values, state, inputs = vectors()
    inputs[INPUTS.index("vitamin_d_intake")] = 0.0
    values[NAMES.index("vitamin_d_baseline")] = -0.5  # a supply below nothing
    with pytest.raises(SimulationError) as raised:
        find_steady_state(values, inputs, state)
    assert "no steady state was found" in str(raised.value)
    assert "check the measured values" in str(raised.value)


def test_the_residual_sees_a_state_that_moves() -> None:
    values, state, inputs = vectors()
    assert residual(state, values, inputs) <= drift_error(state, values, inputs)
    state[STATES.index("osteoclasts")] = 2.0
    assert residual(state, values, inputs) > 1e-3
