"""Many people of one kind at once: settled on the day before a plan, then let follow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.cohort import Profiles
from osteotwin.cohort.initial_state import by_name, find_starts, habits_of
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, BatchEngine, BatchResult, run_batch
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.timeline import compile_timelines


@dataclass(frozen=True)
class Settled:
    """People on the day before their plan.

    Attributes
    ----------
    profiles : Profiles
    names : tuple of str
    parameters : array [n_people, n_parameter]
    states : array [n_people, n_state]
    day : float [day]
        The day on which the bodies are in that state.
    residuals : array [n_people, 1/day]
        Drift of the balance from which each run-in began.
    reasons : dict of int to str
        Why a body could not be settled; then its state is not usable.
    """

    profiles: Profiles
    names: tuple[str, ...]
    parameters: Vector
    states: Vector
    day: float
    residuals: Vector
    reasons: dict[int, str]

    def __len__(self) -> int:
        return len(self.profiles)

    @property
    def sound(self) -> Index:
        """Numbers of the people who could be settled."""
        mask = np.ones(len(self), dtype=bool)
        mask[list(self.reasons)] = False
        return np.flatnonzero(mask)


def settle_many(
    profiles: Profiles,
    names: tuple[str, ...],
    values: Vector,
    day: float,
    engine: Engine,
    progress: ProgressCallback | None = None,
) -> Settled:
    """Find each body's balance and age it to the day before its plan.

    Parameters
    ----------
    profiles : Profiles
    names, values : tuple of str, array [n_people, n_parameter]
    day : float [day]
        The day on which the bodies shall be ready.
    """
    threads = engine.threads if isinstance(engine, KernelEngine) else 0
    starts = find_starts(profiles, names, values, day, fast=isinstance(engine, BatchEngine), threads=threads)
    balances = starts.balances
    reasons = {i: f"no balance to start from: {why}" for i, why in balances.reasons.items()}
    states = np.full_like(balances.states, np.nan)
    sound = Settled(profiles, names, starts.parameters, states, day, balances.residuals, reasons).sound
    if len(sound):
        batch = Batch(
            parameters=starts.parameters[sound],
            initial=balances.states[sound],
            timelines=starts.run_in,
            output_days=(np.array([day]),) * len(profiles),
            timeline_of=sound,
        )
        aged = run_batch(engine, batch, outputs=False, on_progress=progress)
        states[sound] = aged.final
        reasons |= {int(sound[k]): why for k, why in aged.failures.items()}
    return Settled(profiles, names, starts.parameters, states, day, balances.residuals, reasons)


def plan_batch(people: Settled, protocol: Protocol, days: Vector, *, exact: bool = False) -> Batch:
    """Return what an engine needs to let the sound ones of some people follow a plan.

    Parameters
    ----------
    days : array [n_time, day]
        Rising.
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    """
    sound = people.sound
    parameters = people.parameters[sound]
    habits = habits_of(people.profiles.take(sound))
    end = float(max(days[-1], 1.0))
    # The day from which areal BMD counts is always read.
    wanted = np.union1d(days, [0.0])
    return Batch(
        parameters=parameters,
        initial=people.states[sound],
        timelines=compile_timelines(
            protocol, habits, by_name(people.names, parameters), people.day, end, exact=exact
        ),
        output_days=(wanted,) * len(sound),
        timeline_of=np.arange(len(sound), dtype=np.int64),
    )


def anchored(
    readings: Vector,
    profiles: Profiles,
    read: Vector,
    days: Vector,
    endpoints: Sequence[str] = tuple(OUTPUTS),
) -> Vector:
    """Return readings on the wanted days, with areal BMD anchored at each person's own value on day 0.

    Parameters
    ----------
    readings : array [n_people, n_read, n_endpoint]
        Changed in place.
    read : array [n_read, day]
    days : array [n_time, day]
    endpoints : sequence of str
        What was read.
    """
    at_zero = int(np.searchsorted(read, 0.0))
    for site in DXA_SITES:
        if bmd_key(site) in endpoints:
            k = list(endpoints).index(bmd_key(site))
            readings[:, :, k] *= (profiles.bmd[site] / readings[:, at_zero, k])[:, None]
    keep = np.isin(read, days)
    return readings if keep.all() else readings[:, keep]


def follow_many(
    people: Settled,
    protocol: Protocol,
    days: Vector,
    engine: Engine,
    progress: ProgressCallback | None = None,
    *,
    exact: bool = False,
    endpoints: Sequence[str] | None = None,
) -> tuple[Vector, dict[int, str]]:
    """Let settled people follow one protocol.

    Parameters
    ----------
    endpoints : sequence of str or None
        What is read; None: all of ``osteotwin.endpoints.OUTPUTS``.

    Returns
    -------
    readings : array [n_people, n_time, n_endpoint]
        In the order of the endpoints; NaN where a run failed.
    reasons : dict of int to str
        One sentence for each person without readings.
    """
    sound, wanted = people.sound, tuple(OUTPUTS if endpoints is None else endpoints)
    if not len(sound):
        return np.full((len(people), len(days), len(wanted)), np.nan), dict(people.reasons)
    batch = plan_batch(people, protocol, days, exact=exact)
    result = run_batch(engine, batch, endpoints=endpoints, on_progress=progress)
    read = table(result, slice(None), len(sound))
    found = anchored(read, people.profiles.take(sound), batch.output_days[0], days, wanted)
    reasons = people.reasons | {int(sound[k]): why for k, why in result.failures.items()}
    if len(sound) == len(people):
        return found, reasons
    readings = np.full((len(people), *found.shape[1:]), np.nan)
    readings[sound] = found
    return readings, reasons


def table(result: BatchResult, rows: slice, people: int) -> Vector:
    """Return the readings of people with equally many output days as an array [n_people, n_read, n_endpoint]."""
    if result.outputs is None:
        return np.zeros((people, 0, len(OUTPUTS)))
    return result.outputs[rows].reshape(people, -1, result.outputs.shape[1])
