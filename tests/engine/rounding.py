"""How far rounding and a solver's tolerance can move a result: what two computations of the same may differ by.

A difference of large terms carries the rounding of the terms, however little is left of them: urine calcium of
1.5e-8 mg/day is what remains where the kidney's spill is far below its threshold, and no digit of it means anything
beyond the sixteenth of the threshold. So a result is not compared at its own size, but at the bound that a running
error analysis gives (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.3): each operation hands
the errors of its arguments on and adds its own rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.engine.accumulation import accumulate
from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.interface import STATE_SCALE, Job, Trajectory
from osteotwin.engine.trace import trace_body
from osteotwin.parameters import starting_values

#: Largest relative error of one rounding.
UNIT = 2.0**-53
#: Roundings that one operation stands for: a reciprocal and a product where the graph has one quotient, a folded
#: constant, and four units in the last place of an elementary function, which NumPy's vectors may take.
_ROUNDINGS = {"const": 2, "neg": 0, "exp": 8, "log": 8}
_SYMBOLS: Mapping[str, Sequence[str]] = {
    "state": tuple(whole.STATES),
    "parameter": starting_values().names,
    "input": tuple(whole.INPUTS),
}


@dataclass(frozen=True)
class Rounded:
    """Values of some nodes and how far off each may be.

    Attributes
    ----------
    values : array [n_root, ...]
    error : array [n_root, ...]
        First-order bound of the difference from the exact value.
    """

    values: Vector
    error: Vector


def symbols(names: Mapping[str, Sequence[str]] = _SYMBOLS, **vectors: Any) -> dict[str, Any]:
    """The value of each symbol, from the vectors of states, parameters and inputs and their tangents."""
    return {
        f"{vector}.{name}": value
        for vector, values in vectors.items()
        for name, value in zip(names[vector.removeprefix("tangent_")], values, strict=True)
    }


def rounded(roots: Sequence[Node], values: Mapping[str, Any]) -> Rounded:
    """Evaluate nodes by walking the graph, independently of all generated code, with the bound of the rounding.

    Parameters
    ----------
    roots : sequence of Node
    values : mapping of str to float or array
        Of each symbol; taken as exact.
    """
    v: dict[int, Any] = {}
    e: dict[int, Any] = {}  # in units of UNIT
    for node in ancestors(roots):
        k, own = node.index, _ROUNDINGS.get(node.op, 2)
        args, errors = [v[arg.index] for arg in node.args], [e[arg.index] for arg in node.args]
        match node.op, args, errors:
            case "const", _, _:
                v[k], e[k] = float(node.value or 0.0), 0.0
            case "symbol", _, _:
                v[k], e[k], own = values[str(node.value)], 0.0, 0
            case "add", [a, b], [ea, eb]:
                v[k], e[k] = a + b, ea + eb
            case "sub", [a, b], [ea, eb]:
                v[k], e[k] = a - b, ea + eb
            case "mul", [a, b], [ea, eb]:
                v[k], e[k] = a * b, np.abs(b) * ea + np.abs(a) * eb
            case "div", [a, b], [ea, eb]:
                v[k], e[k] = a / b, (ea + np.abs(a / b) * eb) / np.abs(b)
            case "neg", [a], [ea]:
                v[k], e[k] = -a, ea
            case "exp", [a], [ea]:
                v[k], e[k] = np.exp(a), np.exp(a) * ea
            case "log", [a], [ea]:
                v[k], e[k] = np.log(a), ea / np.abs(a)
            case "sqrt", [a], [ea]:
                v[k], e[k] = np.sqrt(a), ea / (2 * np.sqrt(a))
            case _:
                raise ValueError(node.op)
        e[k] = e[k] + own * np.abs(v[k])
    shape = np.broadcast_shapes(*(np.shape(v[root.index]) for root in roots))
    table = [np.array([np.broadcast_to(of[root.index], shape) for root in roots]) for of in (v, e)]
    return Rounded(table[0], UNIT * table[1])


def only_rounding(found: Any, wanted: Any, error: Vector) -> bool:
    """Whether two computations of the same differ by no more than the rounding of both."""
    return bool(np.all(np.abs(np.asarray(found) - np.asarray(wanted)) <= 2 * error))


def drift_error(state: Vector, parameters: Vector, inputs: Vector) -> float:
    """How much a state at rest may seem to drift: the rounding of its rates, relative to its size [1/day]."""
    rates = rounded(trace_body().rates, symbols(state=state, parameter=parameters, input=inputs))
    return 2 * float(np.max(rates.error / np.maximum(np.abs(state), 1.0)))


def steady_state_error(state: Vector, parameters: Vector, inputs: Vector) -> Vector:
    """How far from its exact place a steady state may be found: |J^-1| times the rounding of the rates.

    Returns
    -------
    array [n_state]
        0 for age, which is held still.
    """
    model = trace_body()
    values = symbols(state=state, parameter=parameters, input=inputs)
    jacobian, bound = np.zeros((len(state), len(state))), np.zeros(len(state))
    entries = rounded(list(model.jacobian.values()), values).values
    for place, entry in zip(model.jacobian, entries, strict=True):
        jacobian[place] = entry
    moving = np.array([name != "age" for name in model.states])
    inverse = np.linalg.inv(jacobian[np.ix_(moving, moving)])
    bound[moving] = np.abs(inverse) @ rounded(model.rates, values).error[moving]
    return bound


def state_sizes(states: Vector) -> Vector:
    """What an error of a state is a share of: its size, or where it is small the size that matters of it."""
    return np.maximum(
        np.abs(states), 0.01 * np.array([STATE_SCALE.get(u, 1.0) for u in whole.STATES.values()])
    )


def output_sizes(job: Job, states: Vector) -> Vector:
    """What an error of an output is a share of: how far it moves where every state is off by its whole size.

    A solver's error is one of states. An output that is a difference of them, or that turns steeply with one, carries
    it in proportion to its derivatives, whatever its own value is.

    Parameters
    ----------
    job : Job
    states : array [n_time, n_state]
        On its output days.

    Returns
    -------
    array [n_time, n_output]
    """
    return _sizes(job, states, {"state": state_sizes(states).T})


def output_tangent_sizes(
    job: Job, states: Vector, states_tangent: Vector, parameters_tangent: Vector, inputs_tangent: Vector
) -> Vector:
    """What an error of an output's tangent is a share of: the sum of the sizes of its terms.

    Parameters
    ----------
    job : Job
    states, states_tangent : array [n_time, n_state]
        On its output days.
    parameters_tangent : array [n_parameter]
    inputs_tangent : array [n_segment, n_input]

    Returns
    -------
    array [n_time, n_output]
    """
    moved = {
        "state": np.maximum(np.abs(states_tangent), np.abs(states_tangent).max(axis=0)).T,
        "parameter": np.repeat(parameters_tangent[:, None], len(states), axis=1),
        "input": inputs_tangent[_segments(job)].T,
    }
    return _sizes(job, states, moved)


def _segments(job: Job) -> NDArray[np.int64]:
    """In which stretch of its plan each output of a job is; one on a breakpoint belongs to the stretch before."""
    return np.maximum(np.searchsorted(job.timeline.breakpoints, job.output_days) - 1, 0)


def _sizes(job: Job, states: Vector, moved: Mapping[str, Vector]) -> Vector:
    """How far outputs move at most where symbols are moved by so much, by the derivatives of the equations."""
    model = trace_body()
    how_far = np.abs(np.concatenate(list(moved.values())))
    jacobian = accumulate(
        list(model.outputs), [symbol for vector in moved for symbol in model.symbols(vector)]
    )
    inputs = job.timeline.inputs[_segments(job)]
    values = symbols(state=states.T, parameter=job.parameters, input=inputs.T)
    sizes = np.zeros((len(states), len(model.outputs)))
    for (i, j), entry in zip(jacobian, rounded(list(jacobian.values()), values).values, strict=True):
        sizes[:, i] += np.abs(entry) * how_far[j]
    return sizes


def largest_difference(job: Job, one: Trajectory, other: Trajectory) -> float:
    """The largest difference of two runs of a job in a state or an output, as a share of its size."""
    states, outputs = state_sizes(other.states), output_sizes(job, other.states)
    return float(
        max(
            np.max(np.abs(one.states - other.states) / states, initial=0.0),
            np.max(np.abs(one.outputs - other.outputs) / np.where(outputs > 0, outputs, 1.0), initial=0.0),
        )
    )
