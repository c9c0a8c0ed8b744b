"""Evaluate traced nodes in another library's symbols or arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from comparison.native import hoist
from osteotwin.engine.graph import Node


def evaluate(
    roots: Sequence[Node], known: Mapping[int, Any], functions: Mapping[str, Callable[[Any], Any]]
) -> list[Any]:
    """Return the values of the roots.

    Parameters
    ----------
    roots : sequence of Node
    known : mapping of int to value
        Values by node index, at least of every symbol that the roots need.
    functions : mapping of str to callable
        ``exp``, ``log`` and ``sqrt``.
    """
    values: dict[int, Any] = {}
    for node in needed_nodes(roots, known):
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


def needed_nodes(roots: Sequence[Node], boundary: Mapping[int, Any]) -> list[Node]:
    """Return what the roots need, arguments first, not looking behind the boundary."""
    wanted: dict[int, Node] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.index not in wanted:
            wanted[node.index] = node
            if node.index not in boundary:
                stack.extend(node.args)
    return [wanted[index] for index in sorted(wanted)]


def symbols(prefix: str, names: Sequence[str], values: Sequence[Any]) -> dict[int, Any]:
    """Return values of symbols by node index."""
    graph = hoist().model.rates[0].graph
    return {graph.symbol(f"{prefix}.{name}").index: value for name, value in zip(names, values, strict=True)}
