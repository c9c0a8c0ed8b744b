"""Forward derivatives on the traced graph: how rates and readings answer a small change of everything at once.

A direction gives a change ("tangent") to every state, parameter and input. The change of a rate is then

    d rate = (d f / d y) dy + (d f / d p) dp + (d f / d u) du,

one more graph in the same symbols and the direction's own, ``tangent_state.X``, ``tangent_parameter.X`` and
``tangent_input.X``. It is linear in them, so that one compiled function serves every direction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from osteotwin.engine.graph import Node, ancestors, partials
from osteotwin.engine.trace import TracedModel, trace_body

#: Put before the kind of a symbol to name its change.
PREFIX = "tangent_"


@dataclass(frozen=True)
class TangentModel:
    """The body and its change along one direction.

    Attributes
    ----------
    body : TracedModel
    rates : tuple of Node
        Change of each state's rate.
    bends : dict
        (row, column) -> node: the non-zero changes of the body's slopes. They are the derivatives of the
        changes of the rates with respect to the states; those with respect to the states' changes are the
        slopes themselves.
    readings : tuple of Node
        Change of each endpoint.
    """

    body: TracedModel
    rates: tuple[Node, ...]
    bends: dict[tuple[int, int], Node]
    readings: tuple[Node, ...]


def tangent_symbol(symbol: Node) -> Node:
    """Return the symbol of a symbol's change."""
    return symbol.graph.symbol(f"{PREFIX}{symbol.value}")


def along(outputs: Sequence[Node], changes: Mapping[int, Node]) -> list[Node]:
    """Return the change of outputs where symbols change.

    Parameters
    ----------
    outputs : sequence of Node
    changes : mapping of node index to Node
        The change of each symbol that has one.
    """
    zero = outputs[0].graph.const(0.0)
    flow: dict[int, Node] = {}
    for node in ancestors(outputs):
        if node.op == "symbol":
            flow[node.index] = changes.get(node.index, zero)
            continue
        total = zero
        if any(flow[arg.index] is not zero for arg in node.args):
            for arg, slope in zip(node.args, partials(node), strict=True):
                total = total + slope * flow[arg.index]
        flow[node.index] = total
    return [flow[output.index] for output in outputs]


@cache
def trace_tangent(quasi_steady: tuple[str, ...] = ()) -> TangentModel:
    """Return the body with its change along a direction.

    Parameters
    ----------
    quasi_steady : tuple of str
        See :func:`osteotwin.engine.trace.trace_body`.
    """
    body = trace_body(quasi_steady)
    graph = body.rates[0].graph
    states = [graph.symbol(f"state.{name}") for name in body.states]
    symbols = [
        *states,
        *(graph.symbol(f"parameter.{name}") for name in body.parameters),
        *(graph.symbol(f"input.{name}") for name in body.inputs),
    ]
    changes = {symbol.index: tangent_symbol(symbol) for symbol in symbols}
    rates = along(body.rates, changes)
    bends = dict(zip(body.slopes, along(list(body.slopes.values()), changes), strict=True))
    return TangentModel(
        body=body,
        rates=tuple(rates),
        bends={entry: bend for entry, bend in bends.items() if bend.value != 0.0},
        readings=tuple(along(body.readings, changes)),
    )
