"""Derivatives on the graph: those of the equations, in few operations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.engine.rounding import only_rounding, rounded, symbols

from osteotwin.body import whole
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.accumulation import accumulate
from osteotwin.engine.graph import Graph, Node, ancestors, partials
from osteotwin.engine.straight_line import straight_line
from osteotwin.engine.tangent import PREFIX, along, trace_tangent
from osteotwin.engine.trace import trace_body
from osteotwin.parameters import starting_values

NAMES = starting_values().names
KINDS = {"state": tuple(whole.STATES), "parameter": NAMES, "input": tuple(whole.INPUTS)}
BOTH = KINDS | {f"{PREFIX}{kind}": names for kind, names in KINDS.items()}


def vectors(body: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return body.state, body.parameters, body.inputs


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
            for arg, slope in zip(node.args, partials(node), strict=True):
                for j, inner in flow[arg.index].items():
                    term = graph.mul(slope, inner)
                    gathered[j] = graph.add(gathered[j], term) if j in gathered else term
        flow[node.index] = gathered
    return {
        (i, j): slope
        for i, output in enumerate(outputs)
        for j, slope in sorted(flow[output.index].items())
        if slope.value != 0.0
    }


def test_accumulation_gives_the_jacobian(body: Any) -> None:
    model = trace_body()
    states = [model.rates[0].graph.symbol(f"state.{name}") for name in model.states]
    plain = forward_jacobian(list(model.rates), states)
    assert set(model.slopes) == set(plain)
    state, parameters, inputs = vectors(body)
    short, long = (
        rounded(list(nodes), symbols(state=state, parameter=parameters, input=inputs))
        for nodes in (model.slopes.values(), [plain[entry] for entry in model.slopes])
    )
    assert only_rounding(short.values, long.values, np.maximum(short.error, long.error))


def test_accumulation_needs_fewer_operations() -> None:
    body = trace_body()
    states = [body.rates[0].graph.symbol(f"state.{name}") for name in body.states]
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
    values = {k: straight_line([node], {"state": ("x", "y")})([2.0, 0.5])[0] for k, node in found.items()}
    e = np.exp(1.0)
    assert values == pytest.approx(
        {(0, 0): 0.5, (0, 1): 2.0, (1, 0): 0.5 * e + 1, (1, 1): 2 * e, (2, 0): 1.0, (3, 0): 0.5, (3, 1): 2.0}
    )


def along_a_line(body: Any, changes: tuple[np.ndarray, ...], nodes: list[Node], h: float) -> dict[int, Any]:
    """Nodes of the body at multiples of a step along a direction, and under 0 the bound of their rounding."""
    found: dict[int, Any] = {}
    for k in (-2, -1, 1, 2):
        moved = (v + k * h * dv for v, dv in zip(vectors(body), changes, strict=True))
        there = rounded(nodes, symbols(**dict(zip(KINDS, moved, strict=True))))
        found[k] = there.values
        found[0] = np.maximum(found.get(0, 0.0), there.error)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_changes_are_the_equations_derivative(body: Any, seed: int) -> None:
    """Central differences along a direction, of rates and readings."""
    model = trace_tangent()
    changes = direction(body, seed)
    found = straight_line([*model.rates, *model.readings], BOTH)(*vectors(body), *changes)
    h = 1e-5
    at = along_a_line(body, changes, [*model.body.rates, *model.body.readings], h)
    differences = (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * h)
    rounding = 1.5 * at[0] / h  # 18 values over 12 steps
    assert np.all(np.abs(found - differences) <= 1e-6 * np.abs(differences) + rounding)


def test_bends_are_the_change_of_the_jacobian(body: Any) -> None:
    model = trace_tangent()
    changes = direction(body, 5)
    bends = dict(
        zip(
            model.bends,
            straight_line(list(model.bends.values()), BOTH)(*vectors(body), *changes),
            strict=True,
        )
    )
    h = 1e-5
    at = along_a_line(body, changes, list(model.body.slopes.values()), h)
    differences = (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * h)
    found = np.array([bends.get(entry, 0.0) for entry in model.body.slopes])
    assert np.all(np.abs(found - differences) <= 1e-6 * np.abs(differences) + 1.5 * at[0] / h)


def test_nothing_changes_where_nothing_is_changed(body: Any) -> None:
    model = trace_tangent()
    zeros = [np.zeros(len(values)) for values in vectors(body)]
    nodes = [*model.rates, *model.bends.values(), *model.readings]
    assert np.all(np.array(straight_line(nodes, BOTH)(*vectors(body), *zeros)) == 0.0)


def test_changes_of_what_has_no_symbol_that_changes() -> None:
    graph = Graph()
    x, a = graph.symbol("state.x"), graph.symbol("parameter.a")
    constant, product = along([graph.const(2.0), x * a], {x.index: graph.symbol("tangent_state.x")})
    assert constant.value == 0.0
    assert straight_line([product], {"parameter": ("a",), "tangent_state": ("x",)})([3.0], [5.0]) == [15.0]


def test_names_and_order_are_the_bodys() -> None:
    model = trace_tangent()
    assert len(model.rates) == len(whole.STATES)
    assert len(model.readings) == len(OUTPUTS)
    assert set(model.bends) <= set(model.body.slopes)
