"""What is simulated: virtual people, three plans, outputs month by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin import endpoints
from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.body.sites import DXA_SITES, LOADED_SITES, bmd_key, site_key
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.constants import DAYS_PER_MONTH, DAYS_PER_WEEK
from osteotwin.parameters.sample import draw

#: What every engine has to deliver at every output day: BMD at the sites of a DXA scan, and CTX.
OUTPUTS = (*(bmd_key(site) for site in DXA_SITES), "ctx")
#: The first of them are bone densities; errors are stated for these and for CTX.
DENSITIES = len(DXA_SITES)
OUTPUT_COLUMNS = [list(endpoints.OUTPUTS).index(name) for name in OUTPUTS]
PLANS = {
    "constant": "constant drug (anastrozole 1 mg a day) and constant training",
    "denosumab": "denosumab 60 mg every six months, constant training",
    "weekly": "anastrozole 1 mg a day and training that changes every week",
}
SEED = 20261


@dataclass(frozen=True)
class Case:
    """People on one plan.

    Attributes
    ----------
    plan : str
        A key of :data:`PLANS`.
    years : float
    names : tuple of str
        Of the parameters.
    parameters : array [n_people, n_parameter]
    initial : array [n_people, n_state]
    timeline : Timeline
        Begins on day 0 with the plan, the same for everyone.
    output_days : array [n_time, day]
        None but day 0 is a day on which inputs change or a dose is given.
    """

    plan: str
    years: float
    names: tuple[str, ...]
    parameters: Vector
    initial: Vector
    timeline: Timeline
    output_days: Vector

    def __len__(self) -> int:
        return len(self.parameters)


def make_case(plan: str, people: int, years: float = 3.0, seed: int = SEED) -> Case:
    """Virtual people on a plan; everyone starts in the healthy steady state of his own parameters.

    Parameters
    ----------
    plan : str
        A key of :data:`PLANS`.
    people : int
    years : float
    seed : int
        The same seed gives the same people; more people add to them.
    """
    draws = draw(parameters_in_use(), people, seed)
    people_named = (dict(zip(draws.names, row.tolist(), strict=True)) for row in draws.values)
    initial = np.array(
        [_vector(whole.reference_state(whole.namespace(one)), whole.STATES) for one in people_named]
    )
    timeline, days = _plan(plan, years)
    return Case(plan, years, draws.names, draws.values, initial, timeline, days)


def _vector(values: Mapping[str, float], names: Iterable[str]) -> Vector:
    return np.array([values[name] for name in names], dtype=float)


def first_people(case: Case, people: int) -> Case:
    """The same plan with the first people only."""
    kept = slice(0, people)
    return Case(
        case.plan, case.years, case.names, case.parameters[kept], case.initial[kept], case.timeline,
        case.output_days,
    )  # fmt: skip


def _inputs(loads: Sequence[float], anastrozole: bool) -> Vector:
    central = whole.namespace(parameters_in_use().values())
    inputs = _vector(whole.reference_inputs(central), whole.INPUTS)
    place = list(whole.INPUTS)
    for site, load in zip(LOADED_SITES, loads, strict=True):
        inputs[place.index(site_key(site, "load"))] = load
    inputs[place.index("anastrozole_rate")] = 1000.0 if anastrozole else 0.0  # ug a day
    return inputs


def _plan(plan: str, years: float) -> tuple[Timeline, Vector]:
    if plan == "constant":
        months = round(12 * years)
        # A quarter of a day beyond the month, so that no output lies on a day of change.
        days = np.array([0.0, *(DAYS_PER_MONTH * np.arange(1, months + 1) + 0.25)])
        end = days[-1] + 0.75
        inputs = _inputs([1.3] * len(LOADED_SITES), anastrozole=True)
        return Timeline(np.array([0.0, end]), inputs[None], ("the plan",)), days
    if plan == "denosumab":
        half_years = round(2 * years)
        begins = 6 * DAYS_PER_MONTH * np.arange(half_years)
        days = np.concatenate([[0.0], *(start + DAYS_PER_MONTH * np.arange(1, 7) - 0.25 for start in begins)])
        inputs = _inputs([1.3] * len(LOADED_SITES), anastrozole=False)
        doses = tuple(Dose(float(day), "denosumab_depot", 60.0, "denosumab") for day in begins)
        breakpoints = np.array([*begins, 6 * DAYS_PER_MONTH * half_years])
        labels = tuple("a dose of denosumab" for _ in begins)
        return Timeline(breakpoints, np.tile(inputs, (half_years, 1)), labels, doses), days
    if plan == "weekly":
        weeks = 4 * round(13.05 * years)
        begins = DAYS_PER_WEEK * np.arange(weeks)
        days = np.array([0.0, *(begins[3::4] + 3.5)])
        random = np.random.default_rng(SEED)
        loads = 1.0 + 0.6 * random.random((weeks, len(LOADED_SITES)))
        inputs = np.array([_inputs(row.tolist(), anastrozole=True) for row in loads])
        labels = tuple(f"week {week + 1}" for week in range(weeks))
        return Timeline(np.array([*begins, DAYS_PER_WEEK * weeks]), inputs, labels), days
    message = f"no plan is called {plan!r}; there are {', '.join(PLANS)}"
    raise ValueError(message)


def worst_errors(found: Vector, reference: Vector) -> tuple[float, float]:
    """The largest relative error of BMD and of CTX; infinite where a run gave no number.

    Parameters
    ----------
    found, reference : array [n_people, n_time, n_output]
    """
    errors = np.abs(found / reference - 1.0)
    errors = np.where(np.isfinite(errors), errors, np.inf)
    return float(errors[..., :DENSITIES].max()), float(errors[..., DENSITIES:].max())
