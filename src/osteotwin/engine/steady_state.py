"""The state in which a body rests: Newton's method on the traced equations, and a check of the result."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from osteotwin.body import whole
from osteotwin.engine.generate import generate
from osteotwin.engine.interface import Vector
from osteotwin.errors import SimulationError

_SMALLEST_KEPT = 0.2  # a Newton step takes at most this share off a positive state
_STEPS = 60
_CALENDAR = "age"  # the one state that never rests


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
    functions = generate()
    prepared = functions.prepare(parameters.tolist(), inputs.tolist())
    moving = np.array([name != _CALENDAR for name in functions.states])
    rows, columns = (np.array(index) for index in zip(*functions.slope_index, strict=True))
    positive = start > 0
    state = start.copy()
    jacobian = np.zeros((len(state), len(state)))
    for _ in range(_STEPS):
        rates = np.array(functions.rates(state.tolist(), prepared))
        jacobian[rows, columns] = functions.slopes(state.tolist(), prepared)
        step = np.zeros_like(state)
        step[moving] = np.linalg.solve(jacobian[np.ix_(moving, moving)], -rates[moving])
        falling = positive & (step < 0)
        share = 1.0
        if np.any(falling):
            share = min(1.0, float(np.min(-(1 - _SMALLEST_KEPT) * state[falling] / step[falling])))
        share = min(share, float(0.7 / max(np.max(np.abs(step[moving]) / (np.abs(state[moving]) + 0.5)), 0.7)))
        state = state + share * step
        if share == 1.0 and float(np.max(np.abs(step))) < 1e-11:
            break
    left = residual(state, parameters, inputs)
    if not np.isfinite(left) or left > 1e-7:
        message = (
            "no resting state was found for this body: its hormones, diet and load do not fit together "
            f"(remaining drift {left:.1e} per day); check the measured values"
        )
        raise SimulationError(message)
    return Balance(state, left)


def reference_vectors(parameters: Vector, names: tuple[str, ...]) -> tuple[Vector, Vector]:
    """Return the healthy reference state and inputs of a parameter vector."""
    p = whole.namespace(dict(zip(names, parameters.tolist(), strict=True)))
    state, inputs = whole.reference_state(p), whole.reference_inputs(p)
    return (
        np.array([state[name] for name in whole.STATES], dtype=float),
        np.array([inputs[name] for name in whole.INPUTS], dtype=float),
    )
