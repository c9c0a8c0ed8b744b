"""The tangent of a steady state along changes of parameters and inputs: the implicit function theorem."""

from __future__ import annotations

from functools import cache

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.engine.moments import TANGENT
from osteotwin.engine.pseudo_transient import CLOCK_STATE
from osteotwin.engine.python_code import PythonFunction, python_function
from osteotwin.engine.tangent import trace_tangent


@cache
def _functions() -> tuple[PythonFunction, PythonFunction]:
    """Jacobian and tangent of the rates, on arrays over people."""
    model = trace_tangent()
    body = model.body
    values = [body.symbols(vector) for vector in ("state", "parameter", "input")]
    tangents = [body.symbols(f"{TANGENT}{vector}") for vector in ("state", "parameter", "input")]
    return (
        python_function(list(body.jacobian.values()), values, arrays=True),
        python_function(model.rates, [*values, *tangents], arrays=True),
    )


def steady_state_tangent(
    states: Vector,
    parameters: Vector,
    inputs: Vector,
    parameters_tangent: Vector,
    inputs_tangent: Vector,
    age_tangent: Vector,
) -> Vector:
    """How steady states change along directions.

    Where the rates f(y, p, u) of all states but age are zero, J dy = -(df/dp dp + df/du du + df/dage dage).

    Parameters
    ----------
    states : array [n_person, n_state]
        Steady.
    parameters : array [n_person, n_parameter]
    inputs : array [n_person, n_input]
    parameters_tangent : array [n_direction, n_person, n_parameter]
    inputs_tangent : array [n_direction, n_person, n_input]
    age_tangent : array [n_direction, n_person, year]

    Returns
    -------
    array [n_direction, n_person, n_state]
        NaN for a person whose steady state is not isolated: some change of state leaves all rates at zero.
    """
    entries, rates_tangent = _functions()
    body = trace_tangent().body
    people, size = states.shape
    age = body.states.index(CLOCK_STATE)
    moving = [k for k in range(size) if k != age]
    y, p, u = (np.ascontiguousarray(array.T) for array in (states, parameters, inputs))
    jacobian = np.zeros((people, size, size))
    for (i, j), entry in zip(body.jacobian, entries(y, p, u), strict=True):
        jacobian[:, i, j] = entry
    age_only = np.zeros((size, len(age_tangent), people))
    age_only[age] = age_tangent
    dp, du = (np.moveaxis(array, 2, 0) for array in (parameters_tangent, inputs_tangent))
    pushes = rates_tangent(y, p, u, age_only, dp, du)
    right = np.zeros_like(age_only)
    for k in moving:
        right[k] = pushes[k]
    found = np.moveaxis(age_only, 0, 2).copy()
    matrix, sides = jacobian[:, moving][:, :, moving], right[moving].transpose(2, 0, 1)
    for i in range(people):
        try:
            found[:, i, moving] = -np.linalg.solve(matrix[i], sides[i]).T
        except np.linalg.LinAlgError:
            found[:, i] = np.nan
    return found
