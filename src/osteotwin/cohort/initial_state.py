"""The state from which a cohort starts: its bodies' steady state, then years of ageing up to the day before a plan.

Hormones, diet, vitamin D and habits become individual parameters in closed form; the steady state at the beginning of
the run-in is solved exactly, and the run-in then ages it. Everything is arithmetic on arrays over people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.arithmetic import Quantity
from osteotwin.body.minerals import vitamin_d_catabolism, vitamin_d_from_intake
from osteotwin.body.sex_steroids import (
    estradiol_sources,
    lh_after_feedback,
    ovarian_drive,
    unbound_testosterone,
)
from osteotwin.body.timelines import Timelines
from osteotwin.cohort.cohort import Cohort, VirtualPeople
from osteotwin.cohort.model_error import ModelError
from osteotwin.cohort.personal_balance import PersonalBalance
from osteotwin.constants import DAYS_PER_YEAR, IU_PER_KIU
from osteotwin.engine.batch import Batch, BatchEngine, run_batch
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.engine.pseudo_transient import find_steady_state
from osteotwin.engine.steady_states import SteadyStates, find_steady_states
from osteotwin.errors import SimulationError
from osteotwin.parameters.sample import Draws
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.timeline import Habits, habitual_timelines

#: Age from which a body is run in: peak bone mass, before age takes formation and before any menopause [year]. What
#: age does is then the same however old somebody is today.
AGE_AT_BEGINNING = 20.0
#: How many years a body lags behind the steady state of its age: bone and its mineral, the slowest of all, follow what
#: age does to formation with this delay, so a run-in begins from the steady state of that many years before. Then the
#: natural course does not tell where the run-in began: halving it moves the loss of the first year by less than 0.3 %
#: (by up to 6 % without the delay).
YEARS_BEHIND = 10.0
#: Where a body's age stands among its states.
AGE = list(whole.STATES).index("age")
#: On which the run-in of somebody without a past ends.
_DAY_BEFORE = -1.0
_LEAST = 0.01
#: Until a woman's LH and what it adds to her ovary agree to far below what is measured.
_ROUNDS = 24
#: Largest share of the supply of 25OHD that can come from the intake, and so of its level: some is made by the skin of
#: everybody.
_MOST_FROM_INTAKE = 0.8


def _male_axis(known: Mapping[str, Quantity], p: Mapping[str, Quantity]) -> dict[str, Quantity]:
    testosterone = _testosterone(known, p)
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
        "usual_lh": lh,
        "leydig_capacity": np.maximum((testosterone - adrenal) / ((1 - adrenal) * leydig), _LEAST),
        "aromatase_capacity": estradiol / (outside + testicular),
    }


def _testosterone(known: Mapping[str, Quantity], p: Mapping[str, Quantity]) -> Quantity:
    """What SHBG does not bind of the measured total."""
    return unbound_testosterone(
        known["testosterone_ng_dl"] / p["reference_testosterone"], whole.namespace(dict(p))
    )


def _female_axis(known: Mapping[str, Quantity], p: Mapping[str, Quantity]) -> dict[str, Quantity]:
    menopause, own = known.get("menopause_age", p["menopause_age"]), whole.namespace(dict(p))
    estradiol = known["estradiol_pg_ml"] / p["reference_estradiol"]
    left_of_ovary = 1 / (1 + np.exp((known["age"] - menopause) / p["menopause_width"]))
    peripheral = p["postmenopausal_estradiol"]
    # While the ovary works her estradiol tells of it, and the periphery is at the population's value; later
    # it is the other way round.
    works = left_of_ovary > 0.5
    # The LH that rises with the failing ovary adds a little to its work, and that tells the LH: soon at rest.
    ovary = left_of_ovary

    def at_full_work() -> Quantity:
        from_ovary = np.maximum(estradiol - peripheral, _LEAST) / ovary
        return np.where(works, from_ovary, p["ovarian_estradiol"])

    for _ in range(_ROUNDS):
        lh = lh_after_feedback(estradiol / (at_full_work() + peripheral), own)
        ovary = left_of_ovary * ovarian_drive(lh, own)
    ovarian = at_full_work()
    left = np.maximum(estradiol - p["ovarian_estradiol"] * ovary, _LEAST)
    return {
        "female_testosterone": _testosterone(known, p),
        "menopause_age": menopause,
        # The pituitary knows the estradiol of her fertile years, so that LH rises when the ovary stops.
        "feedback_set_point": ovarian + peripheral,
        "ovarian_estradiol": ovarian,
        "aromatase_capacity": np.where(works, p["aromatase_capacity"], left / peripheral),
    }


def individual_values(people: VirtualPeople, p: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """The parameters that what is known of people determines, such that their measured hormones are at rest.

    Parameters
    ----------
    people : VirtualPeople
    p : mapping of str to array [n_people]
        Their parameters before.
    """
    known = people.fields
    axis = _male_axis(known, p) if people.sex == "male" else _female_axis(known, p)
    return (
        axis
        | {
            "male": 1.0 if people.sex == "male" else 0.0,
            "age_at_start": known["age"],
            "weight": known["weight_kg"],
        }
        | _vitamin_d(known, p)
    )


def _vitamin_d(known: Mapping[str, Quantity], p: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """Sun and food without a plan; who has less 25OHD than his intake alone would bring, gets less out of it."""
    intake = known["vitamin_d_iu_per_day"] / IU_PER_KIU
    level = np.maximum(known["vitamin_d_25ohd_ng_ml"] / p["reference_vitamin_d"], _LEAST)
    own = whole.namespace(dict(p) | {"weight": known["weight_kg"]})
    most = _MOST_FROM_INTAKE * vitamin_d_catabolism(level, own)
    return {
        "habitual_vitamin_d_intake": intake,
        "vitamin_d_baseline": level,
        "vitamin_d_gain": p["vitamin_d_gain"] * np.minimum(1.0, most / vitamin_d_from_intake(intake, own)),
    }


def individual_parameters(people: VirtualPeople, parameters: Draws) -> Draws:
    """Parameters of people, with those that what is known of them determines."""
    values = parameters.values.copy()
    # Numbers that cannot be a body's become NaN or infinite, and a sentence with the steady state.
    with np.errstate(all="ignore"):
        for name, value in individual_values(people, parameters.by_name()).items():
            values[:, parameters.names.index(name)] = value
    return replace(parameters, values=values)


def habits_of(people: VirtualPeople) -> Habits:
    """What people eat and do beside a plan."""
    known = people.fields
    return Habits(known["calcium_mg_per_day"], known["vitamin_d_iu_per_day"], people.habitual_training)


def years_to_steady_state(begin: Vector) -> Vector:
    """From day 0 to the age whose steady state a run-in that begins on a day starts from [year]."""
    return begin / DAYS_PER_YEAR - YEARS_BEHIND


def run_in_years(people: VirtualPeople) -> Vector:
    """How many years before day 0 each person's simulation begins, array [n_people]; earlier before a long past."""
    return np.maximum(people.fields["age"] - AGE_AT_BEGINNING, 1.0)


