"""When the value of a node can change: with the person, with the segment of the plan, or at every step.

What depends on parameters alone is computed once per person, what depends on the inputs once per segment, and only the
rest at every step. The kernel and the reference engine share this split.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from osteotwin.engine.graph import Node, ancestors

#: When the value of a node can change, the rarest first.
PERSON, SEGMENT, STEP = 0, 1, 2
#: Put before the vector of a symbol to name its tangent.
TANGENT = "tangent_"
_OF_VECTOR = {"parameter": PERSON, "input": SEGMENT, "state": STEP}


def vector_of_symbol(symbol: Node) -> str:
    """The vector in which a symbol stands: ``"state"``, ``"parameter"``, ``"input"``, or the tangent of one."""
    return str(symbol.value).partition(".")[0]


def moment_of(node: Node, known: dict[int, int]) -> int:
    """The moment of a node: the latest of its arguments'.

    Parameters
    ----------
    node : Node
    known : dict of int to int
        Moments by index of the node, which this call adds to.
    """
    pending = [node]
    while pending:
        top = pending[-1]
        missing = [arg for arg in top.args if arg.index not in known]
        if missing and top.index not in known:
            pending += missing
            continue
        pending.pop()
        if top.op == "symbol":
            known[top.index] = _OF_VECTOR[vector_of_symbol(top).removeprefix(TANGENT)]
        else:
            known[top.index] = max((known[arg.index] for arg in top.args), default=PERSON)
    return known[node.index]


@dataclass(frozen=True)
class Split:
    """Which nodes change when.

    Attributes
    ----------
    moments : mapping of int to int
        Index of the node to PERSON, SEGMENT or STEP.
    person, segment : tuple of Node
        Nodes whose values are stored: fixed for a person, and fixed during a segment.
    """

    moments: Mapping[int, int]
    person: tuple[Node, ...]
    segment: tuple[Node, ...]

    @property
    def stored(self) -> tuple[Node, ...]:
        """Every stored node, in storage order."""
        return self.person + self.segment

    def place(self) -> dict[int, int]:
        """The position of each stored node."""
        return {node.index: k for k, node in enumerate(self.stored)}

    def only(self, indices: Collection[int]) -> Split:
        """The same split of some nodes."""
        return Split(
            {index: moment for index, moment in self.moments.items() if index in indices},
            tuple(node for node in self.person if node.index in indices),
            tuple(node for node in self.segment if node.index in indices),
        )


def split(roots: Iterable[Node]) -> Split:
    """Sort what some nodes need by when it can change.

    A value is stored where something that changes more often needs it, and where it is a root itself. What a segment
    needs of its own inputs is not: they are at hand when it begins.
    """
    ends = list(roots)
    moments: dict[int, int] = {}
    stored: dict[int, Node] = {}
    for node in ancestors(ends):
        now = moment_of(node, moments)
        stored |= {arg.index: arg for arg in node.args if moments[arg.index] < now}
    stored |= {node.index: node for node in ends if moments[node.index] != STEP}
    ordered = [node for node in stored.values() if node.op != "const"]
    return Split(
        moments,
        tuple(node for node in ordered if moments[node.index] == PERSON),
        tuple(node for node in ordered if moments[node.index] == SEGMENT),
    )
