"""What every engine takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from osteotwin.arrays import Vector
from osteotwin.body.schedule import Timeline
from osteotwin.progress import ProgressCallback

#: Smallest size that matters of a state, by unit; scales the absolute tolerance.
STATE_SCALE = {"ug": 100.0, "ug/L": 1.0, "mg": 0.1}


@dataclass(frozen=True)
class Job:
    """One person, one timeline.

    Attributes
    ----------
    parameters : array [n_parameter]
    initial : array [n_state]
        State at the first breakpoint, in the order of ``osteotwin.body.whole.STATES``.
    timeline : Timeline
    output_days : array [n_time, day]
        Rising, within the breakpoints. On a breakpoint the output is the one before it: before the
        dose, and with the inputs that held until then.
    """

    parameters: Vector
    initial: Vector
    timeline: Timeline
    output_days: Vector


@dataclass(frozen=True)
class Trajectory:
    """One job's result.

    Attributes
    ----------
    days : array [n_time, day]
    states : array [n_time, n_state]
        NaN throughout where the run failed.
    outputs : array [n_time, n_endpoint]
        In the order of ``osteotwin.endpoints.OUTPUTS``; NaN where the run failed.
    failure : str or None
        One sentence: which state, which day, after which intervention, what to try.
    """

    days: Vector
    states: Vector
    outputs: Vector
    failure: str | None = None


class Engine(Protocol):
    """Turns jobs into trajectories; a failing job never stops or alters the others."""

    def simulate(self, jobs: Sequence[Job], on_progress: ProgressCallback | None = None) -> list[Trajectory]:
        """Simulate each job; one trajectory per job, in order."""
        ...
