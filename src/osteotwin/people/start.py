"""The state from which a person's twin starts: his own balance, then years of ageing up to today.

His hormones, diet, vitamin D and habits become parameters in closed form; the body's balance at the
beginning of the run-in is solved exactly, and the run-in then ages it to day 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.body import whole
from osteotwin.engine.interface import Job, Vector
from osteotwin.engine.steady_state import find_balance, reference_vectors
from osteotwin.people.profile import Profile
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.timeline import Habits, compile_timeline

_DAYS_PER_YEAR = 365.25
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


def _male_axis(profile: Profile, p: Mapping[str, float]) -> dict[str, float]:
    testosterone = profile.testosterone_ng_dl / p["reference_testosterone"]
    estradiol = profile.estradiol_pg_ml / p["reference_estradiol"]
    lh = 1.0 if profile.lh_iu_l is None else profile.lh_iu_l / p["reference_lh"]
    # A pituitary without any feedback gives 1 + gain; closer to that the set point is not determined.
    lh = min(max(lh, _LEAST), 0.95 * (1 + p["feedback_gain"]))
    relative_feedback = (((1 + p["feedback_gain"]) / lh - 1) / p["feedback_gain"]) ** (1 / 3)
    feedback = estradiol * testosterone ** p["testosterone_feedback_exponent"]
    leydig = (1 + p["leydig_half_lh"]) * lh / (p["leydig_half_lh"] + lh)
    adrenal = p["adrenal_testosterone_share"]
    peripheral, testicular = p["peripheral_estradiol_share"], p["testicular_estradiol_share"]
    precursors = peripheral * testosterone + testicular * leydig + (1 - peripheral - testicular)
    return {
        "feedback_set_point": feedback / relative_feedback,
        "leydig_capacity": max((testosterone - adrenal) / ((1 - adrenal) * leydig), _LEAST),
        "aromatase_capacity": estradiol / precursors,
    }


def _female_axis(profile: Profile, p: Mapping[str, float]) -> dict[str, float]:
    menopause = profile.menopause_age if profile.menopause_age is not None else p["menopause_age"]
    estradiol = profile.estradiol_pg_ml / p["reference_estradiol"]
    ovary = 1 / (1 + math.exp((profile.age - menopause) / p["menopause_width"]))
    peripheral = p["postmenopausal_estradiol"]
    changes = {
        "reference_testosterone": profile.testosterone_ng_dl,
        "menopause_age": menopause,
        "feedback_set_point": estradiol,
    }
    if ovary > 0.5:  # her estradiol tells of the ovary; the periphery is at the population's value
        return changes | {"ovarian_estradiol": max(estradiol - peripheral, _LEAST) / ovary}
    left = max(estradiol - p["ovarian_estradiol"] * ovary, _LEAST)
    return changes | {"aromatase_capacity": left / peripheral}


def personal_parameters(profile: Profile, p: Mapping[str, float]) -> dict[str, float]:
    """Return the parameters that a profile determines, such that his measured hormones are his balance.

    Parameters
    ----------
    profile : Profile
    p : mapping of str to float
        The parameters of the virtual person before they are made his.
    """
    axis = _male_axis(profile, p) if profile.sex == "male" else _female_axis(profile, p)
    return axis | {
        "male": 1.0 if profile.sex == "male" else 0.0,
        "age_at_start": profile.age,
        "weight": profile.weight_kg,
        "habitual_vitamin_d_intake": profile.vitamin_d_iu_per_day / 1000,
        "vitamin_d_baseline": max(profile.vitamin_d_25ohd_ng_ml / p["reference_vitamin_d"], _LEAST),
    }


def habits_of(profile: Profile) -> Habits:
    """Return what a person eats and does beside his plan."""
    return Habits(profile.calcium_mg_per_day, profile.vitamin_d_iu_per_day, profile.habitual_training)


def run_in_years(profile: Profile) -> float:
    """Return how many years before day 0 the simulation of a person begins."""
    years = RUN_IN_YEARS
    if profile.sex == "female" and profile.menopause_age is not None:
        years = max(years, profile.age - profile.menopause_age + _YEARS_BEFORE_MENOPAUSE)
    return max(min(years, profile.age - _YOUNGEST_AGE), 1.0)


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
    drawn = dict(zip(names, values.tolist(), strict=True))
    personal = drawn | personal_parameters(profile, drawn)
    parameters = np.array([personal[name] for name in names])
    begin = day - run_in_years(profile) * _DAYS_PER_YEAR
    timeline = compile_timeline(Protocol(), habits_of(profile), personal, begin, day)
    state, _ = reference_vectors(parameters, names)
    state[list(whole.STATES).index("age")] = profile.age + begin / _DAYS_PER_YEAR * personal["ageing"]
    balance = find_balance(parameters, timeline.inputs[0], state)
    job = Job(parameters, balance.state, timeline, np.array([day]))
    return Start(job, balance.residual)
