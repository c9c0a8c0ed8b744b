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
    slopes : dict
        (row, column) -> node: the non-zero entries of the Jacobian of ``rates``.
    readings : tuple of Node
        One per endpoint.
    quasi_steady : tuple of str
        Fast states that are held at their balance and are not in ``states``.
    fast : tuple of Node
        Their balance.
    """

    states: tuple[str, ...]
    parameters: tuple[str, ...]
    inputs: tuple[str, ...]
    endpoints: tuple[str, ...]
    rates: tuple[Node, ...]
    slopes: dict[tuple[int, int], Node]
    readings: tuple[Node, ...]
    quasi_steady: tuple[str, ...]
    fast: tuple[Node, ...]


def _symbols(graph: Graph, prefix: str, names: Iterable[str]) -> SimpleNamespace:
    return SimpleNamespace(**{name: graph.symbol(f"{prefix}.{name}") for name in names})


@cache
def trace_body(quasi_steady: tuple[str, ...] = ()) -> TracedModel:
    """Return the traced body.

    Parameters
    ----------
    quasi_steady : tuple of str
        Fast states to hold at their balance; any of ``osteotwin.body.whole.FAST_STATES``.

    Raises
    ------
    ValueError
        If a state is not one of the fast ones.
    """
    strange = set(quasi_steady) - set(whole.FAST_STATES)
    if strange:
        message = f"only {', '.join(whole.FAST_STATES)} can be quasi-steady, not {', '.join(sorted(strange))}"
        raise ValueError(message)
    graph = Graph()
    parameter_names = starting_values().names
    s = _symbols(graph, "state", whole.STATES)
    p = _symbols(graph, "parameter", parameter_names)
    u = _symbols(graph, "input", whole.INPUTS)
    if quasi_steady:
        balance = whole.fast_balance(s, p, u)
        for name in quasi_steady:
            setattr(s, name, balance[name])
    states = tuple(name for name in whole.STATES if name not in quasi_steady)
    rates = whole.derivatives(s, p, u)
    rate_nodes = [graph.const(rates[name]) for name in states]
    variables = [graph.symbol(f"state.{name}") for name in states]
    readings = whole.readings(s, p, u)
    return TracedModel(
        states=states,
        parameters=parameter_names,
        inputs=tuple(whole.INPUTS),
        endpoints=tuple(OUTPUTS),
        rates=tuple(rate_nodes),
        slopes=accumulate(rate_nodes, variables),
        readings=tuple(graph.const(readings[name]) for name in OUTPUTS),
        quasi_steady=quasi_steady,
        fast=tuple(getattr(s, name) for name in quasi_steady),
    )
