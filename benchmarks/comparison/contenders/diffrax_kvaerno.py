"""diffrax (JAX) with Kvaerno5, several people at once through ``vmap``, on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from comparison.cases import OUTPUTS, Case, Vector
from comparison.native import hoist
from comparison.segments import ABSOLUTE_SHARE, SCALE, Segment, segments
from comparison.walk import evaluate, symbols

from osteotwin.body import whole


class DiffraxKvaerno:
    """One compiled function per shape of a stretch."""

    label = "diffrax, Kvaerno5, vmap"

    def __init__(self) -> None:
        import diffrax
        import jax

        jax.config.update("jax_enable_x64", True)
        jax.config.update("jax_platforms", "cpu")
        self.jax, self.diffrax = jax, diffrax
        self.version = f"{diffrax.__version__} (JAX {jax.__version__})"

    def load(self, case: Case) -> None:
        jax, parts = self.jax, hoist()
        jnp, model = jax.numpy, parts.model
        functions = {"exp": jnp.exp, "log": jnp.log, "sqrt": jnp.sqrt}

        def known(y: Any, c: Any) -> dict[int, Any]:
            table = symbols("state", model.states, [y[k] for k in range(len(model.states))])
            return table | {node.index: c[k] for k, node in enumerate(parts.kept)}

        def rates(_: Any, y: Any, c: Any) -> Any:
            return jnp.stack([jnp.asarray(v) for v in evaluate(model.rates, known(y, c), functions)])

        def read(y: Any, c: Any) -> Any:
            return jnp.stack([jnp.asarray(v) for v in evaluate(parts.outputs, known(y, c), functions)])

        def prepare(p: Any, u: Any) -> Any:
            given = symbols("parameter", model.parameters, [p[k] for k in range(len(model.parameters))])
            given |= symbols("input", model.inputs, [u[k] for k in range(len(model.inputs))])
            return jnp.stack([jnp.asarray(v) for v in evaluate(parts.kept, given, functions)])

        self.prepare = jax.jit(jax.vmap(prepare, in_axes=(0, None)))
        self.solve = jax.jit(jax.vmap(self._make_solve(rates, read), in_axes=(0, 0, None, None)))
        self.case, self.segments = case, list(segments(case))

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

    def _first_day(self, part: Segment, y: Vector, stored: Any) -> Vector:
        return np.asarray(self.solve(y, stored, part.grid[:2], 1e-3)[1])[:, 0]

    def run(self, people: Sequence[int], tolerance: float) -> Vector:
        case, chosen = self.case, np.asarray(people)
        result = np.full((len(people), len(case.output_days), len(OUTPUTS)), np.nan)
        y = case.initial[chosen]
        for part in self.segments:
            stored = self.prepare(case.parameters[chosen], part.inputs)
            ys, outputs = self.solve(y + part.doses, stored, part.grid, tolerance)
            if part.places.size:
                result[:, part.rows] = np.asarray(outputs)[:, part.places]
            y = np.asarray(ys)[:, -1]
        # An output on the first day comes before the doses, which bone density and CTX do not feel at once.
        return result


STATES = tuple(whole.STATES)
