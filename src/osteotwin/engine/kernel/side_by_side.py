"""In which order a function computes its nodes: what most waits for first, long operations of a kind side by side.

An exponential or a logarithm is a chain of some twenty instructions of which each waits for the one before. One
after another they leave the processor idle; several in one wide vector take hardly longer than one. Each is
computed as it would be alone, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from osteotwin.engine.graph import Node

#: Operations that are long chains, and how many of a kind go together at most: a power of two.
MOST = {"exp": 8, "log": 8}


#: About how many cycles pass before the result of an operation can be used.
_WAIT = {"exp": 75, "log": 75, "sqrt": 20, "div": 13}
_SHORT_WAIT = 4
#: Returns what a node is computed from.
Needs = Callable[[Node], tuple[Node, ...]]


def missing(roots: Iterable[Node], known: Container[int], needs: Needs) -> list[Node]:
    """Return the nodes that the roots need and that are not known, constants left out, what is needed first."""
    wanted: dict[int, Node] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.index not in wanted and node.op != "const" and node.index not in known:
            wanted[node.index] = node
            stack.extend(needs(node))
    return [wanted[index] for index in sorted(wanted)]


def _most_awaited_first(nodes: list[Node], needs: Needs) -> list[Node]:
    """Return nodes by how long it takes at least from each to the end of what needs it, the longest first."""
    height = {node.index: 0 for node in nodes}
    for node in reversed(nodes):
        height[node.index] += _WAIT.get(node.op, _SHORT_WAIT)
        for arg in needs(node):
            if arg.index in height:
                height[arg.index] = max(height[arg.index], height[node.index])
    return sorted(nodes, key=lambda node: (-height[node.index], node.index))


def groups(
    roots: Iterable[Node], known: Container[int], needs: Needs, most: Mapping[str, int]
) -> Iterator[tuple[Node, ...]]:
    """Yield all missing nodes in groups of one operation, so that what a group needs comes before it.

    Parameters
    ----------
    roots, known, needs
        See :func:`missing`.
    most : mapping of str to int
        For each operation that goes together how many do at most; others come alone. Where none does, nodes come
        in the order of the equations.
    """
    nodes = missing(roots, known, needs)
    left = {node.index: node for node in (_most_awaited_first(nodes, needs) if most else nodes)}
    while left:
        node = next(iter(left.values()))
        together = _like(node, left, needs, most) if node.op in most else [node]
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


def _like(node: Node, left: Mapping[int, Node], needs: Needs, most: Mapping[str, int]) -> list[Node]:
    """Return the node and others of its kind that wait for no long operation; a power of two in number."""
    together: list[Node] = []
    waiting: set[int] = set()
    for other in left.values():
        ready = not any(arg.index in waiting for arg in needs(other))
        if ready and other.op == node.op:
            together.append(other)
            if len(together) == most[node.op]:
                break
        if not ready or other.op in most:
            waiting.add(other.index)
    return together[: 1 << (len(together).bit_length() - 1)]
