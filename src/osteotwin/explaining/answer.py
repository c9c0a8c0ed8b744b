"""Put the answer together: what ``run --json`` prints and the report renders."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from os import PathLike

import numpy as np

from osteotwin._version import __version__
from osteotwin.body.sites import DIAGNOSTIC_SITES, DXA_SITES, SITE_LABELS, TRABECULAR_SPINE
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.cohort.injection_cycles import InjectionCycles, average_over_cycles
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.t_scores import t_score_reference
from osteotwin.cohort.z_scores import z_score_reference
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.engine.interface import Engine
from osteotwin.explaining.advice import advice
from osteotwin.explaining.against_stopping import against_stopping
from osteotwin.explaining.allowed import Allowed, allowed, situation_of
from osteotwin.explaining.asked import asked_of
from osteotwin.explaining.bands import Json, band, json_number, median_of, variance_of
from osteotwin.explaining.basis import about_bands
from osteotwin.explaining.contributions import (
    Contributions,
    contributions_of,
    describe_basis,
    describe_contributions,
    describe_effect,
    done_before,
    number_of_subsets,
)
from osteotwin.explaining.crossing import ABOUT_LINES, crossing
from osteotwin.explaining.fit import fit_of, next_measurement
from osteotwin.explaining.flags import describe_flags
from osteotwin.explaining.fracture import fracture
from osteotwin.explaining.glossary import terms_of_report
from osteotwin.explaining.inputs import assumptions_of_plan, describe_assumption, describe_inputs
from osteotwin.explaining.intake import intake
from osteotwin.explaining.not_simulated import with_drugs_apart
from osteotwin.explaining.reference_ranges import with_references
from osteotwin.explaining.reliability import failures
from osteotwin.explaining.scenarios import NOTHING, PLAN, Scenario, scenarios_of
from osteotwin.explaining.series import series
from osteotwin.explaining.signals_left_out import shown_of, signals_left_out
from osteotwin.explaining.site_bands import changes, site_bands
from osteotwin.explaining.sources import sources_of
from osteotwin.explaining.still_due import days_due, still_due
from osteotwin.explaining.tables.describe import describe_tables
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.explaining.times import answer_days
from osteotwin.explaining.treatment_line import treatment_line
from osteotwin.explaining.whole_verdict import flags_of_answer, whole_verdict
from osteotwin.explaining.won_back import won_back
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.read_person import read_person
from osteotwin.people.request import check_request, check_work, number_of_people
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin
from osteotwin.people.what_data_told import WhatDataTold, what_data_told
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.injection_cycles import hormone_injections
from osteotwin.safety import Flag
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.facts_of_situation import facts_of_situation
from osteotwin.safety.guidelines.gather import Guidelines, guidelines_of_facts

_log = logging.getLogger(__name__)

SCHEMA = "osteotwin/answer/2"

DISCLAIMER = (
    "osteotwin is a research simulation, not medical advice. Do not start, stop or change a drug because of it; "
    "speak with your clinician."
)


def _sites(outlook: Outputs, sex: str, age: float) -> dict[str, Json]:
    result: dict[str, Json] = {}
    ages = age + outlook.days / DAYS_PER_YEAR
    for site in DXA_SITES:
        result[site] = {
            "label": _title(SITE_LABELS[site]),
            "diagnostic": site in DIAGNOSTIC_SITES,
            **site_bands(outlook, site, sex, ages),
            "t_score_reference": t_score_reference(site, sex).reference,
            "z_score_reference": z_score_reference(site, sex),
        }
    result[TRABECULAR_SPINE] = {
        "label": f"{_title(SITE_LABELS[TRABECULAR_SPINE])} (QCT)",
        "diagnostic": False,
        "percent_change": band(outlook.percent_change("vbmd_spine_qct")),
    }
    return result


def _title(label: str) -> str:
    return label[:1].upper() + label[1:]


def _scenario(scenario: Scenario, outlook: Outputs) -> Json:
    at_sites = {site: changes(outlook, site) for site in DXA_SITES}
    return {"label": scenario.label, "groups": list(scenario.groups), "sites": at_sites}


def _uncertainty(twin: Twin, whole: Outputs, model_only: Outputs) -> Json:
    years = whole.whole_years
    share = None
    if years:
        parts = [
            variance_of(outlook.bone_change_at("bmd_lumbar_spine", years[-1]))
            for outlook in (model_only, whole)
        ]
        share = json_number(min(parts[0] / parts[1], 1.0)) if parts[1] > 0 else None
    return {
        "people": twin.size,
        "seed": twin.seed,
        "text": about_bands(twin.parameters),
        "share_model": share,
        "share_people": None if share is None else json_number(1 - share),
    }


def run(
    person: Person | str | PathLike[str],
    people: int | None = None,
    seed: int = 1,
    *,
    men: int | None = None,
    parameters: ParameterSet | None = None,
    engine: Engine | None = None,
    on_progress: ProgressCallback | None = None,
    twin: Twin | None = None,
) -> Json:
    """Simulate a person and return the answer.

    Parameters
    ----------
    person : Person or path
        A person, or the file of one.
    people : int, optional
        Number of virtual people, 400 otherwise; the bands get smoother, not narrower, with more.
    seed : int
        The same inputs and seed give the same numbers, bit for bit.
    men : int, optional
        Another name of ``people``.
    parameters : ParameterSet or None
        The set in use otherwise.
    engine : Engine or None
        The default engine otherwise.
    on_progress : callable or None
        Called with the share of finished runs.
    twin : Twin or None
        Of this very person, with this number of people and this seed, where it is there already.

    Returns
    -------
    dict
        The answer object; its keys are described by the ``answer`` schema.

    Raises
    ------
    InputError
        If a number cannot be, or the plan is more work than can be done.
    """
    begun = time.perf_counter()
    if isinstance(person, str | PathLike):
        person = read_person(person)
    size = number_of_people(people, men)
    check_request(size, seed)
    check_work([person.protocol], size, person.outlook_days)
    # The twin, every scenario, the plan between its injections, the contributions, and the twin that is uncertain of
    # the model alone with its one plan. Hard flags can make them fewer.
    first = 1 / (1 + _parts_of(person))
    chosen = parameters or parameters_in_use()
    twin = twin or Twin.from_person(
        person, size, seed, parameters=chosen, engine=engine, on_progress=part_of(on_progress, 0.0, first)
    )
    may = allowed(twin, person)
    person = may.person
    scenarios = scenarios_of(person.plan, person.history, without=[one.label for one in may.refused])
    parts, subsets = _parts_of(person), _work_of_subsets(person)

    def part(place: int, count: int = 1) -> ProgressCallback | None:
        begin, end = (first + (1 - first) * done / parts for done in (place, place + count))
        return part_of(on_progress, begin, min(end, 1.0))

    days = answer_days(person.outlook_days)
    plans = {name: scenario.protocol for name, scenario in scenarios.items()}
    outlooks = twin.simulate_all(plans, days, engine=engine, on_progress=part(0, len(scenarios)))
    outlooks[PLAN], cycles = average_over_cycles(
        twin.cohort,
        person.protocol,
        outlooks[PLAN],
        engine or ENSEMBLE_ENGINE,
        on_progress=part(len(scenarios)),
    )
    shared_out = contributions_of(
        twin, person.plan, days, engine=engine, on_progress=part(parts - 2 - subsets, subsets)
    )
    model_only = twin.with_model_uncertainty_only(engine=engine, on_progress=part(parts - 2)).simulate_all(
        {PLAN: person.plan}, days, engine=engine, on_progress=part(parts - 1)
    )[PLAN]
    situation = situation_of(twin, person, outlooks[PLAN], may.most)
    guidelines = still_due(guidelines_of_facts(facts := facts_of_situation(situation)), person)
    told = what_data_told(
        twin.problem, twin.posterior, person.protocol, person.outlook_days, seed, days_due(guidelines, person)
    )
    fit = fit_of(person, twin, told, outlooks[PLAN])
    flags = flags_of_answer(may, fit, situation)
    simulated = time.perf_counter()
    answer = _assemble(
        twin,
        may,
        _Simulated(scenarios, outlooks, cycles, shared_out, model_only, told),
        facts,
        guidelines,
        fit,
        flags,
    )
    answer["timings"] = {
        "simulate_s": round(simulated - begun, 3),
        "total_s": round(time.perf_counter() - begun, 3),
    }
    # Counts only: a log is no place for what a file says of a person.
    _log.info(
        "%d virtual people, seed %d, set %s: %d plans in %.1f s",
        size, seed, twin.parameter_set, len(plans), time.perf_counter() - begun,
    )  # fmt: skip
    failed = answer["failed"]["count"]
    if failed:
        _log.info("%d of them could not be simulated", failed)
    return answer


def _parts_of(person: Person) -> int:
    """How much is simulated once the twin is there, in scenarios."""
    injected = bool(hormone_injections(person.protocol))
    return len(scenarios_of(person.plan, person.history)) + injected + _work_of_subsets(person) + 2


def _work_of_subsets(person: Person) -> int:
    """The same of contributions: a subset of the plan's parts is a third of a scenario's work."""
    return 1 + number_of_subsets(person.plan) // 3


@dataclass(frozen=True, eq=False)
class _Simulated:
    """Everything that was simulated for an answer.

    Attributes
    ----------
    scenarios : mapping of name to Scenario
    outlooks : mapping of name to Outputs
        Of the scenarios.
    cycles : InjectionCycles or None
    contributions : Contributions
    model_only : Outputs
    told : WhatDataTold
    """

    scenarios: Mapping[str, Scenario]
    outlooks: Mapping[str, Outputs]
    cycles: InjectionCycles | None
    contributions: Contributions
    model_only: Outputs
    told: WhatDataTold


def _assemble(
    twin: Twin,
    may: Allowed,
    simulated: _Simulated,
    facts: Facts,
    guidelines: Guidelines,
    fit: Json,
    flags: tuple[Flag, ...],
) -> Json:
    person, most = may.person, may.most
    scenarios, outlooks, shared_out = simulated.scenarios, simulated.outlooks, simulated.contributions
    left_out = signals_left_out(person)
    plan, age = outlooks[PLAN], person.age_at_start
    outside = outside_tested_range(person, twin.profile, most.calcium, most.vitamin_d, most.loads)
    drift = float(np.fmax.reduce(twin.cohort.residuals, initial=np.nan))
    natural = [outlooks[NOTHING].bone_change_at("bmd_lumbar_spine", year) for year in plan.whole_years[:1]]
    middle = median_of(natural[0]) if natural else None
    yearly = (
        "how the spine would go on without the plan is not known"
        if middle is None
        else f"without the plan the spine would go on at {middle:+.2f} % a year"
    )
    failed = failures([*outlooks.values(), simulated.model_only], twin.size)
    asked = asked_of(twin, may, outside, fit)
    verdict = whole_verdict(outlooks, asked, guidelines, failed, twin.size)
    likely, risk = dict[str, Json](), None
    if not failed["too_many"]:
        likely = crossing(plan, person.sex, age)
        risk = fracture(outlooks, person.plan, person.sex, age, twin.seed)
    inputs = describe_inputs(twin.person)
    signals = with_drugs_apart(
        shown_of(series(outlooks, simulated.cycles), left_out), inputs["not_simulated"]
    )
    answer: Json = {
        "schema": SCHEMA,
        "disclaimer": DISCLAIMER,
        "versions": {
            "code": __version__,
            "model": MODEL_VERSION,
            "parameter_set": twin.parameter_set,
        },
        "inputs": inputs,
        "intake": intake(twin.profile, most),
        "assumptions": [
            describe_assumption(assumption)
            for assumption in (*twin.assumptions, *assumptions_of_plan(person.protocol))
        ],
        "years": [json_number(day / DAYS_PER_YEAR) for day in plan.days],
        "today": person.start.isoformat(),
        "fit": fit,
        "next_measurement": next_measurement(person, simulated.told),
        "dates": [(person.start + timedelta(days=round(day))).isoformat() for day in plan.days],
        "sites": _sites(plan, person.sex, age),
        "crossing": likely,
        "crossing_text": ABOUT_LINES,
        "treatment_line": treatment_line(facts),
        "fracture": risk,
        "series": with_references(signals, person, plan.days),
        "signals_left_out": left_out,
        "scenarios": {name: _scenario(scenarios[name], outlooks[name]) for name in scenarios},
        "contributions": describe_contributions(shared_out),
        "contributions_basis": {
            **describe_basis(shared_out),
            "done_before": done_before(person.plan),
            "against_stopping": against_stopping(person.plan),
        },
        "plan_effect": describe_effect(shared_out),
        "won_back": won_back(shared_out),
        "verdict": verdict,
        "flags": describe_flags(flags),
        "advice": advice(person, twin.profile, flags),
        "outside_tested_range": [beyond.text for beyond in outside],
        "steady_state": {
            "residual_per_day": json_number(drift),
            "text": "Each virtual person starts from a steady state of their own, run in to the day before "
            f"{'what was done first' if person.past.interventions else 'the plan'}; {yearly}.",
        },
        "uncertainty": _uncertainty(twin, plan, simulated.model_only),
        "failed": failed,
        "glossary": terms_of_report(),
        "sources": sources_of(person.protocol),
        "timings": {},
    }
    return answer | {"tables": describe_tables(answer)}
