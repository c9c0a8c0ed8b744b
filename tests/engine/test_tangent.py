"""Derivatives on the graph: those of the equations, in few operations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.engine.rounding import only_rounding, rounded, symbols

from osteotwin.body import whole
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.accumulation import accumulate
from osteotwin.engine.generate import generate
from osteotwin.engine.graph import Graph, Node, ancestors, partials
from osteotwin.engine.moments import TANGENT
from osteotwin.engine.python_code import python_function
from osteotwin.engine.tangent import along, trace_tangent
from osteotwin.engine.trace import trace_body
from osteotwin.parameters import starting_values

NAMES = starting_values().names
VECTORS = {"state": tuple(whole.STATES), "parameter": NAMES, "input": tuple(whole.INPUTS)}


def vectors(body: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return body.state, body.parameters, body.inputs


def at_body(nodes: list[Node], body: Any, changes: tuple[np.ndarray, ...]) -> np.ndarray:
    """What nodes of the tangent model are worth for a body and a direction, as a compiled function has it."""
    traced = trace_body()
    arguments = [
        traced.symbols(vector) for vector in (*VECTORS, *(f"{TANGENT}{vector}" for vector in VECTORS))
    ]
    return np.array(python_function(nodes, arguments, arrays=True)(*vectors(body), *changes))


def direction(body: Any, seed: int) -> tuple[np.ndarray, ...]:
    """A random change of everything, as large as the numbers themselves."""
    random = np.random.default_rng(seed)
    return tuple(np.abs(values) * random.standard_normal(len(values)) for values in vectors(body))


def computed_at_every_step(roots: list[Node]) -> int:
    """How many operations depend on the state."""
    changing: set[int] = set()
    count = 0
    for node in ancestors(roots):
        if node.op == "symbol" and str(node.value).startswith("state."):
            changing.add(node.index)
        elif any(arg.index in changing for arg in node.args):
            changing.add(node.index)
            count += 1
    return count


def forward_jacobian(outputs: list[Node], variables: list[Node]) -> dict[tuple[int, int], Node]:
    """The Jacobian as the textbook has it: every column carried forward."""
    graph = outputs[0].graph
    column = {variable.index: j for j, variable in enumerate(variables)}
    flow: dict[int, dict[int, Node]] = {}
    for node in ancestors(outputs):
        if node.index in column:
            flow[node.index] = {column[node.index]: graph.const(1.0)}
            continue
        gathered: dict[int, Node] = {}
        if node.args and any(flow[arg.index] for arg in node.args):
            for arg, partial in zip(node.args, partials(node), strict=True):
                for j, inner in flow[arg.index].items():
                    term = graph.mul(partial, inner)
                    gathered[j] = graph.add(gathered[j], term) if j in gathered else term
        flow[node.index] = gathered
    return {
        (i, j): partial
        for i, output in enumerate(outputs)
        for j, partial in sorted(flow[output.index].items())
        if partial.value != 0.0
    }


def test_accumulation_gives_the_jacobian(body: Any) -> None:
    model = trace_body()
    plain = forward_jacobian(list(model.rates), model.symbols("state"))
    assert set(model.jacobian) == set(plain)
    state, parameters, inputs = vectors(body)
    short, long = (
        rounded(list(nodes), symbols(state=state, parameter=parameters, input=inputs))
        for nodes in (model.jacobian.values(), [plain[entry] for entry in model.jacobian])
    )
    assert only_rounding(short.values, long.values, np.maximum(short.error, long.error))


def test_accumulation_needs_fewer_operations() -> None:
    body = trace_body()
    states = body.symbols("state")
    plain, short = (
        computed_at_every_step([*body.rates, *method(list(body.rates), states).values()])
        for method in (forward_jacobian, accumulate)
    )
    assert short < 0.8 * plain


def test_accumulation_where_outputs_are_variables_or_feed_others() -> None:
    graph = Graph()
    x, y = graph.symbol("state.x"), graph.symbol("state.y")
    product = x * y
    found = accumulate([product, product.exp() + x, x, product, graph.const(3.0)], [x, y])
    values = {k: python_function([node], [[x, y]])([2.0, 0.5])[0] for k, node in found.items()}
    e = np.exp(1.0)
    assert values == pytest.approx(
        {(0, 0): 0.5, (0, 1): 2.0, (1, 0): 0.5 * e + 1, (1, 1): 2 * e, (2, 0): 1.0, (3, 0): 0.5, (3, 1): 2.0}
    )


def along_a_line(body: Any, changes: tuple[np.ndarray, ...], nodes: list[Node], h: float) -> dict[int, Any]:
    """Nodes of the body at multiples of a step along a direction, and under 0 the bound of their rounding."""
    found: dict[int, Any] = {}
    for k in (-2, -1, 1, 2):
        moved = (v + k * h * dv for v, dv in zip(vectors(body), changes, strict=True))
        there = rounded(nodes, symbols(**dict(zip(VECTORS, moved, strict=True))))
        found[k] = there.values
        found[0] = np.maximum(found.get(0, 0.0), there.error)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_changes_are_the_equations_derivative(body: Any, seed: int) -> None:
    """Central differences along a direction, of rates and outputs."""
    model = trace_tangent()
    changes = direction(body, seed)
    found = at_body([*model.rates, *model.outputs], body, changes)
    h = 1e-5
    at = along_a_line(body, changes, [*model.body.rates, *model.body.outputs], h)
    differences = (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * h)
    rounding = 1.5 * at[0] / h  # 18 values over 12 steps
    assert np.all(np.abs(found - differences) <= 1e-6 * np.abs(differences) + rounding)


def test_the_tangent_of_the_jacobian_is_its_change(body: Any) -> None:
    model = trace_tangent()
    changes = direction(body, 5)
    values = at_body(list(model.jacobian_tangent.values()), body, changes)
    tangents = dict(zip(model.jacobian_tangent, values, strict=True))
    h = 1e-5
    at = along_a_line(body, changes, list(model.body.jacobian.values()), h)
    differences = (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * h)
    found = np.array([tangents.get(entry, 0.0) for entry in model.body.jacobian])
    assert np.all(np.abs(found - differences) <= 1e-6 * np.abs(differences) + 1.5 * at[0] / h)


def test_nothing_changes_where_nothing_is_changed(body: Any) -> None:
    model = trace_tangent()
    zeros = tuple(np.zeros(len(values)) for values in vectors(body))
    nodes = [*model.rates, *model.jacobian_tangent.values(), *model.outputs]
    assert np.all(at_body(nodes, body, zeros) == 0.0)


def test_changes_of_what_has_no_symbol_that_changes() -> None:
    graph = Graph()
    x, a = graph.symbol("state.x"), graph.symbol("parameter.a")
    dx = graph.symbol("tangent_state.x")
    constant, product = along([graph.const(2.0), x * a], {x.index: dx})
    assert constant.value == 0.0
    assert python_function([product], [[a], [dx]])([3.0], [5.0]) == [15.0]


def test_a_function_without_an_argument_that_it_needs_is_refused() -> None:
    graph = Graph()
    with pytest.raises(KeyError, match=r"state\.y"):
        python_function([graph.symbol("state.x") * graph.symbol("state.y")], [[graph.symbol("state.x")]])


def test_names_and_order_are_the_bodys() -> None:
    model = trace_tangent()
    assert len(model.rates) == len(whole.STATES)
    assert len(model.outputs) == len(OUTPUTS)
    assert set(model.jacobian_tangent) <= set(model.body.jacobian)


def test_one_graph_however_it_is_asked_for() -> None:
    """A tangent's nodes and the body's stand in one graph, or their symbols would differ."""
    assert trace_body() is trace_body(()) is trace_tangent().body
    assert trace_tangent() is trace_tangent(())
    assert generate() is generate(())
