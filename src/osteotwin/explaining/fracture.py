"""How a plan changes the risk of a fracture: a ratio to the same person without it, and no absolute risk.

The ratio comes from density alone. Its logarithm is that of the published gradient of risk at the person's age, times
the difference in the density of the femoral neck to the same virtual person on the same day without the plan, in
standard deviations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import FEMORAL_NECK, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.bands import Json, interval, json_number
from osteotwin.explaining.fracture_gradient import OUTCOMES, fracture_gradient
from osteotwin.explaining.marks import marks_of
from osteotwin.explaining.scenarios import NOTHING, PLAN, spared
from osteotwin.parameters.sample import standard_normals
from osteotwin.protocol.drug_groups import is_simulated, label_of, takes_bone
from osteotwin.protocol.interventions import Protocol

TEXT: Final = (
    "A ratio, not a risk: how often such people break a bone is not in it. It comes from the density of the femoral "
    "neck alone, by the gradient of risk of 12 cohorts of some 39,000 men and women; what else a drug, training or a "
    "fall does to fractures is not in it either. Below the age of 50 the gradient of 50 is taken, above 80 that of 80. "
    "The cohorts' osteoporotic fractures are nearly, not exactly, what other calculators call major ones. The band "
    "holds the uncertainty of the density and of the gradient."
)


def relative_risk(plan: Outputs, other: Outputs, outcome: str, sex: str, age: float, seed: int) -> Vector:
    """Return each virtual person's risk under a plan over the risk of the same person under another.

    Parameters
    ----------
    plan, other : Outputs
        Of the same people on the same days.
    outcome : str
        One of ``osteotwin.explaining.fracture_gradient.OUTCOMES``.
    sex : str
    age : float [year]
        On day 0.
    seed : int
        Of the people: each has a gradient of their own, as uncertain as the published one.

    Returns
    -------
    array [n_people, n_time]
        1 where the densities are the same, NaN where a simulation failed.
    """
    table = fracture_gradient()
    row, course = table.of(outcome, sex)
    normals = standard_normals(seed, outcome, "fracture_gradient", len(plan))
    gradient = (row.log + row.standard_error * normals)[:, None] * course.at(age + plan.days / DAYS_PER_YEAR)
    neck = bmd_key(FEMORAL_NECK)
    return np.exp(gradient * (other.values[neck] - plan.values[neck]) / table.sd.value)


def fracture(outlooks: Mapping[str, Outputs], plan: Protocol, sex: str, age: float, seed: int) -> Json:
    """Return the relative risks of a plan: against the person without the drugs that take bone, and without the plan.

    Parameters
    ----------
    outlooks : mapping of scenario to Outputs
        With the plan, nothing, and the scenario that ``spared`` names.
    plan : Protocol
    sex : str
    age : float [year]
        On day 0.
    seed : int
    """
    takers = [group for group in plan.groups() if takes_bone(group) and is_simulated(group)]
    against = {"without_plan": ("without the plan", NOTHING)}
    if takers:
        names = " and ".join(label_of(group) for group in takers)
        against = {"without_drugs": (f"without {names}", spared(plan)), **against}
    return {
        "text": TEXT,
        "source": fracture_gradient().of("hip", sex)[0].source,
        "outcomes": {outcome: _gradient(outcome, sex, age) for outcome in OUTCOMES},
        "against": {
            name: {
                "label": f"the same person {label}",
                "scenario": scenario,
                "relative_risk": {
                    outcome: _by_year(outlooks[PLAN], outlooks[scenario], outcome, sex, age, seed)
                    for outcome in OUTCOMES
                },
            }
            for name, (label, scenario) in against.items()
        },
    }


def _gradient(outcome: str, sex: str, age: float) -> Json:
    """What an outcome is called, and its gradient at the age of day 0."""
    row, course = fracture_gradient().of(outcome, sex)
    factor = float(course.at(np.array(age)))
    per_sd, low, high = (json_number(value**factor) for value in (row.per_sd, row.low95, row.high95))
    return {"label": OUTCOMES[outcome], "per_sd": per_sd, "lo95": low, "hi95": high}


def _by_year(plan: Outputs, other: Outputs, outcome: str, sex: str, age: float, seed: int) -> Json:
    ratio = relative_risk(plan, other, outcome, sex, age, seed)
    return {mark.key: interval(ratio[:, mark.column]) for mark in marks_of(plan)}
