"""What each part of a plan contributes to what the whole of it does: Shapley values over the same virtual people.

Parts act on each other's bone: what training adds depends on whether the drug is there, and the other way round. A
part's share is what it adds to the bone's change, averaged over the orders in which the parts can be put together. So
for every person the shares add up to the plan less nothing (:mod:`osteotwin.explaining.shapley`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.engine.interface import Engine
from osteotwin.explaining.bands import Json, interval, json_number
from osteotwin.explaining.marks import marks_among
from osteotwin.explaining.scenarios import NOTHING
from osteotwin.explaining.shapley import Design, design_of
from osteotwin.people.twin import QUICK_ENGINE, Twin
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.parts import PlanPart, acting, name_of_part, only_parts, parts_of
from osteotwin.units import listed

#: Of as many virtual people contributions are told at most, and of as many at least.
MOST_PEOPLE, LEAST_PEOPLE = 200, 100
#: In between, as many runs are made in all: there are dozens of subsets to simulate.
_RUNS = 16_000


@dataclass(frozen=True, eq=False)
class Contributions:
    """The shares of a plan's parts in the change of bone, of each person.

    Attributes
    ----------
    parts : tuple of PlanPart
    years : tuple of str
        Whole years, and the end where it is none: ``"1"``, ``"2"``, ``"2.5"``.
    shares : mapping of site to array [n_part, n_people, n_year]
        In percentage points of the density on day 0; people who failed under any subset of the parts are left out.
    people : int
        How many are left.
    subsets : int
        How many subsets of the parts were simulated.
    exact : bool
        Whether these are all subsets; otherwise shares are estimated from some orders of the parts.
    standard_error : float
        Of the mean shares by that, the largest of all; 0 where they are exact.
    """

    parts: tuple[PlanPart, ...]
    years: tuple[str, ...]
    shares: Mapping[str, Vector]
    people: int
    subsets: int
    exact: bool
    standard_error: float


def number_of_subsets(plan: Protocol) -> int:
    """How many parts of a plan must be simulated to share out what it does."""
    return len(design_of(len(parts_of(acting(plan)))).subsets)


def contributions_of(
    twin: Twin,
    plan: Protocol,
    days: Vector,
    *,
    engine: Engine | None = None,
    on_progress: ProgressCallback | None = None,
) -> Contributions:
    """Simulate subsets of a plan's parts, and share out what the plan does.

    Parameters
    ----------
    twin : Twin
    plan : Protocol
        What its parts did before today stays done in every subset.
    days : array [n_time, day]
        Output days of the outlook.
    engine : Engine or None
        The fast engine at the accuracy of a drawing otherwise: shares are known to some hundredths of a point.
    on_progress : callable or None
    """
    plan = acting(plan)
    # Sorted, so that the order of entries in a file is of no consequence where orders of parts are drawn.
    parts = sorted(parts_of(plan), key=lambda part: part.name)
    columns = {mark.key: mark.column for mark in marks_among(days)}
    design = design_of(len(parts))
    people = twin.some(min(MOST_PEOPLE, max(LEAST_PEOPLE, _RUNS // len(design.subsets))))
    names = [[parts[k].name for k in sorted(subset)] for subset in design.subsets]
    outlooks = people.simulate_all(
        {" + ".join(some) or NOTHING: only_parts(plan, some) for some in names},
        np.union1d([0.0], days[np.array(list(columns.values()), dtype=np.int64)]),
        endpoints=tuple(map(bmd_key, DXA_SITES)),
        engine=engine or QUICK_ENGINE,
        on_progress=on_progress,
    )
    changes = {site: _changes(list(outlooks.values()), site) for site in DXA_SITES}
    usable = np.all([np.isfinite(found).all(axis=(0, 2)) for found in changes.values()], axis=0)
    shares = {site: design.shares(found[:, usable]) for site, found in changes.items()}
    as_planned = [parts.index(part) for part in parts_of(plan)]
    return Contributions(
        parts_of(plan),
        tuple(columns),
        {site: found[as_planned] for site, found in shares.items()},
        int(usable.sum()),
        len(design.subsets),
        design.is_exact,
        _largest_error(design, [found[:, usable] for found in changes.values()]),
    )


def _changes(outlooks: list[Outputs], site: str) -> Vector:
    """What the bone has done by the moments, array [n_subset, n_people, n_year]; the first of the days is today."""
    return np.stack([outlook.bone_change(bmd_key(site))[:, 1:] for outlook in outlooks])


def _largest_error(design: Design, changes: list[Vector]) -> float:
    means = [found.mean(axis=1) for found in changes if found.size]
    return max((float(design.errors(mean).max(initial=0.0)) for mean in means), default=0.0)


def describe_contributions(found: Contributions) -> dict[str, Json]:
    """Return each part's share at each moment, by site."""
    return {
        site: {
            part.name: {
                "label": part.label,
                "category": part.category,
                **{year: interval(shares[k, :, i]) for i, year in enumerate(found.years)},
            }
            for k, part in enumerate(found.parts)
        }
        for site, shares in found.shares.items()
    }


def describe_effect(found: Contributions) -> dict[str, Json]:
    """Return what the whole plan does against nothing in the same people, by site and moment: the sum of the shares."""
    return {
        site: {year: interval(shares[:, :, i].sum(axis=0)) for i, year in enumerate(found.years)}
        for site, shares in found.shares.items()
    }


def done_before(plan: Protocol) -> str:
    """Return a sentence about the parts of a plan that end before anything more of them is done; empty without any."""
    done = plan.past().interventions
    left = {name_of_part(item) for item in plan.interventions if item not in done}
    names = [part.label for part in parts_of(acting(plan)) if part.name not in left]
    if not names:
        return ""
    return f"Of {listed(names)} nothing is to come: what was given or done before today is in every column alike."


def describe_basis(found: Contributions) -> Json:
    """Return of how many people the contributions are, whether they are exact, and a sentence about it."""
    how = (
        f"all {found.subsets} ways to leave parts out were simulated"
        if found.exact
        else f"{found.subsets} of the {2 ** len(found.parts):,} ways to leave parts out were simulated, from which the "
        f"shares are known to about {found.standard_error:.2f} percentage points (standard error)"
    )
    return {
        "people": found.people,
        "subsets": found.subsets,
        "exact": found.exact,
        "standard_error": json_number(found.standard_error),
        "text": "A part's share is what it adds to the change of bone, averaged over the orders in which the parts "
        f"can be put together; in {found.people} of the virtual people, {how}. In each of them the shares add up to "
        "what the whole plan does; the medians over all of them do so nearly.",
    }
