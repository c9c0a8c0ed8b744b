"""The traced body as Python functions: one that prepares a segment of the plan, and those that every step calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from osteotwin.engine.graph import Node
from osteotwin.engine.moments import split
from osteotwin.engine.python_code import PythonFunction, python_function
from osteotwin.engine.trace import TracedModel, trace_body


@dataclass(frozen=True)
class Functions:
    """Compiled functions of one traced model.

    Attributes
    ----------
    prepare : (parameters, inputs) -> list
        Everything that is fixed while parameters and inputs are.
    rates : (state, prepared) -> list of float
    jacobian : (state, prepared) -> list of float
        The non-zero entries, in the order of ``jacobian_index``.
    jacobian_index : tuple of (row, column)
    outputs : (state, prepared) -> list
    fast : (state, prepared) -> list
        The steady value of each quasi-steady state, in the order in which they were named.
    states, parameters, endpoints : tuple of str
        The order of the vectors.
    """

    prepare: PythonFunction
    rates: PythonFunction
    jacobian: PythonFunction
    jacobian_index: tuple[tuple[int, int], ...]
    outputs: PythonFunction
    fast: PythonFunction
    states: tuple[str, ...]
    parameters: tuple[str, ...]
    endpoints: tuple[str, ...]


def generate(quasi_steady: tuple[str, ...] = (), *, arrays: bool = False) -> Functions:
    """The compiled functions of the body; the same object each time.

    Parameters
    ----------
    quasi_steady : tuple of str
        See :func:`osteotwin.engine.trace.trace_body`.
    arrays : bool
        Whether the functions take arrays over people or times instead of floats.
    """
    return _generated(quasi_steady, arrays)


@cache
def _generated(quasi_steady: tuple[str, ...], arrays: bool) -> Functions:
    return functions_of(trace_body(quasi_steady), arrays=arrays)


def functions_of(model: TracedModel, *, arrays: bool = False) -> Functions:
    """Compile the functions of a traced model."""
    jacobian = list(model.jacobian.values())
    prepared = split([*model.rates, *jacobian, *model.outputs, *model.fast]).stored

    def step_function(roots: Sequence[Node]) -> PythonFunction:
        return python_function(roots, [model.symbols("state"), prepared], arrays=arrays)

    return Functions(
        prepare=python_function(
            prepared, [model.symbols("parameter"), model.symbols("input")], arrays=arrays
        ),
        rates=step_function(model.rates),
        jacobian=step_function(jacobian),
        jacobian_index=tuple(model.jacobian),
        outputs=step_function(model.outputs),
        fast=step_function(model.fast),
        states=model.states,
        parameters=model.parameters,
        endpoints=model.endpoints,
    )
