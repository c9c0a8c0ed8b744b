"""Symbolic factorization of I/(h gamma) - J: which pivots in which order, which entries fill in.

The order is chosen once by Markowitz's rule on the diagonal; the factorization is then a fixed list of
multiplications that the code generator unrolls. Diagonal pivots are safe here because gamma h is kept where
the error control wants it: the matrix is the identity over a small number, less a Jacobian.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Entry = tuple[int, int]


@dataclass(frozen=True)
class Elimination:
    """A fixed order of elimination.

    Attributes
    ----------
    order : tuple of int
        Pivots, first to last.
    entries : tuple of (row, column)
        Every entry of the factors, fill included, in storage order.
    lower : dict of int to tuple of int
        For each pivot the rows below it that hold an entry in its column.
    upper : dict of int to tuple of int
        For each pivot the later columns that hold an entry in its row.
    """

    order: tuple[int, ...]
    entries: tuple[Entry, ...]
    lower: dict[int, tuple[int, ...]]
    upper: dict[int, tuple[int, ...]]

    @property
    def fill(self) -> int:
        """Number of products in the factorization."""
        return sum(len(self.lower[k]) * len(self.upper[k]) for k in self.order)


def eliminate(size: int, nonzero: Iterable[Entry]) -> Elimination:
    """The order of elimination of a matrix with the given pattern (the diagonal is added).

    Parameters
    ----------
    size : int
    nonzero : iterable of (row, column)
    """
    rows: dict[int, set[int]] = {i: {i} for i in range(size)}
    columns: dict[int, set[int]] = {i: {i} for i in range(size)}
    for i, j in nonzero:
        rows[i].add(j)
        columns[j].add(i)
    left = set(range(size))
    order: list[int] = []
    lower: dict[int, tuple[int, ...]] = {}
    upper: dict[int, tuple[int, ...]] = {}
    while left:
        pivot = min(left, key=lambda k: ((len(rows[k] & left) - 1) * (len(columns[k] & left) - 1), k))
        left.remove(pivot)
        order.append(pivot)
        lower[pivot] = tuple(sorted(columns[pivot] & left))
        upper[pivot] = tuple(sorted(rows[pivot] & left))
        for i in lower[pivot]:
            rows[i].update(upper[pivot])
            for j in upper[pivot]:
                columns[j].add(i)
    entries = sorted((i, j) for i in range(size) for j in rows[i])
    return Elimination(tuple(order), tuple(entries), lower, upper)
