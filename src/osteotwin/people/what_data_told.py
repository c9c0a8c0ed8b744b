"""What a person's measurements told of the years to come, and what the next one would tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DIAGNOSTIC_SITES, LUMBAR_SPINE, TOTAL_HIP, bmd_key
from osteotwin.cohort.quantiles import quantiles
from osteotwin.cohort.sampling import sample_cohort
from osteotwin.cohort.simulation import day_before, run_plan
from osteotwin.conditioning.condition import Posterior
from osteotwin.conditioning.forecast import forecast
from osteotwin.conditioning.left_out import Expected
from osteotwin.conditioning.next_measurement import Visit, Worth, worth_of
from osteotwin.conditioning.problem import Problem
from osteotwin.conditioning.tempering import Population, choose
from osteotwin.conditioning.told import Told, told_by_each
from osteotwin.observing.observation import Observation
from osteotwin.observing.observe import Subject, observe
from osteotwin.protocol.interventions import Protocol

#: Virtual people of whom it is asked.
_PEOPLE: Final = 1000
_SITES: Final = DIAGNOSTIC_SITES
#: A scan of spine and hip among what can be measured.
SCAN: Final = "dxa"
#: More values than this are not asked one by one.
_MOST_VALUES: Final = 40
#: A value farther out than all but this share of what the others let expect is surprising.
SURPRISING: Final = 0.01
#: Days on which the next measurement could be made, by what: a scan tells of the course after half a year at the
#: earliest, blood of remodelling after a quarter.
_SCANS: Final = (182.0, 365.0, 730.0)
_BLOOD: Final = (91.0, 182.0)
#: Later than this share of the outlook a measurement tells the outcome rather than what to expect.
_LAST_SHARE: Final = 0.5
_BLOOD_VALUES: Final = ("estradiol", "testosterone", "25ohd", "ctx", "p1np")


@dataclass(frozen=True)
class Band:
    """Median and ends of the band of 90 % of a change, in percent of today's density."""

    median: float
    lo90: float
    hi90: float


@dataclass(frozen=True)
class WhatDataTold:
    """What the measurements of a person did to the forecast.

    Attributes
    ----------
    before, after : mapping of site to Band
        Change of bone to the end of the outlook, of people of whom nothing was measured and of his; empty where
        nothing was measured of him either.
    by_value : mapping of place among the observations to mapping of site to Told
    expected : mapping of place to Expected
        What all other values let expect of each.
    next_visits : tuple of Worth
        The best first.
    """

    before: Mapping[str, Band]
    after: Mapping[str, Band]
    by_value: Mapping[int, Mapping[str, Told]]
    expected: Mapping[int, Expected]
    next_visits: tuple[Worth, ...]

    @property
    def surprising(self) -> tuple[int, ...]:
        """Places of values that the others hardly let expect, the most surprising first."""
        found = [place for place, one in self.expected.items() if one.probability < SURPRISING]
        return tuple(sorted(found, key=lambda place: self.expected[place].probability))


def what_data_told(
    problem: Problem,
    posterior: Posterior | None,
    plan: Protocol,
    until: float,
    seed: int,
    due: Mapping[str, float] | None = None,
) -> WhatDataTold:
    """Ask what each measurement told.

    Parameters
    ----------
    problem : Problem
    posterior : Posterior or None
        ``None`` where nothing was measured.
    plan : Protocol
        What was done and will be done.
    until : float [day]
        End of the outlook.
    seed : int
    due : mapping of str to float [day], optional
        When guidelines ask for a scan (``"dxa"``) or a blood test: one measurement is told one day.
    """
    if posterior is None:
        return WhatDataTold({}, {}, {}, {}, ())
    random = np.random.default_rng([seed, _PEOPLE])
    before = _before(problem, plan, until, seed)
    visits = _visits(problem, until, due or {})
    days = [until, *(visit.day for visit in visits)]
    outputs = [one.output for visit in visits for one in visit.readings]
    problem = posterior.problem  # with the errors with which its people agree
    chosen = _chosen(posterior, random)
    ahead = forecast(problem, chosen.numbers, plan, days, outputs)
    noise = random.standard_normal((len(chosen), len(problem.normal_names)))
    normals = problem.linear.draw(problem.residuals(chosen.base), noise) if len(problem.exact) else noise
    after = {site: _band(ahead.bone_change(site, until, normals)) for site in _SITES}
    few = len(problem.observations) <= _MOST_VALUES
    return WhatDataTold(
        before,
        after,
        told_by_each(posterior, chosen, ahead, _SITES, until, seed) if few else {},
        posterior.expected,
        tuple(worth_of(ahead, normals, visits, (TOTAL_HIP, LUMBAR_SPINE), until, random)),
    )


def _chosen(posterior: Posterior, random: np.random.Generator) -> Population:
    """People of equal weight who agree with all values."""
    population = posterior.population
    places = choose(population.weight, _PEOPLE, random)
    return replace(
        population,
        numbers=population.numbers.take(places),
        base=population.base[places],
        log_weight=np.zeros(_PEOPLE),
    )


def _before(problem: Problem, plan: Protocol, until: float, seed: int) -> dict[str, Band]:
    """The forecast of people of whom nothing was measured."""
    cohort = sample_cohort(
        problem.profile, problem.parameters, _PEOPLE, seed, day_before([plan]), problem.engine
    )
    keys = [bmd_key(site) for site in _SITES]
    found = run_plan(cohort, plan, np.array([0.0, until]), problem.engine, endpoints=keys)
    return {site: _band(found.bone_change(bmd_key(site))[:, 1]) for site in _SITES}


def _band(values: Vector) -> Band:
    found = quantiles(values)
    return Band(*(float(found[name]) for name in ("median", "lo90", "hi90")))


def _visits(problem: Problem, until: float, due: Mapping[str, float]) -> list[Visit]:
    """What could be measured before the outlook ends, on its day where it is due; scans on the scanner of the last."""
    profile = problem.profile
    subject = Subject(profile.sex, profile.age, profile.menopause_age)

    def reading(what: str, value: float, day: float) -> list[Observation]:
        same = [one for one in problem.observations if one.output == what and one.nuisances]
        seen = observe(what, value, day, subject, assay="lc-ms" if what == "estradiol" else None)
        if not isinstance(seen, Observation):
            return []
        factors = same[-1].nuisances if same else seen.nuisances
        return [Observation(what, day, seen.output, seen.sees, value, seen.log_sd, nuisances=factors)]

    def visit(label: str, day: float, names: list[str]) -> list[Visit]:
        seen = tuple(one for name in names for one in reading(name, 1.0, day))
        return [Visit(label, day, seen)] if seen else []

    scans = [bmd_key(LUMBAR_SPINE), bmd_key(TOTAL_HIP)]
    last = until * _LAST_SHARE + 1.0

    def on(what: str, days: tuple[float, ...]) -> list[float]:
        # What is due is told on its day, also where that is late in the outlook.
        return [due[what]] * (due[what] < until) if what in due else [day for day in days if day <= last]

    found = [one for day in on(SCAN, _SCANS) for one in visit(SCAN, day, scans)]
    found += [one for name in _BLOOD_VALUES for day in on(name, _BLOOD) for one in visit(name, day, [name])]
    return found
