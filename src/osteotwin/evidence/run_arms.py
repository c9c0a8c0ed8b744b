"""Hand the arms of trials to the simulator, all in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from osteotwin.body.whole import MODEL_VERSION
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import central
from osteotwin.people.parameter_sets import parameters_in_use
from osteotwin.people.profile import Profile
from osteotwin.people.simulate import Simulated, simulate
from osteotwin.protocol.interventions import Protocol


def run_arms(
    profiles: Sequence[Profile],
    protocols: Sequence[Protocol],
    days: Sequence[Any],
    parameters: ParameterSet | None,
    progress: Callable[[int, int], None] | None,
) -> tuple[Simulated, str, str]:
    """Simulate mean people under the central parameter values.

    Parameters
    ----------
    profiles, protocols, days : sequences of equal length
        Days are arrays [n_time] that include day 0.
    parameters : ParameterSet or None
        ``None``: the set in use.
    progress : callable or None
        Called with the number of arms done and of all arms.

    Returns
    -------
    simulated : Simulated
    model_version, parameter_set : str
    """
    chosen = parameters or parameters_in_use()
    total = len(profiles)

    def told(done: int) -> None:
        if progress is not None:
            progress(done, total)

    found = simulate(profiles, protocols, list(days), central(chosen, total), told)
    told(total)  # arms that could not be started were not counted
    return found, MODEL_VERSION, chosen.name
