"""People of whom everything is known, since they were drawn: what was done to them, and what was measured of them.

The truth is one virtual person of the prior, simulated as any twin is; each measurement then reads it through the
factors and with the error of the observation model (:mod:`osteotwin.observing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import LUMBAR_SPINE, TOTAL_HIP, bmd_key
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.sampling import make_cohort
from osteotwin.cohort.simulation import run_plan
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.errors import SimulationError
from osteotwin.observing.observation import BELOW, EXACT, Observation
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import Streams
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.problem_of_person import problem_of_person
from osteotwin.people.twin import ENSEMBLE_ENGINE
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

TODAY: Final = date(2026, 6, 1)
#: End of what is asked of everybody [day].
AHEAD: Final = 2 * 365.0
#: Days before today within which something was measured.
_MEASURED: Final = 1100
_HALF_YEAR: Final = 182.625
_UNITS: Final = {
    "estradiol": "pg/mL", "testosterone": "ng/dL", "lh": "IU/L", "25ohd": "ng/mL", "ctx": "ng/mL", "p1np": "ng/mL",
    "pth": "pg/mL",
}  # fmt: skip
_SCANS: Final = ("total_hip", "lumbar_spine", "femoral_neck")
#: Estradiol by immunoassay below this is reported as less than it [pg/mL].
_LEAST_ESTRADIOL: Final = 5.0
#: Seeds of the truth begin here: no twin shares one.
_TRUTH: Final = 10_000_000
#: Somebody whose simulation fails is drawn again, this often at most.
_TRIES: Final = 20


#: What is asked of a twin, with its words: bone from today to two years on [percent], density today [g/cm2], and the
#: person's own estradiol, before any drug [pg/mL].
ASKED: Final = {
    "hip_change": "hip bone, change over 2 years",
    "spine_change": "spine bone, change over 2 years",
    "hip_density": "hip density today",
    "estradiol": "own estradiol, before any drug",
}
_HIP, _SPINE = bmd_key(TOTAL_HIP), bmd_key(LUMBAR_SPINE)


def answers(cohort: Cohort, protocol: Protocol) -> dict[str, Vector]:
    """What virtual people answer to what is asked, array [n_people] each; NaN of who cannot be simulated.

    Parameters
    ----------
    cohort : Cohort
    protocol : Protocol
        What they did, do and will do.
    """
    found = run_plan(cohort, protocol, np.array([0.0, AHEAD]), ENSEMBLE_ENGINE, endpoints=(_HIP, _SPINE))
    lives = np.isfinite(found.values[_HIP]).all(axis=1)
    values = (
        found.bone_change(_HIP)[:, 1],
        found.bone_change(_SPINE)[:, 1],
        found.values[_HIP][:, 0],
        cohort.people.fields["estradiol_pg_ml"],
    )
    return {name: np.where(lives, value, np.nan) for name, value in zip(ASKED, values, strict=True)}


@dataclass(frozen=True)
class Synthetic:
    """A person who was drawn.

    Attributes
    ----------
    history : str
        What was done, in words: one of :data:`HISTORIES`, or of a plan.
    person : Person
    truth : mapping of what was asked to float
    """

    history: str
    person: Person
    truth: Mapping[str, float]


def _ai(start: float, end: float = float("inf")) -> DrugCourse:
    return DrugCourse("anastrozole", 1.0, 1.0, start, end)


def _squats(start: float, end: float = float("inf")) -> Training:
    return Training("back_squat", 3.0, 24.0, 0.8, from_day=start, until_day=end)


def _protocols(years: float) -> Mapping[str, tuple[str, Protocol, Protocol]]:
    """Sex, history and plan of each kind, begun some years before today."""
    start, middle = -years * DAYS_PER_YEAR, -years * DAYS_PER_YEAR / 2
    none = Protocol()
    testosterone = DrugCourse("testosterone_enanthate", 125.0, 7.0, start)
    return {
        "man, nothing": ("male", none, none),
        "man, inhibitor": ("male", none, Protocol((_ai(start),))),
        "man, inhibitor stopped": ("male", Protocol((_ai(start, middle),)), none),
        "man, testosterone and inhibitor": ("male", none, Protocol((testosterone, _ai(start)))),
        "man, training begun": ("male", none, Protocol((_squats(start),))),
        "man, training stopped": ("male", Protocol((_squats(start, middle),)), none),
        "woman, nothing": ("female", none, none),
        "woman, letrozole": ("female", none, Protocol((DrugCourse("letrozole", 2.5, 1.0, start),))),
        "woman, denosumab": ("female", none, Protocol((DrugCourse("denosumab", 60.0, _HALF_YEAR, start),))),
    }


#: What was done before today, and goes on where it did not stop.
HISTORIES: Final = tuple(_protocols(1.0))


def synthetic_person(number: int, parameters: ParameterSet) -> Synthetic:
    """Draw one person, what was done to him, and one to eight measurements of all kinds.

    Parameters
    ----------
    number : int
        The same number gives the same person; the histories take turns.
    parameters : ParameterSet
    """
    random = np.random.default_rng([number, _TRUTH])
    history = HISTORIES[number % len(HISTORIES)]
    sex, done, plan = _protocols(random.uniform(1.0, 5.0))[history]
    person = person_who_does(sex, done, plan, AHEAD, random)

    def asked(cohort: Cohort) -> Mapping[str, Vector]:
        return answers(cohort, person.protocol)

    return measured_person(history, person, parameters, _TRUTH + number * _TRIES, random, asked)


def person_who_does(
    sex: str, history: Protocol, plan: Protocol, ahead: float, random: np.random.Generator
) -> Person:
    """Draw who somebody is, and what is measured of him on which day: its values are not drawn yet.

    Parameters
    ----------
    sex : str
    history, plan : Protocol
    ahead : float [day]
        Length of the outlook.
    random : Generator
    """
    age = random.uniform(35.0, 70.0) if sex == "male" else random.uniform(56.0, 75.0)
    return Person(
        sex,
        TODAY - timedelta(days=round(age * DAYS_PER_YEAR)),
        TODAY,
        TODAY + timedelta(days=int(ahead)),
        height_cm=random.normal(178.0, 7.0) if sex == "male" else random.normal(164.0, 6.0),
        weight_kg=random.normal(84.0, 10.0) if sex == "male" else random.normal(69.0, 9.0),
        menopause_age=None if sex == "male" else random.uniform(47.0, 54.0),
        habits=Habits(random.uniform(500.0, 1300.0), random.uniform(50.0, 800.0)),
        plan=plan,
        history=history,
        measurements=_blank_measurements(sex, random),
    )


def _blank_measurements(sex: str, random: np.random.Generator) -> tuple[Measurement, ...]:
    """What is measured on which day; the values stand in for those that will be drawn."""
    blood = [*_UNITS] if sex == "male" else ["estradiol", "25ohd", "ctx", "p1np", "pth"]
    device = random.choice(["hologic", "lunar"])
    score = random.random() < 0.2
    assay = random.choice(["lc-ms", "immunoassay"])
    visits = np.sort(random.choice(_MEASURED, size=random.integers(1, 5), replace=False))
    found: dict[tuple[int, str], Measurement] = {}
    for _ in range(random.integers(1, 9)):
        days = int(random.choice(visits))
        day = TODAY - timedelta(days=days)
        site = str(random.choice(_SCANS))
        if random.random() < 0.5 and score:
            row = Measurement(day, f"t_score_{site}", -1.0, "", "", device=device, reference="female")
        elif random.random() < 0.5:
            row = Measurement(day, bmd_key(site), 0.9, "g/cm2", "", device=device)
        else:
            what = str(random.choice(blood))
            row = Measurement(day, what, 10.0, _UNITS[what], "", assay=assay if what == "estradiol" else None)
        found[days, row.what.removeprefix("t_score_").removeprefix("bmd_")] = row
    return tuple(found.values())


def measured_person(
    history: str,
    person: Person,
    parameters: ParameterSet,
    seed: int,
    random: np.random.Generator,
    asked: Callable[[Cohort], Mapping[str, Vector]],
) -> Synthetic:
    """Draw the truth of a person and what his measurements read.

    Parameters
    ----------
    history : str
    person : Person
        With measurements whose values are not looked at.
    parameters : ParameterSet
    seed : int
        Of the truth; who fails to be simulated is drawn again with the next one.
    random : Generator
        Of the errors.
    asked : callable
        What the truth, a cohort of one, answers: array [1] each.
    """
    problem, _ = problem_of_person(person, parameters, ENSEMBLE_ENGINE)
    days = np.unique([one.day for one in problem.observations])
    outputs = tuple(dict.fromkeys(one.output for one in problem.observations))
    for further in range(_TRIES):
        cohort = make_cohort(
            problem.profile,
            parameters,
            Streams(1, seed + further),
            problem.day,
            ENSEMBLE_ENGINE,
            anchor=problem.anchor,
        )
        found = run_plan(cohort, person.protocol, days, ENSEMBLE_ENGINE, endpoints=outputs).values
        truth = {name: float(value[0]) for name, value in asked(cohort).items()}
        if np.isfinite([*truth.values(), *np.ravel([*found.values()])]).all():
            break
    else:
        raise SimulationError(f"nobody could be simulated who lives as {person!r}")
    factors: dict[str, float] = {}
    rows = tuple(_read(row, person, found, days, factors, random) for row in person.measurements)
    return Synthetic(history, replace(person, measurements=rows), truth)


def _read(
    row: Measurement,
    person: Person,
    outputs: Mapping[str, Vector],
    days: Vector,
    factors: dict[str, float],
    random: np.random.Generator,
) -> Measurement:
    """A measurement with the value that it reads of the truth."""
    seen = _observation(row, person)
    true = float(outputs[seen.output][0, int(np.searchsorted(days, seen.day))])
    for factor in seen.nuisances:
        normal = factors.setdefault(factor.name, float(random.standard_normal()))
        true *= float(np.exp(factor.log_mean + factor.log_sd * normal))
    # The error may depend on the level: it is that of the level there is.
    log_sd = _observation(_with_value(row, person, true), person).log_sd
    read = _with_value(row, person, true * float(np.exp(log_sd * random.standard_normal())))
    if row.what == "estradiol" and row.assay == "immunoassay" and read.value < _LEAST_ESTRADIOL:
        return replace(read, value=_LEAST_ESTRADIOL, bound=BELOW)
    return replace(read, bound=EXACT)


def _with_value(row: Measurement, person: Person, seen: float) -> Measurement:
    """The measurement that reads this value on the model's scale: scales and scores are straight lines."""
    first, second = row.value, row.value * 1.1
    low, high = (_observation(replace(row, value=value), person).value for value in (first, second))
    return replace(row, value=first + (seen - low) / (high - low) * (second - first))


def _observation(row: Measurement, person: Person) -> Observation:
    (seen,) = observations_of(replace(person, measurements=(row,)))
    if not isinstance(seen, Observation):
        raise TypeError(f"{row.what} is not used: {seen.why}")
    return seen
