"""The reference engine: SciPy's solvers on the traced equations with their analytic Jacobian.

LSODA (through ``odeint``) is the default; Radau is the independent check. It is slow and simple, and what the
fast engine is held against.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.engine.generate import Functions, generate
from osteotwin.engine.interface import STATE_SCALE, Job, Trajectory
from osteotwin.engine.solver_errors import SolverTrouble, describe_failure, validate_job
from osteotwin.engine.trace import trace_body
from osteotwin.progress import ProgressCallback, report


@dataclass(frozen=True)
class SciPyEngine:
    """Simulate with SciPy.

    Attributes
    ----------
    method : str
        ``"LSODA"`` or ``"Radau"``.
    relative_tolerance, absolute_tolerance : float
        The absolute tolerance is scaled by each state's own size.
    quasi_steady : tuple of str
        Fast states to hold at their steady state.
    """

    method: str = "LSODA"
    relative_tolerance: float = 1e-6
    absolute_tolerance: float = 1e-8
    quasi_steady: tuple[str, ...] = ()

    def simulate(self, jobs: Sequence[Job], on_progress: ProgressCallback | None = None) -> list[Trajectory]:
        """Simulate each job; one trajectory per job, in order."""
        results: list[Trajectory] = []
        for job in jobs:
            results.append(self.run(job))
            report(on_progress, len(results), len(jobs))
        return results

    def run(self, job: Job) -> Trajectory:
        """Simulate one job; trouble becomes a sentence and NaN."""
        functions = generate(self.quasi_steady)
        try:
            states, outputs = self._integrate(job, functions)
        except SolverTrouble as trouble:
            days = job.output_days
            return Trajectory(
                days,
                np.full((len(days), len(whole.STATES)), np.nan),
                np.full((len(days), len(functions.endpoints)), np.nan),
                str(trouble),
            )
        return Trajectory(job.output_days, states, outputs)

    def _integrate(self, job: Job, functions: Functions) -> tuple[Vector, Vector]:
        """Go through the segments; outputs on a breakpoint are those before it."""
        validate_job(job, trace_body(self.quasi_steady).parameters)
        order = list(whole.STATES)
        integrated = [order.index(name) for name in functions.states]
        fast = [order.index(name) for name in self.quasi_steady]
        scale = np.array([STATE_SCALE.get(whole.STATES[name], 1.0) for name in functions.states])
        timeline, parameters = job.timeline, job.parameters.tolist()
        y = job.initial[integrated].copy()
        states = np.full((len(job.output_days), len(order)), np.nan)
        outputs = np.full((len(job.output_days), len(functions.endpoints)), np.nan)
        for k, label in enumerate(timeline.labels):
            start, end = timeline.breakpoints[k], timeline.breakpoints[k + 1]
            prepared = _prepare(functions, parameters, timeline.inputs[k].tolist(), start, label)
            wanted = (job.output_days > start) & (job.output_days <= end)
            if k == 0:
                wanted |= job.output_days == start
            before = y.copy()
            for dose in timeline.doses:
                if dose.day == start:
                    y[functions.states.index(dose.state)] += dose.amount
            grid = np.unique(np.concatenate([[start], job.output_days[wanted], [end]]))
            path = self._segment(functions, prepared, y, grid, scale, label)
            for i in np.flatnonzero(wanted):
                day = job.output_days[i]
                row = before if day == start else path[np.searchsorted(grid, day)]
                states[i, integrated] = row
                states[i, fast] = functions.fast(row.tolist(), prepared)
                outputs[i] = _outputs(functions, row, prepared, float(job.output_days[i]), label)
            y = path[-1].copy()
        return states, outputs

    def _segment(
        self,
        functions: Functions,
        prepared: list[Any],
        y: Vector,
        grid: Vector,
        scale: Vector,
        label: str,
    ) -> Vector:
        size = len(y)
        rows, columns = (np.array(index) for index in zip(*functions.jacobian_index, strict=True))
        matrix = np.zeros((size, size))

        def rates(_: float, state: Vector) -> list[float]:
            return functions.rates(state.tolist(), prepared)

        def jacobian(_: float, state: Vector) -> Vector:
            matrix[rows, columns] = functions.jacobian(state.tolist(), prepared)
            return matrix

        solve = _lsoda if self.method == "LSODA" else _radau
        try:
            path = solve(rates, jacobian, y, grid, self.relative_tolerance, self.absolute_tolerance * scale)
        except (ArithmeticError, ValueError) as error:
            raise describe_failure(functions, prepared, y, float(grid[0]), label, str(error)) from error
        if not np.all(np.isfinite(path)):
            good = max(int(np.argmin(np.all(np.isfinite(path), axis=1))) - 1, 0)
            raise describe_failure(functions, prepared, path[good], float(grid[good]), label, "not finite")
        return path


def _prepare(
    functions: Functions, parameters: list[float], inputs: list[float], day: float, label: str
) -> list[Any]:
    try:
        return functions.prepare(parameters, inputs)
    except (ArithmeticError, ValueError) as error:
        message = (
            f"The simulation could not start its stretch on day {day:.0f} (after {label}): a parameter or "
            f"input is outside what the equations allow ({error}); check the values given for this person"
        )
        raise SolverTrouble(message) from error


def _outputs(functions: Functions, y: Vector, prepared: list[Any], day: float, label: str) -> list[float]:
    try:
        return functions.outputs(y.tolist(), prepared)
    except (ArithmeticError, ValueError) as error:
        raise describe_failure(functions, prepared, y, day, label, str(error)) from error


Rates = Callable[[float, Vector], list[float]]
Jacobian = Callable[[float, Vector], Vector]


def _lsoda(rates: Rates, jacobian: Jacobian, y: Vector, grid: Vector, rtol: float, atol: Vector) -> Vector:
    from scipy.integrate import ODEintWarning, odeint

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ODEintWarning)  # its message is read below
        path, info = odeint(
            rates, y, grid, Dfun=jacobian, rtol=rtol, atol=atol, tfirst=True, full_output=True,
            mxstep=20_000, tcrit=[grid[-1]], h0=min(1e-3, (grid[-1] - grid[0]) / 10),
        )  # fmt: skip
    if info["message"].startswith("Excess work"):
        # In a body at rest LSODA can miss that it is stiff and crawl along with its non-stiff method.
        return _radau(rates, jacobian, y, grid, rtol, atol)
    if info["message"] != "Integration successful.":
        raise ValueError(info["message"])
    return path


def _radau(rates: Rates, jacobian: Jacobian, y: Vector, grid: Vector, rtol: float, atol: Vector) -> Vector:
    from scipy.integrate import solve_ivp

    solution = solve_ivp(
        rates, (grid[0], grid[-1]), y, method="Radau", t_eval=grid, jac=jacobian, rtol=rtol, atol=atol
    )
    if not solution.success:
        raise ValueError(solution.message)
    return solution.y.T
