"""Expressions as a graph with shared parts.

Calling the body's equations with nodes instead of numbers records every operation once. Equal
subexpressions are the same node, so the derivative of the whole body stays as small as the body.
NumPy's ``exp``, ``log`` and ``sqrt`` find the methods of the same names on a node.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable


class Node:
    """One operation, constant or symbol of a :class:`Graph`."""

    __slots__ = ("args", "graph", "index", "op", "value")

    def __init__(
        self, graph: Graph, index: int, op: str, args: tuple[Node, ...], value: float | str | None
    ) -> None:
        self.graph = graph
        self.index = index
        self.op = op
        self.args = args
        self.value = value

    def __add__(self, other: Node | float) -> Node:
        return self.graph.add(self, other)

    def __radd__(self, other: float) -> Node:
        return self.graph.add(other, self)

    def __sub__(self, other: Node | float) -> Node:
        return self.graph.sub(self, other)

    def __rsub__(self, other: float) -> Node:
        return self.graph.sub(other, self)

    def __mul__(self, other: Node | float) -> Node:
        return self.graph.mul(self, other)

    def __rmul__(self, other: float) -> Node:
        return self.graph.mul(other, self)

    def __truediv__(self, other: Node | float) -> Node:
        return self.graph.div(self, other)

    def __rtruediv__(self, other: float) -> Node:
        return self.graph.div(other, self)

    def __neg__(self) -> Node:
        return self.graph.neg(self)

    def exp(self) -> Node:
        """E to the power of this node."""
        return self.graph.apply("exp", self)

    def log(self) -> Node:
        """The natural logarithm of this node."""
        return self.graph.apply("log", self)

    def sqrt(self) -> Node:
        """The square root of this node."""
        return self.graph.apply("sqrt", self)

    def __repr__(self) -> str:
        shown = self.value if self.op in ("const", "symbol") else [a.index for a in self.args]
        return f"<{self.index} {self.op} {shown}>"


class Graph:
    """A growing list of nodes in which every argument stands before its use."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._known: dict[tuple[object, ...], Node] = {}

    def _node(self, op: str, args: tuple[Node, ...], value: float | str | None = None) -> Node:
        key = (op, *(a.index for a in args), value)
        found = self._known.get(key)
        if found is None:
            found = Node(self, len(self.nodes), op, args, value)
            self.nodes.append(found)
            self._known[key] = found
        return found

    def symbol(self, name: str) -> Node:
        """The symbol of that name."""
        return self._node("symbol", (), name)

    def const(self, value: Node | float) -> Node:
        """A constant, or the node that was given."""
        if isinstance(value, Node):
            return value
        return self._node("const", (), float(value))

    def apply(self, op: str, x: Node) -> Node:
        """A unary function of a node, folded where it is constant."""
        if isinstance(x.value, float):
            function = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt}[op]
            return self.const(function(x.value))
        if op == "exp" and x.op == "log":
            return x.args[0]
        if op == "log" and x.op == "exp":
            return x.args[0]
        return self._node(op, (x,))

    def neg(self, x: Node | float) -> Node:
        """-x."""
        x = self.const(x)
        if isinstance(x.value, float):
            return self.const(-x.value)
        if x.op == "neg":
            return x.args[0]
        return self._node("neg", (x,))

    def add(self, a: Node | float, b: Node | float) -> Node:
        """A + b."""
        a, b = self.const(a), self.const(b)
        if isinstance(a.value, float) and isinstance(b.value, float):
            return self.const(a.value + b.value)
        if a.value == 0.0:
            return b
        if b.value == 0.0:
            return a
        if b.op == "neg":
            return self.sub(a, b.args[0])
        if a.op == "neg":
            return self.sub(b, a.args[0])
        if a.index > b.index:
            a, b = b, a
        return self._node("add", (a, b))

    def sub(self, a: Node | float, b: Node | float) -> Node:
        """A - b."""
        a, b = self.const(a), self.const(b)
        if isinstance(a.value, float) and isinstance(b.value, float):
            return self.const(a.value - b.value)
        if b.value == 0.0:
            return a
        if a.value == 0.0:
            return self.neg(b)
        if a is b:
            return self.const(0.0)
        if b.op == "neg":
            return self.add(a, b.args[0])
        return self._node("sub", (a, b))

    def mul(self, a: Node | float, b: Node | float) -> Node:
        """A * b."""
        a, b = self.const(a), self.const(b)
        if isinstance(a.value, float) and isinstance(b.value, float):
            return self.const(a.value * b.value)
        for x, y in ((a, b), (b, a)):
            if x.value == 0.0:
                return self.const(0.0)
            if x.value == 1.0:
                return y
            if x.value == -1.0:
                return self.neg(y)
        if a.op == "neg" and b.op == "neg":
            return self.mul(a.args[0], b.args[0])
        if a.op == "neg":
            return self.neg(self.mul(a.args[0], b))
        if b.op == "neg":
            return self.neg(self.mul(a, b.args[0]))
        if a.index > b.index:
            a, b = b, a
        return self._node("mul", (a, b))

    def div(self, a: Node | float, b: Node | float) -> Node:
        """A / b, as a times the reciprocal of b: reciprocals are shared, divisions are slow."""
        a, b = self.const(a), self.const(b)
        if isinstance(a.value, float) and isinstance(b.value, float):
            return self.const(a.value / b.value)
        if a.value == 0.0:
            return a
        if b.value == 1.0:
            return a
        if isinstance(b.value, float):
            return self.mul(a, 1.0 / b.value)
        if a.value == 1.0:
            return b.args[1] if b.op == "div" else self._node("div", (a, b))
        return self.mul(a, self.div(1.0, b))


def arguments_of(node: Node) -> tuple[Node, ...]:
    """What a node is computed from."""
    return node.args


def ancestors(
    roots: Iterable[Node],
    known: Container[int] = (),
    arguments: Callable[[Node], tuple[Node, ...]] = arguments_of,
) -> list[Node]:
    """Every node that the roots need, themselves included, arguments first.

    Parameters
    ----------
    roots : iterable of Node
    known : container of int
        Indices of nodes whose values are at hand: what they are computed from is not needed.
    arguments : callable
        What a node is computed from, where that is not its own arguments.
    """
    needed: dict[int, Node] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.index not in needed:
            needed[node.index] = node
            if node.index not in known:
                stack.extend(arguments(node))
    return [needed[index] for index in sorted(needed)]


def partials(node: Node) -> tuple[Node, ...]:
    """The derivative of a node with respect to each of its arguments."""
    graph = node.graph
    one = graph.const(1.0)
    match node.op:
        case "add":
            return (one, one)
        case "sub":
            return (one, graph.const(-1.0))
        case "mul":
            return (node.args[1], node.args[0])
        case "div":
            inverse = graph.div(1.0, node.args[1])
            return (inverse, graph.neg(graph.mul(node, inverse)))
        case "neg":
            return (graph.const(-1.0),)
        case "exp":
            return (node,)
        case "log":
            return (graph.div(1.0, node.args[0]),)
        case "sqrt":
            return (graph.div(0.5, node),)
        case _:
            message = f"no derivative for {node.op}"
            raise ValueError(message)
