"""The order in which a function computes its nodes: everything once, after what it needs, like beside like."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.engine.graph import Graph, Node
from osteotwin.engine.kernel.expressions import split, waiting_for
from osteotwin.engine.kernel.outputs import runs
from osteotwin.engine.kernel.side_by_side import MOST, groups, missing
from osteotwin.engine.trace import trace_body

MODEL = trace_body()
STORED = set(split(MODEL).place())


def args(node: Node) -> tuple[Node, ...]:
    return node.args


def in_groups(roots: list[Node], most: dict[str, int]) -> list[tuple[Node, ...]]:
    return list(groups(roots, STORED, args, most))


@pytest.mark.parametrize("most", [{}, dict(MOST), {"exp": 2, "log": 4, "div": 8}], ids=str)
def test_everything_once_and_after_what_it_needs(most: dict[str, int]) -> None:
    roots = [*MODEL.rates, *MODEL.slopes.values()]
    done: set[int] = set()
    for group in in_groups(roots, most):
        for node in group:
            assert all(arg.index in done | STORED or arg.op == "const" for arg in node.args)
            assert node.index not in done
        done |= {node.index for node in group}
    assert done == {node.index for node in missing(roots, STORED, args)}


def test_groups_are_of_one_kind_and_a_power_of_two() -> None:
    found = in_groups(list(MODEL.rates), dict(MOST))
    for group in found:
        assert len({node.op for node in group}) == 1
        assert len(group) in (1, 2, 4, 8)
        assert len(group) <= MOST.get(group[0].op, 1)
    long = [len(group) for group in found if group[0].op in MOST]
    assert np.mean(long) > 2  # the sites do not wait for each other


def test_where_nothing_goes_together_the_order_is_that_of_the_equations() -> None:
    order = [node.index for (node,) in in_groups(list(MODEL.rates), {})]
    assert order == sorted(order)


def test_what_waits_for_another_does_not_stand_beside_it() -> None:
    graph = Graph()
    x, y = graph.symbol("state.x"), graph.symbol("state.y")
    first, second = x.exp(), y.exp()
    third = (first + second).exp()
    order = list(groups([third, first * 2], set(), args, {"exp": 4}))
    together = [set(group) for group in order if group[0].op == "exp"]
    assert together == [{first, second}, {third}]


def test_runs_of_positions() -> None:
    assert runs([]) == []
    assert runs([4]) == [(4, 1)]
    assert runs([0, 1, 2, 5, 7, 8]) == [(0, 3), (5, 1), (7, 2)]


def test_only_what_is_read_waits() -> None:
    graph = MODEL.rates[0].graph
    states = [graph.symbol(f"state.{name}") for name in MODEL.states]
    parts = split(MODEL)
    everything = waiting_for(MODEL.readings, states, parts)
    lh = waiting_for([graph.symbol("state.lh")], states, parts)
    assert [MODEL.states[k] for k in lh.states] == ["lh"]
    assert lh.stored == ()
    assert 0 < len(everything.states) < len(states)
    assert set(everything.stored) <= {parts.place()[node.index] for node in parts.segment}
    assert len(everything) == len(everything.states) + len(everything.stored)
