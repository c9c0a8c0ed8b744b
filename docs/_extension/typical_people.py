"""Typical people under plans, simulated with the central parameters whenever the documentation is built.

A typical person is what the reference population says of a sex and an age; what is different is named. All courses
that a page needs are simulated in one batch, so that a page costs a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DECIDING_SITES, bmd_key
from osteotwin.cohort.cohort import alike
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.model_error import add_model_error, density_discrepancy, sample_model_error
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.personal_balance import add_personal_balance, personal_spread, sample_personal_balance
from osteotwin.cohort.simulation import run_plans
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import Streams, central
from osteotwin.protocol.describe import describe_intervention
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.presets import load_preset

YEARS = 10
NOTHING = Protocol()
PRESET = "standard_lifestyle"
#: Years of the fine grid.
_FINE = 3
#: Steps of the grid [day]: doses every week or fortnight are met in every phase.
_STEP = 5.0
#: Virtual people of a band, and their seed.
_PEOPLE, _SEED = 2000, 1


@dataclass(frozen=True)
class Typical:
    """A person like the reference population's, but for what is said.

    Attributes
    ----------
    sex : str
    age : float [year]
    known : tuple of (field, value)
        Fields of a profile that differ from the reference population's.
    """

    sex: str
    age: float
    known: tuple[tuple[str, float], ...] = ()


def drug(name: str, dose: float, days: float, years: float = inf) -> DrugCourse:
    """A course from day 0 on, for some years."""
    return DrugCourse(name, dose, days, until_day=years * DAYS_PER_YEAR)


def plan_text(plan: Protocol) -> str:
    """A plan in words."""
    if plan == NOTHING:
        return "no plan"
    if plan == load_preset(PRESET):
        return f"the preset `{PRESET}`"
    parts: list[str] = []
    for item in plan.interventions:
        if not isinstance(item, DrugCourse):
            raise TypeError(item)
        text = f"{load_drugs()[item.drug].label} {describe_intervention(item)}"
        years = item.until_day / DAYS_PER_YEAR
        parts.append(text if years == inf else f"{text} for {years:g} year{'' if years == 1 else 's'}")
    return " + ".join(parts)


@dataclass(frozen=True)
class Course:
    """What the model says of one person under one plan.

    Attributes
    ----------
    outputs : Outputs
        Of one person, from day 0 on.
    parameters : ParameterSet
    """

    outputs: Outputs
    parameters: ParameterSet

    @property
    def failure(self) -> str:
        """Why there is no course; empty where there is one."""
        return self.outputs.failures.get(0, "")

    def at(self, year: float) -> int:
        """Place of the day that is nearest to a time."""
        return int(np.argmin(np.abs(self.outputs.days - year * DAYS_PER_YEAR)))

    def bone(self, site: str, year: float) -> float:
        """Change of the bone of a site since day 0 in percent."""
        return float(self.outputs.bone_change(bmd_key(site))[0, self.at(year)])

    def scan(self, site: str, year: float) -> float:
        """Change that scans without error find, in percent."""
        return float(self.outputs.percent_change(bmd_key(site))[0, self.at(year)])

    def before(self, endpoint: str) -> float:
        """Value on day 0."""
        return float(self.outputs.values[endpoint][0, 0])

    def mean(self, endpoint: str, first: float, last: float) -> float:
        """Mean of an endpoint over a span of years, so that no dose's peak or trough stands for the whole."""
        values = self.outputs.values[endpoint][0, self.at(first) : self.at(last) + 1]
        return float(np.mean(values))

    def percent(self, endpoint: str, first: float, last: float) -> float:
        """Change of that mean since day 0 in percent."""
        return 100 * (self.mean(endpoint, first, last) / self.before(endpoint) - 1)

    def scan_band(self, site: str, year: float) -> tuple[float, float]:
        """What nine of ten people of this kind would find by two scans, in percent; their parameters are central."""
        columns = [0, self.at(year)]
        endpoints = tuple(map(bmd_key, DECIDING_SITES))
        places = [self.outputs.endpoints.index(name) for name in endpoints]
        days, degenerated = self.outputs.days[columns], self.outputs.degeneration
        table = np.repeat(self.outputs.table[:, columns][:, :, places], _PEOPLE, axis=0)
        error = sample_model_error(density_discrepancy(self.parameters), Streams(_PEOPLE, _SEED))
        if error is not None:
            add_model_error(table, endpoints, days, error)
        balance = sample_personal_balance(personal_spread(), Streams(_PEOPLE, _SEED))
        add_personal_balance(table, endpoints, days, balance)
        many = Outputs(
            days, endpoints, table, {}, seed=_SEED,
            degeneration=None if degenerated is None else np.repeat(degenerated[:, columns], _PEOPLE, axis=0),
        )  # fmt: skip
        low, high = np.quantile(many.scan_change(site)[:, 1], [0.05, 0.95])
        return float(low), float(high)


def simulate(cases: Sequence[tuple[Typical, Protocol]], parameters: ParameterSet) -> list[Course]:
    """Simulate each person under his plan for ten years, all at once.

    Parameters
    ----------
    cases : sequence of (Typical, Protocol)
        Plans that begin on day 0.
    parameters : ParameterSet
        Whose central values everybody has.
    """
    engine = KernelEngine()
    draws = central(parameters)
    profiles = {
        who: complete_profile(who.sex, who.age, {name: Known(value, 0.0) for name, value in who.known})[0]
        for who, _ in cases
    }
    cohorts = {
        who: initialize_cohort(alike(profile, 1), draws, -1.0, engine) for who, profile in profiles.items()
    }
    found = run_plans(
        [cohorts[who] for who, _ in cases],
        [plan for _, plan in cases],
        [days()] * len(cases),
        engine,
    )
    return [Course(outputs, parameters) for outputs in found]


def days() -> Vector:
    """Days of output: a fine grid at first, then quarters."""
    fine = np.arange(0.0, _FINE * DAYS_PER_YEAR + _STEP, _STEP)
    quarters = np.arange(0, 4 * YEARS + 1) * DAYS_PER_YEAR / 4
    return np.union1d(fine, quarters)
