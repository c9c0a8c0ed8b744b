"""Emit traced expressions as vector instructions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from llvmlite import ir

from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.kernel.side_by_side import groups
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


@dataclass(frozen=True)
class Waiting:
    """What an output day keeps until it is read.

    Attributes
    ----------
    states : tuple of int
        Positions of states.
    stored : tuple of int
        Positions of stored values that the next stretch of the plan may change.
    """

    states: tuple[int, ...]
    stored: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.states) + len(self.stored)


def waiting_for(readings: Iterable[Node], states: Sequence[Node], parts: Split) -> Waiting:
    """Return what readings need beside what is fixed for a person."""
    place = parts.place()
    found: set[int] = set()
    stack = list(readings)
    while stack:
        node = stack.pop()
        if node.index not in found:
            found.add(node.index)
            if node.index not in place:
                stack.extend(node.args)
    return Waiting(
        tuple(k for k, node in enumerate(states) if node.index in found),
        tuple(place[node.index] for node in parts.segment if node.index in found),
    )


class Emitter:
    """Emits nodes into a block, each once.

    Parameters
    ----------
    lanes : Lanes
    given : mapping of int to function
        Loads the value of a node, by its index; called where the value is needed first.
    most : mapping of str to int
        Which operations are computed side by side, and how many at most.
    """

    def __init__(
        self, lanes: Lanes, given: Mapping[int, Callable[[], ir.Value]], most: Mapping[str, int]
    ) -> None:
        self.lanes = lanes
        self.given = given
        self.most = most
        self.values: dict[int, ir.Value] = {}

    def __getitem__(self, node: Node) -> ir.Value:
        """Return a node's value; it is given, or must have been emitted."""
        found = self.values.get(node.index)
        if found is None:
            if node.index in self.given:
                found = self.given[node.index]()
            elif node.op == "const":
                found = self.lanes.number(float(node.value or 0.0))
            else:
                message = f"node {node!r} was not emitted before its use"
                raise ValueError(message)
            self.values[node.index] = found
        return found

    def emit(self, roots: Iterable[Node]) -> None:
        """Emit everything that the roots need and that is not known yet."""
        for together in groups(roots, {*self.given, *self.values}, self._needs, self.most):
            if len(together) == 1:
                self.values[together[0].index] = self._apply(together[0])
            else:
                self._apply_to_many(together)

    def _product(self, node: Node) -> int | None:
        """Return which argument of a sum or difference is a product that is computed with it, in one rounding.

        It depends on the equations alone, so that a value is the same to the last bit in every function, for
        every width and for every choice of results.
        """
        if node.op in ("add", "sub"):
            for k in (1, 0):
                if node.args[k].op == "mul" and node.args[k].index not in self.given:
                    return k
        return None

    def _needs(self, node: Node) -> tuple[Node, ...]:
        k = self._product(node)
        return node.args if k is None else (node.args[1 - k], *node.args[k].args)

    def _apply(self, node: Node) -> ir.Value:
        lanes = self.lanes
        k = self._product(node)
        if k is not None:
            a, b = (self[arg] for arg in node.args[k].args)
            other = self[node.args[1 - k]]
            if node.op == "add":
                return lanes.fma(a, b, other)
            return lanes.fma(a, b, lanes.neg(other)) if k == 0 else lanes.fma(lanes.neg(a), b, other)
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

    def _apply_to_many(self, nodes: Sequence[Node]) -> None:
        """Emit one function of many nodes as that of one long vector, which the compiler takes apart again."""
        lanes = self.lanes
        long = Lanes(lanes.builder, lanes.width * len(nodes))
        operation = {"exp": long.exp, "log": long.log}[nodes[0].op]
        values = operation(lanes.join([self[node.args[0]] for node in nodes]))
        for k, node in enumerate(nodes):
            self.values[node.index] = lanes.part(values, k)
