"""The answer of a virtual trial: what ``trial --json`` prints and the page shows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.endpoints import ENDPOINTS
from osteotwin.explaining.answer import DISCLAIMER
from osteotwin.explaining.bands import Json, json_number
from osteotwin.explaining.basis import fitted_on, is_calibrated
from osteotwin.parameters import ParameterSet
from osteotwin.protocol.describe import describe_intervention
from osteotwin.protocol.drug_groups import label_of
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.protocol.library import called, load_drugs
from osteotwin.protocol.not_simulated import describe_dose, sentence
from osteotwin.studies.trials.comparison import (
    Difference,
    Sample,
    critical,
    difference,
    people_needed,
    power,
)
from osteotwin.studies.trials.design import TrialDesign
from osteotwin.studies.trials.left_open import not_compared_because
from osteotwin.studies.trials.measured import measurement_cv
from osteotwin.studies.trials.recruitment import Recruitment, in_words
from osteotwin.studies.trials.source import ADHERENCE, AGE, LEFT

SCHEMA = "osteotwin/virtual_trial/1"
#: Sizes for which the power is told, people in each arm.
SIZES = (10, 20, 50, 100, 200, 500, 1000)
#: Powers for which the number of people is told.
WANTED = (0.8, 0.9)
#: Normal quantile of a 95 % interval.
_Z95 = 1.959964


def percent_changes(values: Vector) -> Vector:
    """Measured change since the first visit, in percent, array [n_people, n_visit]."""
    return 100 * (values / values[:, :1] - 1)


def answer_of(
    design: TrialDesign,
    recruitment: Recruitment,
    values: Mapping[str, Vector],
    failures: Mapping[int, str],
    models: Mapping[str, Vector],
    parameters: ParameterSet,
    seed: int,
) -> Json:
    """The answer object; its keys are described by the schema ``virtual_trial``.

    Parameters
    ----------
    design : TrialDesign
    recruitment : Recruitment
    values : mapping of str to array [n_people, n_visit] or [n_people]
        As measured; participant ``k`` is in arm ``k`` modulo the number of arms.
    failures : mapping of int to str
    models : mapping of endpoint to array [n_arm, n_draw, n_visit]
        The difference from the control under draws of the model, in points of percent.
    parameters : ParameterSet
    seed : int
    """
    changes = {name: percent_changes(values[name]) for name in design.endpoints}
    samples = {
        name: [
            [Sample.of(visit) for visit in change[k :: len(design.arms)].T] for k in range(len(design.arms))
        ]
        for name, change in changes.items()
    }
    return {
        "schema": SCHEMA,
        "disclaimer": DISCLAIMER,
        "versions": {"code": __version__, "model": MODEL_VERSION, "parameter_set": parameters.name},
        "trial": _trial(design, seed),
        "population": _population(design, recruitment),
        "arms": [_arm(design, k, values, failures, samples) for k in range(len(design.arms))],
        "comparisons": [_compared(design, k, samples, models) for k in range(1, len(design.arms))],
        "power": [_power(design, k, samples, models) for k in range(1, len(design.arms))],
        "notes": _notes(design, parameters),
        "timings": {},
    }


def _trial(design: TrialDesign, seed: int) -> Json:
    return {
        "name": design.name,
        "days": list(design.days),
        "primary": design.primary,
        "people_per_arm": design.people,
        "dropout_per_year": design.dropout,
        "seed": seed,
        "endpoints": [
            {
                "id": name,
                "label": ENDPOINTS[name].label,
                "unit": ENDPOINTS[name].output_unit,
                "measurement_cv": measurement_cv(name),
            }
            for name in design.endpoints
        ],
    }


def _population(design: TrialDesign, recruitment: Recruitment) -> Json:
    return {
        "sex": design.sex,
        "age": design.age,
        "age_sd": design.age_sd,
        "youngest": design.youngest,
        "oldest": design.oldest,
        "eligibility": in_words(design),
        "asked": recruitment.asked,
        "eligible": recruitment.eligible,
        "eligible_share": json_number(recruitment.share),
    }


def _arm(
    design: TrialDesign,
    k: int,
    values: Mapping[str, Vector],
    failures: Mapping[int, str],
    samples: Mapping[str, list[list[Sample]]],
) -> Json:
    arms = len(design.arms)
    failed = [why for person, why in failures.items() if person % arms == k]
    left = values[LEFT][k::arms]
    return {
        "name": design.arms[k].name,
        "done": done(design.arms[k].plan),
        "started": len(left),
        "left": int(np.sum(left <= design.days[-1])),
        "failed": len(failed),
        "reasons": sorted(set(failed))[:3],
        "age": _summary(values[AGE][k::arms]),
        "adherence": _summary(values[ADHERENCE][k::arms]),
        "start": {name: _summary(values[name][k::arms, 0]) for name in design.endpoints},
        "change": {
            name: [
                {"day": day, "n": one.n, "mean": json_number(one.mean), "sd": json_number(one.sd)}
                for day, one in zip(design.days, samples[name][k], strict=True)
            ]
            for name in design.endpoints
        },
    }


def done(plan: Protocol) -> list[str]:
    """What a plan consists of, one text each."""
    return [
        *(
            f"{label_of(item.drug)}, {text}" if isinstance(item, DrugCourse) else text
            for item in plan.interventions
            for text in (describe_intervention(item),)
        ),
        *(f"{called(item.name)}, {describe_dose(item)} (not simulated)" for item in plan.not_simulated),
    ]


def _summary(values: Vector) -> Json:
    found = Sample.of(values)
    return {"mean": json_number(found.mean), "sd": json_number(found.sd)}


def _compared(
    design: TrialDesign, k: int, samples: Mapping[str, list[list[Sample]]], models: Mapping[str, Vector]
) -> Json:
    why = _not_compared(design, k)
    return {
        "arm": design.arms[k].name,
        "control": design.arms[0].name,
        "not_compared": why,
        "endpoints": {
            name: [
                _difference(
                    day,
                    difference(samples[name][k][visit], samples[name][0][visit]),
                    models[name][k, :, visit],
                )
                if why is None
                else _no_difference(day)
                for visit, day in enumerate(design.days)
                if day > 0
            ]
            for name in design.endpoints
        },
    }


def _not_compared(design: TrialDesign, k: int) -> str | None:
    arm, control = design.arms[k], design.arms[0]
    return not_compared_because(arm.name, arm.plan, control.name, control.plan)


def _no_difference(day: float) -> Json:
    ends = {"lo95": None, "hi95": None}
    return {"day": day, "difference": None, "p": None, "sampling": ends, "model": ends, "together": ends}


def about_middle(draws: Vector) -> Vector:
    """How far each draw of the model that could be simulated lies from the middle one."""
    known = draws[np.isfinite(draws)]
    return known - np.median(known) if len(known) else np.zeros(1)


def _difference(day: float, found: Difference, draws: Vector) -> Json:
    """A difference with the interval of each of the two things it is uncertain by, and of both together."""
    apart = about_middle(draws)
    low, high = np.percentile(apart, [2.5, 97.5])
    reach = np.hypot(critical(found.freedom) * found.se, _Z95 * apart.std())
    return {
        "day": day,
        "difference": json_number(found.value),
        "p": json_number(found.p),
        "sampling": _ends(*found.interval),
        "model": _ends(found.value + low, found.value + high),
        "together": _ends(found.value - reach, found.value + reach),
    }


def _ends(low: float, high: float) -> Json:
    return {"lo95": json_number(low), "hi95": json_number(high)}


def _power(
    design: TrialDesign, k: int, samples: Mapping[str, list[list[Sample]]], models: Mapping[str, Vector]
) -> Json:
    """The power for the primary endpoint at the last visit, by people in each arm."""
    treated, control = (samples[design.primary][arm][-1] for arm in (k, 0))
    arms = len(design.arms)
    started = [samples[design.primary][arm][0].n for arm in (k, 0)]
    kept = tuple(one.n / n if n else 0.0 for one, n in zip((treated, control), started, strict=True))
    effect = treated.mean - control.mean
    sds = treated.sd, control.sd
    why = _not_compared(design, k)
    possible = arms > 1 and why is None and min(treated.n, control.n) > 1 and min(sds) > 0
    direction = -1.0 if effect < 0 else 1.0
    along = direction * (effect + about_middle(models[design.primary][k, :, -1]))

    def at(n: int) -> Json:
        left = [n * share for share in kept]
        if not possible or min(left) < 2:
            return {"n": n, "power": None, "assurance": None}
        return {
            "n": n,
            "power": json_number(float(power(abs(effect), *sds, *left))),
            "assurance": json_number(float(np.mean(power(along, *sds, *left)))),
        }

    return {
        "arm": design.arms[k].name,
        "endpoint": design.primary,
        "day": design.days[-1],
        "not_compared": why,
        "effect": json_number(effect) if why is None else None,
        "by_n": [at(n) for n in SIZES],
        "needed": {
            f"{100 * wanted:g}": people_needed(wanted, effect, *sds, (kept[0], kept[1])) if possible else None
            for wanted in WANTED
        },
    }


def _notes(design: TrialDesign, parameters: ParameterSet) -> list[str]:
    """What a reader must know to read the numbers right."""
    drugs = {
        item.drug: load_drugs()[item.drug]
        for arm in design.arms
        for item in arm.plan.interventions
        if isinstance(item, DrugCourse)
    }
    exact = [ENDPOINTS[name].label for name in design.endpoints if measurement_cv(name) is None]
    return [
        *(
            f"{drug.label} has no effect here: {drug.not_modelled_because}"
            for drug in drugs.values()
            if not drug.modelled
        ),
        *dict.fromkeys(sentence(item.name) for arm in design.arms for item in arm.plan.not_simulated),
        "Each arm has people of its own, and all of them share one model, that of the central parameters. The sampling "
        "interval says how far chance in who takes part moves the difference; the model interval how far what is not "
        "known about the model does, in one mean participant; more people narrow the first alone.",
        _about_model(parameters),
        "Every visit counts those who were measured at it; no value is imputed, and no last observation is carried "
        "forward. Who leaves is drawn by chance, whatever the own course.",
        "Power counts trials that find a significant difference in the direction of the simulated one, if the model is "
        "right in the middle; assurance is its mean over what is not known about the model.",
        *(
            [
                "Measured without error, since none is in the tables, which makes intervals too narrow and power too "
                f"high: {', '.join(exact)}."
            ]
            if exact
            else []
        ),
    ]


def _about_model(parameters: ParameterSet) -> str:
    """What the model interval rests on."""
    if is_calibrated(parameters):
        return (
            f"The model interval holds what the fit left open ({fitted_on(parameters)}), the ranges of what was not "
            "fitted, and how far trials lie off the model; it does not hold an equation that is wrong."
        )
    return (
        "The model has not been calibrated on trials: the model interval holds the ranges in which its parameters are "
        "believed to lie, and the size of every effect is a hypothesis."
    )
