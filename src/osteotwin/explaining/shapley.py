"""Shapley values: what each part adds, averaged over the orders in which the parts can be put together.

Shapley 1953, Contributions to the Theory of Games II, Annals of Mathematics Studies 28:307-317: the one way to share
out a whole among its parts that adds up, gives equal parts the same and gives a part without effect nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from osteotwin.arrays import Vector

#: Up to this many parts every subset is looked at: 64.
MOST_EXACT = 6
#: About as many subsets are looked at of more parts.
_ABOUT = 250
_SEED = 20

Subset = frozenset[int]


@dataclass(frozen=True, eq=False)
class Design:
    """The subsets of some parts whose values are needed, and how shares follow from them.

    Attributes
    ----------
    subsets : tuple of frozenset of int
        By places of parts; the empty one is the first, the whole the last.
    weights : array [n_draw, n_part, n_subset]
        Each draw gives an estimate of the shares that adds up; their mean is the estimate. One draw where it is exact.
    """

    subsets: tuple[Subset, ...]
    weights: Vector

    @property
    def is_exact(self) -> bool:
        """Whether every subset is among them."""
        return len(self.subsets) == 2 ** self.weights.shape[1]

    def shares(self, values: Vector) -> Vector:
        """Share out the value of the whole, less that of nothing.

        Parameters
        ----------
        values : array [n_subset, ...]

        Returns
        -------
        array [n_part, ...]
        """
        return _applied(self.weights.mean(axis=0), values)

    def errors(self, values: Vector) -> Vector:
        """Standard errors of the shares by sampling orders, array [n_part, ...]; 0 where they are exact."""
        draws = _applied(self.weights, values)
        if len(draws) == 1:
            return np.zeros_like(draws[0])
        return draws.std(axis=0, ddof=1) / np.sqrt(len(draws))


def _applied(weights: Vector, values: Vector) -> Vector:
    """Sum over the subsets, the last axis of the weights and the first of the values."""
    return np.asarray(np.tensordot(weights, values, axes=1), dtype=np.float64)


def design_of(parts: int) -> Design:
    """Choose the subsets of some parts.

    All of them up to :data:`MOST_EXACT` parts. Above, those that arise as parts are added one by one in some orders:
    the parts stand on a circle, drawn by a fixed seed, and are added from several starts, both ways round. A way and
    its reverse are one draw (antithetic: what stands early in one stands late in the other), and where all starts are
    taken, every part stands as often in each place (a Latin square).

    Parameters
    ----------
    parts : int
    """
    if parts <= MOST_EXACT:
        return _exact(parts)
    circle = np.random.default_rng([_SEED, parts]).permutation(parts).tolist()
    # n parts have n (n - 1) different arcs, which all starts use; few starts need nearly all of theirs for themselves.
    starts = parts if parts * (parts - 1) <= _ABOUT else max(_ABOUT // (2 * (parts - 1)), 2)
    draws: list[list[Sequence[int]]] = []
    for start in np.linspace(0, parts, starts, endpoint=False).astype(int).tolist():
        order = circle[start:] + circle[:start]
        draws.append([order, order[::-1]])
    subsets = {Subset(), Subset(range(parts))}
    subsets |= {subset for orders in draws for order in orders for subset in _growing(order)}
    ordered = _in_order(subsets)
    place = {subset: k for k, subset in enumerate(ordered)}
    weights = np.zeros((len(draws), parts, len(ordered)))
    for draw, orders in enumerate(draws):
        for order in orders:
            for part, before, after in zip(order, *_steps(order), strict=True):
                weights[draw, part, place[after]] += 1 / len(orders)
                weights[draw, part, place[before]] -= 1 / len(orders)
    return Design(ordered, weights)


def _exact(parts: int) -> Design:
    subsets = _in_order(
        Subset(some) for size in range(parts + 1) for some in combinations(range(parts), size)
    )
    place = {subset: k for k, subset in enumerate(subsets)}
    weights = np.zeros((1, parts, len(subsets)))
    for subset in subsets:
        for part in set(range(parts)) - subset:
            weight = 1 / (parts * comb(parts - 1, len(subset)))
            weights[0, part, place[subset | {part}]] += weight
            weights[0, part, place[subset]] -= weight
    return Design(subsets, weights)


def _in_order(subsets: Iterator[Subset] | set[Subset]) -> tuple[Subset, ...]:
    return tuple(sorted(subsets, key=lambda subset: (len(subset), sorted(subset))))


def _growing(order: Sequence[int]) -> list[Subset]:
    return [Subset(order[:count]) for count in range(len(order) + 1)]


def _steps(order: Sequence[int]) -> tuple[list[Subset], list[Subset]]:
    growing = _growing(order)
    return growing[:-1], growing[1:]
