"""Which values the functions of a tangent model store, and for whom: for the body, or for each direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.moments import STEP, TANGENT, Split, split, vector_of_symbol
from osteotwin.engine.tangent import TangentModel


@dataclass(frozen=True)
class Parts:
    """Nodes sorted by when they change and whether they belong to a direction.

    Attributes
    ----------
    body : Split
        Stored values of the body: those that its own functions need and those that its tangents need.
    direction : Split
        Stored values of one direction.
    """

    body: Split
    direction: Split

    def tape(self, roots: Iterable[Node]) -> tuple[Node, ...]:
        """The values of the body at one moment that tangents need, the states themselves left out."""
        found: dict[int, Node] = {}
        for node in ancestors(roots):
            if self.direction.moments.get(node.index) == STEP:
                for arg in node.args:
                    if self.body.moments.get(arg.index) == STEP and arg.op != "symbol":
                        found[arg.index] = arg
        return tuple(found[index] for index in sorted(found))


def split_tangent(model: TangentModel) -> Parts:
    """Sort the nodes of a tangent model."""
    body = model.body
    roots = [
        *body.rates, *body.jacobian.values(), *body.outputs,
        *model.rates, *model.jacobian_tangent.values(), *model.outputs,
    ]  # fmt: skip
    along: set[int] = set()
    for node in ancestors(roots):
        own = node.op == "symbol" and vector_of_symbol(node).startswith(TANGENT)
        if own or any(arg.index in along for arg in node.args):
            along.add(node.index)
    everything = split(roots)
    return Parts(everything.only(everything.moments.keys() - along), everything.only(along))
