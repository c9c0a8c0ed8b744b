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
#: People whose numbers the processor holds near at hand: a third of the time of all at once.
_AT_ONCE: Final = 50


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
    rest = at_rest.table[chosen]
    always, shares = _shares([other.table[chosen] - rest for other in beside], some.table - rest)
    table = _moved(at_rest.table, [other.table for other in beside], always, shares)
    table[chosen] = some.table
    if len(some.failures) == len(some):  # they tell nothing of the others
        failures = dict.fromkeys(range(len(table)), next(iter(some.failures.values()), ""))
        return replace(at_rest, table=np.full_like(table, np.nan), failures=failures)
    failures = {who: why for one in (*beside, at_rest) for who, why in one.failures.items()}
    failures |= {int(chosen[who]): why for who, why in some.failures.items()}
    table[list(failures)] = np.nan
    return replace(at_rest, table=table, failures=failures)


def _moved(at_rest: Vector, beside: Sequence[Vector], always: Vector, shares: Vector) -> Vector:
    """Return everybody at rest with what is added and with shares of each move; few at a time stay near at hand."""
    table, left = np.empty_like(at_rest), 1.0 - shares.sum(axis=0)
    part = np.empty((min(_AT_ONCE, len(table)), *table.shape[1:]))
    for first in range(0, len(table), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        found = table[some]
        np.multiply(at_rest[some], left, out=found)
        found += always
        for other, share in zip(beside, shares, strict=True):
            found += np.multiply(other[some], share, out=part[: len(found)])
    return table


def _shares(moves: Sequence[Vector], found: Vector) -> tuple[Vector, Vector]:
    """Return what some people tell: what is added for everybody, and how much of each move, on each day.

    Parameters
    ----------
    moves : sequence of array [n_some, n_time, n_endpoint]
    found : array [n_some, n_time, n_endpoint]

    Returns
    -------
    array [n_time, n_endpoint], array [n_move, n_time, n_endpoint]
    """
    known = np.all([np.isfinite(one).all(axis=(1, 2)) for one in (*moves, found)], axis=0)
    # [n_time, n_endpoint, n_column, n_some]
    columns = np.ones((*found.shape[1:], len(moves) + 1, int(known.sum())))
    for k, move in enumerate(moves, start=1):
        columns[..., k, :] = move[known].transpose(1, 2, 0)
    sizes = np.maximum(columns.max(axis=-1, initial=0.0), -columns.min(axis=-1, initial=0.0))
    sizes[sizes == 0.0] = 1.0
    columns /= sizes[..., None]
    squares = columns @ columns.swapaxes(-1, -2)
    squares += _RIDGE * max(columns.shape[-1], 1) * np.eye(columns.shape[-2])
    products = columns @ found[known].transpose(1, 2, 0)[..., None]
    shares = np.moveaxis(np.linalg.solve(squares, products)[..., 0] / sizes, -1, 0)
    return shares[0], shares[1:]
