"""The healthy reference body as vectors, in the order that engines use."""

from __future__ import annotations

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole


def reference_vectors(parameters: Vector, names: tuple[str, ...]) -> tuple[Vector, Vector]:
    """State and inputs of the healthy reference for a parameter vector."""
    p = whole.namespace(dict(zip(names, parameters.tolist(), strict=True)))
    state, inputs = whole.reference_state(p), whole.reference_inputs(p)
    return (
        np.array([state[name] for name in whole.STATES], dtype=float),
        np.array([inputs[name] for name in whole.INPUTS], dtype=float),
    )
