"""The state in which a body rests, and a check of the result.

Pseudo-time steps of implicit Euler that grow until they are Newton's method: far from the balance the body
goes there as it would in time, near it the last digits come at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.engine.generate import generate
from osteotwin.errors import SimulationError

_LARGEST_CHANGE = 0.5  # of a state in one step, relative to its size
_STEPS = 400
_FIRST_STEP, _LAST_STEP = 0.01, 1e9  # days
_CALENDAR = "age"  # the one state that never rests
#: Largest remaining drift of a balance [1/day].
MOST_LEFT = 1e-7
_NO_BALANCE = (
    "no resting state was found for this body: its hormones, diet and load do not fit together "
    "({}); check the measured values"
)


@dataclass(frozen=True)
class Balance:
    """A resting state.

    Attributes
    ----------
    state : array [n_state]
    residual : float [1/day]
        Largest remaining rate of change of a state, relative to its size.
    """

    state: Vector
    residual: float


def residual(state: Vector, parameters: Vector, inputs: Vector) -> float:
    """Return the largest relative rate of change of a state, age aside [1/day]."""
    functions = generate()
    rates = np.array(functions.rates(state.tolist(), functions.prepare(parameters.tolist(), inputs.tolist())))
    rates[functions.states.index(_CALENDAR)] = 0.0
    return float(np.max(np.abs(rates) / np.maximum(np.abs(state), 1.0)))


def find_balance(parameters: Vector, inputs: Vector, start: Vector) -> Balance:
    """Return the state at which nothing moves, age held still.

    Parameters
    ----------
    parameters : array [n_parameter]
    inputs : array [n_input]
    start : array [n_state]
        Where to begin; gives the age.

    Raises
    ------
    SimulationError
        If no balance is found.
    """
    try:
        state = _walk(parameters, inputs, start)
        left = residual(state, parameters, inputs)
    except (ArithmeticError, ValueError, np.linalg.LinAlgError) as error:
        raise SimulationError(_NO_BALANCE.format(f"the equations ended with: {error}")) from error
    if not np.isfinite(left) or left > MOST_LEFT:
        raise SimulationError(_NO_BALANCE.format(f"remaining drift {left:.1e} per day"))
    return Balance(state, left)


def _walk(parameters: Vector, inputs: Vector, start: Vector) -> Vector:
    functions = generate()
    prepared = functions.prepare(parameters.tolist(), inputs.tolist())
    moving = np.array([name != _CALENDAR for name in functions.states])
    rows, columns = (np.array(index) for index in zip(*functions.slope_index, strict=True))
    state = start.copy()
    identity = np.eye(int(moving.sum()))
    jacobian = np.zeros((len(state), len(state)))
    days = _FIRST_STEP
    for _ in range(_STEPS):
        rates = np.array(functions.rates(state.tolist(), prepared))
        jacobian[rows, columns] = functions.slopes(state.tolist(), prepared)
        step = np.zeros_like(state)
        step[moving] = np.linalg.solve(identity / days - jacobian[np.ix_(moving, moving)], rates[moving])
        change = float(np.max(np.abs(step) / (np.abs(state) + 0.05)))
        if change > _LARGEST_CHANGE:  # the way bends: shorter steps in time
            days /= 4
            continue
        state = state + step
        if days >= _LAST_STEP and change < 1e-12:
            break
        days = min(days * (4 if change < _LARGEST_CHANGE / 3 else 1.5), _LAST_STEP)
    return state


def reference_vectors(parameters: Vector, names: tuple[str, ...]) -> tuple[Vector, Vector]:
    """Return the healthy reference state and inputs of a parameter vector."""
    p = whole.namespace(dict(zip(names, parameters.tolist(), strict=True)))
    state, inputs = whole.reference_state(p), whole.reference_inputs(p)
    return (
        np.array([state[name] for name in whole.STATES], dtype=float),
        np.array([inputs[name] for name in whole.INPUTS], dtype=float),
    )
