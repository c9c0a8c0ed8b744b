"""How one person's bone departs from the mean of people like him: a balance of his own, and a sensitivity of his own.

Two people with the same hormones, diet and training do not keep the same bone. Each site of a person drifts to a
balance of its own, ``A (1 - exp(-t / tau))`` in percent of the density on day 0, and answers to what is done to it by a
share of its own. Both are drawn once for each person and hold under every plan, so that plans stay comparable; neither
moves the mean. This is no error of the model: what a fit left between model and trials is the error of a *mean*
(:mod:`osteotwin.cohort.model_error`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Annotated

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.body.sites import DXA_SITES, LUMBAR_SPINE
from osteotwin.cohort.moved_densities import move_densities
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.site_correlation import loadings
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Choice, Number
from osteotwin.parameters.sample import Numbers

#: Largest standard deviation of shares between 0 and 2, all as frequent.
MOST_SENSITIVITY = 3**-0.5

_Positive = Annotated[float, Number(0.0, inf, above=True)]


@dataclass(frozen=True)
class FittedSpread(Row):
    """One number of the spread between people.

    Attributes
    ----------
    value, se : float
        In ``unit``; the standard error is over trials.
    unit, kind, source : str
    """

    value: _Positive
    se: _Positive
    unit: Words
    kind: Annotated[str, Choice(("our_fit",))]
    source: Words


@dataclass(frozen=True)
class PersonalSpread(Row):
    """How much people differ in the course of their density.

    Attributes
    ----------
    spine, hip : FittedSpread
        Standard deviation of the balance reached at the lumbar spine, and at the other sites [percent].
    time_constant : FittedSpread
        Of the way to the balance [year].
    sensitivity : FittedSpread
        Standard deviation of the share of a change (mean 1).
    """

    spine: FittedSpread
    hip: FittedSpread
    time_constant: FittedSpread
    sensitivity: FittedSpread

    def balance_sd(self, site: str) -> float:
        """Standard deviation of the balance of a site that a scan reads [percent]."""
        return (self.spine if site == LUMBAR_SPINE else self.hip).value


@cache
def personal_spread() -> PersonalSpread:
    """The spread between people that ships with the package."""
    return load_table(PersonalSpread, "osteotwin.cohort", "data", "personal_spread.toml")


def approach(days: Vector, time_constant: float) -> Vector:
    """Share of the way to the personal balance, 0 on day 0 and before.

    Parameters
    ----------
    days : array [day]
    time_constant : float [year]
    """
    return -np.expm1(-np.maximum(days, 0.0) / (time_constant * DAYS_PER_YEAR))


@dataclass(frozen=True, eq=False)
class PersonalBalance:
    """What is each person's own.

    Attributes
    ----------
    balance : mapping of site to array [n_people, percent]
        Of the density on day 0, when it is reached.
    sensitivity : array [n_people]
        Share of the mean change, 0 to 2: as many people above 1 as below, so that neither the mean nor the median of
        people moves, and nobody gains by what takes bone.
    time_constant : float [year]
    """

    balance: Mapping[str, Vector]
    sensitivity: Vector
    time_constant: float

    def take(self, chosen: Index) -> PersonalBalance:
        """Those of some of the people."""
        balance = {site: values[chosen] for site, values in self.balance.items()}
        return PersonalBalance(balance, self.sensitivity[chosen], self.time_constant)


def sample_personal_balance(spread: PersonalSpread, numbers: Numbers) -> PersonalBalance:
    """What is each person's own.

    Any two sites of a person correlate as their densities do in the reference population.

    Parameters
    ----------
    spread : PersonalSpread
    numbers : Numbers
        The people's.
    """
    from scipy.special import ndtr  # here, since it takes long to load

    given = loadings(reference_population().association.between_sites, 0)
    shared = numbers.normals("skeleton", "balance")
    return PersonalBalance(
        {
            site: spread.balance_sd(site)
            * (given.shared * shared + given.own * numbers.normals(site, "balance"))
            for site in DXA_SITES
        },
        1 + spread.sensitivity.value * np.sqrt(3) * (2 * ndtr(numbers.normals("sensitivity", "balance")) - 1),
        spread.time_constant.value,
    )


def add_personal_balance(table: Vector, endpoints: Sequence[str], days: Vector, own: PersonalBalance) -> None:
    """Move areal densities from the mean course to each person's own, in place.

    Parameters
    ----------
    table : array [n_people, n_time, n_endpoint]
    endpoints : sequence of str
    days : array [n_time, day]
        With day 0 among them.
    """
    reached = approach(days, own.time_constant) / 100

    def moved(site: str, change: Vector) -> Vector:
        return 1 + change * own.sensitivity[:, None] + own.balance[site][:, None] * reached

    move_densities(table, endpoints, days, moved)
