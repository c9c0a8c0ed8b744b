"""What a fit to trials left between model and trials, given to each virtual person's density.

A trial lies off the model by an offset of its own that grows with the root of time, and by a share of the effect
(:class:`osteotwin.parameters.posterior.Discrepancy`). What is true of trials is true of the forecast for one person:
the same two numbers, drawn once for him, move his course under every plan, so that plans stay comparable.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.parameters.load import ParameterSet
from osteotwin.parameters.posterior import VARIANCE, Discrepancy
from osteotwin.parameters.sample import standard_normals


def density_error(parameters: ParameterSet) -> Discrepancy | None:
    """Return what a fit left between model and trials in bone density; ``None`` where nothing was fitted."""
    return None if parameters.posterior is None else parameters.posterior.discrepancy.get("bmd")


def with_model_error(
    values: Mapping[str, Vector], days: Vector, discrepancy: Discrepancy | None, seed: int, first: int = 0
) -> dict[str, Vector]:
    """Return readings with the model's error in areal density.

    Parameters
    ----------
    values : mapping of endpoint to array [n_people, n_time]
        Any endpoints; areal densities among them are moved.
    days : array [n_time, day]
        With day 0 among them, where density was measured and has no error.
    discrepancy : Discrepancy or None
        Of bone density, in points of percent; ``None``: nothing is changed.
    seed : int
        Of the people: the same people have the same errors.
    first : int
        Number of the first of these people.
    """
    found = dict(values)
    if discrepancy is None:
        return found
    people = len(next(iter(values.values())))
    root = np.sqrt(VARIANCE)
    share = root * discrepancy.relative * standard_normals(seed, "bmd_share", "discrepancy", people, first)
    offset = root * discrepancy.offset * standard_normals(seed, "bmd_offset", "discrepancy", people, first)
    drift = offset[:, None] * np.sqrt(np.maximum(days, 0.0) / DAYS_PER_YEAR) / 100
    (today,) = np.flatnonzero(days == 0)
    for name in [bmd_key(site) for site in DXA_SITES if bmd_key(site) in values]:
        start = values[name][:, today, None]
        change = values[name] / start - 1
        found[name] = start * np.maximum(1 + change * (1 + share[:, None]) + drift, 0.0)
    return found
