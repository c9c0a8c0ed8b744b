"""One profile under one plan, for tests that are about the body and not about cohorts."""

from __future__ import annotations

import numpy as np

from osteotwin.cohort.cohort import Cohort, alike
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.simulation import day_before, run_plan
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import Draws, central
from osteotwin.protocol.interventions import Protocol


def initialized(
    profile: Profile, draws: Draws | None = None, *, day: float = -1.0, engine: Engine | None = None
) -> Cohort:
    """The same profile with each of the draws, or with the starting values."""
    given = draws or central(starting_values())
    return initialize_cohort(alike(profile, len(given)), given, day, engine or KernelEngine())


def simulate(
    profile: Profile,
    protocol: Protocol,
    days: np.ndarray,
    draws: Draws | None = None,
    *,
    engine: Engine | None = None,
    exact: bool = False,
) -> Outputs:
    """The same profile with each of the draws, or with the starting values, under a plan."""
    chosen = engine or KernelEngine()
    cohort = initialized(profile, draws, day=day_before([protocol]), engine=chosen)
    return run_plan(cohort, protocol, days, chosen, exact=exact)
