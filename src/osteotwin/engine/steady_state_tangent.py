"""How a resting state moves when parameters and inputs change: the implicit function theorem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.engine.straight_line import straight_line
from osteotwin.engine.tangent import PREFIX, trace_tangent

_CALENDAR = "age"  # the one state that never rests


@dataclass(frozen=True)
class _Functions:
    slopes: Callable[..., list[Any]]
    slope_index: tuple[tuple[int, int], ...]
    changes: Callable[..., list[Any]]


@cache
def _functions() -> _Functions:
    model = trace_tangent()
    body = model.body
    names = {"state": body.states, "parameter": body.parameters, "input": body.inputs}
    both = names | {f"{PREFIX}{kind}": labels for kind, labels in names.items()}
    return _Functions(
        slopes=straight_line(tuple(body.slopes.values()), names),
        slope_index=tuple(body.slopes),
        changes=straight_line(model.rates, both),
    )


def balance_changes(
    states: Vector,
    parameters: Vector,
    inputs: Vector,
    changed_parameters: Vector,
    changed_inputs: Vector,
    changed_age: Vector,
) -> Vector:
    """Return how resting states change along directions.

    Where the rates f(y, p, u) of all states but age are zero, J dy = -(df/dp dp + df/du du + df/dage dage).

    Parameters
    ----------
    states : array [n_person, n_state]
        At rest.
    parameters : array [n_person, n_parameter]
    inputs : array [n_person, n_input]
    changed_parameters : array [n_direction, n_person, n_parameter]
    changed_inputs : array [n_direction, n_person, n_input]
    changed_age : array [n_direction, n_person, year]

    Returns
    -------
    array [n_direction, n_person, n_state]
        NaN for a person whose resting state is not isolated: some change of state leaves everything at rest.
    """
    functions = _functions()
    names = trace_tangent().body.states
    people, size = states.shape
    age = names.index(_CALENDAR)
    moving = [k for k in range(size) if k != age]
    y, p, u = (np.ascontiguousarray(array.T) for array in (states, parameters, inputs))
    jacobian = np.zeros((people, size, size))
    for (i, j), slope in zip(functions.slope_index, functions.slopes(y, p, u), strict=True):
        jacobian[:, i, j] = slope
    changes = np.zeros((size, len(changed_age), people))
    changes[age] = changed_age
    dp, du = (np.moveaxis(array, 2, 0) for array in (changed_parameters, changed_inputs))
    pushes = functions.changes(y, p, u, changes, dp, du)
    right = np.zeros_like(changes)
    for k in moving:
        right[k] = pushes[k]
    found = np.moveaxis(changes, 0, 2).copy()
    matrix, sides = jacobian[:, moving][:, :, moving], right[moving].transpose(2, 0, 1)
    for i in range(people):
        try:
            found[:, i, moving] = -np.linalg.solve(matrix[i], sides[i]).T
        except np.linalg.LinAlgError:
            found[:, i] = np.nan
    return found
