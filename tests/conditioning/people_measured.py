"""A man who takes an aromatase inhibitor, and what was measured of him, for tests of conditioning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import TOTAL_HIP, bmd_key
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.sampling import make_cohort
from osteotwin.cohort.simulation import run_plan
from osteotwin.conditioning.problem import Problem
from osteotwin.observing.observation import BONE, LEVEL, Observation
from osteotwin.parameters.sample import Numbers
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.problem_of_person import problem_of_person
from osteotwin.people.twin import ENSEMBLE_ENGINE
from osteotwin.protocol.interventions import DrugCourse, Protocol

HIP = bmd_key(TOTAL_HIP)
START = date(2026, 2, 1)
PERSON = Person(
    "male",
    date(1970, 5, 14),
    START,
    date(2028, 2, 1),
    height_cm=180.0,
    weight_kg=84.0,
    habits=Habits(900.0, 400.0),
    plan=Protocol((DrugCourse("anastrozole", 1.0, 1.0, from_day=-730.0),)),
)


def measured(
    what: str, value: float, day: int, unit: str = "g/cm2", *, precision: float | None = None
) -> Measurement:
    """One measured value; estradiol by mass spectrometry, whose error is the same at every level."""
    return Measurement(
        START + timedelta(days=day),
        what,
        value,
        unit,
        f"{value:g} {unit}",
        device="hologic" if unit == "g/cm2" else None,
        assay="lc-ms" if what == "estradiol" else None,
        precision=precision,
    )


SCANS = (measured(HIP, 1.0, -730), measured(HIP, 0.96, -10))
VALUES = (*SCANS, measured("estradiol", 9.0, -200, "pg/mL"), measured("ctx", 0.5, -200, "ng/mL"))


def problem_of(*rows: Measurement) -> Problem:
    """What these values are compared with."""
    return problem_of_person(replace(PERSON, measurements=rows), parameters_in_use(), ENSEMBLE_ENGINE)[0]


def scan(value: float, log_sd: float, day: float = 0.0) -> Observation:
    """A scan of the hip on the reference scale, with an error of its own alone."""
    return Observation(HIP, day, HIP, BONE, value, log_sd)


def level(output: str, value: float, log_sd: float, day: float = 0.0) -> Observation:
    """A level in blood, with an error of its own alone."""
    return Observation(output, day, output, LEVEL, value, log_sd)


def with_values(*observations: Observation, anchor: float = 0.0) -> Problem:
    """What these observations of the man are compared with."""
    first = min(one.day for one in observations)
    bare = problem_of()
    return replace(bare, observations=observations, anchor=anchor, day=min(bare.day, first - 1.0))


def courses(problem: Problem, numbers: Numbers, days: Vector, *outputs: str) -> dict[str, Vector]:
    """What people are on some days, simulated as every twin is, array [n_people, n_day] each."""
    cohort = make_cohort(
        problem.profile, problem.parameters, numbers, problem.day, problem.engine, anchor=problem.anchor
    )
    return run_plan(cohort, problem.protocol, days, problem.engine, endpoints=outputs).values


def hip_today(problem: Problem, numbers: Numbers) -> Vector:
    """Density of the hip on day 0."""
    found: Vector = courses(problem, numbers, np.zeros(1), HIP)[HIP][:, 0]
    return found


def hip_change(problem: Problem, numbers: Numbers, until: float = 730.0) -> Vector:
    """Change of the hip from day 0, in percent."""
    found = courses(problem, numbers, np.array([0.0, until]), HIP)[HIP]
    return np.asarray(100 * (found[:, 1] / found[:, 0] - 1))
