"""One set of equations: on floats, on arrays, as generated functions, with the Jacobian of the graph."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.engine.rounding import Rounded, only_rounding, rounded, symbols

from osteotwin.body import whole
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.generate import generate
from osteotwin.engine.trace import trace_body
from osteotwin.parameters import starting_values

NAMES = starting_values().names
BOTH_FAST = ("lh", "pth")


def direct(body: Any) -> tuple[dict[str, float], dict[str, float]]:
    """Rates and outputs by calling the equations with floats."""
    s = whole.namespace(dict(zip(whole.STATES, body.state.tolist(), strict=True)))
    p = whole.namespace(dict(zip(NAMES, body.parameters.tolist(), strict=True)))
    u = whole.namespace(dict(zip(whole.INPUTS, body.inputs.tolist(), strict=True)))
    return whole.derivatives(s, p, u), whole.outputs(s, p, u)


def expected(body: Any, nodes: Any, state: Any = None) -> Rounded:
    """What nodes are worth for a body, by walking the graph, and how far off rounding may be."""
    s = body.state if state is None else state
    return rounded(list(nodes), symbols(state=s, parameter=body.parameters, input=body.inputs))


def test_names_and_order_are_the_bodys() -> None:
    model = trace_body()
    assert model.states == tuple(whole.STATES)
    assert model.inputs == tuple(whole.INPUTS)
    assert model.parameters == NAMES
    assert generate().endpoints == tuple(OUTPUTS)


def test_generated_functions_repeat_the_equations(body: Any) -> None:
    rates, outputs = direct(body)
    functions, model = generate(), trace_body()
    prepared = functions.prepare(body.parameters.tolist(), body.inputs.tolist())
    state = body.state.tolist()
    wanted = expected(body, model.rates)
    for found in (functions.rates(state, prepared), list(rates.values())):
        assert only_rounding(found, wanted.values, wanted.error)
    wanted = expected(body, model.outputs)
    for found in (functions.outputs(state, prepared), [outputs[name] for name in OUTPUTS]):
        assert only_rounding(found, wanted.values, wanted.error)


def test_the_equations_take_arrays_over_people(body: Any) -> None:
    people = np.array([0.97, 1.0, 1.02])
    columns = {name: value * people for name, value in zip(whole.STATES, body.state, strict=True)}
    p = whole.namespace(dict(zip(NAMES, body.parameters.tolist(), strict=True)))
    u = whole.namespace(dict(zip(whole.INPUTS, body.inputs.tolist(), strict=True)))
    rates = whole.derivatives(whole.namespace(columns), p, u)
    found = np.array([np.broadcast_to(rates[name], len(people)) for name in whole.STATES])
    wanted = expected(body, trace_body().rates, np.outer(body.state, people))
    assert only_rounding(found, wanted.values, wanted.error)


@pytest.mark.parametrize("quasi_steady", [(), BOTH_FAST])
def test_array_functions_agree_with_scalar_ones(body: Any, quasi_steady: tuple[str, ...]) -> None:
    scalar, array = generate(quasi_steady), generate(quasi_steady, arrays=True)
    model = trace_body(quasi_steady)
    kept = [list(whole.STATES).index(name) for name in scalar.states]
    factors = np.array([0.98, 1.0, 1.03])
    people = np.outer(body.state, factors)
    nodes = {
        "rates": model.rates, "jacobian": model.jacobian.values(), "outputs": model.outputs, "fast": model.fast,
    }  # fmt: skip
    one = scalar.prepare(body.parameters.tolist(), body.inputs.tolist())
    many = array.prepare(list(body.parameters), list(body.inputs))
    for which, roots in nodes.items():
        if not roots:
            continue  # no state is quasi-steady
        wanted = expected(body, roots, people)
        found = getattr(array, which)(list(people[kept]), many)
        assert only_rounding([np.broadcast_to(v, 3) for v in found], wanted.values, wanted.error), which
        for k in range(3):
            alone = getattr(scalar, which)(people[kept, k].tolist(), one)
            assert only_rounding(alone, wanted.values[:, k], wanted.error[:, k]), which


def numeric_jacobian(
    functions: Any, state: np.ndarray, prepared: tuple[Any, ...], steps: np.ndarray
) -> np.ndarray:
    """Central differences of fourth order, so that steep PTH secretion is followed too."""
    columns: list[np.ndarray] = []
    for j, step in enumerate(steps):

        def at(shift: float, j: int = j) -> np.ndarray:
            moved = state.copy()
            moved[j] += shift
            return np.array(functions.rates(moved.tolist(), prepared))

        columns.append((8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step))
    return np.array(columns).T


@pytest.mark.parametrize("quasi_steady", [(), BOTH_FAST])
def test_the_jacobian_is_that_of_the_rates(body: Any, quasi_steady: tuple[str, ...]) -> None:
    functions = generate(quasi_steady)
    kept = [list(whole.STATES).index(name) for name in functions.states]
    # Not exactly at an empty surface, where the fourth difference would step below zero.
    state = np.where(body.state[kept] == 0, 0.05, body.state[kept])
    prepared = functions.prepare(body.parameters.tolist(), body.inputs.tolist())
    steps = 2e-4 * np.maximum(np.abs(state), 1e-2)
    numeric = numeric_jacobian(functions, state, prepared, steps)
    analytic = np.zeros_like(numeric)
    rows, columns = zip(*functions.jacobian_index, strict=True)
    analytic[rows, columns] = functions.jacobian(state.tolist(), prepared)
    # What a difference cannot see: the fifth derivative, and the rounding of the rates (18 of them in 12 steps).
    everything = body.state.copy()
    everything[kept] = state
    rounding = expected(body, trace_body(quasi_steady).rates, everything).error
    noise = 1e-10 * np.abs(analytic).max(axis=1, keepdims=True) + 1.5 * rounding[:, None] / steps
    assert np.all(np.abs(analytic - numeric) <= 1e-6 * np.abs(analytic) + noise)
    outside = np.ones_like(numeric, dtype=bool)
    outside[rows, columns] = False
    assert np.all(np.abs(numeric[outside]) <= np.broadcast_to(noise, numeric.shape)[outside])


def test_the_jacobian_is_sparse() -> None:
    functions = generate()
    assert len(functions.jacobian_index) < 0.3 * len(functions.states) ** 2


def test_quasi_steady_states_leave_the_vector() -> None:
    functions = generate(BOTH_FAST)
    assert set(functions.states) == set(whole.STATES) - set(BOTH_FAST)
    assert trace_body(BOTH_FAST).quasi_steady == BOTH_FAST


def test_a_quasi_steady_state_is_steady(body: Any) -> None:
    """At the value that is returned, the full equations leave the fast state where it is."""
    functions, full = generate(BOTH_FAST), generate()
    order = list(whole.STATES)
    kept = [order.index(name) for name in functions.states]
    prepared = functions.prepare(body.parameters.tolist(), body.inputs.tolist())
    state = body.state.copy()
    state[[order.index(name) for name in BOTH_FAST]] = functions.fast(state[kept].tolist(), prepared)
    rates = full.rates(state.tolist(), full.prepare(body.parameters.tolist(), body.inputs.tolist()))
    wanted = expected(body, trace_body().rates, state)
    for k in (order.index(name) for name in BOTH_FAST):
        # The rounding of the value and that of the rate, which is a difference from it.
        assert only_rounding(rates[k], 0.0, wanted.error[k])


def test_a_slow_state_cannot_be_quasi_steady() -> None:
    with pytest.raises(ValueError, match="only lh, pth can be quasi-steady, not calcium"):
        trace_body(("lh", "calcium"))
