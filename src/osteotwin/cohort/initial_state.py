"""The state from which a person's twin starts: his own balance, then years of ageing up to today.

His hormones, diet, vitamin D and habits become parameters in closed form; the body's balance at the
beginning of the run-in is solved exactly, and the run-in then ages it to day 0. Everything is arithmetic on
floats for one person or on arrays for many.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.arithmetic import Quantity
from osteotwin.body.sex_steroids import estradiol_sources
from osteotwin.body.timelines import Timelines
from osteotwin.cohort.cohort import Profiles, numbers_of, stack
from osteotwin.cohort.profile import Profile
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.engine.interface import Job
from osteotwin.engine.pseudo_transient import find_steady_state
from osteotwin.engine.steady_states import SteadyStates, find_steady_states
from osteotwin.errors import SimulationError
from osteotwin.protocol.timeline import Habits, habitual_timelines

#: Long enough for the spine and hip to settle to a person's habits, short enough to be his adult life.
RUN_IN_YEARS = 15.0
#: A woman's run-in starts before the menopausal transition.
_YEARS_BEFORE_MENOPAUSE = 6.0
_YOUNGEST_AGE = 20.0
_LEAST = 0.01


@dataclass(frozen=True)
class Start:
    """How a person comes to the day before his plan.

    Attributes
    ----------
    run_in : Job
        From the balance to the day before the plan, with his habits.
    residual : float [1/day]
        Largest relative drift of the balance from which the run-in starts.
    """

    run_in: Job
    residual: float


@dataclass(frozen=True)
class Starts:
    """How many people come to the day before their plan.

    Attributes
    ----------
    parameters : array [n_people, n_parameter]
    run_in : Timelines
        Each person's habits from his balance to the day before the plan.
    balances : SteadyStates
    """

    parameters: Vector
    run_in: Timelines
    balances: SteadyStates


def _male_axis(known: Mapping[str, Quantity], p: Mapping[str, Quantity]) -> dict[str, Quantity]:
    testosterone = known["testosterone_ng_dl"] / p["reference_testosterone"]
    estradiol = known["estradiol_pg_ml"] / p["reference_estradiol"]
    lh = known["lh_iu_l"] / p["reference_lh"] if "lh_iu_l" in known else 1.0
    # A pituitary without any feedback gives 1 + gain; closer to that the set point is not determined.
    lh = np.minimum(np.maximum(lh, _LEAST), 0.95 * (1 + p["feedback_gain"]))
    relative_feedback = (((1 + p["feedback_gain"]) / lh - 1) / p["feedback_gain"]) ** (1 / 3)
    feedback = estradiol * testosterone ** p["testosterone_feedback_exponent"]
    leydig = (1 + p["leydig_half_lh"]) * lh / (p["leydig_half_lh"] + lh)
    adrenal = p["adrenal_testosterone_share"]
    outside, testicular = estradiol_sources(testosterone, leydig, whole.namespace(dict(p)))
    return {
        "feedback_set_point": feedback / relative_feedback,
        "leydig_capacity": np.maximum((testosterone - adrenal) / ((1 - adrenal) * leydig), _LEAST),
        "aromatase_capacity": estradiol / (outside + testicular),
    }


def _female_axis(known: Mapping[str, Quantity], p: Mapping[str, Quantity]) -> dict[str, Quantity]:
    menopause = known.get("menopause_age", p["menopause_age"])
    estradiol = known["estradiol_pg_ml"] / p["reference_estradiol"]
    ovary = 1 / (1 + np.exp((known["age"] - menopause) / p["menopause_width"]))
    peripheral = p["postmenopausal_estradiol"]
    # While the ovary works her estradiol tells of it, and the periphery is at the population's value; later
    # it is the other way round.
    works = ovary > 0.5
    from_ovary = np.maximum(estradiol - peripheral, _LEAST) / ovary
    left = np.maximum(estradiol - p["ovarian_estradiol"] * ovary, _LEAST)
    return {
        "reference_testosterone": known["testosterone_ng_dl"],
        "menopause_age": menopause,
        "feedback_set_point": estradiol,
        "ovarian_estradiol": np.where(works, from_ovary, p["ovarian_estradiol"]),
        "aromatase_capacity": np.where(works, p["aromatase_capacity"], left / peripheral),
    }


def personal_values(
    sex: str, known: Mapping[str, Quantity], p: Mapping[str, Quantity]
) -> dict[str, Quantity]:
    """Return the parameters that what is known of people determines: see :func:`personal_parameters`.

    Parameters
    ----------
    sex : str
    known : mapping of str to float or array
        The numbers of a profile that are known.
    p : mapping of str to float or array
        The parameters before they are made personal.
    """
    axis = _male_axis(known, p) if sex == "male" else _female_axis(known, p)
    return axis | {
        "male": 1.0 if sex == "male" else 0.0,
        "age_at_start": known["age"],
        "weight": known["weight_kg"],
        "habitual_vitamin_d_intake": known["vitamin_d_iu_per_day"] / 1000,
        "vitamin_d_baseline": np.maximum(known["vitamin_d_25ohd_ng_ml"] / p["reference_vitamin_d"], _LEAST),
    }


def personal_parameters(profile: Profile, p: Mapping[str, float]) -> dict[str, Any]:
    """Return the parameters that a profile determines, such that his measured hormones are his balance.

    Parameters
    ----------
    profile : Profile
    p : mapping of str to float
        The parameters of the virtual person before they are made his.
    """
    return personal_values(profile.sex, numbers_of(profile), p)


def habits_of(profile: Profile | Profiles) -> Habits:
    """Return what a person eats and does beside his plan, or what people do."""
    known = profile.numbers if isinstance(profile, Profiles) else numbers_of(profile)
    return Habits(known["calcium_mg_per_day"], known["vitamin_d_iu_per_day"], profile.habitual_training)


def _run_in_years(sex: str, known: Mapping[str, Quantity]) -> Quantity:
    years: Quantity = RUN_IN_YEARS
    if sex == "female" and "menopause_age" in known:
        years = np.maximum(years, known["age"] - known["menopause_age"] + _YEARS_BEFORE_MENOPAUSE)
    return np.maximum(np.minimum(years, known["age"] - _YOUNGEST_AGE), 1.0)


def run_in_years(profile: Profile) -> float:
    """Return how many years before day 0 the simulation of a person begins."""
    return float(_run_in_years(profile.sex, numbers_of(profile)))


def by_name(names: tuple[str, ...], values: Vector) -> dict[str, Vector]:
    """Return each parameter's values over people, from an array [n_people, n_parameter]."""
    return dict(zip(names, np.ascontiguousarray(values.T), strict=True))


