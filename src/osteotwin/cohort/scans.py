"""What a scan reads beside the bone: osteophytes in the beam of the spine, and the error of either scan."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.markers import spine_degeneration
from osteotwin.body.sites import bmd_key
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.reference_population import reference_population
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.parameters.sample import standard_normals

#: Two readings of one bone differ by more than 1.96 x sqrt(2) standard deviations of one reading once in twenty
#: times: the factor of the least significant change of densitometry.
LEAST_SIGNIFICANT: Final = 2.77


def degeneration(cohort: Cohort, days: Vector) -> Vector:
    """Return the factor by which degeneration has raised a frontal scan of the spine since day 0.

    Parameters
    ----------
    cohort : Cohort
    days : array [n_time, day]

    Returns
    -------
    array [n_people, n_time]
    """
    p = whole.namespace({name: values[:, None] for name, values in cohort.parameters.by_name().items()})
    age = cohort.people.fields["age"][:, None]
    factor = spine_degeneration(age + days / DAYS_PER_YEAR * p.ageing, p) / spine_degeneration(age, p)
    return np.asarray(factor, dtype=np.float64)


def as_scanned(change: Vector, endpoint: str, seed: int) -> Vector:
    """Return what two scans find of a change: each errs by the precision of its site, by itself.

    A change is read from two scans, whether the first has been done yet or not. The errors are the same under every
    plan. On day 0 it is the first scan, repeated.

    Parameters
    ----------
    change : array [n_people, n_time, percent]
        Since day 0, of what is in the beam.
    endpoint : str
        Areal density of a site.
    seed : int
    """
    first, later = _errors(endpoint, seed, len(change))
    return 100 * ((1 + change / 100) * later / first - 1)


@lru_cache(maxsize=64)
def _errors(endpoint: str, seed: int, people: int) -> tuple[Vector, Vector]:
    """Return by what factor the first scan and the later one err, each array [n_people, 1]."""
    cv = reference_population().noise[endpoint]
    first, later = (
        np.exp(cv * standard_normals(seed, endpoint, purpose, people) - cv**2 / 2)[:, None]
        for purpose in ("scan_before", "scan_after")
    )
    return first, later


def least_significant_change(site: str) -> float:
    """Return the smallest change between two scans that is more than their errors [percent].

    Parameters
    ----------
    site : str
        One of ``osteotwin.body.sites.DXA_SITES``; its precision stands in ``data/reference_population.toml``.

    Examples
    --------
    >>> round(least_significant_change("total_hip"), 1)
    3.6
    """
    return 100 * LEAST_SIGNIFICANT * reference_population().noise[bmd_key(site)]
