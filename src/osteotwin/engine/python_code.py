"""Graph nodes as Python functions: what the reference engine and the few-times-a-run computations call."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from osteotwin.engine.graph import Node, ancestors

_INFIX = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
_SCALAR = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt}
_ARRAY = {"exp": np.exp, "log": np.log, "sqrt": np.sqrt}
#: Takes one vector per argument, gives the values of the roots.
PythonFunction = Callable[..., list[Any]]


def python_function(
    roots: Sequence[Node], arguments: Sequence[Sequence[Node]], *, arrays: bool = False
) -> PythonFunction:
    """Compile a function that computes nodes from the values of others.

    Parameters
    ----------
    roots : sequence of Node
    arguments : sequence of sequences of Node
        For each argument, in order: the nodes whose values stand along its first axis.
    arrays : bool
        Whether the values are arrays over people or times instead of floats.

    Returns
    -------
    callable
        Takes one vector per argument, returns the values of the roots.

    Raises
    ------
    KeyError
        If a root needs a symbol that no argument holds.
    """
    given = {node.index: f"a{i}[{k}]" for i, nodes in enumerate(arguments) for k, node in enumerate(nodes)}
    lines = [f"def compute({', '.join(f'a{i}' for i in range(len(arguments)))}):"]
    for node in ancestors(roots, given):
        if node.index in given:
            lines.append(f"    v{node.index} = {given[node.index]}")
        elif node.op == "symbol":
            raise KeyError(node.value)
        elif node.op != "const":
            lines.append(f"    v{node.index} = {_operation(node)}")
    lines.append(f"    return [{', '.join(map(_reference, roots))}]")
    scope: dict[str, Any] = dict(_ARRAY if arrays else _SCALAR)
    exec(compile("\n".join(lines), "<generated from the graph>", "exec"), scope)
    return scope["compute"]


def _operation(node: Node) -> str:
    names = [_reference(arg) for arg in node.args]
    if node.op in _INFIX:
        return f" {_INFIX[node.op]} ".join(names)
    return f"-{names[0]}" if node.op == "neg" else f"{node.op}({names[0]})"


def _reference(node: Node) -> str:
    # In brackets: a negative constant may follow an operator.
    return f"({node.value!r})" if node.op == "const" else f"v{node.index}"
