"""Plans side by side: the same virtual people under each, and how much better or worse each person does."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from os import PathLike

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body.sites import DECIDING_SITES, DIAGNOSTIC_SITES, DXA_SITES, SITE_LABELS, bmd_key
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.scans import least_significant_change
from osteotwin.cohort.t_scores import t_score_reference
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.engine.interface import Engine
from osteotwin.errors import InputError, Problem
from osteotwin.explaining.about_plans import about_plan
from osteotwin.explaining.allowed import allowed
from osteotwin.explaining.answer import DISCLAIMER
from osteotwin.explaining.bands import Json, band, json_number
from osteotwin.explaining.basis import about_bands
from osteotwin.explaining.crossing import crossing, half_crossed
from osteotwin.explaining.marks import marks_of
from osteotwin.explaining.paired import Change, Difference, changes, differences
from osteotwin.explaining.reliability import failures, why_no_verdict
from osteotwin.explaining.under_plan import under
from osteotwin.html_table import html_table, signed
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.read_person import read_person
from osteotwin.people.request import USUAL_PEOPLE, check_request, check_work
from osteotwin.people.twin import Twin, output_days
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol
from osteotwin.units import shown_value

_log = logging.getLogger(__name__)

SCHEMA = "osteotwin/comparison/1"
#: More side by side are not read any more, neither as lines nor as rows.
MOST_PLANS = 6


@dataclass(frozen=True, repr=False)
class Comparison:
    """The same virtual people under several plans, each compared with the first.

    Whoever failed under any of the plans is left out of all.

    Attributes
    ----------
    person : Person
    plans : tuple of str
        Names; the first is what the others are compared with.
    people, seed : int
    parameter_set : str
    years : tuple of str
        Years since today: each whole one, and the end where that is none.
    changes : mapping of str to mapping
        Plan, then site, then year -> :class:`~osteotwin.explaining.paired.Change`.
    differences : mapping of str to mapping
        Plan but the first, then site, then year -> :class:`~osteotwin.explaining.paired.Difference`.
    crossing : mapping of str to mapping
        Plan, then site of the diagnosis, then line of the T-score -> the share ``today``, whether that is half
        (``already``), the share at each of the ``years`` and ``within`` the outlook on any day, and the day and date
        by which more than half have come down to it (``half_by_day``, ``half_by``). Empty where too many failed.
    course : mapping of str to mapping
        Plan, then hip and spine -> the bands of the change by month, as lists.
    about : mapping of str to mapping
        Plan -> what is ``done``, what of it is ``not_simulated`` or ``refused``, what ``ends_today``, ``flags``,
        ``outside_tested_range``.
    days : tuple of float
        Of the course.
    failed : mapping
        ``count``, ``too_many`` (more than one in twenty), ``reasons`` and ``text``, of who failed under any plan.
    intervals : str
        What the intervals hold.
    """

    person: Person
    plans: tuple[str, ...]
    people: int
    seed: int
    parameter_set: str
    years: tuple[str, ...]
    changes: Mapping[str, Mapping[str, Mapping[str, Change]]]
    differences: Mapping[str, Mapping[str, Mapping[str, Difference]]]
    crossing: Mapping[str, Mapping[str, Json]]
    course: Mapping[str, Mapping[str, Json]]
    about: Mapping[str, Json]
    days: tuple[float, ...]
    failed: Mapping[str, object]
    intervals: str

    def __repr__(self) -> str:
        return f"Comparison({len(self.plans)} plans, {self.people} virtual people, seed {self.seed})"

    def to_dict(self) -> Json:
        """Everything as plain numbers, texts, lists and dictionaries, as the schema ``comparison`` says."""
        person = self.person
        return {
            "schema": SCHEMA,
            "disclaimer": DISCLAIMER,
            "versions": {"code": __version__, "model": MODEL_VERSION, "parameter_set": self.parameter_set},
            "person": {"name": person.name, "sex": person.sex, "age": round(person.age_at_start, 2)},
            "today": person.start.isoformat(),
            "until": person.until.isoformat(),
            "people": self.people,
            "seed": self.seed,
            "intervals": self.intervals,
            "against": self.plans[0],
            "plans": [{"name": plan, **self.about[plan]} for plan in self.plans],
            "years": list(self.years),
            "sites": {site: _site(site, person.sex) for site in DXA_SITES},
            "changes": _as_dictionaries(self.changes),
            "differences": _as_dictionaries(self.differences),
            "crossing": {plan: dict(by_site) for plan, by_site in self.crossing.items()},
            "course": {
                "years": [json_number(day / DAYS_PER_YEAR) for day in self.days],
                "plans": {plan: dict(by_site) for plan, by_site in self.course.items()},
            },
            "failed": dict(self.failed),
        }

    def _repr_html_(self) -> str:
        """What a notebook shows: the difference of each site and year, and in how many of 100 it is for the better."""
        rows = [
            (f"{plan}: {SITE_LABELS[site]}", *(_cell(by_year[year]) for year in self.years))
            for plan, by_site in self.differences.items()
            for site, by_year in by_site.items()
        ]
        caption = f"{self!r}. Against {self.plans[0]}, points of percent of bone: median (90 % interval)"
        return html_table(caption, rows, ("plan: site", *(f"year {year}" for year in self.years)))


def compare(
    person: Person | str | PathLike[str],
    plans: Mapping[str, Protocol],
    people: int = USUAL_PEOPLE,
    seed: int = 1,
    *,
    parameters: ParameterSet | None = None,
    engine: Engine | None = None,
    on_progress: ProgressCallback | None = None,
) -> Comparison:
    """Simulate the same virtual people under several plans and compare each with the first.

    What a hard flag forbids of a plan is left out of it and named: ``about[plan]["refused"]``.

    Parameters
    ----------
    person : Person or path
        A person, or the file of one; how far to look ahead is his, and his past comes before every plan.
    plans : mapping of str to Protocol
        Two to six, by name. What a plan does not hold of the person's own ends today.
    people : int
        Number of virtual people.
    seed : int
        The same inputs and seed give the same numbers, bit for bit.
    parameters : ParameterSet or None
        The set in use otherwise.
    engine : Engine or None
        The default engine otherwise.
    on_progress : callable or None
        Called with the share of finished runs.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If there are fewer than two plans or more than six, a plan has a past that is not the person's, a number cannot
        be, or the plans are more work than can be done.

    Examples
    --------
    >>> import osteotwin as ot
    >>> person = ot.read_person(ot.demo_path())
    >>> found = ot.compare(person, {"as is": person.plan, "no training": person.plan.without("training")}, people=5)
    >>> found.differences["no training"]["lumbar_spine"]["2"].median < 0
    True
    """
    if isinstance(person, str | PathLike):
        person = read_person(person)
    _check_plans(plans, person)
    check_request(people, seed)
    check_work(plans.values(), people, person.outlook_days)
    parts = len(plans) + 1
    twin = Twin.from_person(
        person,
        people,
        seed,
        plans=plans.values(),
        parameters=parameters,
        engine=engine,
        on_progress=part_of(on_progress, 0.0, 1 / parts),
    )
    may = {name: allowed(twin, under(person, plan)) for name, plan in plans.items()}
    outlooks = twin.simulate_all(
        {name: left.person.plan for name, left in may.items()},
        output_days(person.outlook_days),
        engine=engine,
        on_progress=part_of(on_progress, 1 / parts, 1.0),
    )
    _log.info(
        "%d virtual people, seed %d, set %s: %d plans compared", people, seed, twin.parameter_set, len(plans)
    )
    about = {name: about_plan(twin, plans[name], may[name], outlook) for name, outlook in outlooks.items()}
    return comparison(person, outlooks, about, about_bands(twin.parameters))


def _check_plans(plans: Mapping[str, Protocol], person: Person) -> None:
    problems = [
        Problem(
            "comparison", f"plans[{shown_value(name)}]", shown_value(plan), "a plan", "read it with read_plan"
        )
        for name, plan in plans.items()
        if not isinstance(plan, Protocol)  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may have no checker
    ]
    if len(plans) < 2:
        found = "one plan" if plans else "no plan"
        fix = "add what the first is to be compared with"
        problems.append(Problem("comparison", "plans", found, "two plans or more, by name", fix))
    if len(plans) > MOST_PLANS:
        fix = "make several comparisons of it, each with the same first plan"
        problems.append(
            Problem("comparison", "plans", f"{len(plans)} plans", f"at most {MOST_PLANS} plans", fix)
        )
    if not problems:
        problems = _foreign_pasts(plans, person)
    if problems:
        raise InputError(problems)


def _foreign_pasts(plans: Mapping[str, Protocol], person: Person) -> list[Problem]:
    """A past of its own would make a plan differ before it begins."""
    mine = person.past.interventions
    return [
        Problem(
            "comparison", f"plans[{shown_value(name)}]", "something before day 0 that the person's past does not hold",
            "a plan from day 0 on: what was done before is the same under every plan",
            "let it begin on day 0, and put what was done into the person's history",
        )
        for name, plan in plans.items()
        if any(item not in mine for item in plan.past().interventions)
    ]  # fmt: skip


def comparison(
    person: Person, outlooks: Mapping[str, Outputs], about: Mapping[str, Json], intervals: str
) -> Comparison:
    """Compare outputs of the same people on the same days.

    Parameters
    ----------
    person : Person
    outlooks : mapping of str to Outputs
        By plan; the first is what the others are compared with.
    about : mapping of str to object
        By plan, as :func:`~osteotwin.explaining.about_plans.about_plan` gives it.
    intervals : str
        What the intervals hold.
    """
    first, *others = outlooks
    people = len(outlooks[first])
    failed = failures(outlooks.values(), people)
    text = why_no_verdict(failed, people, "comparison") if failed["too_many"] else ""
    fine = _of_all(outlooks)
    base = fine[first]
    crossings = {} if failed["too_many"] else {name: _crossing(fine[name], person) for name in fine}
    return Comparison(
        person=person,
        plans=tuple(fine),
        people=people,
        seed=base.seed,
        parameter_set=base.parameter_set,
        years=tuple(mark.key for mark in marks_of(base)),
        changes={plan: {site: changes(fine[plan], site) for site in DXA_SITES} for plan in fine},
        differences={
            plan: {site: differences(base, fine[plan], site) for site in DXA_SITES} for plan in others
        },
        crossing=crossings,
        course={
            plan: {site: band(fine[plan].bone_change(bmd_key(site))) for site in DECIDING_SITES}
            for plan in fine
        },
        about=about,
        days=tuple(float(day) for day in base.days),
        failed={**failed, "text": text},
        intervals=intervals,
    )


def _of_all(outlooks: Mapping[str, Outputs]) -> dict[str, Outputs]:
    """Return the outputs of those who failed under no plan; a row of who did is NaN everywhere."""
    lost = sorted({person for outlook in outlooks.values() for person in outlook.failures})
    if not lost:
        return dict(outlooks)
    return {name: replace(outlook, table=_without(outlook, lost)) for name, outlook in outlooks.items()}


def _without(outlook: Outputs, lost: list[int]) -> Vector:
    table = outlook.table.copy()
    table[lost] = np.nan
    return table


def _crossing(outlook: Outputs, person: Person) -> dict[str, Json]:
    """By site and line, who comes down to it and by when half have."""
    found: dict[str, Json] = {}
    for site, likely in crossing(outlook, person.sex, person.age_at_start).items():
        half = half_crossed(outlook, site, person.sex)
        found[site] = {
            f"{line:.1f}": {
                **likely["t_score"][f"{line:.1f}"],
                "half_by_day": day,
                "half_by": None if day is None else (person.start + timedelta(days=round(day))).isoformat(),
            }
            for line, day in half.items()
        }
    return found


def _site(site: str, sex: str) -> Json:
    label = SITE_LABELS[site]
    return {
        "label": label[:1].upper() + label[1:],
        "diagnostic": site in DIAGNOSTIC_SITES,
        "least_significant_percent": json_number(least_significant_change(site)),
        "t_score_reference": t_score_reference(site, sex).reference,
    }


def _as_dictionaries(found: Mapping[str, Mapping[str, Mapping[str, Change]]]) -> Json:
    return {
        plan: {
            site: {year: asdict(one) for year, one in by_year.items()} for site, by_year in by_site.items()
        }
        for plan, by_site in found.items()
    }


def _cell(found: Difference) -> str:
    if found.median is None or found.better is None:
        return "not available"
    low, high = found.lo90, found.hi90
    ends = "" if low is None or high is None else f" ({signed(low)} to {signed(high)})"
    return f"{signed(found.median)}{ends}, better in {100 * found.better:.0f} of 100"
