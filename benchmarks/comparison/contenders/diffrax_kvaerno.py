"""diffrax (JAX) with Kvaerno5, several people at once through ``vmap``, on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comparison.cases import OUTPUTS, Case
from comparison.native import hoist
from comparison.segments import ABSOLUTE_SHARE, SCALE, segments
from comparison.walk import evaluate, symbols
from osteotwin.arrays import Vector

#: JAX compiles for one shape, and that takes more than a minute: people come in groups of this size, and every
#: stretch has this many output days (the last one repeated).
GROUP, GRID = 8, 40


class DiffraxKvaerno:
    """One compiled function for every plan."""

    label = "diffrax, Kvaerno5, vmap"

    def __init__(self) -> None:
        import diffrax
        import jax

        jax.config.update("jax_enable_x64", True)
        jax.config.update("jax_platforms", "cpu")
        self.jax, self.diffrax = jax, diffrax
        self.prepare: Any = None
        self.solve: Any = None
        self.version = f"{diffrax.__version__} (JAX {jax.__version__})"

    def load(self, case: Case) -> None:
        jax, parts = self.jax, hoist()
        jnp, model = jax.numpy, parts.model
        functions = {"exp": jnp.exp, "log": jnp.log, "sqrt": jnp.sqrt}

        def known(y: Any, c: Any) -> dict[int, Any]:
            table = symbols("state", [y[k] for k in range(len(model.states))])
            return table | {node.index: c[k] for k, node in enumerate(parts.stored)}

        def rates(_: Any, y: Any, c: Any) -> Any:
            return jnp.stack([jnp.asarray(v) for v in evaluate(model.rates, known(y, c), functions)])

        def read(y: Any, c: Any) -> Any:
            return jnp.stack([jnp.asarray(v) for v in evaluate(parts.outputs, known(y, c), functions)])

        def prepare(p: Any, u: Any) -> Any:
            given = symbols("parameter", [p[k] for k in range(len(model.parameters))])
            given |= symbols("input", [u[k] for k in range(len(model.inputs))])
            return jnp.stack([jnp.asarray(v) for v in evaluate(parts.stored, given, functions)])

        if self.prepare is None:
            self.prepare = jax.jit(jax.vmap(prepare, in_axes=(0, None)))
            self.solve = jax.jit(jax.vmap(self._make_solve(rates, read), in_axes=(0, 0, None, None)))
        self.case, self.segments = case, list(segments(case))
        self._group(np.zeros(GROUP, dtype=int), 1e-2)  # compiles

    def _make_solve(self, rates: Any, read: Any) -> Any:
        diffrax, jax = self.diffrax, self.jax

        def solve(y: Any, c: Any, grid: Any, tolerance: Any) -> tuple[Any, Any]:
            control = diffrax.PIDController(rtol=tolerance, atol=tolerance * ABSOLUTE_SHARE * SCALE)
            solution = diffrax.diffeqsolve(
                diffrax.ODETerm(rates), diffrax.Kvaerno5(), grid[0], grid[-1], None, y, args=c,
                saveat=diffrax.SaveAt(ts=grid), stepsize_controller=control, max_steps=20_000, throw=False,
            )  # fmt: skip
            return solution.ys, jax.vmap(read, in_axes=(0, None))(solution.ys, c)

        return solve

    def run(self, people: Sequence[int], tolerance: float) -> Vector:
        chosen = np.asarray(people)
        filled = np.resize(chosen, -(-len(chosen) // GROUP) * GROUP)  # a group in part is filled up
        parts = [self._group(group, tolerance) for group in filled.reshape(-1, GROUP)]
        return np.concatenate(parts)[: len(chosen)]

    def _group(self, chosen: NDArray[np.int64], tolerance: float) -> Vector:
        case = self.case
        result = np.full((GROUP, len(case.output_days), len(OUTPUTS)), np.nan)
        y = case.initial[chosen]
        for part in self.segments:
            stored = self.prepare(case.parameters[chosen], part.inputs)
            grid = np.concatenate([part.grid, np.repeat(part.grid[-1], GRID - len(part.grid))])
            ys, outputs = self.solve(y + part.doses, stored, grid, tolerance)
            if part.places.size:
                # On the first day the output comes before the dose, which bone density and CTX do not feel at once.
                result[:, part.rows] = np.asarray(outputs)[:, part.places]
            y = np.asarray(ys)[:, -1]
        return result