@dataclass(frozen=True, eq=False)
class RunIn:
    """From the steady state to the day before a plan.

    Attributes
    ----------
    parameters : Draws
        Of each person, individual ones included.
    timelines : Timelines
        Each person's habits.
    steady : SteadyStates
        The steady states that the bodies have reached at the beginning: of `YEARS_BEHIND` before.
    day : float [day]
        On which the run-in ends.
    """

    parameters: Draws
    timelines: Timelines
    steady: SteadyStates
    day: float

    @property
    def failures(self) -> dict[int, str]:
        """Why a person has no steady state."""
        return {i: f"no steady state to start from: {why}" for i, why in self.steady.reasons.items()}

    def batch(self) -> Batch:
        """What an engine needs to run in those who have a steady state."""
        found = np.delete(np.arange(len(self.parameters), dtype=np.int64), list(self.steady.reasons))
        initial = self.steady.states[found]
        initial[:, AGE] += YEARS_BEHIND * self.parameters.values[found, self.parameters.names.index("ageing")]
        return Batch(
            parameters=self.parameters.values[found],
            initial=initial,
            timelines=self.timelines,
            output_days=(np.array([self.day]),) * len(self.parameters),
            timeline_of=found,
        )


def begin_run_in(
    people: VirtualPeople, parameters: Draws, day: float, *, engine: Engine | None = None
) -> RunIn:
    """Find the steady states from which people are run in.

    Parameters
    ----------
    people : VirtualPeople
    parameters : Draws
        One row for each person.
    day : float [day]
        On which the run-in ends: before the plan begins.
    engine : Engine or None
        One that knows no batches has the plain reference method find each steady state by itself.
    """
    individual = individual_parameters(people, parameters)
    with np.errstate(all="ignore"):
        values = individual.by_name()
        # A long past shortens the run-in, which never begins in a child.
        begin = np.minimum(_DAY_BEFORE - run_in_years(people) * DAYS_PER_YEAR, day - DAYS_PER_YEAR)
        timelines = habitual_timelines(habits_of(people), values, begin, day)
        reference = whole.reference_state(whole.namespace(values))
        reference["age"] = people.fields["age"] + years_to_steady_state(begin) * values["ageing"]
        guess = np.column_stack([np.broadcast_to(reference[name], (len(people),)) for name in whole.STATES])
    if engine is None or isinstance(engine, BatchEngine):
        threads = engine.threads if isinstance(engine, KernelEngine) else 0
        steady = find_steady_states(
            individual.values, timelines.inputs, guess, individual.names, threads=threads
        )
    else:
        steady = _find_each(individual.values, timelines.inputs, guess)
    return RunIn(individual, timelines, steady, day)


