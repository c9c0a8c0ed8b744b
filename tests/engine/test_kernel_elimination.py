"""The symbolic factorization: P A P^T = L U on random sparse matrices, its fill, and the body's own pattern."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from osteotwin.engine.kernel.elimination import Elimination, Entry, eliminate
from osteotwin.engine.trace import trace_body

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Sparse:
    """A diagonally dominant matrix and the pattern off its diagonal."""

    matrix: Matrix
    pattern: frozenset[Entry]


@st.composite
def sparse_matrices(draw: st.DrawFn) -> Sparse:
    size = draw(st.integers(1, 14))
    places = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    pattern = draw(st.frozensets(places, max_size=size * size))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    matrix = np.zeros((size, size))
    for i, j in pattern:
        matrix[i, j] = random.uniform(-1, 1)
    np.fill_diagonal(matrix, np.abs(matrix).sum(axis=1) + np.abs(matrix).sum(axis=0) + 1)
    return Sparse(matrix, pattern)


def factorize(matrix: Matrix, plan: Elimination) -> tuple[Matrix, int]:
    """Follow a plan on a dense matrix: only where it says; returns L below and U above, and the products."""
    a, products = matrix.copy(), 0
    for k in plan.order:
        for i in plan.lower[k]:
            a[i, k] /= a[k, k]
            for j in plan.upper[k]:
                a[i, j] -= a[i, k] * a[k, j]
                products += 1
    return a, products


def split(a: Matrix, plan: Elimination) -> tuple[Matrix, Matrix]:
    """Return L and U in the order of the pivots."""
    ordered = a[np.ix_(plan.order, plan.order)]
    return np.tril(ordered, -1) + np.eye(len(a)), np.triu(ordered)


@given(sparse_matrices())
def test_the_factors_multiply_to_the_matrix(case: Sparse) -> None:
    plan = eliminate(len(case.matrix), case.pattern)
    lower, upper = split(factorize(case.matrix, plan)[0], plan)
    ordered = case.matrix[np.ix_(plan.order, plan.order)]
    assert np.allclose(lower @ upper, ordered, rtol=0, atol=1e-12 * np.abs(case.matrix).max())


@given(sparse_matrices())
def test_every_entry_of_the_factors_has_a_place_and_no_other(case: Sparse) -> None:
    size = len(case.matrix)
    plan = eliminate(size, case.pattern)
    assert sorted(plan.order) == list(range(size))
    assert len(set(plan.entries)) == len(plan.entries)
    # A dense elimination in the same order fills exactly these places: the plan misses and wastes none.
    full = np.zeros((size, size), dtype=bool)
    full[range(size), range(size)] = True
    for i, j in case.pattern:
        full[i, j] = True
    rank = {k: n for n, k in enumerate(plan.order)}
    for k in plan.order:
        later = [i for i in range(size) if rank[i] > rank[k]]
        below, right = [i for i in later if full[i, k]], [j for j in later if full[k, j]]
        assert plan.lower[k] == tuple(below)
        assert plan.upper[k] == tuple(right)
        for i in below:
            full[i, right] = True
    assert set(plan.entries) == {(int(i), int(j)) for i, j in np.argwhere(full)}


@given(sparse_matrices())
def test_fill_counts_the_products(case: Sparse) -> None:
    plan = eliminate(len(case.matrix), case.pattern)
    assert plan.fill == factorize(case.matrix, plan)[1]


def test_an_arrow_is_eliminated_from_its_feathers() -> None:
    # In the natural order the arrow fills up wholly; from the other end not at all.
    size = 10
    arrow = [(0, k) for k in range(size)] + [(k, 0) for k in range(size)]
    plan = eliminate(size, arrow)
    assert plan.order[-1] in (0, size - 1)
    assert len(plan.entries) == 3 * size - 2
    assert plan.fill == size - 1


def test_a_chain_does_not_fill() -> None:
    size = 30
    chain = [(k, k + d) for k in range(size) for d in (-1, 1) if 0 <= k + d < size]
    assert len(eliminate(size, chain).entries) == 3 * size - 2


def test_the_same_pattern_gives_the_same_plan_in_any_order() -> None:
    entries = list(trace_body().jacobian)
    assert eliminate(len(trace_body().states), entries) == eliminate(len(trace_body().states), entries[::-1])


class TestTheBody:
    def test_holds_every_row_of_the_jacobian(self) -> None:
        model = trace_body()
        plan = eliminate(len(model.states), model.jacobian)
        assert set(model.jacobian) <= set(plan.entries)

    def test_fills_little(self) -> None:
        model = trace_body()
        size = len(model.states)
        plan = eliminate(size, model.jacobian)
        bare = len(set(model.jacobian) | {(k, k) for k in range(size)})
        assert len(plan.entries) < 1.25 * bare
        assert plan.fill < 0.05 * size**3 / 3  # what a dense factorization takes

    @pytest.mark.parametrize("seed", range(3))
    def test_is_factorized_accurately(self, seed: int) -> None:
        model = trace_body()
        size = len(model.states)
        plan = eliminate(size, model.jacobian)
        random = np.random.default_rng(seed)
        matrix = np.zeros((size, size))
        for entry in model.jacobian:
            matrix[entry] = random.normal()
        np.fill_diagonal(matrix, np.abs(matrix).sum(axis=1) + 1)
        lower, upper = split(factorize(matrix, plan)[0], plan)
        assert np.allclose(lower @ upper, matrix[np.ix_(plan.order, plan.order)], rtol=0, atol=1e-12)
