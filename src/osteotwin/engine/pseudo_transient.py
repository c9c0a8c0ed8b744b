"""The steady state of one body by pseudo-transient continuation, and the residual of any state.

Implicit Euler steps that grow until they are Newton's method: far from the steady state the body goes there as it
would in time, near it the last digits come at once. Slower than :mod:`osteotwin.engine.steady_states`, it converges
from further away and says why where it does not.
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
#: The one state that has no steady state; it is held still.
CLOCK_STATE = "age"
#: Largest residual of a state that counts as steady [1/day].
LARGEST_RESIDUAL = 1e-7
_NOT_CONVERGED = (
    "no steady state was found for this body: its hormones, diet and load do not fit together "
    "({}); check the measured values"
)


@dataclass(frozen=True)
class SteadyState:
    """A steady state.

    Attributes
    ----------
    state : array [n_state]
    residual : float [1/day]
        Largest remaining rate of change of a state, relative to its size.
    """

    state: Vector
    residual: float


def residuals(states: Vector, parameters: Vector, inputs: Vector, names: tuple[str, ...]) -> Vector:
    """Each body's largest relative rate of change of a state, age aside [1/day].

    Parameters
    ----------
    states : array [n_people, n_state]
    parameters : array [n_people, n_parameter]
    inputs : array [n_people, n_input]
    names : tuple of str
        Of the parameters.
    """
    s, p, u = (
        whole.namespace(dict(zip(labels, np.ascontiguousarray(values.T), strict=True)))
        for labels, values in ((whole.STATES, states), (names, parameters), (whole.INPUTS, inputs))
    )
    largest = np.zeros(len(states))
    with np.errstate(all="ignore"):  # NaN goes through to the result
        for name, rate in whole.derivatives(s, p, u).items():
            if name != CLOCK_STATE:
                relative = np.abs(rate) / np.maximum(np.abs(getattr(s, name)), 1.0)
                largest = np.maximum(largest, relative)
    return largest


def find_steady_state(parameters: Vector, inputs: Vector, start: Vector) -> SteadyState:
    """Find the state at which all rates vanish, age held still.

    Parameters
    ----------
    parameters : array [n_parameter]
    inputs : array [n_input]
    start : array [n_state]
        Where to begin; gives the age.

    Raises
    ------
    SimulationError
        If the iteration does not converge.
    """
    try:
        state = _iterate(parameters, inputs, start)
    except (ArithmeticError, ValueError, np.linalg.LinAlgError) as error:
        raise SimulationError(_NOT_CONVERGED.format(f"the equations ended with: {error}")) from error
    (residual,) = residuals(state[None], parameters[None], inputs[None], generate().parameters)
    if not residual <= LARGEST_RESIDUAL:
        raise SimulationError(_NOT_CONVERGED.format(f"remaining drift {residual:.1e} per day"))
    return SteadyState(state, float(residual))


def _iterate(parameters: Vector, inputs: Vector, start: Vector) -> Vector:
    functions = generate()
    prepared = functions.prepare(parameters.tolist(), inputs.tolist())
    moving = np.array([name != CLOCK_STATE for name in functions.states])
    rows, columns = (np.array(index) for index in zip(*functions.jacobian_index, strict=True))
    state = start.copy()
    identity = np.eye(int(moving.sum()))
    jacobian = np.zeros((len(state), len(state)))
    days = _FIRST_STEP
    for _ in range(_STEPS):
        rates = np.array(functions.rates(state.tolist(), prepared))
        jacobian[rows, columns] = functions.jacobian(state.tolist(), prepared)
        step = np.zeros_like(state)
        step[moving] = np.linalg.solve(identity / days - jacobian[np.ix_(moving, moving)], rates[moving])
        change = float(np.max(np.abs(step) / (np.abs(state) + 0.05)))
        if change > _LARGEST_CHANGE:  # beyond what the linearization holds for: a shorter step in time
            days /= 4
            continue
        state = state + step
        if days >= _LAST_STEP and change < 1e-12:
            break
        days = min(days * (4 if change < _LARGEST_CHANGE / 3 else 1.5), _LAST_STEP)
    return state
