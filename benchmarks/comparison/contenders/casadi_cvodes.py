"""CasADi with CVODES from SUNDIALS: exact sparse Jacobian by its automatic differentiation."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from comparison.cases import OUTPUTS, Case
from comparison.native import hoist
from comparison.segments import ABSOLUTE_SHARE, SCALE, Segment, segments
from comparison.walk import evaluate, symbols
from osteotwin.arrays import Vector


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for what CasADi compiles, which it writes where it stands; kept until the process ends."""
    return tempfile.TemporaryDirectory()


class CasadiCvodes:
    """Values that are fixed during a stretch are computed once for it and handed over, as in our engine."""

    label = "CasADi, CVODES"
    compiled = False

    def __init__(self) -> None:
        import casadi

        self.casadi: Any = casadi
        self.version: str = self.casadi.__version__

    def load(self, case: Case) -> None:
        casadi, parts = self.casadi, hoist()
        model = parts.model
        functions = {"exp": casadi.exp, "log": casadi.log, "sqrt": casadi.sqrt}
        p = casadi.SX.sym("p", len(model.parameters))
        u = casadi.SX.sym("u", len(model.inputs))
        given = symbols("parameter", casadi.vertsplit(p))
        given |= symbols("input", casadi.vertsplit(u))
        stored = evaluate(parts.stored, given, functions)
        self.prepare = casadi.Function("prepare", [p, u], [casadi.vertcat(*stored)])
        # CVODES takes one absolute tolerance: states are counted in the sizes that matter.
        self.y = casadi.SX.sym("y", len(model.states))
        self.c = casadi.SX.sym("c", len(parts.stored))
        known = symbols("state", casadi.vertsplit(self.y * SCALE))
        known |= {n.index: v for n, v in zip(parts.stored, casadi.vertsplit(self.c), strict=True)}
        self.rates = casadi.vertcat(*evaluate(model.rates, known, functions)) / SCALE
        outputs = casadi.vertcat(*evaluate(parts.outputs, known, functions))
        self.read = casadi.Function("read", [self.y, self.c], [outputs])
        self.case, self.segments = case, list(segments(case))
        self.solvers: dict[tuple[float, tuple[float, ...]], Any] = {}

    def _options(self, tolerance: float) -> dict[str, Any]:
        options: dict[str, Any] = {
            "reltol": tolerance, "abstol": tolerance * ABSOLUTE_SHARE, "max_num_steps": 20_000,
            "show_eval_warnings": False, "print_time": False,
        }  # fmt: skip
        if self.compiled:
            options |= {
                "jit": True, "compiler": "shell", "jit_options": {"flags": ["-O3", "-march=native"]},
                "jit_temp_suffix": True,
            }  # fmt: skip
        return options

    def _solver(self, segment: Segment, tolerance: float) -> Any:
        key = (tolerance, tuple(segment.grid.tolist()))
        if key not in self.solvers:
            problem = {"x": self.y, "p": self.c, "ode": self.rates}
            self.solvers[key] = self.casadi.integrator(
                f"solver_{len(self.solvers)}", "cvodes", problem, 0.0, segment.grid.tolist(),
                self._options(tolerance),
            )  # fmt: skip
        return self.solvers[key]

    def run(self, people: Sequence[int], tolerance: float) -> Vector:
        case = self.case
        result = np.full((len(people), len(case.output_days), len(OUTPUTS)), np.nan)
        solvers = [self._solver(part, tolerance) for part in self.segments]
        for i, person in enumerate(people):
            y = case.initial[person]
            try:
                for part, solver in zip(self.segments, solvers, strict=True):
                    before, y = y, y + part.doses
                    stored = self.prepare(case.parameters[person], part.inputs)
                    path = np.asarray(solver(x0=y / SCALE, p=stored)["xf"])
                    if part.places.size:
                        wanted = path[:, part.places]
                        if part.places[0] == 0:  # on the first day the outputs come before the doses
                            wanted[:, 0] = before / SCALE
                        result[i, part.rows] = np.asarray(
                            self.read(wanted, self.casadi.repmat(stored, 1, wanted.shape[1]))
                        ).T
                    y = path[:, -1] * SCALE
            except RuntimeError:  # CVODES gave up; the rest of this person stays NaN
                continue
        return result


class CasadiCompiled(CasadiCvodes):
    """The same with the functions compiled by the system's C compiler; meant for a process of its own."""

    label = "CasADi, CVODES, functions compiled by gcc"
    compiled = True

    def __init__(self) -> None:
        if shutil.which("gcc") is None:
            message = "no gcc on this machine"
            raise ImportError(message)
        super().__init__()
        os.chdir(_scratch().name)
