"""Generate Python functions from the traced graph.

Work that depends only on parameters is done once per person, work that depends on the inputs once per
segment of the plan, and only the rest at every step.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.trace import TracedModel, trace_body

_INFIX = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
_SCALAR = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt}
_ARRAY = {"exp": np.exp, "log": np.log, "sqrt": np.sqrt}

#: When the value of a node can change.
_PERSON, _SEGMENT, _STEP = 0, 1, 2


@dataclass(frozen=True)
class Functions:
    """Compiled functions of one traced model.

    Attributes
    ----------
    prepare : (parameters, inputs) -> tuple
        Everything that is fixed while parameters and inputs are.
    rates : (state, prepared) -> list of float
    slopes : (state, prepared) -> list of float
        The non-zero Jacobian entries, in the order of ``slope_index``.
    slope_index : tuple of (row, column)
    readings : (state, prepared) -> list
    states, endpoints : tuple of str
        The order of the vectors.
    fast : (state, prepared) -> list
        The balance of each quasi-steady state, in the order in which they were named.
    """

    prepare: Callable[[Any, Any], tuple[Any, ...]]
    rates: Callable[[Any, tuple[Any, ...]], list[Any]]
    slopes: Callable[[Any, tuple[Any, ...]], list[Any]]
    slope_index: tuple[tuple[int, int], ...]
    readings: Callable[[Any, tuple[Any, ...]], list[Any]]
    states: tuple[str, ...]
    endpoints: tuple[str, ...]
    fast: Callable[[Any, tuple[Any, ...]], list[Any]]


def _moments(nodes: Iterable[Node]) -> dict[int, int]:
    moments: dict[int, int] = {}
    for node in nodes:
        if node.op == "symbol":
            kind = str(node.value).partition(".")[0]
            moments[node.index] = {"parameter": _PERSON, "input": _SEGMENT, "state": _STEP}[kind]
        else:
            moments[node.index] = max((moments[a.index] for a in node.args), default=_PERSON)
    return moments


def _expression(node: Node) -> str:
    names = [f"v{a.index}" if a.op != "const" else repr(a.value) for a in node.args]
    if node.op in _INFIX:
        return f"{names[0]} {_INFIX[node.op]} {names[1]}"
    if node.op == "neg":
        return f"-{names[0]}"
    return f"{node.op}({names[0]})"


def _reference(node: Node) -> str:
    return repr(node.value) if node.op == "const" else f"v{node.index}"


def _compile(name: str, source: str, functions: dict[str, Callable[..., Any]]) -> Callable[..., Any]:
    scope: dict[str, Any] = dict(functions)
    exec(compile(source, f"<generated {name}>", "exec"), scope)
    return scope[name]


class _Writer:
    """Writes the generated functions of one model."""

    def __init__(self, model: TracedModel) -> None:
        self.model = model
        self.roots = [*model.rates, *model.slopes.values(), *model.readings, *model.fast]
        self.moments = _moments(ancestors(self.roots))
        self.kept: list[Node] = []

    def _unpack(self, prefix: str, names: tuple[str, ...], vector: str, needed: set[str]) -> list[str]:
        graph = self.roots[0].graph
        return [
            f"    v{graph.symbol(f'{prefix}.{name}').index} = {vector}[{i}]"
            for i, name in enumerate(names)
            if f"{prefix}.{name}" in needed
        ]

    def step_function(self, name: str, roots: list[Node]) -> str:
        """Write a function of the state; notes the prepared values that it needs."""
        body: list[str] = []
        needed: set[str] = set()
        wanted: set[int] = set()
        stack = [root for root in roots if root.op != "const"]
        while stack:  # stop at what is prepared: its arguments are not needed here
            node = stack.pop()
            if node.index in wanted or node.op == "const":
                continue
            wanted.add(node.index)
            if self.moments[node.index] == _STEP:
                stack.extend(node.args)
        for node in ancestors(roots):
            if node.index not in wanted:
                continue
            if node.op == "symbol" and self.moments[node.index] == _STEP:
                needed.add(str(node.value))
            elif self.moments[node.index] == _STEP:
                body.append(f"    v{node.index} = {_expression(node)}")
            else:
                if node not in self.kept:
                    self.kept.append(node)
                body.append(f"    v{node.index} = c[{self.kept.index(node)}]")
        lines = self._unpack("state", self.model.states, "y", needed)
        result = ", ".join(_reference(root) for root in roots)
        return "\n".join([f"def {name}(y, c):", *lines, *body, f"    return [{result}]"])

    def prepare_function(self) -> str:
        """Write the function that computes what stays fixed during a segment."""
        body: list[str] = []
        needed: set[str] = set()
        for node in ancestors(self.kept):
            if node.op == "symbol":
                needed.add(str(node.value))
            elif node.op != "const":
                body.append(f"    v{node.index} = {_expression(node)}")
        lines = self._unpack("parameter", self.model.parameters, "p", needed)
        lines += self._unpack("input", self.model.inputs, "u", needed)
        result = ", ".join(_reference(node) for node in self.kept)
        return "\n".join(["def prepare(p, u):", *lines, *body, f"    return ({result},)"])


@cache
def generate(quasi_steady: tuple[str, ...] = (), *, arrays: bool = False) -> Functions:
    """Return compiled functions of the body.

    Parameters
    ----------
    quasi_steady : tuple of str
        See :func:`osteotwin.engine.trace.trace_body`.
    arrays : bool
        Whether the functions take arrays over people or times instead of floats.
    """
    model = trace_body(quasi_steady)
    library = _ARRAY if arrays else _SCALAR
    writer = _Writer(model)
    rates = writer.step_function("rates", list(model.rates))
    slopes = writer.step_function("slopes", list(model.slopes.values()))
    readings = writer.step_function("readings", list(model.readings))
    fast = writer.step_function("fast", list(model.fast))
    prepare = writer.prepare_function()
    return Functions(
        prepare=_compile("prepare", prepare, library),
        rates=_compile("rates", rates, library),
        slopes=_compile("slopes", slopes, library),
        slope_index=tuple(model.slopes),
        readings=_compile("readings", readings, library),
        states=model.states,
        endpoints=model.endpoints,
        fast=_compile("fast", fast, library),
    )
