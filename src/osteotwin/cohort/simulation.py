"""Simulate a cohort: from its initial state through a plan to what a clinic would measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.initial_state import habits_of
from osteotwin.cohort.model_error import add_model_error
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.personal_balance import add_personal_balance
from osteotwin.cohort.physiological_bounds import people_outside
from osteotwin.cohort.scans import degeneration
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, join_batches, run_batch
from osteotwin.engine.interface import Engine
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.loads import KnownLoads
from osteotwin.protocol.timeline import compile_timelines


def day_before(protocols: Sequence[Protocol]) -> float:
    """The day before the earliest intervention, at most -1."""
    return min([0.0, *(item.from_day for plan in protocols for item in plan.interventions)]) - 1.0


def plan_batch(
    cohort: Cohort,
    protocol: Protocol,
    days: Vector,
    *,
    exact: bool = False,
    known: KnownLoads | None = None,
) -> Batch:
    """What an engine needs to run those of a cohort who have an initial state under a plan.

    Parameters
    ----------
    cohort : Cohort
    protocol : Protocol
    days : array [n_time, day]
        Rising.
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    known : dict or None
        Loads of other plans, for this very cohort; what is new is added.
    """
    ready = cohort.ready
    end = float(max(days[-1], 1.0))
    return Batch(
        parameters=ready.parameters.values,
        initial=ready.states,
        timelines=compile_timelines(
            protocol,
            habits_of(ready.people),
            ready.parameters.by_name(),
            cohort.day,
            end,
            exact=exact,
            known=known,
        ),
        # The day from which areal density counts is always an output.
        output_days=(np.union1d(days, [cohort.anchor]),) * len(ready),
        timeline_of=np.arange(len(ready), dtype=np.int64),
    )


def density_scale(
    table: Vector, cohort: Cohort, output_days: Vector, endpoints: Sequence[str]
) -> dict[int, Vector]:
    """What areal density is multiplied by, so that it is each person's own on the cohort's anchor.

    The model is relative: where a density begins has no say in how it goes on.

    Parameters
    ----------
    table : array [n_people, n_output, n_endpoint]
    cohort : Cohort
        Of those people.
    output_days : array [n_output, day]
        With the anchor.
    endpoints : sequence of str

    Returns
    -------
    dict of int to array [n_people]
        By place of the endpoint.
    """
    anchor = int(np.searchsorted(output_days, cohort.anchor))
    places = {list(endpoints).index(key): key for site in DXA_SITES if (key := bmd_key(site)) in endpoints}
    return {k: cohort.people.fields[key] / table[:, anchor, k] for k, key in places.items()}


def run_plan(
    cohort: Cohort,
    protocol: Protocol,
    days: Vector,
    engine: Engine,
    *,
    endpoints: Sequence[str] | None = None,
    exact: bool = False,
    on_progress: ProgressCallback | None = None,
) -> Outputs:
    """Run a cohort under a plan: anchor areal density at each person's own, and add error and personal balance.

    Parameters
    ----------
    cohort : Cohort
    protocol : Protocol
        Begins after the cohort's day.
    days : array [n_time, day]
        Rising.
    engine : Engine
    endpoints : sequence of str or None
        What is computed; None: all of ``osteotwin.endpoints.OUTPUTS``.
    exact : bool
        Give every dose by itself instead of averaging short intervals.

    Returns
    -------
    Outputs
        Who fails is NaN, has a sentence and leaves the others alone; so does who leaves what a living body can
        have (:mod:`osteotwin.cohort.physiological_bounds`).
    """
    (found,) = run_plans(
        [cohort], [protocol], [days], engine, endpoints=endpoints, exact=exact, on_progress=on_progress
    )
    return found


def run_plans(
    cohorts: Sequence[Cohort],
    protocols: Sequence[Protocol],
    days: Sequence[Vector],
    engine: Engine,
    *,
    endpoints: Sequence[str] | None = None,
    kept: Sequence[str] | None = None,
    exact: bool | Sequence[bool] = False,
    known: KnownLoads | None = None,
    steady: dict[str, Vector] | None = None,
    on_progress: ProgressCallback | None = None,
) -> list[Outputs]:
    """Run several cohorts at once, each under its own plan and with its own days: see :func:`run_plan`.

    Of the endpoints that are computed ``kept`` are given, all where it is None. ``exact`` holds for all plans, or for
    each its own. ``known`` holds loads of other plans where all cohorts are the
    same one, and ``steady``, where the days are, too, what no plan changes; what is new is added.
    """
    wanted = tuple(OUTPUTS if endpoints is None else endpoints)
    given = wanted if kept is None else tuple(kept)
    places = [wanted.index(name) for name in given]
    each = [exact] * len(cohorts) if isinstance(exact, bool) else exact
    batches = [
        plan_batch(cohort, protocol, on, exact=by_dose, known=known)
        for cohort, protocol, on, by_dose in zip(cohorts, protocols, days, each, strict=True)
    ]
    ready = any(map(len, batches))
    result = (
        run_batch(engine, join_batches(batches), endpoints=endpoints, on_progress=on_progress)
        if ready
        else None
    )
    found: list[Outputs] = []
    first = 0
    for cohort, batch, on in zip(cohorts, batches, days, strict=True):
        people = cohort.converged
        table, failures = np.full((len(cohort), len(on), len(given)), np.nan), dict(cohort.failures)
        degenerated = _known(steady, "degeneration", lambda cohort=cohort, on=on: degeneration(cohort, on))
        if result is not None and result.outputs is not None and len(people):
            rows = slice(result.row_of[first], result.row_of[first + len(people)])
            computed = result.outputs[rows].reshape(len(people), -1, len(wanted))
            _anchor(computed, cohort, batch.output_days[0], wanted, steady)
            outside = people_outside(computed, wanted, batch.output_days[0], cohort.people.take(people))
            computed[list(outside)] = np.nan
            if given != wanted:
                computed = computed[:, :, places]
            table[people] = computed[:, np.isin(batch.output_days[0], on)]
            failures |= {int(people[k]): why for k, why in outside.items()}
            failures |= {
                int(i): result.failures[first + k]
                for k, i in enumerate(people)
                if first + k in result.failures
            }
        found.append(
            Outputs(
                on, given, table, failures, cohort.parameters.set_name, cohort.parameters.seed, degenerated
            )
        )
        first += len(people)
    return found


def _known(known: dict[str, Vector] | None, name: str, compute: Callable[[], Vector]) -> Vector:
    if known is None:
        return compute()
    if name not in known:
        known[name] = compute()
    return known[name]


def _anchor(
    table: Vector,
    cohort: Cohort,
    output_days: Vector,
    endpoints: Sequence[str],
    steady: dict[str, Vector] | None,
) -> None:
    """Anchor the densities of those who have an initial state and give each a course of their own, in place."""
    ready = cohort.ready
    for k, factor in density_scale(table, ready, output_days, endpoints).items():
        table[:, :, k] *= factor[:, None]
    since = output_days - cohort.anchor
    if ready.model_error is not None:
        add_model_error(table, endpoints, since, ready.model_error)
    if ready.balance is not None:
        add_personal_balance(table, endpoints, since, ready.balance, steady)
