"""The steady states of many bodies at once, on the fast engine.

With age held still, simulated time goes on until all rates vanish: the implicit solver's steps grow without bound
and become Newton's method, so that the last digits are those of
:func:`osteotwin.engine.pseudo_transient.find_steady_state`. A body that does not converge this way falls back to that
function, which reports why it failed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.timelines import constant
from osteotwin.engine.batch import Batch
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.engine.pseudo_transient import LARGEST_RESIDUAL, find_steady_state, residuals
from osteotwin.errors import SimulationError
from osteotwin.progress import ProgressCallback

#: The path to the steady state does not matter, only its end: loose tolerances, and time beyond any body's.
_ENGINE = KernelEngine(relative_tolerance=1e-2, absolute_tolerance=1e-4)
_FOREVER = 1e9  # days
_CLOCK = "ageing"  # the parameter that lets age go on


@dataclass(frozen=True)
class SteadyStates:
    """Steady states of many bodies.

    Attributes
    ----------
    states : array [n_people, n_state]
        NaN where the search did not converge.
    residuals : array [n_people, 1/day]
        Largest remaining rate of change of a state, relative to its size.
    reasons : dict of int to str
        Person to one sentence.
    """

    states: Vector
    residuals: Vector
    reasons: dict[int, str]


def find_steady_states(
    parameters: Vector,
    inputs: Vector,
    starts: Vector,
    names: tuple[str, ...],
    *,
    threads: int = 0,
    on_progress: ProgressCallback | None = None,
) -> SteadyStates:
    """Find the states at which all rates vanish, age held still.

    Parameters
    ----------
    parameters : array [n_people, n_parameter]
    inputs : array [n_people, n_input]
    starts : array [n_people, n_state]
        Where to begin; gives the age.
    names : tuple of str
        Of the parameters.
    threads : int
        0: one for each core.
    """
    people = len(parameters)
    still = parameters.copy()
    still[:, names.index(_CLOCK)] = 0.0
    batch = Batch(
        parameters=still,
        initial=starts,
        timelines=constant(
            inputs, np.zeros(people), np.full(people, _FOREVER), "the search for a steady state"
        ),
        output_days=(np.zeros(0),) * people,
        timeline_of=np.arange(people, dtype=np.int64),
    )
    engine = replace(_ENGINE, threads=threads)
    states = engine.run_batch(batch, outputs=False, on_progress=on_progress).final
    found = residuals(states, parameters, inputs, names)
    reasons: dict[int, str] = {}
    for i in np.flatnonzero(~(found <= LARGEST_RESIDUAL)).tolist():
        try:
            alone = find_steady_state(parameters[i], inputs[i], starts[i])
            states[i], found[i] = alone.state, alone.residual
        except SimulationError as error:
            states[i], found[i] = np.nan, np.nan
            reasons[i] = str(error)
    return SteadyStates(states, found, reasons)
