"""Which values the functions of a tangent model keep, and for whom: for the body, or for each direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.kernel.expressions import PERSON, SEGMENT, STEP, Split
from osteotwin.engine.tangent import PREFIX, TangentModel

_MOMENT = {"parameter": PERSON, "input": SEGMENT, "state": STEP}


@dataclass(frozen=True)
class Parts:
    """Nodes sorted by when they change and whether they belong to a direction.

    Attributes
    ----------
    body : Split
        Stored values of the body: those that its own functions need and those that its changes need.
    direction : Split
        Stored values of one direction.
    """

    body: Split
    direction: Split

    def tape(self, roots: Iterable[Node]) -> tuple[Node, ...]:
        """Return the values of the body at one moment that changes need, the states themselves left out."""
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
        *body.rates, *body.slopes.values(), *body.readings,
        *model.rates, *model.bends.values(), *model.readings,
    ]  # fmt: skip
    moments: tuple[dict[int, int], dict[int, int]] = ({}, {})
    stored: tuple[dict[int, Node], dict[int, Node]] = ({}, {})

    def keep(node: Node) -> None:
        turned = node.index in moments[1]
        if node.op != "const" and moments[turned][node.index] != STEP:
            stored[turned][node.index] = node

    for node in ancestors(roots):
        moment, turned = PERSON, False
        if node.op == "symbol":
            kind = str(node.value).partition(".")[0]
            turned = kind.startswith(PREFIX)
            moment = _MOMENT[kind.removeprefix(PREFIX)]
        for arg in node.args:
            turned |= arg.index in moments[1]
            moment = max(moment, moments[arg.index in moments[1]][arg.index])
        moments[turned][node.index] = moment
        for arg in node.args:
            # What a step needs is stored; so is what a segment needs of the person, its inputs are at hand.
            if moment == STEP or (
                moment == SEGMENT and moments[arg.index in moments[1]][arg.index] == PERSON
            ):
                keep(arg)
    for root in roots:
        keep(root)
    splits = [
        Split(
            moments[turned],
            tuple(node for node in stored[turned].values() if moments[turned][node.index] == PERSON),
            tuple(node for node in stored[turned].values() if moments[turned][node.index] == SEGMENT),
        )
        for turned in (False, True)
    ]
    return Parts(*splits)
