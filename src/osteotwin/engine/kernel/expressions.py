"""Emit traced expressions as vector instructions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from llvmlite import ir

from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.kernel.scheduling import groups
from osteotwin.engine.kernel.vector_math import Lanes
from osteotwin.engine.moments import Split


@dataclass(frozen=True)
class PendingOutputs:
    """What is copied aside on an output day, until enough days have come together to fill a vector.

    Attributes
    ----------
    states : tuple of int
        Positions of states.
    stored : tuple of int
        Positions of stored values that the next segment of the plan may change.
    """

    states: tuple[int, ...]
    stored: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.states) + len(self.stored)


def pending_outputs(outputs: Iterable[Node], states: Sequence[Node], parts: Split) -> PendingOutputs:
    """What outputs need beside what is fixed for a person."""
    place = parts.place()
    needed = {node.index for node in ancestors(outputs, place)}
    return PendingOutputs(
        tuple(k for k, node in enumerate(states) if node.index in needed),
        tuple(place[node.index] for node in parts.segment if node.index in needed),
    )


class Emitter:
    """Emits nodes into a block, each once.

    Parameters
    ----------
    lanes : Lanes
    given : mapping of int to function
        Loads the value of a node, by its index; called where the value is needed first.
    max_width : mapping of str to int
        Operations of which several are computed as one long vector, and how many at most.
    """

    def __init__(
        self, lanes: Lanes, given: Mapping[int, Callable[[], ir.Value]], max_width: Mapping[str, int]
    ) -> None:
        self.lanes = lanes
        self.given = given
        self.max_width = max_width
        self.values: dict[int, ir.Value] = {}

    def __getitem__(self, node: Node) -> ir.Value:
        """The value of a node, which is given or must have been emitted."""
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
        for together in groups(roots, {*self.given, *self.values}, self._needs, self.max_width):
            if len(together) == 1:
                self.values[together[0].index] = self._apply(together[0])
            else:
                self._apply_to_many(together)

    def _product(self, node: Node) -> int | None:
        """Which argument of a sum or difference is a product that is computed with it, in one rounding.

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