def find_starts(
    profiles: Profiles,
    names: tuple[str, ...],
    values: Vector,
    day: float,
    *,
    fast: bool = True,
    threads: int = 0,
) -> Starts:
    """Return where people's run-ins begin.

    Parameters
    ----------
    profiles : Profiles
    names, values : tuple of str, array [n_people, n_parameter]
        Parameters of the virtual people.
    day : float [day]
        When the run-ins shall end: before the plan begins.
    fast : bool
        Find the balances with the fast engine, not with the plain reference method.
    threads : int
        Of the fast engine; 0: one for each core.
    """
    people = len(profiles)
    # Numbers that cannot be a body's become NaN or infinite here, and a sentence with the balance.
    with np.errstate(all="ignore"):
        personal = by_name(names, values)
        for name, value in personal_values(profiles.sex, profiles.numbers, personal).items():
            personal[name] = np.array(np.broadcast_to(value, (people,)), dtype=float)
        begin = day - _run_in_years(profiles.sex, profiles.numbers) * DAYS_PER_YEAR
        run_in = habitual_timelines(habits_of(profiles), personal, begin, day)
        reference = whole.reference_state(whole.namespace(personal))
        reference["age"] = profiles.numbers["age"] + begin / DAYS_PER_YEAR * personal["ageing"]
        first = np.column_stack([np.broadcast_to(reference[name], (people,)) for name in whole.STATES])
    parameters = np.column_stack([personal[name] for name in names])
    if fast:
        balances = find_steady_states(parameters, run_in.inputs, first, names, threads=threads)
    else:
        balances = _find_each(parameters, run_in.inputs, first)
    return Starts(parameters, run_in, balances)


def _find_each(parameters: Vector, inputs: Vector, first: Vector) -> SteadyStates:
    states, residuals = np.full_like(first, np.nan), np.full(len(first), np.nan)
    reasons: dict[int, str] = {}
    for i in range(len(first)):
        try:
            balance = find_steady_state(parameters[i], inputs[i], first[i])
            states[i], residuals[i] = balance.state, balance.residual
        except SimulationError as error:
            reasons[i] = str(error)
    return SteadyStates(states, residuals, reasons)


def find_start(profile: Profile, names: tuple[str, ...], values: Vector, day: float) -> Start:
    """Return where a person's run-in begins.

    Parameters
    ----------
    profile : Profile
    names, values : tuple of str, array [n_parameter]
        Parameters of the virtual person.
    day : float [day]
        When the run-in shall end: before the plan begins.

    Raises
    ------
    SimulationError
        If no balance is found for this body.
    """
    found = find_starts(stack([profile]), names, values[None], day, fast=False)
    if found.balances.reasons:
        raise SimulationError(found.balances.reasons[0])
    job = Job(found.parameters[0], found.balances.states[0], found.run_in[0], np.array([day]))
    return Start(job, float(found.balances.residuals[0]))
