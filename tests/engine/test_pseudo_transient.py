"""The resting state: found from afar, truly at rest, and refused where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.rounding import drift_error, only_rounding, rounded, steady_state_error, symbols

from osteotwin.body import whole
from osteotwin.engine.pseudo_transient import find_balance, reference_vectors, residual
from osteotwin.engine.trace import trace_body
from osteotwin.errors import SimulationError
from osteotwin.parameters import starting_values

NAMES = starting_values().names
STATES, INPUTS = list(whole.STATES), list(whole.INPUTS)


def vectors(**parameters: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    values = np.array(list(starting_values().replaced(**parameters).values().values()))
    return (values, *reference_vectors(values, NAMES))


def test_the_reference_is_its_own_balance() -> None:
    values, state, inputs = vectors()
    balance = find_balance(values, inputs, state)
    assert balance.residual <= drift_error(state, values, inputs)
    assert only_rounding(balance.state, state, steady_state_error(state, values, inputs))


@pytest.mark.parametrize("seed", range(6))
def test_the_balance_is_found_from_another_start(seed: int) -> None:
    values, state, inputs = vectors()
    random = np.random.default_rng(seed)
    start = state * np.exp(random.normal(0, 0.2, len(state)))
    start[STATES.index("calcium")] = random.uniform(0.97, 1.03)
    start[STATES.index("age")] = state[STATES.index("age")]
    found = find_balance(values, inputs, start).state
    assert only_rounding(found, state, steady_state_error(state, values, inputs))


@pytest.mark.parametrize(
    ("name", "value"),
    [("calcium_intake", 6.0), ("calcium_intake", 75.0), ("lumbar_spine_load", 1.8), ("gonad_function", 0.0),
     ("total_hip_load", 0.4), ("oral_bisphosphonate_rate", 0.006), ("letrozole_rate", 2500.0)],
)  # fmt: skip
def test_a_changed_life_rests_elsewhere(name: str, value: float) -> None:
    values, state, inputs = vectors()
    inputs[INPUTS.index(name)] = value
    balance = find_balance(values, inputs, state)
    # Seen by the residual that is given, and by the equations themselves.
    rates = rounded(trace_body().rates, symbols(state=balance.state, parameter=values, input=inputs)).values
    rates[STATES.index("age")] = 0.0
    seen = np.max(np.abs(rates) / np.maximum(np.abs(balance.state), 1.0))
    assert max(balance.residual, seen) <= drift_error(balance.state, values, inputs)
    set_points = np.array([s.endswith("log_set_point") for s in STATES])
    error = steady_state_error(balance.state, values, inputs)
    assert np.all(balance.state[~set_points] >= -error[~set_points])
    assert np.max(np.abs(balance.state - state)) > 1e-3


def test_no_balance_is_one_sentence() -> None:
    values, state, inputs = vectors()
    inputs[INPUTS.index("vitamin_d_intake")] = 0.0
    values[NAMES.index("vitamin_d_baseline")] = -0.5  # a supply below nothing
    with pytest.raises(SimulationError) as raised:
        find_balance(values, inputs, state)
    assert "no resting state was found" in str(raised.value)
    assert "check the measured values" in str(raised.value)


def test_the_residual_sees_a_state_that_moves() -> None:
    values, state, inputs = vectors()
    assert residual(state, values, inputs) <= drift_error(state, values, inputs)
    state[STATES.index("osteoclasts")] = 2.0
    assert residual(state, values, inputs) > 1e-3
