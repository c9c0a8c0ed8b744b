"""Plans side by side: the same virtual people under each, and how much better or worse each person does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from os import PathLike

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, SITE_LABELS, bmd_key
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.quantiles import quantiles
from osteotwin.engine.interface import Engine
from osteotwin.errors import InputError, Problem
from osteotwin.explaining.bands import Json, json_number
from osteotwin.explaining.marks import marks_of
from osteotwin.explaining.reliability import failures
from osteotwin.html_table import html_table, signed
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.read_person import read_person
from osteotwin.people.request import USUAL_PEOPLE, check_request, check_work
from osteotwin.people.twin import Twin, output_days
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol
from osteotwin.units import shown_value


@dataclass(frozen=True)
class Difference:
    """How the bone of one site under a plan differs from the same people's under another, at one time.

    Attributes
    ----------
    median, lo50, hi50, lo90, hi90 : float or None
        Percentage points of density since the start, over the people; None where too few are left.
    better, worse : float or None
        Share of the people who have more, and less, bone than under the other plan; the others have the same.
    """

    median: float | None
    lo50: float | None
    hi50: float | None
    lo90: float | None
    hi90: float | None
    better: float | None
    worse: float | None


@dataclass(frozen=True, repr=False)
class Comparison:
    """The same virtual people under several plans, each compared with the first.

    Attributes
    ----------
    plans : tuple of str
        Names; the first is what the others are compared with.
    people, seed : int
    parameter_set : str
    years : tuple of str
        Years since the start: each whole one, and the end where that is none.
    differences : mapping of str to mapping
        Plan, then site, then year -> :class:`Difference`.
    failed : mapping
        ``count``, ``too_many`` (more than one in twenty) and ``reasons``, of who failed under any of the plans.
    """

    plans: tuple[str, ...]
    people: int
    seed: int
    parameter_set: str
    years: tuple[str, ...]
    differences: Mapping[str, Mapping[str, Mapping[str, Difference]]]
    failed: Mapping[str, object]

    def __repr__(self) -> str:
        return f"Comparison({len(self.plans)} plans, {self.people} virtual people, seed {self.seed})"

    def to_dict(self) -> Json:
        """Everything as plain numbers, texts, lists and dictionaries, as JSON holds them."""
        return {
            "versions": {"code": __version__, "model": MODEL_VERSION, "parameter_set": self.parameter_set},
            "people": self.people,
            "seed": self.seed,
            "plans": list(self.plans),
            "against": self.plans[0],
            "years": list(self.years),
            "differences": {
                plan: {
                    site: {year: asdict(difference) for year, difference in by_year.items()}
                    for site, by_year in by_site.items()
                }
                for plan, by_site in self.differences.items()
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

    Parameters
    ----------
    person : Person or path
        A person, or the file of one; how far to look ahead is his.
    plans : mapping of str to Protocol
        Two or more, by name.
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
        If there are fewer than two plans, a number cannot be, or the plans are more work than can be done.

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
    _check_plans(plans)
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
    outlooks = twin.simulate_all(
        plans,
        output_days(person.outlook_days),
        engine=engine,
        on_progress=part_of(on_progress, 1 / parts, 1.0),
    )
    return comparison(outlooks)


def _check_plans(plans: Mapping[str, Protocol]) -> None:
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
    if problems:
        raise InputError(problems)


def comparison(outlooks: Mapping[str, Outputs]) -> Comparison:
    """Compare outputs of the same people on the same days.

    Parameters
    ----------
    outlooks : mapping of str to Outputs
        By plan; the first is what the others are compared with.
    """
    first, *others = outlooks
    base = outlooks[first]
    return Comparison(
        plans=tuple(outlooks),
        people=len(base),
        seed=base.seed,
        parameter_set=base.parameter_set,
        years=tuple(mark.key for mark in marks_of(base)),
        differences={
            plan: {site: _by_year(base, outlooks[plan], site) for site in DXA_SITES} for plan in others
        },
        failed=failures(outlooks.values(), len(base)),
    )


def _by_year(base: Outputs, other: Outputs, site: str) -> dict[str, Difference]:
    change = other.bone_change(bmd_key(site)) - base.bone_change(bmd_key(site))
    return {mark.key: _difference(change[:, mark.column]) for mark in marks_of(base)}


def _difference(values: Vector) -> Difference:
    usable = values[np.isfinite(values)]
    better, worse = (
        json_number(float(np.mean(true))) if len(usable) else None for true in (usable > 0, usable < 0)
    )
    bands = {name: json_number(float(value)) for name, value in quantiles(values).items()}
    return Difference(**bands, better=better, worse=worse)


def _cell(found: Difference) -> str:
    if found.median is None or found.better is None:
        return "not available"
    low, high = found.lo90, found.hi90
    band = "" if low is None or high is None else f" ({signed(low)} to {signed(high)})"
    return f"{signed(found.median)}{band}, better in {100 * found.better:.0f} of 100"