def _find_each(parameters: Vector, inputs: Vector, first: Vector) -> SteadyStates:
    states, residuals = np.full_like(first, np.nan), np.full(len(first), np.nan)
    reasons: dict[int, str] = {}
    for i in range(len(first)):
        try:
            found = find_steady_state(parameters[i], inputs[i], first[i])
            states[i], residuals[i] = found.state, found.residual
        except SimulationError as error:
            reasons[i] = str(error)
    return SteadyStates(states, residuals, reasons)


def initialize_cohort(
    people: VirtualPeople,
    parameters: Draws,
    day: float,
    engine: Engine,
    *,
    model_error: ModelError | None = None,
    balance: PersonalBalance | None = None,
    anchor: float = 0.0,
    on_progress: ProgressCallback | None = None,
) -> Cohort:
    """Find people's steady states and run them in to the day before their plan.

    Parameters
    ----------
    people : VirtualPeople
    parameters : Draws
        One row for each person.
    day : float [day]
        On which the bodies are ready: before the plan begins.
    engine : Engine
    model_error : ModelError or None
        Of the mean course of the people's densities under any plan.
    balance : PersonalBalance or None
        How the people depart from the mean course under any plan.
    anchor : float [day]
        On which their areal density is the profile's.

    Returns
    -------
    Cohort
        Who has no steady state, or could not be run in, has a sentence in ``failures`` and leaves the others alone.
    """
    run_in = begin_run_in(people, parameters, day, engine=engine)
    states, failures = np.full_like(run_in.steady.states, np.nan), run_in.failures
    batch = run_in.batch()
    if len(batch):
        aged = run_batch(engine, batch, outputs=False, on_progress=on_progress)
        states[batch.timeline_of] = aged.final
        failures |= {int(batch.timeline_of[k]): why for k, why in aged.failures.items()}
    return Cohort(
        people,
        run_in.parameters,
        day,
        states,
        run_in.steady.residuals,
        failures,
        model_error,
        balance,
        anchor,
    )
