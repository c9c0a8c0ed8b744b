"""The coefficients of the methods: known row sums, stiff accuracy, and the order seen on a stiff problem."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from osteotwin.arrays import Vector
from osteotwin.engine.kernel.tableau import METHODS, Tableau

#: Where each stage stands within the step, and the sums of the rows of gamma, as published: Hairer and Wanner 1996,
#: section IV.7 (RODAS); Steinebach 2023, 10.1007/s10543-023-00967-x.
STAGE_TIMES = {
    "Rodas4": (0, 0.386, 0.21, 0.63, 1, 1),
    "Rodas5P": (
        0, 0.6358126895828704, 0.4095798393397535, 0.9769306725060716, 0.4288403609558664, 1, 1, 1,
    ),
}  # fmt: skip
GAMMA_SUMS = {"Rodas4": (0.25, -0.1043, 0.1035, -0.0362, 0, 0)}
ORDERS = {"Rodas4": (4, 3), "Rodas5P": (5, 4)}
each = pytest.mark.parametrize("tableau", METHODS.values(), ids=list(METHODS))
Rates = Callable[[Vector], Vector]
Jacobian = Callable[[Vector], Vector]


def stages(
    tableau: Tableau, rates: Rates, jacobian: Jacobian, y: Vector, h: float
) -> tuple[list[Vector], Vector]:
    """Return the stages of one step and the argument of the last one, as the module's text defines them."""
    matrix = np.eye(len(y)) / (h * tableau.gamma) - jacobian(y)
    u: list[Vector] = []
    argument = y
    for a, c in zip(tableau.a, tableau.c, strict=True):
        argument = y + sum((v * s for v, s in zip(a, u, strict=True)), np.zeros_like(y))
        right = rates(argument) + sum((v / h * s for v, s in zip(c, u, strict=True)), np.zeros_like(y))
        u.append(np.linalg.solve(matrix, right))
    return u, argument


def dense(tableau: Tableau, u: list[Vector], y: Vector, new: Vector, x: float) -> Vector:
    curve = np.zeros_like(y)
    for row in reversed(tableau.dense):
        curve = sum((v * s for v, s in zip(row, u, strict=True)), np.zeros_like(y)) + x * curve
    return (1 - x) * y + x * (new + (1 - x) * curve)


#: Kaps' problem: nonlinear, as stiff as one likes, solved by (exp(-2 t), exp(-t)).
def kaps(epsilon: float) -> tuple[Rates, Jacobian]:
    def rates(y: Vector) -> Vector:
        return np.array([-(1 / epsilon + 2) * y[0] + y[1] ** 2 / epsilon, y[0] - y[1] - y[1] ** 2])

    def jacobian(y: Vector) -> Vector:
        return np.array([[-(1 / epsilon + 2), 2 * y[1] / epsilon], [1.0, -1 - 2 * y[1]]])

    return rates, jacobian


def errors(tableau: Tableau, epsilon: float, steps: int) -> tuple[float, float, float]:
    """Return the error at the end, the largest between the ends of steps, and the largest estimate."""
    rates, jacobian = kaps(epsilon)
    y, h = np.ones(2), 1 / steps
    between = estimate = 0.0
    for k in range(steps):
        u, argument = stages(tableau, rates, jacobian, y, h)
        new = argument + u[-1]
        for x in (0.2, 0.5, 0.8):
            t = (k + x) * h
            off = dense(tableau, u, y, new, x) - np.exp([-2 * t, -t])
            between = max(between, float(np.max(np.abs(off))))
        estimate = max(estimate, float(np.max(np.abs(u[-1]))))
        y = new
    return float(np.max(np.abs(y - np.exp([-2.0, -1.0])))), between, estimate


def observed_order(coarse: float, fine: float) -> float:
    return float(np.log2(coarse / fine))


@each
@pytest.mark.parametrize("epsilon", [1.0, 1e-8], ids=["mild", "stiff"])
def test_order_of_the_step_of_the_estimate_and_between(tableau: Tableau, epsilon: float) -> None:
    steps = 16 if tableau.name == "Rodas4" else 8
    coarse, fine = errors(tableau, epsilon, steps), errors(tableau, epsilon, 2 * steps)
    order, inner = ORDERS[tableau.name]
    assert observed_order(coarse[0], fine[0]) > order - 0.4
    assert observed_order(coarse[1], fine[1]) > inner - 0.2
    # The estimate is the local error of the embedded solution, whose order is one less than the method's.
    assert observed_order(coarse[2], fine[2]) > order - 0.5


