"""The traced equations as plain scalar machine code, for engines that are given a compiled right-hand side.

Nothing here comes from the fast engine: one number at a time, exp and log of the system's mathematics library.
What depends on parameters and inputs only is computed once and stored, as in the fast engine.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import llvmlite.binding as llvm
import numpy as np

from comparison.cases import OUTPUTS
from osteotwin.arrays import Vector
from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.moments import split
from osteotwin.engine.trace import TracedModel, trace_body

_INFIX = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv"}


@dataclass(frozen=True)
class NativeFunctions:
    """Compiled functions; every argument is the address of an array of doubles.

    Attributes
    ----------
    prepare : (parameters, inputs, stored)
    rates : (state, stored, out)
    jacobian : (state, stored, out)
        Writes the non-zero entries into a dense matrix, row by row.
    outputs : (state, stored, out)
        The outputs of the benchmark.
    stored : int
        How many values ``prepare`` writes.
    keep : object
        Holds the code in memory.
    """

    prepare: Callable[[int, int, int], None]
    rates: Callable[[int, int, int], None]
    jacobian: Callable[[int, int, int], None]
    outputs: Callable[[int, int, int], None]
    stored: int
    keep: Any


@dataclass(frozen=True)
class Hoisted:
    """The model in two halves: what is fixed during a segment of the plan, and what changes with the state.

    Attributes
    ----------
    model : TracedModel
    outputs : tuple of Node
        The outputs of the benchmark.
    stored : tuple of Node
        Fixed values that the second half needs.
    """

    model: TracedModel
    outputs: tuple[Node, ...]
    stored: tuple[Node, ...]


@cache
def hoist() -> Hoisted:
    """The body's equations, divided."""
    model = trace_body()
    outputs = tuple(model.outputs[model.endpoints.index(name)] for name in OUTPUTS)
    parts = split([*model.rates, *model.jacobian.values(), *outputs])
    return Hoisted(model, outputs, parts.stored)


class _Text:
    """Writes functions as LLVM assembly."""

    def __init__(self) -> None:
        self.lines = ["declare double @llvm.exp.f64(double)", "declare double @llvm.log.f64(double)"]
        self.lines += ["declare double @llvm.sqrt.f64(double)"]

    def function(
        self,
        name: str,
        arguments: Sequence[tuple[str, dict[int, int]]],
        roots: Sequence[Node],
        places: Sequence[int],
    ) -> None:
        """Write a function of three arrays; the last one gets the roots at the places.

        Parameters
        ----------
        arguments : two pairs of a name and a dict from node index to place in that array
        """
        first, second = (argument for argument, _ in arguments)
        self.lines.append(
            f"define void @{name}(ptr noalias %{first}, ptr noalias %{second}, ptr noalias %out) {{"
        )
        known: dict[int, str] = {}
        given = {index: (argument, place) for argument, table in arguments for index, place in table.items()}
        for node in ancestors(roots, given):
            if node.index in given:
                argument, place = given[node.index]
                self._load(node, argument, place)
            elif node.op != "const":
                self._operation(node, known)
            known[node.index] = _number(node) if node.op == "const" else f"%v{node.index}"
        for k, (root, place) in enumerate(zip(roots, places, strict=True)):
            self.lines.append(f"  %o{k} = getelementptr double, ptr %out, i64 {place}")
            self.lines.append(f"  store double {known[root.index]}, ptr %o{k}")
        self.lines += ["  ret void", "}"]

    def _load(self, node: Node, argument: str, place: int) -> None:
        self.lines.append(f"  %p{node.index} = getelementptr double, ptr %{argument}, i64 {place}")
        self.lines.append(f"  %v{node.index} = load double, ptr %p{node.index}")

    def _operation(self, node: Node, known: dict[int, str]) -> None:
        names = [known[argument.index] for argument in node.args]
        if node.op in _INFIX:
            text = f"{_INFIX[node.op]} contract double {names[0]}, {names[1]}"
        elif node.op == "neg":
            text = f"fneg double {names[0]}"
        else:
            text = f"call double @llvm.{node.op}.f64(double {names[0]})"
        self.lines.append(f"  %v{node.index} = {text}")


def _number(node: Node) -> str:
    bits = np.float64(node.value).view(np.uint64)
    return f"0x{int(bits):016X}"


def places(nodes: Sequence[Node]) -> dict[int, int]:
    """Where nodes stand in their vector."""
    return {node.index: place for place, node in enumerate(nodes)}


@cache
def compile_native() -> NativeFunctions:
    """The compiled functions of the body."""
    parts = hoist()
    model, size = parts.model, len(parts.model.states)
    state, parameter, given = (places(model.symbols(kind)) for kind in ("state", "parameter", "input"))
    text = _Text()
    text.function("prepare", [("p", parameter), ("u", given)], parts.stored, range(len(parts.stored)))
    both = [("y", state), ("c", places(parts.stored))]
    text.function("rates", both, model.rates, range(size))
    entries = [i * size + j for i, j in model.jacobian]
    text.function("jacobian", both, list(model.jacobian.values()), entries)
    text.function("outputs", both, parts.outputs, range(len(parts.outputs)))
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=3
    )
    module = llvm.parse_assembly("\n".join(text.lines))
    module.verify()
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    # Without releasing the interpreter lock: a call of a microsecond is not worth it.
    kind = ctypes.PYFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    prepare, rates, jacobian, outputs = (
        kind(engine.get_function_address(name)) for name in ("prepare", "rates", "jacobian", "outputs")
    )
    return NativeFunctions(prepare, rates, jacobian, outputs, len(parts.stored), engine)


def address(array: Vector) -> int:
    """Where an array's numbers lie."""
    return array.__array_interface__["data"][0]
