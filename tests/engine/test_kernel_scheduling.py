"""The order in which a function computes its nodes: everything once, after what it needs, like beside like."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.engine.graph import Graph, Node
from osteotwin.engine.kernel.expressions import pending_outputs
from osteotwin.engine.kernel.outputs import runs
from osteotwin.engine.kernel.scheduling import MAX_WIDTH, groups, missing
from osteotwin.engine.moments import split
from osteotwin.engine.trace import trace_body

MODEL = trace_body()
ROOTS = [*MODEL.rates, *MODEL.jacobian.values(), *MODEL.outputs]
STORED = set(split(ROOTS).place())


def args(node: Node) -> tuple[Node, ...]:
    return node.args


def in_groups(roots: list[Node], max_width: dict[str, int]) -> list[tuple[Node, ...]]:
    return list(groups(roots, STORED, args, max_width))


@pytest.mark.parametrize("max_width", [{}, dict(MAX_WIDTH), {"exp": 2, "log": 4, "div": 8}], ids=str)
def test_everything_once_and_after_what_it_needs(max_width: dict[str, int]) -> None:
    roots = [*MODEL.rates, *MODEL.jacobian.values()]
    done: set[int] = set()
    for group in in_groups(roots, max_width):
        for node in group:
            assert all(arg.index in done | STORED or arg.op == "const" for arg in node.args)
            assert node.index not in done
        done |= {node.index for node in group}
    assert done == {node.index for node in missing(roots, STORED, args)}


def test_groups_are_of_one_kind_and_a_power_of_two() -> None:
    found = in_groups(list(MODEL.rates), dict(MAX_WIDTH))
    for group in found:
        assert len({node.op for node in group}) == 1
        assert len(group) in (1, 2, 4, 8)
        assert len(group) <= MAX_WIDTH.get(group[0].op, 1)
    long = [len(group) for group in found if group[0].op in MAX_WIDTH]
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


def test_only_what_an_output_needs_is_copied_aside() -> None:
    states = MODEL.symbols("state")
    parts = split(ROOTS)
    everything = pending_outputs(MODEL.outputs, states, parts)
    lh = pending_outputs([states[MODEL.states.index("lh")]], states, parts)
    assert [MODEL.states[k] for k in lh.states] == ["lh"]
    assert lh.stored == ()
    assert 0 < len(everything.states) < len(states)
    assert set(everything.stored) <= {parts.place()[node.index] for node in parts.segment}
    assert len(everything) == len(everything.states) + len(everything.stored)
