"""How a person's bone answers to more or less of each part of a plan, and from where on more is pointless."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from os import PathLike
from typing import Final

from osteotwin._version import __version__
from osteotwin.body.sites import DIAGNOSTIC_SITES, bmd_key
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.explaining.allowed import allowed, most_of
from osteotwin.explaining.answer import DISCLAIMER
from osteotwin.explaining.bands import Json, interval, json_number
from osteotwin.explaining.reliability import failures
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.explaining.under_plan import under
from osteotwin.inputs.names import choose
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.read_person import read_person
from osteotwin.people.request import USUAL_PEOPLE, check_request, check_work
from osteotwin.people.twin import Twin
from osteotwin.planning.axes import Axis, axes_of
from osteotwin.planning.evaluate import Bench
from osteotwin.planning.frame import Frame, frame_of
from osteotwin.planning.front import middle_of
from osteotwin.planning.horizon import horizon_of
from osteotwin.planning.interaction import NOTHING, interaction_of
from osteotwin.planning.outcome import Outcome
from osteotwin.planning.plan import Planned
from osteotwin.planning.search import Judge
from osteotwin.progress import ProgressCallback, part_of, report
from osteotwin.protocol.interventions import Protocol
from osteotwin.safety.plan_limits import see_clinician
from osteotwin.safety.refused import Refused

SCHEMA: Final = "osteotwin/dose_response/1"
#: Of all that a dose can bring within the limits, so much is enough.
ENOUGH: Final = 0.95
RULE: Final = (
    f"More is pointless from the first dose on that brings {100 * ENOUGH:g} % of what any dose within the hard limits "
    "brings, in the mean change of the bone of hip, neck and spine over the virtual people; a dose that moves it by "
    f"less than {NOTHING:g} percentage points brings nothing."
)
LIFE, OWN = "life as it is", "the plan of the file"
_OF_DRUGS: Final = "Dose and duration are the clinician's: no dose is advised here."


@dataclass(frozen=True)
class _Flat:
    """From which dose on more is pointless, and what is said of it."""

    dose: float | None
    text: str


def dose_response(
    person: Person | Planned | str | PathLike[str],
    around: str | None = None,
    people: int = USUAL_PEOPLE,
    seed: int = 1,
    *,
    parameters: ParameterSet | None = None,
    on_progress: ProgressCallback | None = None,
) -> Json:
    """Vary each part of a plan by itself, in the same virtual people.

    Days of lifting and of impacts, load, impacts a session, calcium, vitamin D, and dose and duration of an aromatase
    inhibitor, each up to its hard limit; and training, calcium and estradiol together.

    Parameters
    ----------
    person : Person, Planned or path
        What :func:`osteotwin.plan` found brings the people that judged its plans, who are as many and of the next seed.
    around : str or None
        Of a person: ``"life as it is"``, or ``"the plan of the file"``, which is usual. Of what was found: the name of
        a plan too; the middle one of those that are there is usual.
    people : int
        Number of virtual people.
    seed : int
        The same inputs and seed give the same numbers.
    parameters : ParameterSet or None
        The set in use otherwise.
    on_progress : callable or None
        Called with the share that is done.

    Returns
    -------
    dict
        As the schema ``dose_response`` says.

    Raises
    ------
    InputError
        If a number cannot be, the outlook is shorter than a year, or there is no such plan.

    Examples
    --------
    >>> import osteotwin as ot
    >>> found = ot.dose_response(ot.demo_path(), people=4)
    >>> [axis["axis"] for axis in found["axes"]][:2]
    ['lifting_days', 'load']
    """
    begun = time.perf_counter()
    if isinstance(person, Planned):
        name = around or middle_of(list(person.choices))
        base = _of_planned(person, name)
        bench, frame, refused = person.bench, person.frame, ()
        people, seed = person.answer["people"], person.answer["seed"] + 1
    else:
        who = read_person(person) if isinstance(person, str | PathLike) else person
        check_request(people, seed)
        name = choose(around or OWN, (OWN, LIFE), "around")
        bench, frame, refused = _bench(who, people, seed, parameters, part_of(on_progress, 0.0, 0.3))
        base = frame.now if name == LIFE else frame.person.plan
    found: Json = {
        "schema": SCHEMA,
        "disclaimer": DISCLAIMER,
        "versions": {"code": __version__, "model": MODEL_VERSION, "parameter_set": ""},
        "person": {
            "name": frame.person.name,
            "sex": frame.person.sex,
            "age": round(frame.person.age_at_start, 2),
        },
        "today": frame.person.start.isoformat(),
        "year": horizon_of(frame.person),
        "people": people,
        "seed": seed,
        "around": name,
        "rule": RULE,
        "refused": [asdict(one) for one in refused],
        "see_clinician_first": [see_clinician(row) for row in frame.bounds.clinician_first],
        "at": None,
        "axes": [],
        "left_out": [],
        "interaction": None,
        "failed": None,
    }
    if bench is not None:
        found |= _answers(base, bench, part_of(on_progress, 0.3, 1.0))
        found["versions"]["parameter_set"] = bench.judge.twin.parameter_set
    report(on_progress, 1.0, 1.0)
    return found | {"timings": {"total_s": round(time.perf_counter() - begun, 3)}}


def _bench(
    who: Person, people: int, seed: int, parameters: ParameterSet | None, on_progress: ProgressCallback | None
) -> tuple[Bench | None, Frame, tuple[Refused, ...]]:
    """Return the people who answer, without what hard flags forbid of the plan; none where a clinician comes first."""
    frame, year = frame_of(who), horizon_of(who)
    if frame.bounds.clinician_first:
        return None, frame, ()
    check_work([frame.person.protocol], people, who.outlook_days)
    twin = Twin.from_person(who, people, seed, parameters=parameters, on_progress=on_progress)
    may = allowed(twin, who)
    frame = frame_of(may.person)
    return Bench(Judge.of(replace(twin, person=may.person), year), frame), frame, may.refused


def _of_planned(planned: Planned, name: str) -> Protocol:
    """Return the plan of a name; its people are there only where there are plans."""
    if planned.bench is not None and name in (LIFE, OWN):
        return planned.frame.now if name == LIFE else planned.frame.person.plan
    return planned.protocol(name)


def _answers(base: Protocol, bench: Bench, on_progress: ProgressCallback | None) -> Json:
    axes, missing = axes_of(base, bench.frame, bench.judge.year)
    described: list[Json] = []
    for k, axis in enumerate(axes):
        described.append(_described(axis, bench))
        report(on_progress, (k + 1) / (len(axes) + 1), 1.0)
    together = interaction_of(base, bench)
    outlook = bench.outputs(base)
    return {
        "at": _outcome(bench.judge.outcome(outlook)),
        "axes": described,
        "left_out": [{"axis": one.name, "label": one.label, "because": one.why} for one in missing],
        "interaction": together,
        "failed": failures([outlook], len(bench.judge.twin.cohort)),
    }


def _described(axis: Axis, bench: Bench) -> Json:
    doses = [_dose(axis, dose, bench) for dose in axis.doses]
    known = set(doses[0]["outside"]) if not axis.clinician else set[str]()
    for row in doses:
        row["outside"] = [text for text in row["outside"] if text not in known]
    flat = None if axis.clinician else _flat(axis, doses)
    return {
        "axis": axis.name,
        "label": axis.label,
        "unit": axis.unit,
        "for_the_clinician": axis.clinician,
        "own": axis.own,
        "beside": axis.beside,
        "needed": axis.needed,
        "wall": None if axis.wall is None else {"at": axis.wall.at, "because": axis.wall.because},
        "flat_from": None if flat is None else flat.dose,
        "text": _OF_DRUGS if flat is None else flat.text,
        "doses": doses,
    }


def _dose(axis: Axis, dose: float, bench: Bench) -> Json:
    plan, judge = axis.plan_at(dose), bench.judge
    outlook = bench.outputs(plan)
    return {
        "dose": dose,
        "total": round(axis.beside + dose, 4),
        "within_limits": axis.wall is None or dose <= axis.wall.at,
        **_outcome(judge.outcome(outlook)),
        "sites": {
            site: interval(outlook.bone_change_at(bmd_key(site), judge.year)) for site in DIAGNOSTIC_SITES
        },
        "outside": _outside(plan, judge.twin),
    }


def _outcome(outcome: Outcome) -> Json:
    return {
        "kept": json_number(outcome.kept),
        "offset": None if outcome.offset is None else json_number(outcome.offset),
        "change": json_number(outcome.change),
    }


def _outside(plan: Protocol, twin: Twin) -> list[str]:
    """Return what of a plan no trial or cohort covered."""
    person = under(twin.person, plan)
    most = most_of(twin, person)
    return [
        one.text
        for one in outside_tested_range(person, twin.profile, most.calcium, most.vitamin_d, most.loads)
    ]


def _flat(axis: Axis, doses: Sequence[Json]) -> _Flat:
    """From which dose on more is pointless: see :data:`RULE`. No dose beyond a limit is looked at."""
    within = [row for row in doses if row["within_limits"]]
    if not within:
        return _Flat(None, "No dose is within the hard limits.")
    start = within[0]["change"]
    gains = [row["change"] - start for row in within]
    most = max(gains)
    if most < NOTHING:
        return _Flat(within[0]["dose"], f"No dose within the limits brings {NOTHING:g} percentage points.")
    first = next(k for k, gain in enumerate(gains) if gain >= ENOUGH * most)
    total, last = within[first]["total"], first == len(within) - 1
    amount = f"{total:,.6g} {axis.unit}"
    if not _moves("kept", within):
        return _Flat(None if last else within[first]["dose"], f"{_without_difference(within)}{_need(axis)}.")
    if last and axis.wall is not None:
        return _Flat(None, f"It rises up to the hard limit, {amount}{_need(axis)}.")
    if last:
        return _Flat(None, f"It rises up to {amount}, the most that is looked at{_need(axis)}.")
    return _Flat(within[first]["dose"], f"More than {amount} is pointless{_need(axis)}.")


def _moves(name: str, doses: Sequence[Json]) -> bool:
    """Tell whether an answer moves with the dose by 1 of 100, as it is shown."""
    return len({round(100 * row[name]) for row in doses if row[name] is not None}) > 1


def _without_difference(doses: Sequence[Json]) -> str:
    """Say what a dose does that makes no difference to how many keep bone."""
    bone = max(row["change"] for row in doses) - doses[0]["change"]
    text = "It makes no difference to how many keep bone"
    if _moves("offset", doses):
        shares = [round(100 * row["offset"]) for row in doses if row["offset"] is not None]
        text += f"; the drug is made up for in {min(shares)} to {max(shares)} of 100"
    return f"{text}; bone itself moves by {bone:.1f} percentage points"


def _need(axis: Axis) -> str:
    return "" if axis.needed is None else f"; {axis.needed:,.0f} covers nearly everybody's need"