@each
@pytest.mark.parametrize("epsilon", [1.0, 0.1], ids=["mild", "stiffer"])
def test_the_estimate_is_the_error_of_the_embedded_solution(tableau: Tableau, epsilon: float) -> None:
    """Over one step from a point of the solution; the step itself is far better than its estimate says."""
    rates, slopes = kaps(epsilon)
    for h in (epsilon / 4, epsilon / 8, epsilon / 16):
        u, embedded = stages(tableau, rates, slopes, np.ones(2), h)
        estimate, solution = u[-1], np.exp([-2 * h, -h])
        size = np.linalg.norm(estimate)
        assert np.linalg.norm(embedded - solution) == pytest.approx(size, rel=0.2)
        assert np.linalg.norm(embedded + estimate - solution) < 0.2 * size


@each
def test_a_wrong_coefficient_would_be_seen(tableau: Tableau) -> None:
    a = list(tableau.a)
    a[2] = (a[2][0] + 1e-3, *a[2][1:])
    wrong = Tableau(tableau.name, tableau.order, tableau.gamma, tuple(a), tableau.c, tableau.dense)
    assert observed_order(errors(wrong, 1.0, 64)[0], errors(wrong, 1.0, 128)[0]) < tableau.order - 1


@each
def test_row_sums(tableau: Tableau) -> None:
    # With a rate of one and no Jacobian, the stages show where they stand and what the rows of gamma sum to.
    one = np.ones(1)
    u, argument = stages(tableau, lambda _: one, lambda _: np.zeros((1, 1)), np.zeros(1), 1.0)
    times = [float(sum((v * s[0] for v, s in zip(a, u, strict=False)), 0.0)) for a in tableau.a]
    assert times == pytest.approx(STAGE_TIMES[tableau.name], abs=1e-12)
    sums = GAMMA_SUMS.get(tableau.name)
    if sums is not None:
        assert [float(s[0]) for s in u] == pytest.approx(sums, abs=1e-12)
    assert [float(s[0]) for s in u[-2:]] == pytest.approx([0, 0], abs=1e-12)
    assert float((argument + u[-1])[0]) == pytest.approx(1, abs=1e-12)


@each
def test_the_last_stages_build_the_solutions(tableau: Tableau) -> None:
    # What the generated step relies on: the last argument is the one before plus that stage.
    assert tableau.a[-1] == (*tableau.a[-2], 1.0)
    assert len(tableau.a) == len(tableau.c) == tableau.stages
    assert all(len(row) == k for rows in (tableau.a, tableau.c) for k, row in enumerate(rows))
    assert all(len(row) == tableau.stages for row in tableau.dense)


@each
def test_l_stable(tableau: Tableau) -> None:
    # A decay that is infinitely fast is over after one step, whatever it began with.
    rate = -1e12
    u, argument = stages(tableau, lambda y: rate * y, lambda _: np.full((1, 1), rate), np.ones(1), 1.0)
    assert abs(float((argument + u[-1])[0])) < 1e-10


@each
def test_stable_on_the_whole_left_axis(tableau: Tableau) -> None:
    for rate in -(10.0 ** np.linspace(-3, 6, 200)):
        u, argument = stages(
            tableau, lambda y, r=rate: r * y, lambda _, r=rate: np.full((1, 1), r), np.ones(1), 1.0
        )
        assert abs(float((argument + u[-1])[0])) < 1


@each
def test_the_curve_meets_both_ends_and_its_slope_at_the_start(tableau: Tableau) -> None:
    rates, jacobian = kaps(1.0)
    y, h = np.array([0.8, 0.9]), 0.01
    u, argument = stages(tableau, rates, jacobian, y, h)
    new = argument + u[-1]
    assert np.array_equal(dense(tableau, u, y, new, 0.0), y)
    assert np.array_equal(dense(tableau, u, y, new, 1.0), new)
    near = (dense(tableau, u, y, new, 1e-5) - y) / (1e-5 * h)
    assert near == pytest.approx(rates(y), rel=1e-3)
