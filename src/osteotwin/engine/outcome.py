"""Solver trouble in one sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from osteotwin.engine.generate import Functions


class SolverTrouble(Exception):
    """A run that could not be finished; its text is the sentence for the user."""


def worst_state(functions: Functions, prepared: tuple[Any, ...], y: NDArray[np.float64]) -> str:
    """Return the state that is not finite, negative where it must not be, or changing fastest."""
    strange = [
        name
        for name, value in zip(functions.states, y, strict=True)
        if not np.isfinite(value) or (value < -1e-6 and not name.endswith("set_point"))
    ]
    if strange:
        return strange[0]
    try:
        rates = np.abs(np.array(functions.rates(y.tolist(), prepared)) / (np.abs(y) + 1e-3))
    except (ArithmeticError, ValueError):
        return functions.states[int(np.argmin(y))]
    return functions.states[int(np.argmax(rates))]


def describe_failure(
    functions: Functions,
    prepared: tuple[Any, ...],
    y: NDArray[np.float64],
    day: float,
    label: str,
    detail: str,
) -> SolverTrouble:
    """Return trouble as a sentence: which state, which day, after which intervention, what to try."""
    state = worst_state(functions, prepared, y).replace("_", " ")
    return SolverTrouble(
        f"The simulation stopped at {state} in the stretch that begins on day {day:.0f} (after {label}): "
        f"{detail.strip().rstrip('.')}; check the dose and the measured values, or try a smaller tolerance"
    )
