"""All people under a moved plan of whom only some were simulated: what plans that are known do to the others tells.

What a lever does to a person is close to a sum of what the parts of the plan do to that very person, and those are
known of everybody: the plan at rest and the plans beside it. How much of each it is, on each day and of each endpoint,
the people who were simulated tell by least squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.cohort.outputs import Outputs

#: So small a share of the people's mean square keeps plans that do the same apart from endless shares of each.
_RIDGE: Final = 1e-6


def estimated(at_rest: Outputs, beside: Sequence[Outputs], some: Outputs, chosen: Index) -> Outputs:
    """Return all people under a plan: those who were simulated, and an estimate of the others.

    Parameters
    ----------
    at_rest : Outputs
        Of everybody, under the plan that was moved.
    beside : sequence of Outputs
        Of everybody, under other plans that are known; the same days and endpoints.
    some : Outputs
        Of those who were simulated, under the moved plan.
    chosen : array [n_some]
        Who they are among all.
    """
    moves = [other.table - at_rest.table for other in beside]
    table = at_rest.table + _fitted(
        [move[chosen] for move in moves], some.table - at_rest.table[chosen], moves, len(at_rest)
    )
    table[chosen] = some.table
    if len(some.failures) == len(some):  # they tell nothing of the others
        failures = dict.fromkeys(range(len(table)), next(iter(some.failures.values()), ""))
        return replace(at_rest, table=np.full_like(table, np.nan), failures=failures)
    failures = {who: why for one in (*beside, at_rest) for who, why in one.failures.items()}
    failures |= {int(chosen[who]): why for who, why in some.failures.items()}
    table[list(failures)] = np.nan
    return replace(at_rest, table=table, failures=failures)


def _fitted(of_some: Sequence[Vector], found: Vector, of_all: Sequence[Vector], people: int) -> Vector:
    """Return what is found of some for all, on each day and of each endpoint, array [n_people, n_time, n_endpoint]."""
    known = np.all([np.isfinite(one).all(axis=(1, 2)) for one in (*of_some, found)], axis=0)
    found = found[known]
    sizes = [np.abs(one[known]).max(axis=0, initial=0.0) for one in of_some]
    sizes = [np.where(size > 0.0, size, 1.0) for size in sizes]
    columns = [np.ones_like(found), *(one[known] / size for one, size in zip(of_some, sizes, strict=True))]
    # [n_time, n_endpoint, n_column, n_column] and [n_time, n_endpoint, n_column]
    squares = np.stack([np.stack([(a * b).sum(axis=0) for b in columns], axis=-1) for a in columns], axis=-1)
    products = np.stack([(one * found).sum(axis=0) for one in columns], axis=-1)
    squares += _RIDGE * max(len(found), 1) * np.eye(len(columns))
    shares = np.linalg.solve(squares, products[..., None])[..., 0]
    total = np.tile(shares[..., 0], (people, 1, 1))
    for k, (one, size) in enumerate(zip(of_all, sizes, strict=True), start=1):
        total += one * (shares[..., k] / size)
    return total
