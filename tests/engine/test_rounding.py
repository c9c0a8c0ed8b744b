"""The bound of rounding holds against exact arithmetic, and is narrow enough to see a mistake."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import numpy as np
from tests.engine.rounding import UNIT, only_rounding, rounded, symbols

from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.trace import trace_body
from osteotwin.parameters import starting_values

MODEL = trace_body()
NODES = (*MODEL.rates, *MODEL.outputs, *MODEL.jacobian.values())


def exact(roots: tuple[Node, ...], values: dict[str, Any]) -> list[Decimal]:
    """The nodes with fifty digits; constants that the graph folded are what the equations have."""
    known: dict[int, Decimal] = {}
    with localcontext(prec=50, Emin=-10_000, Emax=10_000):
        for node in ancestors(roots):
            if node.op == "const":
                known[node.index] = Decimal(float(node.value or 0.0))
            elif node.op == "symbol":
                known[node.index] = Decimal(float(values[str(node.value)]))
            else:
                args = [known[arg.index] for arg in node.args]
                known[node.index] = {
                    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
                    "div": lambda a, b: a / b, "neg": lambda a: -a, "exp": Decimal.exp, "log": Decimal.ln,
                    "sqrt": Decimal.sqrt,
                }[node.op](*args)  # fmt: skip
    return [known[root.index] for root in roots]


def numbers(body: Any) -> dict[str, Any]:
    return symbols(state=body.state, parameter=body.parameters, input=body.inputs)


def test_the_bound_holds(body: Any) -> None:
    found = rounded(NODES, numbers(body))
    off = [
        float(abs(Decimal(float(value)) - true))
        for value, true in zip(found.values, exact(NODES, numbers(body)), strict=True)
    ]
    assert np.all(np.array(off) <= found.error + 1e-45 * np.abs(found.values))  # fifty digits round too
    assert np.max(off) > 0


def test_it_is_narrow_where_nothing_cancels(body: Any) -> None:
    found = rounded(MODEL.outputs, numbers(body))
    some = found.values != 0
    assert np.median(found.error[some] / np.abs(found.values[some])) < 50 * UNIT


def test_a_wrong_number_is_more_than_rounding(body: Any) -> None:
    right = rounded(NODES, numbers(body))
    assert only_rounding(right.values, right.values, right.error)
    for name in ("reference_pth", "rankl_rate", "total_hip_turnover"):
        parameters = body.parameters.copy()
        parameters[starting_values().names.index(name)] *= 1 + 1e-12
        wrong = rounded(NODES, symbols(state=body.state, parameter=parameters, input=body.inputs))
        assert not only_rounding(wrong.values, right.values, right.error), name
