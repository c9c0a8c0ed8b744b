"""Which measurement would narrow the forecast most: by simulation over the person's own virtual people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.conditioning.forecast import Forecast
from osteotwin.conditioning.own_numbers import LINEAR
from osteotwin.conditioning.problem import SITE_OF, density_row
from osteotwin.observing.observation import Observation


@dataclass(frozen=True)
class Visit:
    """Measurements that could be made on one day.

    Attributes
    ----------
    what : str
        What a person calls it: ``"DXA of spine and hip"``.
    day : float [day]
    readings : tuple of Observation
        Their values are not looked at.
    """

    what: str
    day: float
    readings: tuple[Observation, ...]


@dataclass(frozen=True)
class Worth:
    """What a visit that has not been made would be worth.

    Attributes
    ----------
    what : str
    day : float [day]
    narrows : float
        Share by which it is expected to narrow the SD of the change, on average over the sites.
    """

    what: str
    day: float
    narrows: float


def worth_of(
    ahead: Forecast,
    normals: Vector,
    possible: Sequence[Visit],
    sites: Sequence[str],
    until: float,
    random: np.random.Generator,
) -> list[Worth]:
    """What each possible visit would be worth, the best first.

    The person's virtual people are measured, each with the error of the measurement; what share of the variance of the
    change a straight line through the results explains, they take away.

    Parameters
    ----------
    ahead : Forecast
        Of people of equal weight, with the outputs on the days of the possible measurements.
    normals : array [n_people, n_normal]
        Theirs, of the linear part of the forecast's problem.
    possible : sequence of Visit
    sites : sequence of str
    until : float [day]
    random : Generator
    """
    changes = [ahead.bone_change(site, until, normals) for site in sites]
    found: list[Worth] = []
    for visit in possible:
        readings = np.column_stack([_reading(ahead, normals, one, random) for one in visit.readings])
        narrows = float(np.mean([_narrows(readings, change) for change in changes]))
        found.append(Worth(visit.what, visit.day, narrows))
    return sorted(found, key=lambda worth: -worth.narrows)


def _reading(ahead: Forecast, normals: Vector, one: Observation, random: np.random.Generator) -> Vector:
    """Logarithm of what a measurement would read in each person."""
    names = ahead.problem.normal_names
    if one.output in SITE_OF:
        site = SITE_OF[one.output]
        row = density_row(ahead.problem.profile, site, 0.0)  # the level; the balance is in the density
        level = normals[:, : len(LINEAR)] @ row
        reading = level + np.log(ahead.density(site, one.day, normals))
    else:
        reading = np.log(ahead.outputs[one.output][:, ahead.at(one.day)])
    for factor in one.nuisances:
        own = (
            normals[:, names.index(factor.name)]
            if factor.name in names
            else random.standard_normal(len(normals))
        )
        reading = reading + factor.log_sd * own
    return reading + one.log_sd * random.standard_normal(len(normals))


def _narrows(readings: Vector, change: Vector) -> float:
    """Share of the change's SD that a linear function of the readings explains."""
    known = np.isfinite(readings).all(axis=1) & np.isfinite(change)
    if known.sum() <= readings.shape[1] + 1 or change[known].std() == 0:
        return 0.0
    given = np.column_stack([np.ones(int(known.sum())), readings[known]])
    fit = np.linalg.lstsq(given, change[known], rcond=None)[0]
    left = change[known] - given @ fit
    return max(0.0, 1 - float(left.std() / change[known].std()))
