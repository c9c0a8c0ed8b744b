"""Equal accuracy: each engine gets the loosest tolerance at which it is no worse than ours."""

from __future__ import annotations

from dataclasses import dataclass

from comparison.cases import Case, first_people, worst_errors
from comparison.contenders.kernel import PUBLISHED_TOLERANCE
from comparison.worker import Worker
from osteotwin.arrays import Vector

#: Three steps in every decade.
GRID = tuple(float(f"{digit}e-{k}") for k in range(3, 11) for digit in (5, 2, 1))
REFERENCE_TOLERANCE = 1e-11


@dataclass(frozen=True)
class Matched:
    """The tolerance of an engine, and its errors there.

    Attributes
    ----------
    tolerance : float
    density_error, ctx_error : float
        Worst over people and days, relative.
    reached : bool
        Whether it is as accurate as ours; otherwise the tightest tolerance of the grid stands here.
    errors : dict of float to (float, float)
        Every tolerance that was tried.
    """

    tolerance: float
    density_error: float
    ctx_error: float
    reached: bool
    errors: dict[float, tuple[float, float]]


def reference_outputs(case: Case, people: int) -> Vector:
    """What LSODA gives at a relative tolerance of 1e-11."""
    from comparison.contenders.lsoda import LsodaCompiled

    exact = LsodaCompiled()
    exact.load(first_people(case, people))
    return exact.run(range(people), REFERENCE_TOLERANCE)


def errors_of(worker: Worker, tolerance: float, reference: Vector) -> tuple[float, float]:
    """The worst errors of an engine's bone densities and CTX."""
    return worst_errors(worker.solve(range(len(reference)), tolerance), reference)


def own(worker: Worker, reference: Vector) -> Matched:
    """The errors of our engine at its published setting."""
    errors = errors_of(worker, PUBLISHED_TOLERANCE, reference)
    return Matched(PUBLISHED_TOLERANCE, *errors, True, {PUBLISHED_TOLERANCE: errors})


def match(worker: Worker, reference: Vector, target: float) -> Matched:
    """The loosest tolerance of the grid at which the worst error of BMD is at most the target.

    The search begins at our own tolerance and goes one step of the grid at a time.
    """
    found: dict[float, tuple[float, float]] = {}

    def good(k: int) -> bool:
        found[GRID[k]] = errors_of(worker, GRID[k], reference)
        return found[GRID[k]][0] <= target

    k = min(range(len(GRID)), key=lambda i: abs(GRID[i] / PUBLISHED_TOLERANCE - 1))
    if good(k):
        while k > 0 and good(k - 1):
            k -= 1
    else:
        while k + 1 < len(GRID) and not good(k + 1):
            k += 1
        k = min(k + 1, len(GRID) - 1)
    errors = found[GRID[k]]
    return Matched(GRID[k], *errors, errors[0] <= target, dict(sorted(found.items(), reverse=True)))
