"""Trace the body's equations once: from plain arithmetic to a graph with its Jacobian."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

from osteotwin.body import whole
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.accumulation import accumulate
from osteotwin.engine.graph import Graph, Node
from osteotwin.engine.moments import TANGENT
from osteotwin.parameters import starting_values


@dataclass(frozen=True)
class TracedModel:
    """The equations of the body as graph nodes.

    Attributes
    ----------
    states, parameters, inputs, endpoints : tuple of str
        Names, in the order of the vectors that engines use.
    rates : tuple of Node
        Rate of change of each state [1/day times its unit].
    jacobian : dict
        (row, column) -> node: the non-zero derivatives of ``rates`` with respect to the states.
    outputs : tuple of Node
        One per endpoint.
    quasi_steady : tuple of str
        Fast states that are held at their steady state and are not in ``states``.
    fast : tuple of Node
        Their steady values.
    """

    states: tuple[str, ...]
    parameters: tuple[str, ...]
    inputs: tuple[str, ...]
    endpoints: tuple[str, ...]
    rates: tuple[Node, ...]
    jacobian: dict[tuple[int, int], Node]
    outputs: tuple[Node, ...]
    quasi_steady: tuple[str, ...]
    fast: tuple[Node, ...]

    def symbols(self, vector: str) -> list[Node]:
        """The symbols of a vector, in its order.

        Parameters
        ----------
        vector : str
            ``"state"``, ``"parameter"``, ``"input"``, or one of these behind ``TANGENT``.
        """
        names = {"state": self.states, "parameter": self.parameters, "input": self.inputs}
        graph = self.rates[0].graph
        return [graph.symbol(f"{vector}.{name}") for name in names[vector.removeprefix(TANGENT)]]


def _symbols(graph: Graph, prefix: str, names: Iterable[str]) -> SimpleNamespace:
    return SimpleNamespace(**{name: graph.symbol(f"{prefix}.{name}") for name in names})


def trace_body(quasi_steady: tuple[str, ...] = ()) -> TracedModel:
    """The traced body; the same object each time.

    Parameters
    ----------
    quasi_steady : tuple of str
        Fast states to hold at their steady state; any of ``osteotwin.body.whole.FAST_STATES``.

    Raises
    ------
    ValueError
        If a state is not one of the fast ones.
    """
    return _traced(quasi_steady)


@cache  # of its own, because a call without arguments has another key than one with an empty tuple
def _traced(quasi_steady: tuple[str, ...]) -> TracedModel:
    slow = set(quasi_steady) - set(whole.FAST_STATES)
    if slow:
        message = f"only {', '.join(whole.FAST_STATES)} can be quasi-steady, not {', '.join(sorted(slow))}"
        raise ValueError(message)
    graph = Graph()
    parameter_names = starting_values().names
    s = _symbols(graph, "state", whole.STATES)
    p = _symbols(graph, "parameter", parameter_names)
    u = _symbols(graph, "input", whole.INPUTS)
    if quasi_steady:
        steady = whole.fast_steady_state(s, p, u)
        for name in quasi_steady:
            setattr(s, name, steady[name])
    states = tuple(name for name in whole.STATES if name not in quasi_steady)
    rates = whole.derivatives(s, p, u)
    rate_nodes = [graph.const(rates[name]) for name in states]
    variables = [graph.symbol(f"state.{name}") for name in states]
    outputs = whole.outputs(s, p, u)
    return TracedModel(
        states=states,
        parameters=parameter_names,
        inputs=tuple(whole.INPUTS),
        endpoints=tuple(OUTPUTS),
        rates=tuple(rate_nodes),
        jacobian=accumulate(rate_nodes, variables),
        outputs=tuple(graph.const(outputs[name]) for name in OUTPUTS),
        quasi_steady=quasi_steady,
        fast=tuple(getattr(s, name) for name in quasi_steady),
    )
