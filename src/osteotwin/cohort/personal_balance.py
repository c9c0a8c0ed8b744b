"""How one person's bone departs from the mean of people like him: a balance of his own, and a sensitivity of his own.

Two people with the same hormones, diet and training do not keep the same bone. Each site of a person departs from the
mean course, after a time t by ``A (1 - exp(-t / tau))`` in percent of the density it began with, and answers to what
is done to it by a share of its own. Published SDs of change tell how large A is; they do not tell whether it stays.
Half of its variance is a balance that is reached and kept; the other half comes and goes, so that a change from any
later day is as open again by it (what people lost in one year says little of the next: Cummings 2000, JAMA 283:1318).
All is drawn once for each person and holds under every plan, so that plans stay comparable; nothing moves the mean.
This is no error of the model: what a fit left between model and trials is the error of a *mean*
(:mod:`osteotwin.cohort.model_error`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, pi, sqrt
from typing import Annotated, Final

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.body.sites import DXA_SITES, LUMBAR_SPINE
from osteotwin.cohort.moved_densities import move_densities
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.roots import rising_root
from osteotwin.cohort.site_correlation import loadings
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Choice, Number
from osteotwin.parameters.sample import Numbers

#: Largest standard deviation of shares between 0 and 2, all as frequent.
MOST_SENSITIVITY = 3**-0.5
#: Share of the variance of a departure that stays once it is reached; the rest comes and goes. Assumption: no published
#: series of three scans or more of single people, free of their errors, tells.
STAYS: Final = 0.5
#: Waves that the part that comes and goes is made of, a cosine and a sine each.
_WAVES: Final = 8

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


def _wave_frequencies() -> Vector:
    """Frequencies of the part that comes and goes [1 / time constant].

    Their spectrum, 12 / ((1 + w^2) (4 + w^2)), is that of the one stationary process whose change since any day has the
    variance of ``1 - exp(-t / tau)``, squared. They are the middles of equal shares of it.
    """
    shares = (np.arange(_WAVES) + 0.5) / _WAVES

    def beyond_share(frequency: Vector) -> Vector:
        return 4 / pi * (np.arctan(frequency) - np.arctan(frequency / 2) / 2) - shares

    return rising_root(beyond_share, np.zeros(_WAVES), np.full(_WAVES, 1e3))


@cache
def wave_names(part: str) -> tuple[str, ...]:
    """Names of the normal numbers of what comes and goes, of a site or of the skeleton."""
    return tuple(f"{part} {wave} {k}" for k in range(_WAVES) for wave in ("cosine", "sine"))


@cache
def balance_names() -> tuple[str, ...]:
    """Names of all normal numbers of people's own departures, purpose ``"balance"``."""
    parts = ("skeleton", *DXA_SITES)
    return (*parts, *(name for part in parts for name in wave_names(part)))


_FREQUENCIES: Final = cache(_wave_frequencies)


def departures(spread: PersonalSpread, site: str, since: Vector) -> dict[str, Vector]:
    """What one of each normal number adds to a site's density, in percent of that on the anchor.

    Parameters
    ----------
    spread : PersonalSpread
    site : str
    since : array [n_day, day]
        From the anchor on; nothing before it.

    Returns
    -------
    dict of name to array [n_day, percent]
        Of those of :func:`balance_names` that move the site.
    """
    reached = spread.balance_sd(site) * approach(since, spread.time_constant.value)
    phase = np.maximum(since, 0.0)[:, None] / (spread.time_constant.value * DAYS_PER_YEAR) * _FREQUENCIES()
    waves = np.stack([np.cos(phase) - 1, np.sin(phase)], axis=-1).reshape(len(since), -1)
    size = np.sqrt((waves**2).sum(axis=1, keepdims=True))
    # As many waves as these come near to the variance; it is made exactly that of the time since the anchor.
    waves = np.divide(waves, size, out=np.zeros_like(waves), where=size > 0)
    given = loadings(reference_population().association.between_sites, 0)
    found: dict[str, Vector] = {}
    for part, share in (("skeleton", given.shared), (site, given.own)):
        found[part] = sqrt(STAYS) * share * reached
        moving = sqrt(1 - STAYS) * share * reached[:, None] * waves
        found |= dict(zip(wave_names(part), moving.T, strict=True))
    return found


@dataclass(frozen=True, eq=False)
class PersonalBalance:
    """What is each person's own.

    Attributes
    ----------
    normals : mapping of name to array [n_people]
        The standard normal numbers of :func:`balance_names`.
    sensitivity : array [n_people]
        Share of the mean change, 0 to 2: as many people above 1 as below, so that neither the mean nor the median of
        people moves, and nobody gains by what takes bone.
    spread : PersonalSpread
    """

    normals: Mapping[str, Vector]
    sensitivity: Vector
    spread: PersonalSpread

    def take(self, chosen: Index) -> PersonalBalance:
        """Those of some of the people."""
        normals = {name: values[chosen] for name, values in self.normals.items()}
        return PersonalBalance(normals, self.sensitivity[chosen], self.spread)

    def departure(self, site: str, since: Vector) -> Vector:
        """How far each person's density lies off the mean course, array [n_people, n_day, percent of the anchor's].

        Parameters
        ----------
        site : str
        since : array [n_day, day]
            From the anchor on.
        """
        total = np.zeros((len(self.sensitivity), len(since)))
        # One after the other: a matrix product rounds differently with the number of people.
        for name, percent in departures(self.spread, site, since).items():
            total += self.normals[name][:, None] * percent
        return total


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

    return PersonalBalance(
        {name: numbers.normals(name, "balance") for name in balance_names()},
        1 + spread.sensitivity.value * np.sqrt(3) * (2 * ndtr(numbers.normals("sensitivity", "balance")) - 1),
        spread,
    )


def add_personal_balance(
    table: Vector,
    endpoints: Sequence[str],
    days: Vector,
    own: PersonalBalance,
    known: dict[str, Vector] | None = None,
) -> None:
    """Move areal densities from the mean course to each person's own, in place.

    Parameters
    ----------
    table : array [n_people, n_time, n_endpoint]
    endpoints : sequence of str
    days : array [n_time, day]
        From the anchor, with 0 among them.
    known : dict of site to array, optional
        Departures of these very people on these very days, which no plan changes; what is new is added.
    """
    departed = {} if known is None else known

    def moved(site: str, change: Vector) -> Vector:
        if site not in departed:
            departed[site] = own.departure(site, days) / 100
        return 1 + change * own.sensitivity[:, None] + departed[site]

    move_densities(table, endpoints, days, moved)
