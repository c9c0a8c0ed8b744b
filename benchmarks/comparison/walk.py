"""Evaluate traced nodes in another library's symbols or arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from comparison.native import hoist
from osteotwin.engine.graph import Node, ancestors


def evaluate(
    roots: Sequence[Node], known: Mapping[int, Any], functions: Mapping[str, Callable[[Any], Any]]
) -> list[Any]:
    """The values of the roots.

    Parameters
    ----------
    roots : sequence of Node
    known : mapping of int to value
        Values by node index, at least of every symbol that the roots need.
    functions : mapping of str to callable
        ``exp``, ``log`` and ``sqrt``.
    """
    values: dict[int, Any] = {}
    for node in ancestors(roots, known):
        if node.index in known:
            values[node.index] = known[node.index]
            continue
        arguments = [values[a.index] for a in node.args]
        match node.op:
            case "const":
                values[node.index] = float(node.value or 0.0)
            case "add":
                values[node.index] = arguments[0] + arguments[1]
            case "sub":
                values[node.index] = arguments[0] - arguments[1]
            case "mul":
                values[node.index] = arguments[0] * arguments[1]
            case "div":
                values[node.index] = arguments[0] / arguments[1]
            case "neg":
                values[node.index] = -arguments[0]
            case _:
                values[node.index] = functions[node.op](arguments[0])
    return [values[root.index] for root in roots]


def symbols(kind: str, values: Sequence[Any]) -> dict[int, Any]:
    """Values of the symbols of a kind by node index."""
    return {node.index: value for node, value in zip(hoist().model.symbols(kind), values, strict=True)}
