"""Graph nodes: folding, sharing, and derivatives against numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.rounding import only_rounding, rounded

from osteotwin.engine.accumulation import accumulate
from osteotwin.engine.graph import Graph, Node, ancestors, partials
from osteotwin.engine.tangent import along

NUMERIC: dict[str, Callable[..., float]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "neg": lambda a: -a,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
}
BINARY = ("add", "sub", "mul", "div")


def evaluate(node: Node, values: dict[str, float]) -> float:
    """Evaluate a node by walking it; independent of the generated code."""
    known: dict[int, float] = {}
    for part in ancestors([node]):
        if part.op == "const":
            assert isinstance(part.value, float)
            known[part.index] = part.value
        elif part.op == "symbol":
            known[part.index] = values[str(part.value)]
        else:
            known[part.index] = NUMERIC[part.op](*(known[a.index] for a in part.args))
    return known[node.index]


def test_constants_fold() -> None:
    graph = Graph()
    two, three = graph.const(2.0), graph.const(3)
    folded = {
        5.0: two + three, -1.0: two - three, 6.0: two * three, 2 / 3: two / three, -2.0: -two,
        math.exp(2): np.exp(two), math.log(3): np.log(three), math.sqrt(2): np.sqrt(two),
    }  # fmt: skip
    for value, node in folded.items():
        assert node.op == "const"
        assert node.value == pytest.approx(value, rel=1e-15)


def test_neutral_elements_vanish() -> None:
    graph = Graph()
    x = graph.symbol("x")
    for same in (
        x + 0,
        0 + x,
        x - 0,
        x * 1,
        1 * x,
        x / 1,
        x.__neg__().__neg__(),
        np.exp(np.log(x)),
        np.log(np.exp(x)),
    ):
        assert same is x
    for zero in (x * 0, 0 * x, x - x, 0 / x):
        assert zero.value == 0.0
    assert (0 - x).op == "neg"
    assert (x * -1).op == "neg"


def test_equal_expressions_are_one_node() -> None:
    graph = Graph()
    x, y = graph.symbol("x"), graph.symbol("y")
    assert x * y + 1 is y * x + 1
    assert np.exp(x + y) is np.exp(y + x)
    assert x - y is not y - x
    assert x / y is not y / x
    assert graph.symbol("x") is x
    before = len(graph.nodes)
    _ = np.sqrt(x * y) / (x * y)
    _ = np.sqrt(x * y) / (x * y)
    assert len(graph.nodes) == before + 3  # the root, the reciprocal and their product; x * y was there


def test_arguments_stand_before_their_use() -> None:
    graph = Graph()
    x, y = graph.symbol("x"), graph.symbol("y")
    root = np.exp(x * y) / (1 + np.log(y))
    seen: set[int] = set()
    for node in ancestors([root]):
        assert all(a.index in seen for a in node.args)
        seen.add(node.index)


@pytest.mark.parametrize("op", NUMERIC)
def test_partials_of_each_operation(op: str) -> None:
    point = {"a": 1.7, "b": 0.6}
    graph = Graph()
    arguments = [graph.symbol("a"), graph.symbol("b")][: 2 if op in BINARY else 1]
    node = graph._node(op, tuple(arguments))
    for symbol, partial in zip(arguments, partials(node), strict=True):
        step = 1e-6
        up = evaluate(node, point | {str(symbol.value): point[str(symbol.value)] + step})
        down = evaluate(node, point | {str(symbol.value): point[str(symbol.value)] - step})
        assert evaluate(partial, point) == pytest.approx((up - down) / (2 * step), rel=1e-8)


def test_a_symbol_has_no_partials() -> None:
    with pytest.raises(ValueError, match="no derivative for symbol"):
        partials(Graph().symbol("x"))


def test_a_derivative_that_is_zero_is_left_out() -> None:
    graph = Graph()
    x, y, z = (graph.symbol(f"state.{name}") for name in "xyz")
    found = accumulate([x * y, np.exp(z) + 2, graph.const(3.0)], [x, y, z])
    assert set(found) == {(0, 0), (0, 1), (1, 2)}
    assert found[0, 0] is y


Build = Callable[[Node, Node], Node]


@st.composite
def expressions(draw: st.DrawFn) -> Callable[[Node, Node], Node]:
    """Random smooth expressions of two positive variables, of modest size."""
    depth = draw(st.integers(1, 5))

    def build(level: int) -> Build:
        if level == 0:
            leaf = draw(st.sampled_from(["x", "y", "c"]))
            value = draw(st.floats(-2, 2).map(lambda v: round(v, 2)))
            return {"x": lambda x, y: x, "y": lambda x, y: y, "c": lambda x, y: x * 0 + value}[leaf]
        left, right = build(level - 1), build(level - 1)
        op = draw(st.sampled_from(["add", "sub", "mul", "div", "neg", "exp", "log", "sqrt"]))
        return {
            "add": lambda x, y: left(x, y) + right(x, y),
            "sub": lambda x, y: left(x, y) - right(x, y),
            "mul": lambda x, y: left(x, y) * right(x, y),
            "div": lambda x, y: left(x, y) / (2 + right(x, y) * right(x, y)),
            "neg": lambda x, y: -left(x, y),
            "exp": lambda x, y: np.exp(left(x, y) / (1 + left(x, y) * left(x, y))),
            "log": lambda x, y: np.log(1 + left(x, y) * left(x, y)),
            "sqrt": lambda x, y: np.sqrt(1 + left(x, y) * left(x, y)),
        }[op]

    return build(depth)


@given(expressions(), st.floats(0.3, 2), st.floats(0.3, 2))
def test_any_expression_and_its_derivative(build: Build, x: float, y: float) -> None:
    graph = Graph()
    x_symbol, y_symbol = graph.symbol("state.x"), graph.symbol("state.y")
    root, point = graph.const(build(x_symbol, y_symbol)), {"state.x": x, "state.y": y}
    found = rounded([root], point)
    assert only_rounding(found.values[0], build(np.float64(x), np.float64(y)), found.error[0])  # type: ignore[arg-type]
    jacobian = accumulate([root], [x_symbol, y_symbol])
    # The complex step does not cancel: it is the forward derivative, to the last digits.
    for j, (symbol, dx, dy) in enumerate([(x_symbol, 1e-30j, 0), (y_symbol, 0, 1e-30j)]):
        numeric = np.imag(build(np.complex128(x + dx), np.complex128(y + dy))) / 1e-30  # type: ignore[arg-type]
        forward = rounded(along([root], {symbol.index: graph.const(1.0)}), point)
        entry = rounded([jacobian.get((0, j), graph.const(0.0))], point)
        assert only_rounding(entry.values[0], numeric, np.maximum(entry.error[0], forward.error[0]))
