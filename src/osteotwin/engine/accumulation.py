"""The Jacobian of a graph with few operations: inner nodes are taken out one by one, cheapest first.

Carrying every column forward repeats a chain of factors once for each column. Taking a node out instead joins
each way into it with each way out of it; a node that many columns reach and that few others use is best taken
out late, one that sits on a chain at once. The order is greedy in the number of products (Markowitz's rule on
the computational graph; Griewank and Walther, Evaluating Derivatives, 2008, chapters 9 and 10).
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from osteotwin.engine.graph import Node, ancestors, partials
from osteotwin.engine.moments import STEP, moment_of

#: What a product costs that only changes a sign, and one that is done once per person or segment.
_SIGN, _RARE = 0.3, 0.01

Edges = dict[int, dict[int, Node]]


class _Network:
    """Nodes that depend on the variables, with the partial derivative of each with respect to its arguments."""

    def __init__(self, outputs: Sequence[Node], variables: Sequence[Node]) -> None:
        nodes = ancestors(outputs)
        self.graph = outputs[0].graph
        self.variables = {variable.index for variable in variables}
        self.moments: dict[int, int] = {}
        self.into: Edges = {}
        self.out_of: Edges = {}
        for node in nodes:
            if self._depends(node):
                self.into[node.index], self.out_of[node.index] = {}, {}
                if node.index not in self.variables:
                    for arg, partial in zip(node.args, partials(node), strict=True):
                        if arg.index in self.into and partial.value != 0.0:
                            self._join(arg.index, node.index, partial)
        # An output that others use stands behind a node of its own, so that it can be taken out itself.
        self.place: dict[int, int] = {}
        for output in outputs:
            k = output.index
            if k in self.into and k not in self.place and (self.out_of[k] or k in self.variables):
                self.place[k] = -1 - k
                self.into[-1 - k], self.out_of[-1 - k] = {}, {}
                self._join(k, -1 - k, self.graph.const(1.0))
        ends = {self.place.get(output.index, output.index) for output in outputs}
        self.inner = self.into.keys() - self.variables - ends

    def _depends(self, node: Node) -> bool:
        return node.index in self.variables or any(arg.index in self.into for arg in node.args)

    def _join(self, start: int, end: int, partial: Node) -> None:
        known = self.into[end].get(start)
        partial = partial if known is None else known + partial
        self.into[end][start] = self.out_of[start][end] = partial

    def cost(self, k: int) -> float:
        """How many products taking a node out takes, weighted by how often they are computed."""
        total = 0.0
        for first in self.into[k].values():
            for second in self.out_of[k].values():
                if first.value in (1.0, -1.0) or second.value in (1.0, -1.0):
                    total += _SIGN
                else:
                    total += 1.0 if self._every_step(first, second) else _RARE
        return total

    def _every_step(self, *factors: Node) -> bool:
        return any(moment_of(factor, self.moments) == STEP for factor in factors)

    def take_out(self, k: int) -> set[int]:
        """Join every way into a node with every way out of it; gives the neighbors."""
        for start, first in self.into[k].items():
            for end, second in self.out_of[k].items():
                self._join(start, end, second * first)
        neighbors = self.into[k].keys() | self.out_of[k].keys()
        for start in self.into[k]:
            del self.out_of[start][k]
        for end in self.out_of[k]:
            del self.into[end][k]
        return set(neighbors)


def accumulate(outputs: Sequence[Node], variables: Sequence[Node]) -> dict[tuple[int, int], Node]:
    """The non-zero derivatives of outputs with respect to variables.

    Returns
    -------
    dict
        (row, column) -> node; a pair that is absent is identically zero.
    """
    network = _Network(outputs, variables)
    cost = {k: network.cost(k) for k in network.inner}
    queue = [(value, -k) for k, value in cost.items()]
    heapq.heapify(queue)
    left = set(network.inner)
    while left:
        value, minus = heapq.heappop(queue)
        if -minus not in left or cost[-minus] != value:
            continue  # its cost has changed since
        left.remove(-minus)
        for k in sorted(network.take_out(-minus) & left):
            cost[k] = network.cost(k)
            heapq.heappush(queue, (cost[k], -k))
    column = {variable.index: j for j, variable in enumerate(variables)}
    found: dict[tuple[int, int], Node] = {}
    for i, output in enumerate(outputs):
        entries = network.into.get(network.place.get(output.index, output.index), {})
        for j, partial in sorted((column[start], partial) for start, partial in entries.items()):
            if partial.value != 0.0:
                found[i, j] = partial
    return found
