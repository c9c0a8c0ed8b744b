"""In which order a function computes its nodes: critical path first, long operations of a kind together.

An exponential or a logarithm is a chain of some twenty instructions of which each waits for the one before. One
after another they leave the processor idle; several in one wide vector take hardly longer than one. Each is
computed as it would be alone, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from osteotwin.engine.graph import Node, ancestors

#: Operations that are long chains, and how many of a kind go into one vector at most: a power of two.
MAX_WIDTH = {"exp": 8, "log": 8}
#: About how many cycles pass before the result of an operation can be used.
_LATENCY = {"exp": 75, "log": 75, "sqrt": 20, "div": 13}
_SHORT_LATENCY = 4
#: What a node is computed from.
Needs = Callable[[Node], tuple[Node, ...]]


def missing(roots: Iterable[Node], known: Container[int], needs: Needs) -> list[Node]:
    """The nodes that the roots need and that are not known, constants left out, arguments first."""
    return [node for node in ancestors(roots, known, needs) if node.op != "const" and node.index not in known]


def _critical_first(nodes: list[Node], needs: Needs) -> list[Node]:
    """Nodes by the latency from each to the end of the longest path that needs it, the longest first."""
    latency = {node.index: 0 for node in nodes}
    for node in reversed(nodes):
        latency[node.index] += _LATENCY.get(node.op, _SHORT_LATENCY)
        for arg in needs(node):
            if arg.index in latency:
                latency[arg.index] = max(latency[arg.index], latency[node.index])
    return sorted(nodes, key=lambda node: (-latency[node.index], node.index))


def groups(
    roots: Iterable[Node], known: Container[int], needs: Needs, max_width: Mapping[str, int]
) -> Iterator[tuple[Node, ...]]:
    """Yield all missing nodes in groups of one operation, so that what a group needs comes before it.

    Parameters
    ----------
    roots, known, needs
        See :func:`missing`.
    max_width : mapping of str to int
        For each operation of which several go together, how many do at most; others come alone. Where it is empty,
        nodes come in the order of the equations.
    """
    nodes = missing(roots, known, needs)
    left = {node.index: node for node in (_critical_first(nodes, needs) if max_width else nodes)}
    while left:
        node = next(iter(left.values()))
        together = _independent(node, left, needs, max_width) if node.op in max_width else [node]
        before = missing((arg for one in together for arg in needs(one)), _AllBut(left), needs)
        for group in (*((one,) for one in before), tuple(together)):
            for one in group:
                del left[one.index]
            yield group


class _AllBut:
    """Holds every index that a dict does not hold."""

    def __init__(self, left: Mapping[int, Node]) -> None:
        self.left = left

    def __contains__(self, index: object) -> bool:
        return index not in self.left


def _independent(
    node: Node, left: Mapping[int, Node], needs: Needs, max_width: Mapping[str, int]
) -> list[Node]:
    """The node and others of its operation that wait for no long operation; a power of two in number."""
    together: list[Node] = []
    waiting: set[int] = set()
    for other in left.values():
        ready = not any(arg.index in waiting for arg in needs(other))
        if ready and other.op == node.op:
            together.append(other)
            if len(together) == max_width[node.op]:
                break
        if not ready or other.op in max_width:
            waiting.add(other.index)
    return together[: 1 << (len(together).bit_length() - 1)]
