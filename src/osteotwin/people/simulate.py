"""Simulate people under protocols: profiles in, clinical readings out.

First every body is settled: its balance is found and aged to the day before the plan. Then it follows its
protocol. Bodies that are to be compared under several plans are settled once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.body.markers import ENDPOINTS
from osteotwin.body.sites import DXA_SITES, of
from osteotwin.engine.interface import Engine, Job, Progress, Trajectory, Vector
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.errors import SimulationError
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import Draws, central
from osteotwin.people.profile import Profile
from osteotwin.people.start import Start, find_start, habits_of
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.timeline import compile_timeline


@dataclass(frozen=True)
class Body:
    """A person's body on the day before his plan.

    Attributes
    ----------
    profile : Profile
    names : tuple of str
    parameters : array [n_parameter]
    state : array [n_state]
    day : float [day]
        The day on which the body is in that state.
    residual : float [1/day]
        Drift of the balance from which its run-in began.
    reason : str or None
        Why the body could not be settled; then the state is not usable.
    """

    profile: Profile
    names: tuple[str, ...]
    parameters: Vector
    state: Vector
    day: float
    residual: float
    reason: str | None = None


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


def day_before(protocols: Sequence[Protocol]) -> float:
    """Return the day before the earliest intervention, at most -1."""
    return min([0.0, *(item.from_day for plan in protocols for item in plan.interventions)]) - 1.0


def settle(
    profiles: Sequence[Profile],
    draws: Draws,
    days: Sequence[float],
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> list[Body]:
    """Find each body's balance and age it to the day before its plan.

    Parameters
    ----------
    profiles : sequence of Profile
    draws : Draws
        One row per profile.
    days : sequence of float [day]
        The day on which each body shall be ready.
    """
    starts: list[Start | str] = []
    for profile, values, day in zip(profiles, draws.values, days, strict=True):
        try:
            starts.append(find_start(profile, draws.names, values, day))
        except (SimulationError, ArithmeticError, ValueError) as error:
            starts.append(f"no balance to start from: {error}")
    jobs = [start.run_in for start in starts if isinstance(start, Start)]
    aged = iter((engine or KernelEngine()).simulate(jobs, progress))
    bodies: list[Body] = []
    for profile, values, day, start in zip(profiles, draws.values, days, starts, strict=True):
        if isinstance(start, str):
            bodies.append(Body(profile, draws.names, values, np.array([]), day, np.nan, start))
            continue
        run = next(aged)
        state = run.states[-1]
        bodies.append(
            Body(profile, draws.names, start.run_in.parameters, state, day, start.residual, run.failure)
        )
    return bodies


def follow(
    bodies: Sequence[Body],
    protocols: Sequence[Protocol],
    output_days: Sequence[Vector] | Vector,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
    exact: bool = False,
) -> Simulated:
    """Let each settled body follow its protocol.

    Parameters
    ----------
    bodies, protocols : sequences of equal length
    output_days : array [n_time, day], or one array per run
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    """
    wanted = [output_days] * len(bodies) if isinstance(output_days, np.ndarray) else list(output_days)
    jobs = [
        _plan_job(body, protocol, days, exact=exact)
        for body, protocol, days in zip(bodies, protocols, wanted, strict=True)
        if body.reason is None
    ]
    done = iter((engine or KernelEngine()).simulate(jobs, progress))
    values: list[dict[str, Vector]] = []
    status: list[str | None] = []
    for body, days in zip(bodies, wanted, strict=True):
        trajectory = next(done) if body.reason is None else None
        failure = body.reason if trajectory is None else trajectory.failure
        status.append(failure)
        values.append(_no_values(days) if trajectory is None else _named(trajectory, days, body.profile))
    return Simulated(wanted, values, status, [body.residual for body in bodies])


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
        The fast engine otherwise.
    exact : bool
        Give every dose by itself instead of averaging short intervals.

    Returns
    -------
    Simulated
        A run that fails holds NaN and a reason and leaves the others alone.
    """
    draws = parameters or central(starting_values(), len(profiles))
    days = [day_before([protocol]) for protocol in protocols]
    bodies = settle(profiles, draws, days, engine=engine)
    return follow(bodies, protocols, output_days, engine=engine, progress=progress, exact=exact)


def _plan_job(body: Body, protocol: Protocol, days: Vector, *, exact: bool) -> Job:
    personal = dict(zip(body.names, body.parameters.tolist(), strict=True))
    end = float(max(days[-1], 1.0))
    timeline = compile_timeline(protocol, habits_of(body.profile), personal, body.day, end, exact=exact)
    return Job(body.parameters, body.state, timeline, np.union1d(days, [0.0]))


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
