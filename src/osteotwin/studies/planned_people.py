"""People who were drawn with a plan ahead of them: what they did, what they will do, and what the verdict asks of them.

As :mod:`osteotwin.studies.synthetic_people`, whose measurements they share; asked is what the verdict answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DIAGNOSTIC_SITES, bmd_key
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.simulation import run_plan
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.questions import probability_of_keeping, probability_of_offset
from osteotwin.explaining.scenarios import PLAN, scenarios_of, without_takers
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.twin import ENSEMBLE_ENGINE
from osteotwin.protocol.drug_groups import takes_bone
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Training
from osteotwin.studies.synthetic_people import Synthetic, measured_person, person_who_does

#: Years after which the verdict is asked for; the last is the one that its sentences speak of.
YEARS: Final = (1, 2, 3)
#: What the verdict answers.
QUESTIONS: Final = ("offset", "kept")
_ENDPOINTS: Final = tuple(bmd_key(site) for site in DIAGNOSTIC_SITES)
#: Seeds of the truth begin here: no twin shares one.
_TRUTH: Final = 20_000_000
_SEEDS_EACH: Final = 100
_LONG: Final = 365.0


def _plans(start: float) -> Mapping[str, tuple[str, Protocol, Protocol]]:
    """Sex, history and plan of each kind; what was done earlier began on a day before today."""
    none = Protocol()
    squats = Training("back_squat", 3.0, 24.0, 0.8)
    jumps = Training("rope_jumping", 3.0, 60.0)
    food = (Diet("calcium", 1200.0), Diet("vitamin_d", 1000.0))
    inhibitor = DrugCourse("anastrozole", 1.0, 1.0)
    testosterone = DrugCourse("testosterone_enanthate", 125.0, 7.0)
    letrozole = DrugCourse("letrozole", 2.5, 1.0)
    alendronate = DrugCourse("alendronate", 70.0, 7.0)
    zoledronate = DrugCourse("zoledronate", 5.0, _LONG)
    denosumab = DrugCourse("denosumab", 60.0, _LONG / 2)
    deprivation = DrugCourse("gnrh_agonist", 3.6, 28.0)
    taken = DrugCourse("anastrozole", 1.0, 1.0, start)
    ended = DrugCourse("anastrozole", 1.0, 1.0, start, start / 2)
    return {
        "man, inhibitor": ("male", none, Protocol((inhibitor,))),
        "man, inhibitor goes on": ("male", none, Protocol((taken,))),
        "man, inhibitor, training and food": ("male", none, Protocol((inhibitor, squats, jumps, *food))),
        "man, inhibitor goes on, training and food": ("male", none, Protocol((taken, squats, jumps, *food))),
        "man, testosterone and inhibitor": ("male", none, Protocol((testosterone, inhibitor))),
        "man, testosterone after an inhibitor": ("male", Protocol((ended,)), Protocol((testosterone,))),
        "man, inhibitor and alendronate": ("male", none, Protocol((inhibitor, alendronate))),
        "man, inhibitor goes on, zoledronate": ("male", none, Protocol((taken, zoledronate))),
        "man, androgen deprivation": ("male", none, Protocol((deprivation,))),
        "man, androgen deprivation and denosumab": ("male", none, Protocol((deprivation, denosumab))),
        "woman, letrozole": ("female", none, Protocol((letrozole,))),
        "woman, letrozole and zoledronate": ("female", none, Protocol((letrozole, zoledronate))),
        "woman, training and food": ("female", none, Protocol((squats, jumps, *food))),
    }


#: What is done from today on, and before where it says so.
PLANS: Final = tuple(_plans(-_LONG))


def probabilities(person: Person, cohort: Cohort) -> dict[str, float]:
    """What the verdict would say of virtual people who do what a person plans; of one of them: whether it is so.

    Parameters
    ----------
    person : Person
    cohort : Cohort

    Returns
    -------
    dict
        By question and year, as ``"kept 3"``; *offset* only where the plan has a drug that takes bone. NaN of who
        cannot be simulated.
    """
    scenarios = scenarios_of(person.plan, person.history)
    days = np.array([0.0, *(year * DAYS_PER_YEAR for year in YEARS)])
    plan, without = (
        run_plan(cohort, scenarios[name].protocol, days, ENSEMBLE_ENGINE, endpoints=_ENDPOINTS)
        for name in (PLAN, without_takers(person.plan))
    )
    found = {f"kept {year}": probability_of_keeping(plan, year) for year in YEARS}
    if any(takes_bone(group) for group in person.plan.groups()):
        found |= {f"offset {year}": probability_of_offset(plan, without, year) for year in YEARS}
    return found


def planned_person(number: int, parameters: ParameterSet) -> Synthetic:
    """Draw one person, a plan, and one to eight measurements; the truth is whether he keeps bone under the plan.

    Parameters
    ----------
    number : int
        The same number gives the same person; the plans take turns.
    parameters : ParameterSet
    """
    random = np.random.default_rng([number, _TRUTH])
    name = PLANS[number % len(PLANS)]
    sex, history, plan = _plans(-random.uniform(1.0, 5.0) * DAYS_PER_YEAR)[name]
    ahead = np.ceil(YEARS[-1] * DAYS_PER_YEAR)
    person = person_who_does(sex, history, plan, float(ahead), random)

    def asked(cohort: Cohort) -> Mapping[str, Vector]:
        return {key: np.array([value]) for key, value in probabilities(person, cohort).items()}

    return measured_person(name, person, parameters, _TRUTH + number * _SEEDS_EACH, random, asked)
