"""What the measured values of one person say of virtual people: predictions, and how well they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Index, Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.personal_balance import departures, personal_spread
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.sampling import make_cohort
from osteotwin.cohort.simulation import run_plan
from osteotwin.cohort.site_correlation import loadings
from osteotwin.conditioning.linear_part import LinearPart
from osteotwin.conditioning.own_numbers import LINEAR, OwnNumbers
from osteotwin.engine.interface import Engine
from osteotwin.observing.observation import BELOW, EXACT, Observation
from osteotwin.parameters import ParameterSet
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol

#: areal density among the outputs -> its site
SITE_OF = {bmd_key(site): site for site in DXA_SITES}
#: Share of a simulation's progress at which bodies are ready.
_READY = 0.4


@dataclass(frozen=True, eq=False)
class Course:
    """How virtual people went, before their own level and balance of each site.

    Attributes
    ----------
    cohort : Cohort
        The people, on the day their bodies are ready.
    base : array [n_people, n_value]
        Logarithm of what each value would be where every normal number of the linear part is 0; NaN where a person's
        simulation failed.
    """

    cohort: Cohort
    base: Vector


@dataclass(frozen=True, eq=False)
class Problem:
    """One person's measured values and everything that they are compared with.

    Attributes
    ----------
    profile : Profile
        Of the person without what is measured here.
    parameters : ParameterSet
    observations : tuple of Observation
    protocol : Protocol
        What the person did and does.
    day : float [day]
        On which bodies are ready, before the protocol and the first value.
    anchor : float [day]
        On which areal density is each person's own.
    engine : Engine
    """

    profile: Profile
    parameters: ParameterSet
    observations: tuple[Observation, ...]
    protocol: Protocol
    day: float
    anchor: float
    engine: Engine

    def first(self, count: int) -> Problem:
        """The same with the first of the values alone."""
        return replace(self, observations=self.observations[:count])

    def with_errors_times(self, factors: Mapping[int, float]) -> Problem:
        """The same with wider errors of some of the values, by their places."""
        observations = tuple(
            replace(one, log_sd=one.log_sd * factors.get(k, 1.0)) for k, one in enumerate(self.observations)
        )
        return replace(self, observations=observations)

    @cached_property
    def exact(self) -> Index:
        """Places of the values that are no limits."""
        return np.array(
            [k for k, one in enumerate(self.observations) if one.censored == EXACT], dtype=np.int64
        )

    @cached_property
    def limits(self) -> Index:
        """Places of the values that are limits."""
        return np.array(
            [k for k, one in enumerate(self.observations) if one.censored != EXACT], dtype=np.int64
        )

    @cached_property
    def values(self) -> Vector:
        """Logarithms of the measured values less the means of their factors, array [n_value]."""
        return np.array([
            np.log(one.value) - sum(factor.log_mean for factor in one.nuisances) for one in self.observations
        ])  # fmt: skip

    @cached_property
    def log_sd(self) -> Vector:
        """Of the values' errors, array [n_value]."""
        return np.array([one.log_sd for one in self.observations])

    @cached_property
    def linear(self) -> LinearPart:
        """What acts in proportion on the values that are no limits."""
        return LinearPart(self.design[self.exact], self.log_sd[self.exact], self.normal_names)

    @cached_property
    def normal_names(self) -> tuple[object, ...]:
        """The normal numbers of the linear part: of densities, then of factors."""
        factors = dict.fromkeys(factor.name for one in self.observations for factor in one.nuisances)
        return (*LINEAR, *factors)

    @cached_property
    def design(self) -> Vector:
        """What one of each normal number adds to the logarithm of each value, array [n_value, n_normal]."""
        place = {name: k for k, name in enumerate(self.normal_names)}
        table = np.zeros((len(self.observations), len(place)))
        for row, one in zip(table, self.observations, strict=True):
            for factor in one.nuisances:
                row[place[factor.name]] = factor.log_sd
            if (site := SITE_OF.get(one.output)) is not None:
                row[: len(LINEAR)] += density_row(self.profile, site, one.day - self.anchor)
        return table

    def simulate(self, numbers: OwnNumbers, *, on_progress: ProgressCallback | None = None) -> Course:
        """Simulate the people whom these numbers make up to the last value."""
        days = np.unique([self.anchor, *(one.day for one in self.observations)])
        outputs = tuple(dict.fromkeys(one.output for one in self.observations))
        cohort = make_cohort(
            self.profile,
            self.parameters,
            numbers,
            self.day,
            self.engine,
            anchor=self.anchor,
            on_progress=part_of(on_progress, 0.0, _READY),
        )
        on_course = part_of(on_progress, _READY, 1.0)
        found = mean_course(cohort, self.protocol, days, outputs, self.engine, on_progress=on_course)
        base = np.empty((len(cohort), len(self.observations)))
        for k, one in enumerate(self.observations):
            at = int(np.searchsorted(days, one.day))
            values = found[one.output]
            with np.errstate(all="ignore"):
                if one.output in SITE_OF:
                    start = values[:, int(np.searchsorted(days, self.anchor))]
                    change = values[:, at] / start - 1
                    base[:, k] = self.log_centers[k] + np.log(
                        density_factor(cohort, change, one.day - self.anchor)
                    )
                else:
                    base[:, k] = np.log(values[:, at])
        return Course(cohort, base)

    @cached_property
    def is_density(self) -> NDArray[np.bool_]:
        """Whether each value is an areal density, array of bool [n_value]."""
        return np.array([one.output in SITE_OF for one in self.observations])

    @cached_property
    def log_centers(self) -> Vector:
        """Logarithm of the density of the person in the middle, array [n_value]; 0 of other values."""
        found = np.zeros(len(self.observations))
        for k, one in enumerate(self.observations):
            if (site := SITE_OF.get(one.output)) is not None:
                center, width = level_of(self.profile, site)
                found[k] = np.log(center) - width**2 / 2
        return found

    def residuals(self, base: Vector) -> Vector:
        """Of the values that are no limits, array [n_people, n_exact]."""
        return (self.values - base)[:, self.exact]

    def log_likelihood(self, base: Vector) -> Vector:
        """How well each person agrees with all values, array [n_people]; none at all where a simulation failed."""
        found = self._of_limits(base)
        if len(self.exact):
            found = found + self.linear.log_likelihood(self.residuals(base))
        return np.where(np.isfinite(found), found, -np.inf)

    def _of_limits(self, base: Vector) -> Vector:
        """Of the values that are limits; their factors count for each by itself."""
        from scipy.special import log_ndtr  # here, since it takes long to load

        total = np.zeros(len(base))
        for k in self.limits:
            width = np.sqrt(self.log_sd[k] ** 2 + np.sum(self.design[k] ** 2))
            score = (self.values[k] - base[:, k]) / width
            total += log_ndtr(score if self.observations[k].censored == BELOW else -score)
        return total


