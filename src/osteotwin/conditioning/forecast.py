"""What people of a posterior go on to: change of bone from today, and values that could be measured on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, LUMBAR_SPINE, bmd_key
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.sampling import make_cohort
from osteotwin.cohort.scans import degeneration
from osteotwin.conditioning.own_numbers import BALANCES, LEVELS, OwnNumbers
from osteotwin.conditioning.problem import Problem, density_factor, density_row, mean_course
from osteotwin.protocol.interventions import Protocol


@dataclass(frozen=True, eq=False)
class Forecast:
    """Courses of people before the level and the balance of each site.

    Attributes
    ----------
    problem : Problem
    cohort : Cohort
    days : array [n_day, day]
        With day 0 and the anchor.
    outputs : mapping of str to array [n_people, n_day]
    degenerated : array [n_people, n_day]
        See :func:`osteotwin.cohort.scans.degeneration`.
    """

    problem: Problem
    cohort: Cohort
    days: Vector
    outputs: Mapping[str, Vector]
    degenerated: Vector

    def at(self, day: float) -> int:
        """Place of a day."""
        return int(np.searchsorted(self.days, day))

    def factor(self, site: str, day: float) -> Vector:
        """Density over that of the anchor, before each person's balance, array [n_people]."""
        density = self.outputs[bmd_key(site)]
        change = density[:, self.at(day)] / density[:, self.at(self.problem.anchor)] - 1
        return density_factor(self.cohort, change, day - self.problem.anchor)

    def density(self, site: str, day: float, normals: Vector) -> Vector:
        """Density over that of the anchor, with each person's balance, array [n_people].

        Parameters
        ----------
        site : str
        day : float [day]
        normals : array [n_people, n_normal]
            Of the linear part.
        """
        row = density_row(self.problem.profile, site, day - self.problem.anchor)
        balances = slice(len(LEVELS), len(LEVELS) + len(BALANCES))
        return np.maximum(self.factor(site, day) + normals[:, balances] @ row[balances], 1e-9)

    def bone_change(self, site: str, day: float, normals: Vector) -> Vector:
        """Change of the bone from today, in percent, array [n_people]."""
        ratio = self.density(site, day, normals) / self.density(site, 0.0, normals)
        if site == LUMBAR_SPINE:
            ratio = ratio * self.degenerated[:, self.at(0.0)] / self.degenerated[:, self.at(day)]
        return 100 * (ratio - 1)


def forecast(
    problem: Problem, numbers: OwnNumbers, plan: Protocol, days: Sequence[float], outputs: Sequence[str]
) -> Forecast:
    """Simulate people from before their first value to the last of these days.

    Parameters
    ----------
    problem : Problem
    numbers : OwnNumbers
    plan : Protocol
        What they did, do and will do.
    days : sequence of float [day]
    outputs : sequence of str
        Beside the areal densities.
    """
    cohort = make_cohort(
        problem.profile, problem.parameters, numbers, problem.day, problem.engine, anchor=problem.anchor
    )
    when = np.unique([problem.anchor, 0.0, *days])
    wanted = tuple(dict.fromkeys([*map(bmd_key, DXA_SITES), *outputs]))
    found = mean_course(cohort, plan, when, wanted, problem.engine)
    return Forecast(problem, cohort, when, found, degeneration(cohort, when))
