"""The largest intakes and loads while a plan runs, in the units that a person knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from osteotwin.body.sites import LUMBAR_SPINE, TOTAL_HIP, site_key
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.loads import KnownLoads
from osteotwin.protocol.timeline import (
    Habits,
    changes_between,
    inputs_on_days,
    intake_on,
    progressions_between,
)


@dataclass(frozen=True)
class Extremes:
    """Largest intakes and loads while a plan runs.

    Attributes
    ----------
    calcium, vitamin_d : float [mg/day, IU/day]
    loads : dict of site to float
        Load over an ordinary day's, at spine and hip.
    """

    calcium: float
    vitamin_d: float
    loads: dict[str, float]


def extremes(
    protocol: Protocol,
    habits: Habits,
    parameters: Mapping[str, Any],
    end: float,
    known: KnownLoads | None = None,
) -> Extremes:
    """The largest total intake and the largest loads on any day of a plan, for one person.

    Parameters
    ----------
    protocol : Protocol
    habits : Habits
    parameters : mapping of str to float
        Of the person: exponents of loading, body weight and so on.
    end : float [day]
    known : dict or None
        Loads of other plans, for these very parameters; what is new is added.
    """
    days = {0.0, *changes_between(protocol, 0.0, end)}
    days |= set(progressions_between(protocol, parameters["weight"], 0.0, end))
    intakes = np.array([intake_on(day, habits, protocol) for day in days], dtype=float)
    calcium, vitamin_d = intakes.reshape(len(days), -1).max(axis=0).tolist()
    inputs = inputs_on_days(days, habits, protocol, parameters, known=known)
    highest = {
        name: float(max(one[site_key(site, "load")] for one in inputs))
        for name, site in (("spine", LUMBAR_SPINE), ("hip", TOTAL_HIP))
    }
    return Extremes(calcium, vitamin_d, highest)
