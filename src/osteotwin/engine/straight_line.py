"""Plain Python functions of graph nodes, for what is computed seldom and for many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from osteotwin.engine.graph import Node, ancestors

_INFIX = {"add": "+", "sub": "-", "mul": "*", "div": "/"}


def straight_line(roots: Sequence[Node], arguments: Mapping[str, Sequence[str]]) -> Callable[..., list[Any]]:
    """Return a function that computes nodes from vectors of numbers or of arrays.

    Parameters
    ----------
    roots : sequence of Node
    arguments : mapping of str to sequence of str
        For each argument, in order: the kind of symbol it holds (``"state"``, ``"tangent_input"`` ...) and the
        names along its first axis.
    """
    places = {
        f"{kind}.{name}": f"a{i}[{k}]"
        for i, (kind, names) in enumerate(arguments.items())
        for k, name in enumerate(names)
    }
    lines = [f"def compute({', '.join(f'a{i}' for i in range(len(arguments)))}):"]
    for node in ancestors(roots):
        if node.op == "symbol":
            lines.append(f"    v{node.index} = {places[str(node.value)]}")
        elif node.op != "const":
            names = [_reference(arg) for arg in node.args]
            infix = _INFIX.get(node.op)
            calculation = f" {infix} ".join(names) if infix else f"{node.op}({names[0]})"
            lines.append(f"    v{node.index} = {calculation}")
    lines.append(f"    return [{', '.join(map(_reference, roots))}]")
    scope: dict[str, Any] = {"exp": np.exp, "log": np.log, "sqrt": np.sqrt, "neg": np.negative}
    exec(compile("\n".join(lines), "<generated straight line>", "exec"), scope)
    return scope["compute"]


def _reference(node: Node) -> str:
    # In brackets: a negative constant may follow an operator.
    return f"({node.value!r})" if node.op == "const" else f"v{node.index}"
