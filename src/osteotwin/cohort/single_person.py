"""Simulate people under protocols: profiles in, clinical readings out.

First every body is settled: its balance is found and aged to the day before the plan. Then it follows its
protocol. Bodies that are to be compared under several plans are settled once.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.markers import ENDPOINTS
from osteotwin.cohort.cohort import kind_of, stack
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.simulation import Settled, anchored, plan_batch, settle_many, table
from osteotwin.engine.batch import join_batches, run_batch
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters.sample import Draws, central
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol


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
    progress: ProgressCallback | None = None,
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
    chosen = engine or KernelEngine()
    bodies: list[Body | None] = [None] * len(profiles)
    keys = [(kind_of(profile), float(day)) for profile, day in zip(profiles, days, strict=True)]
    done = 0
    for (_, day), places in _groups(keys).items():
        chosen_people = stack([profiles[i] for i in places])
        rows = np.ascontiguousarray(draws.values[places])
        report = part_of(progress, done / len(profiles), (done + len(places)) / len(profiles))
        settled = settle_many(chosen_people, draws.names, rows, day, chosen, report)
        for i, body in zip(places, bodies_of(settled, [profiles[i] for i in places]), strict=True):
            bodies[i] = body
        done += len(places)
    return [body for body in bodies if body is not None]


def bodies_of(settled: Settled, profiles: Sequence[Profile]) -> list[Body]:
    """Return people who were settled together one by one."""
    return [
        Body(
            profiles[i], settled.names, settled.parameters[i], settled.states[i], settled.day,
            float(settled.residuals[i]), settled.reasons.get(i),
        )
        for i in range(len(settled))
    ]  # fmt: skip


def _together(bodies: Sequence[Body]) -> Settled:
    """Return bodies of one kind and day as arrays."""
    first = bodies[0]
    return Settled(
        stack([body.profile for body in bodies]), first.names, np.array([body.parameters for body in bodies]),
        np.array([body.state for body in bodies]), first.day, np.array([body.residual for body in bodies]),
        {i: body.reason for i, body in enumerate(bodies) if body.reason is not None},
    )  # fmt: skip


Key = TypeVar("Key", bound=Hashable)


def _groups(keys: Sequence[Key]) -> dict[Key, list[int]]:
    """Return the places of each key, in order of appearance."""
    groups: dict[Key, list[int]] = {}
    for i, key in enumerate(keys):
        groups.setdefault(key, []).append(i)
    return groups


def follow(
    bodies: Sequence[Body],
    protocols: Sequence[Protocol],
    output_days: Sequence[Vector] | Vector,
    *,
    engine: Engine | None = None,
    progress: ProgressCallback | None = None,
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
    chosen = engine or KernelEngine()
    keys = [  # by identity where comparing takes long: at worst people are compiled apart
        (kind_of(body.profile), id(body.names), body.day, id(protocol), days.tobytes())
        for body, protocol, days in zip(bodies, protocols, wanted, strict=True)
    ]
    groups = [
        (places, _together([bodies[i] for i in places]), protocols[places[0]], wanted[places[0]])
        for places in _groups(keys).values()
    ]
    batches = [plan_batch(people, protocol, days, exact=exact) for _, people, protocol, days in groups]
    values = [_no_values(days) for days in wanted]
    status = [body.reason for body in bodies]
    result = (
        run_batch(chosen, join_batches(batches), on_progress=progress) if any(map(len, batches)) else None
    )
    done = 0
    for (places, people, _, days), batch in zip(groups, batches, strict=True):
        if result is None or not len(batch):
            continue
        read, sound = batch.output_days[0], people.sound
        part = slice(result.row_of[done], result.row_of[done + len(batch)])
        readings = anchored(table(result, part, len(batch)), people.profiles.take(sound), read, days)
        for k, i in enumerate(places[j] for j in sound.tolist()):
            values[i] = dict(zip(ENDPOINTS, readings[k].T.copy(), strict=True))
            status[i] = result.failures.get(done + k)
        done += len(batch)
    return Simulated(wanted, values, status, [body.residual for body in bodies])


def simulate(
    profiles: Sequence[Profile],
    protocols: Sequence[Protocol],
    output_days: Sequence[Vector] | Vector,
    parameters: Draws | None = None,
    progress: ProgressCallback | None = None,
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
        One row per run; the central values of the set in use otherwise.
    progress : callable or None
        Called with the share of finished runs.
    engine : Engine or None
        The fast engine otherwise.
    exact : bool
        Give every dose by itself instead of averaging short intervals.

    Returns
    -------
    Simulated
        A run that fails holds NaN and a reason and leaves the others alone.
    """
    draws = parameters or central(parameters_in_use(), len(profiles))
    days = [day_before([protocol]) for protocol in protocols]
    bodies = settle(profiles, draws, days, engine=engine)
    return follow(bodies, protocols, output_days, engine=engine, progress=progress, exact=exact)


def _no_values(days: Vector) -> dict[str, Vector]:
    return {name: np.full(len(days), np.nan) for name in ENDPOINTS}
