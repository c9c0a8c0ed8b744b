"""Emit traced expressions as vector instructions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from llvmlite import ir

from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.kernel.vector_math import Lanes
from osteotwin.engine.trace import TracedModel

#: When the value of a node can change.
PERSON, SEGMENT, STEP = 0, 1, 2
_MOMENT = {"parameter": PERSON, "input": SEGMENT, "state": STEP}


@dataclass(frozen=True)
class Split:
    """Which nodes change when.

    Attributes
    ----------
    moments : dict of int to int
        Node index to PERSON, SEGMENT or STEP.
    person, segment : tuple of Node
        Nodes whose values are stored: fixed for a person, and fixed during a segment.
    """

    moments: dict[int, int]
    person: tuple[Node, ...]
    segment: tuple[Node, ...]

    @property
    def kept(self) -> tuple[Node, ...]:
        """Every stored node, in storage order."""
        return self.person + self.segment

    def place(self) -> dict[int, int]:
        """Return the position of each stored node."""
        return {node.index: k for k, node in enumerate(self.kept)}


def split(model: TracedModel) -> Split:
    """Sort the nodes of a model by when their value can change."""
    roots = [*model.rates, *model.slopes.values(), *model.readings]
    moments: dict[int, int] = {}
    stored: dict[int, Node] = {}
    nodes = ancestors(roots)
    for node in nodes:
        if node.op == "symbol":
            moments[node.index] = _MOMENT[str(node.value).partition(".")[0]]
        else:
            moments[node.index] = max((moments[a.index] for a in node.args), default=PERSON)
        for arg in node.args:
            if moments[arg.index] < moments[node.index] and arg.op != "const" and not _is_input(arg):
                stored[arg.index] = arg
    for root in roots:
        if moments[root.index] != STEP and root.op != "const":
            stored[root.index] = root
    # An input that the step itself reads is stored like any value of the segment.
    for node in nodes:
        if moments[node.index] == STEP:
            stored |= {arg.index: arg for arg in node.args if _is_input(arg)}
    person = tuple(node for node in stored.values() if moments[node.index] == PERSON)
    segment = tuple(node for node in stored.values() if moments[node.index] == SEGMENT)
    return Split(moments, person, segment)


def _is_input(node: Node) -> bool:
    return node.op == "symbol" and str(node.value).startswith("input.")


class Emitter:
    """Emits nodes into a block, each once."""

    def __init__(self, lanes: Lanes, known: dict[int, ir.Value]) -> None:
        self.lanes = lanes
        self.values = known

    def _apply(self, node: Node) -> ir.Value:
        lanes = self.lanes
        args = [self[arg] for arg in node.args]
        match node.op:
            case "add":
                return lanes.add(*args)
            case "sub":
                return lanes.sub(*args)
            case "mul":
                return lanes.mul(*args)
            case "div":
                return lanes.div(*args)
            case "neg":
                return lanes.neg(*args)
            case "exp":
                return lanes.exp(*args)
            case "log":
                return lanes.log(*args)
            case "sqrt":
                return lanes.sqrt(*args)
            case _:
                message = f"{node.op} cannot be emitted"
                raise ValueError(message)

    def __getitem__(self, node: Node) -> ir.Value:
        """Return a node's value; its arguments must have been emitted."""
        found = self.values.get(node.index)
        if found is None:
            if node.op != "const":
                message = f"node {node!r} was not emitted before its use"
                raise ValueError(message)
            found = self.values[node.index] = self.lanes.number(float(node.value or 0.0))
        return found

    def emit(self, roots: Iterable[Node]) -> None:
        """Emit everything that the roots need and that is not known yet."""
        for node in _missing(roots, self.values):
            if node.op != "const":
                self.values[node.index] = self._apply(node)


def _missing(roots: Iterable[Node], known: dict[int, ir.Value]) -> Sequence[Node]:
    """Return the nodes below the roots that are not known, arguments first."""
    wanted: dict[int, Node] = {}
    stack = [root for root in roots if root.index not in known]
    while stack:
        node = stack.pop()
        if node.index in wanted:
            continue
        wanted[node.index] = node
        stack.extend(arg for arg in node.args if arg.index not in known)
    return [wanted[index] for index in sorted(wanted)]
