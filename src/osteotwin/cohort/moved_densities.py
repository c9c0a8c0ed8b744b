"""Move areal densities away from the course that the equations give."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, bmd_key


def move_densities(
    table: Vector, endpoints: Sequence[str], days: Vector, moved: Callable[[str, Vector], Vector]
) -> None:
    """Replace the course of each site's areal density since day 0, in place; never below nothing.

    Parameters
    ----------
    table : array [n_people, n_time, n_endpoint]
    endpoints : sequence of str
    days : array [n_time, day]
        With day 0 among them.
    moved : callable
        From a site and its change since day 0, as a share, array [n_people, n_time], to its density over that of day 0.
    """
    (today,) = np.flatnonzero(days == 0)
    for site in DXA_SITES:
        if bmd_key(site) in endpoints:
            density = table[:, :, list(endpoints).index(bmd_key(site))]
            start = density[:, today, None].copy()
            density[:] = start * np.maximum(moved(site, density / start - 1), 0.0)