def level_of(profile: Profile, site: str) -> tuple[float, float]:
    """Mean density of people like this one at a site [g/cm2], and the SD of its logarithm between them."""
    center, sd = profile.bmd[site], profile.sd.get(bmd_key(site), 0.0)
    return center, float(np.sqrt(np.log1p((sd / center) ** 2)))


def density_row(profile: Profile, site: str, since: float) -> Vector:
    """What one of each normal number of :data:`LINEAR` adds to the logarithm of a density ``since`` days on."""
    given = loadings(reference_population().association.between_sites, 0)
    row = np.zeros(len(LINEAR))
    place = next(k for k, one in enumerate(DXA_SITES) if one == site)
    _, width = level_of(profile, site)
    row[0], row[1 + place] = width * given.shared, width * given.own
    for name, percent in departures(personal_spread(), site, np.array([since])).items():
        row[LINEAR.index((name, "balance"))] = percent[0] / 100
    return row


def density_factor(cohort: Cohort, change: Vector, since: float) -> Vector:
    """Density over that of the anchor, before each person's balance, array [n_people].

    Parameters
    ----------
    cohort : Cohort
    change : array [n_people]
        Of the mean course since the anchor, as a share.
    since : float [day]
    """
    error, balance = cohort.model_error, cohort.balance
    if error is not None:
        change = error.moved(change[:, None], np.array([since]))[:, 0]
    return 1 + change * (1.0 if balance is None else balance.sensitivity)


def mean_course(
    cohort: Cohort,
    protocol: Protocol,
    days: Vector,
    outputs: Sequence[str],
    engine: Engine,
    *,
    on_progress: ProgressCallback | None = None,
) -> dict[str, Vector]:
    """Outputs of people before error and balance of their own, array [n_people, n_day] each."""
    bare = replace(cohort, model_error=None, balance=None)
    return run_plan(bare, protocol, days, engine, endpoints=outputs, on_progress=on_progress).values
