"""Forward derivatives on the traced graph: the tangents of rates and outputs along a direction.

A direction gives a tangent to every state, parameter and input. The tangent of a rate is then

    d rate = (d f / d y) dy + (d f / d p) dp + (d f / d u) du,

one more graph in the same symbols and the direction's own, ``tangent_state.X``, ``tangent_parameter.X`` and
``tangent_input.X``. It is linear in them, so that one compiled function serves every direction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from osteotwin.engine.graph import Node, ancestors, partials
from osteotwin.engine.moments import TANGENT
from osteotwin.engine.trace import TracedModel, trace_body


@dataclass(frozen=True)
class TangentModel:
    """The body and its tangent along one direction.

    Attributes
    ----------
    body : TracedModel
    rates : tuple of Node
        Tangent of each state's rate.
    jacobian_tangent : dict
        (row, column) -> node: the non-zero tangents of the body's Jacobian. They are the derivatives of the
        tangents of the rates with respect to the states; those with respect to the states' tangents are the
        Jacobian itself.
    outputs : tuple of Node
        Tangent of each endpoint.
    """

    body: TracedModel
    rates: tuple[Node, ...]
    jacobian_tangent: dict[tuple[int, int], Node]
    outputs: tuple[Node, ...]


def tangent_symbol(symbol: Node) -> Node:
    """The symbol of a symbol's tangent."""
    return symbol.graph.symbol(f"{TANGENT}{symbol.value}")


def along(outputs: Sequence[Node], tangents: Mapping[int, Node]) -> list[Node]:
    """The tangents of outputs along those of symbols.

    Parameters
    ----------
    outputs : sequence of Node
    tangents : mapping of node index to Node
        Of each symbol that has one.
    """
    zero = outputs[0].graph.const(0.0)
    flow: dict[int, Node] = {}
    for node in ancestors(outputs):
        if node.op == "symbol":
            flow[node.index] = tangents.get(node.index, zero)
            continue
        total = zero
        if any(flow[arg.index] is not zero for arg in node.args):
            for arg, partial in zip(node.args, partials(node), strict=True):
                total = total + partial * flow[arg.index]
        flow[node.index] = total
    return [flow[output.index] for output in outputs]


def trace_tangent(quasi_steady: tuple[str, ...] = ()) -> TangentModel:
    """The body with its tangent along a direction; the same object each time.

    Parameters
    ----------
    quasi_steady : tuple of str
        See :func:`osteotwin.engine.trace.trace_body`.
    """
    return _traced(quasi_steady)


@cache
def _traced(quasi_steady: tuple[str, ...]) -> TangentModel:
    body = trace_body(quasi_steady)
    symbols = [symbol for vector in ("state", "parameter", "input") for symbol in body.symbols(vector)]
    tangents = {symbol.index: tangent_symbol(symbol) for symbol in symbols}
    entries = dict(zip(body.jacobian, along(list(body.jacobian.values()), tangents), strict=True))
    return TangentModel(
        body=body,
        rates=tuple(along(body.rates, tangents)),
        jacobian_tangent={entry: node for entry, node in entries.items() if node.value != 0.0},
        outputs=tuple(along(body.outputs, tangents)),
    )
