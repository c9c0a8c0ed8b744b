"""The resting states of many bodies at once, on the fast engine.

With age held still, simulated time goes on until nothing moves: the implicit solver's steps grow without bound
and become Newton's method, so that the last digits are those of :func:`osteotwin.engine.pseudo_transient.find_balance`.
A body that does not come to rest this way is handed to that function, which knows more tricks and says why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.body import whole
from osteotwin.body.timelines import constant
from osteotwin.engine.batch import Batch
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.engine.pseudo_transient import MOST_LEFT, find_balance
from osteotwin.errors import SimulationError
from osteotwin.progress import ProgressCallback

#: The way to the balance does not matter, only its end: loose tolerances, and time beyond any body's.
_ENGINE = KernelEngine(relative_tolerance=1e-2, absolute_tolerance=1e-4)
_FOREVER = 1e9  # days
_CLOCK = "ageing"  # the parameter that lets age go on


@dataclass(frozen=True)
class Balances:
    """Resting states.

    Attributes
    ----------
    states : array [n_people, n_state]
        NaN where none was found.
    residuals : array [n_people, 1/day]
        Largest remaining rate of change of a state, relative to its size.
    reasons : dict of int to str
        Person to one sentence.
    """

    states: Vector
    residuals: Vector
    reasons: dict[int, str]


def residuals(states: Vector, parameters: Vector, inputs: Vector, names: tuple[str, ...]) -> Vector:
    """Return each body's largest relative rate of change of a state, age aside [1/day].

    Parameters
    ----------
    states : array [n_people, n_state]
    parameters : array [n_people, n_parameter]
    inputs : array [n_people, n_input]
    names : tuple of str
        Of the parameters.
    """
    s, p, u = (
        whole.namespace(dict(zip(labels, np.ascontiguousarray(values.T), strict=True)))
        for labels, values in ((whole.STATES, states), (names, parameters), (whole.INPUTS, inputs))
    )
    largest = np.zeros(len(states))
    with np.errstate(all="ignore"):  # what is not a number shows in the result
        for name, rate in whole.derivatives(s, p, u).items():
            if name != "age":
                left = np.abs(rate) / np.maximum(np.abs(getattr(s, name)), 1.0)
                largest = np.maximum(largest, left)  # hands NaN on
    return largest


def find_balances(
    parameters: Vector,
    inputs: Vector,
    starts: Vector,
    names: tuple[str, ...],
    *,
    threads: int = 0,
    on_progress: ProgressCallback | None = None,
) -> Balances:
    """Return the states at which nothing moves, age held still.

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
        timelines=constant(inputs, np.zeros(people), np.full(people, _FOREVER), "the search for a balance"),
        output_days=(np.zeros(0),) * people,
        timeline_of=np.arange(people, dtype=np.int64),
    )
    engine = replace(_ENGINE, threads=threads)
    states = engine.run_batch(batch, readings=False, on_progress=on_progress).final
    left = residuals(states, parameters, inputs, names)
    reasons: dict[int, str] = {}
    for i in _unsettled(left).tolist():
        try:
            balance = find_balance(parameters[i], inputs[i], starts[i])
            states[i], left[i] = balance.state, balance.residual
        except SimulationError as error:
            states[i], left[i] = np.nan, np.nan
            reasons[i] = str(error)
    return Balances(states, left, reasons)


def _unsettled(left: Vector) -> Index:
    return np.flatnonzero(~(left <= MOST_LEFT))
