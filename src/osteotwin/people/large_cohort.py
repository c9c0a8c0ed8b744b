"""A crowd: very many virtual people under one or several plans, written to disk as they are simulated."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.complete_profile import complete_profile
from osteotwin.cohort.model_error import density_error, with_model_error
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.sampling import draw_many
from osteotwin.cohort.simulation import follow_many, settle_many
from osteotwin.cohort.single_person import day_before
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.ensemble.block import Block, Layout
from osteotwin.engine.ensemble.dataset import endpoint_attributes, open_dataset
from osteotwin.engine.ensemble.stream import stream
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import on_threads
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import did_you_mean
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import draw
from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.people.twin import ENSEMBLE_ENGINE, output_days
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol

if TYPE_CHECKING:
    import xarray

#: What is kept of each person where nothing else is asked for.
BMD_ENDPOINTS = tuple(bmd_key(site) for site in DXA_SITES)

_NUMBER = 8  # bytes
#: Most bytes that a block may need while it is simulated; every core works on one.
_ROOM_OF_A_BLOCK = 128 * 2**20
#: A block's largest number of people, and its smallest.
_MOST, _FEWEST = 4096, 64


@dataclass(frozen=True)
class CrowdSource:
    """Simulates any block of a crowd.

    Attributes
    ----------
    profile : Profile
        The central one; its spread says how the people differ.
    plans : mapping of str to Protocol
        The same people follow each of them.
    days : tuple of float [day]
    endpoints : tuple of str
    seed : int
    parameters : ParameterSet
    engine : Engine
    between_people : bool
        Whether what differs between people is drawn.
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    """

    profile: Profile
    plans: Mapping[str, Protocol]
    days: tuple[float, ...]
    endpoints: tuple[str, ...]
    seed: int
    parameters: ParameterSet
    engine: Engine
    between_people: bool = True
    exact: bool = False

    @property
    def layout(self) -> Layout:
        """Every endpoint over plan and day."""
        return Layout(
            variables=dict.fromkeys(self.endpoints, ("plan", "day")),
            coordinates={"plan": tuple(self.plans), "day": self.days},
            attributes=endpoint_attributes(self.endpoints) | {"day": {"units": "day"}},
        )

    @property
    def description(self) -> Mapping[str, Any]:
        """Everything that the numbers depend on."""
        values = hashlib.sha256(
            repr([(name, repr(one)) for name, one in self.parameters.parameters.items()]).encode()
        )
        if self.parameters.posterior is not None:
            values.update(repr(self.parameters.posterior.names).encode())
            values.update(np.ascontiguousarray(self.parameters.posterior.draws).tobytes())
            values.update(repr(density_error(self.parameters)).encode())
        return {
            "code_version": __version__,
            "model_version": whole.MODEL_VERSION,
            "parameter_set": self.parameters.name,
            "parameter_values": values.hexdigest(),
            "seed": self.seed,
            "between_people": self.between_people,
            "exact_doses": self.exact,
            "engine": repr(on_threads(self.engine, 0)),
            "profile": repr(self.profile),
            "plans": {name: repr(plan) for name, plan in self.plans.items()},
        }

    @cached_property
    def _begin(self) -> float:
        return day_before(list(self.plans.values()))

    def with_threads(self, threads: int) -> CrowdSource:
        """Return the same source, working with this many threads."""
        return replace(self, engine=on_threads(self.engine, threads))

    def simulate(self, start: int, stop: int, progress: ProgressCallback | None = None) -> Block:
        """Return people ``start`` to ``stop``."""
        people = stop - start
        rounds = 1 + len(self.plans)

        def told(turn: int) -> ProgressCallback | None:
            return part_of(progress, turn / rounds, (turn + 1) / rounds)

        profile = self.profile if self.between_people else replace(self.profile, spread={})
        drawn = draw(self.parameters, people, self.seed, between_people=self.between_people, first=start)
        settled = settle_many(
            draw_many(profile, people, self.seed, start),
            drawn.names,
            drawn.values,
            self._begin,
            self.engine,
            told(0),
        )
        days, wanted = np.union1d(self.days, [0.0]), tuple(dict.fromkeys(self.endpoints))
        kept = np.searchsorted(days, self.days)
        error = density_error(self.parameters)
        shape = (people, len(self.plans), len(kept))
        values: dict[str, Vector] = {name: np.empty(shape) for name in wanted}
        failures: dict[int, str] = {}
        for k, plan in enumerate(self.plans.values()):
            readings, reasons = follow_many(
                settled, plan, days, self.engine, told(k + 1), exact=self.exact, endpoints=wanted
            )
            by_endpoint = dict(zip(wanted, np.moveaxis(readings, 2, 0), strict=True))
            for name, found in with_model_error(by_endpoint, days, error, self.seed, start).items():
                values[name][:, k] = found[:, kept]
            failures = {start + i: why for i, why in reasons.items()} | failures
        return Block(start, stop, values, failures)

    def block_for_memory(self) -> int:
        """Return how many people may be simulated together without taking much memory."""
        rows = len(self.days) + 1
        per_person = rows * len(self.endpoints) * (1 + len(self.plans))
        per_person += 8 * len(self.parameters.parameters) + 4 * len(whole.STATES)
        segments = sum(4 + 2 * len(plan.interventions) for plan in self.plans.values())
        per_person += 4 * segments * len(whole.INPUTS)
        fitting = _ROOM_OF_A_BLOCK // (per_person * _NUMBER)
        # A power of two: blocks then begin where streams of random numbers do.
        return int(np.clip(2 ** int(np.log2(max(fitting, 1))), _FEWEST, _MOST))


def reference_profile(sex: str = "male", age: float = 60.0) -> Profile:
    """Return the mean person of the reference population at an age, with the population's spread.

    Parameters
    ----------
    sex : str
        ``"male"`` or ``"female"``.
    age : float [year]
    """
    return complete_profile(sex, age, {})[0]


def simulate_crowd(
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
    progress: ProgressCallback | None = None,
) -> xarray.Dataset:
    """Simulate very many virtual people and write them to a folder, in memory that does not grow.

    A run that was interrupted is continued by the same call.

    Parameters
    ----------
    who : Person or Profile
        Whose virtual people; of the reference population: :func:`reference_profile`. Person 7 is the same in any
        crowd of that seed, and in the twin of that person.
    plan : Protocol or mapping of str to Protocol
        The same people follow every plan.
    people : int
        1 or more.
    out : path
        A folder that is new or empty, or holds the same crowd, whole or in part.
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
    progress : callable or None
        Called with the share of people that are done.

    Returns
    -------
    xarray.Dataset
        See :func:`open_crowd`.

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
        output_days(years * DAYS_PER_YEAR) if days is None and years > 0 else np.asarray(days, dtype=float)
    )
    plans = {"plan": plan} if isinstance(plan, Protocol) else dict(plan)
    _refuse_what_cannot_be(people, seed, years, wanted, endpoints, block, plans)
    profile = profile_from_person(who)[0] if isinstance(who, Person) else who
    source = CrowdSource(
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
    stream(source, int(people), out, block=int(size), client=client, on_progress=progress)
    return open_crowd(out)


def open_crowd(path: str | Path) -> xarray.Dataset:
    """Return a crowd's folder as a dataset over person, plan and day; numbers are read when they are used.

    Its attributes hold everything that the numbers depend on, ``complete`` and ``people_done``. ``status`` says of
    each person whether he is done (0), failed (1) or not simulated yet (255); ``reason`` gives a sentence for each
    ``failed_person``.

    Raises
    ------
    MissingLibraryError
        If Zarr is not installed (extra ``cohort``).
    SimulationError
        If the folder holds no crowd.
    """
    return open_dataset(path)


def _refuse_what_cannot_be(
    people: Any,
    seed: Any,
    years: float,
    days: Vector,
    endpoints: Sequence[str],
    block: Any,
    plans: Mapping[str, Protocol],
) -> None:
    problems: list[Problem] = []

    def refuse(field: str, found: object, expected: str, fix: str) -> None:
        problems.append(Problem("crowd", field, str(found), expected, fix))

    if not _is_whole(people) or people < 1:
        refuse("people", people, "a whole number from 1 on", "say how many people to simulate")
    if not _is_whole(seed) or seed < 0:
        refuse("seed", seed, "a whole number from 0 on", "take any such number")
    if block is not None and (not _is_whole(block) or block < 1):
        refuse("block", block, "a whole number from 1 on", "leave it out")
    if days.ndim != 1 or not len(days) or not np.all(np.isfinite(days)) or np.any(np.diff(days) <= 0):
        shown = f"{years:g} years" if days.ndim == 0 else days.tolist()
        refuse("days", shown, "years above 0, or rising days", "say how far to look ahead")
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


def _is_whole(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
