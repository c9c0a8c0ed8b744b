"""Simulate people under protocols: profiles in, clinical readings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.body.markers import ENDPOINTS
from osteotwin.body.sites import DXA_SITES, of
from osteotwin.engine.interface import Engine, Job, Progress, Trajectory, Vector
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.errors import SimulationError
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import Draws, central
from osteotwin.people.profile import Profile
from osteotwin.people.start import Start, job_of, start_state
from osteotwin.protocol.interventions import Protocol


@dataclass(frozen=True)
class Simulated:
    """Readings of many runs.

    Attributes
    ----------
    days : list of array [n_time, day]
    values : list of dict of str to array [n_time]
        Endpoint to values in its unit, one dict per run; NaN where the run failed.
    status : list of str or None
        One sentence for a run that failed.
    residuals : list of float [1/day]
        Drift of the balance from which each run started.
    """

    days: list[Vector]
    values: list[dict[str, Vector]]
    status: list[str | None]
    residuals: list[float]


def _first_day(protocol: Protocol) -> float:
    return min([0.0, *(item.from_day for item in protocol.interventions)])


def _named(trajectory: Trajectory, wanted: Vector, profile: Profile) -> dict[str, Vector]:
    """Return readings by endpoint, with areal BMD anchored at the person's own value on day 0."""
    at_zero = int(np.searchsorted(trajectory.days, 0.0))
    keep = np.isin(trajectory.days, wanted)
    named = {name: trajectory.readings[:, i].copy() for i, name in enumerate(ENDPOINTS)}
    for site in DXA_SITES:
        name = of("bmd", site)
        named[name] *= profile.bmd[site] / named[name][at_zero]
    return {name: values[keep] for name, values in named.items()}


def _no_values(days: Vector) -> dict[str, Vector]:
    return {name: np.full(len(days), np.nan) for name in ENDPOINTS}


@dataclass(frozen=True)
class Prepared:
    """A run that is ready, or the reason why it is not."""

    start: Start | None
    job: Job | None
    reason: str | None


def prepare(
    profile: Profile,
    protocol: Protocol,
    days: Vector,
    names: tuple[str, ...],
    values: Vector,
    *,
    start: Start | None = None,
    exact: bool = False,
) -> Prepared:
    """Return one run made ready: his balance, run-in and timeline.

    Parameters
    ----------
    start : Start or None
        A start found before, to compare plans from exactly the same state.
    """
    try:
        begin = start or start_state(profile, names, values, _first_day(protocol))
    except (SimulationError, ArithmeticError, np.linalg.LinAlgError) as error:
        return Prepared(None, None, str(error))
    return Prepared(begin, job_of(profile, begin, names, protocol, days, exact=exact), None)


def simulate(
    profiles: Sequence[Profile],
    protocols: Sequence[Protocol],
    output_days: Sequence[Vector] | Vector,
    parameters: Draws | None = None,
    progress: Progress | None = None,
    *,
    engine: Engine | None = None,
    exact: bool = False,
) -> Simulated:
    """Simulate each profile under its protocol.

    Parameters
    ----------
    profiles, protocols : sequences of equal length
    output_days : array [n_time, day], or one array per run
        Rising; may begin before day 0 where a protocol does.
    parameters : Draws or None
        One row per run; the central values of the starting set otherwise.
    progress : callable or None
        Called with the number of finished runs.
    engine : Engine or None
        The SciPy engine otherwise.
    exact : bool
        Give every dose by itself instead of averaging short intervals.

    Returns
    -------
    Simulated
        A run that fails holds NaN and a reason and leaves the others alone.
    """
    draws = parameters or central(starting_values(), len(profiles))
    wanted = [output_days] * len(profiles) if isinstance(output_days, np.ndarray) else list(output_days)
    ready: list[Prepared] = []
    for i, (profile, protocol, days) in enumerate(zip(profiles, protocols, wanted, strict=True)):
        with_zero = np.union1d(days, [0.0])
        ready.append(prepare(profile, protocol, with_zero, draws.names, draws.values[i], exact=exact))
    jobs = [run.job for run in ready if run.job is not None]
    done = iter((engine or SciPyEngine()).simulate(jobs, progress))
    values: list[dict[str, Vector]] = []
    status: list[str | None] = []
    for run, days, profile in zip(ready, wanted, profiles, strict=True):
        trajectory = next(done) if run.job is not None else None
        failed = run.reason if trajectory is None else trajectory.failure
        status.append(failed)
        readable = trajectory is not None and failed is None
        values.append(_named(trajectory, days, profile) if readable else _no_values(days))
    residuals = [run.start.residual if run.start else float("nan") for run in ready]
    return Simulated(wanted, values, status, residuals)
