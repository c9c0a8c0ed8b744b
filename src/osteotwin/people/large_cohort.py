"""A large cohort: very many virtual people under one or several plans, written to disk as they are simulated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.complete_profile import complete_profile
from osteotwin.cohort.dataset import to_convention
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.profile import Profile
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.ensemble.dataset import open_dataset
from osteotwin.engine.ensemble.stream import stream
from osteotwin.engine.interface import Engine
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import did_you_mean
from osteotwin.parameters import ParameterSet
from osteotwin.people.cohort_source import CohortSource
from osteotwin.people.person import Person
from osteotwin.people.request import LONGEST_YEARS, is_number, is_whole
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin, output_days
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.interventions import Protocol
from osteotwin.units import shown_value

if TYPE_CHECKING:
    import xarray

#: What is kept of each person where nothing else is asked for.
BMD_ENDPOINTS = tuple(bmd_key(site) for site in DXA_SITES)


def reference_profile(sex: str = "male", age: float = 60.0) -> Profile:
    """The mean person of the reference population at an age, with the population's standard deviations.

    Parameters
    ----------
    sex : str
        ``"male"`` or ``"female"``.
    age : float [year]
    """
    return complete_profile(sex, age, {})[0]


def simulate_cohort(
    who: Person | Profile,
    plan: Protocol | Mapping[str, Protocol],
    people: int,
    *,
    out: str | Path,
    seed: int = 1,
    years: float = 3.0,
    days: Vector | None = None,
    endpoints: Sequence[str] = BMD_ENDPOINTS,
    parameters: ParameterSet | None = None,
    between_people: bool = True,
    exact: bool = False,
    engine: Engine | None = None,
    block: int | None = None,
    client: Any = None,
    on_progress: ProgressCallback | None = None,
) -> xarray.Dataset:
    """Simulate very many virtual people and write them to a folder, in memory that does not grow.

    A run that was interrupted is continued by the same call.

    Parameters
    ----------
    who : Person or Profile
        Whose virtual people; of the reference population: :func:`reference_profile`. Person 7 is the same in any
        cohort of that seed, and in the twin of a person of whom nothing was measured. Of anybody else the people are
        drawn about the profile of the twin: they start where the measurements say, and answer as widely as anybody.
    plan : Protocol or mapping of str to Protocol
        The same people follow every plan, after the same past.
    people : int
        1 or more.
    out : path
        A folder that is new or empty, or holds the same cohort, whole or in part.
    seed : int
    years : float
        How far to look ahead, month by month.
    days : array [n_time, day] or None
        Output days instead; rising.
    endpoints : sequence of str
        What is kept: areal BMD of all sites otherwise.
    parameters : ParameterSet or None
        The set in use otherwise.
    between_people : bool
        Whether to draw what differs between people; without it only the uncertainty of the model is left.
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    engine : Engine or None
        The fast engine otherwise.
    block : int or None
        People that are simulated together; the results do not depend on it.
    client : distributed.Client or None
        Simulates on its workers (extra ``cluster``); otherwise on the cores of this machine.
    on_progress : callable or None
        Called with the share of people that are done.

    Returns
    -------
    xarray.Dataset
        See :func:`open_cohort`.

    Raises
    ------
    InputError
        If a number or an endpoint cannot be.
    MissingLibraryError
        If Zarr is not installed (extra ``cohort``).
    SimulationError
        If the results would not fit on the disk, or the folder holds something else.
    KeyboardInterrupt
        What is done is kept.
    """
    wanted = (
        output_days(years * DAYS_PER_YEAR)
        if days is None and is_number(years) and 0 < years <= LONGEST_YEARS
        else np.asarray(days, dtype=float)
    )
    plans = {"plan": plan} if isinstance(plan, Protocol) else dict(plan)
    _validate_request(people, seed, years, wanted, endpoints, block, plans)
    if isinstance(who, Person):
        # The middle of the people who agree with what was measured, and how far they lie apart.
        profile = Twin.from_person(who, seed=int(seed), parameters=parameters, engine=engine).profile
        plans = {name: one.after(who.past) for name, one in plans.items()}
    else:
        profile = who
    source = CohortSource(
        profile=profile,
        plans=plans,
        days=tuple(wanted.tolist()),
        endpoints=tuple(endpoints),
        seed=int(seed),
        parameters=parameters or parameters_in_use(),
        engine=engine or ENSEMBLE_ENGINE,
        between_people=between_people,
        exact=exact,
    )
    size = block or source.block_for_memory()
    stream(source, int(people), out, block=int(size), client=client, on_progress=on_progress)
    return open_cohort(out)


def open_cohort(path: str | Path) -> xarray.Dataset:
    """A large cohort's folder as a dataset over person, plan, site and day; numbers are read when they are used.

    Its attributes hold everything that the numbers depend on, ``complete`` and ``people_done``. ``status`` says of
    each person what became of the simulation: done (0), failed (1) or not simulated yet (2); ``reason`` gives a
    sentence for each ``failed_person``; neither is there where nobody failed.

    Raises
    ------
    MissingLibraryError
        If Zarr is not installed (extra ``cohort``).
    SimulationError
        If the folder holds no cohort.
    """
    dataset = open_dataset(path)
    return to_convention(dataset, {"title": "Virtual people under plans"} | dataset.attrs)


def _validate_request(
    people: Any,
    seed: Any,
    years: Any,
    days: Vector,
    endpoints: Sequence[str],
    block: Any,
    plans: Mapping[str, Protocol],
) -> None:
    problems: list[Problem] = []

    def refuse(field: str, found: object, expected: str, fix: str) -> None:
        problems.append(Problem("cohort", field, str(found), expected, fix))

    if not is_whole(people) or people < 1:
        refuse("people", people, "a whole number from 1 on", "say how many people to simulate")
    if not is_whole(seed) or seed < 0:
        refuse("seed", seed, "a whole number from 0 on", "take any such number")
    if block is not None and (not is_whole(block) or block < 1):
        refuse("block", block, "a whole number from 1 on", "leave it out")
    if days.ndim != 1 or not len(days) or not np.all(np.isfinite(days)) or np.any(np.diff(days) <= 0):
        shown = f"{shown_value(years)} years" if days.ndim == 0 else days.tolist()
        refuse(
            "days",
            shown,
            f"years above 0 and at most {LONGEST_YEARS:g}, or rising days",
            "say how far to look ahead",
        )
    elif days[-1] < 0:
        refuse("days", days.tolist(), "a last day of 0 or later", "day 0 is the start of the plan")
    if not plans:
        refuse("plan", "nothing", "one plan or more by name", "give Protocol() for a life without a plan")
    if not endpoints:
        refuse("endpoints", "nothing", "one or more endpoints", "say what to keep of each person")
    for name in endpoints:
        if name not in OUTPUTS:
            fix = did_you_mean(name, OUTPUTS, "choose one of `osteotwin list endpoints`")
            refuse("endpoints", name, "an output of the model, such as bmd_lumbar_spine", fix)
    if problems:
        raise InputError(problems)
