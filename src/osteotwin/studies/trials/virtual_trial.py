"""Run a virtual trial."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from osteotwin.arrays import Vector
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.engine.ensemble.gather import gather
from osteotwin.engine.interface import Engine
from osteotwin.errors import InputError, Problem, SimulationError
from osteotwin.explaining.bands import Json
from osteotwin.explaining.reliability import MOST_FAILED
from osteotwin.parameters import ParameterSet
from osteotwin.people.request import check_request, check_work, is_whole
from osteotwin.people.twin import ENSEMBLE_ENGINE
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.studies.trials.answer import answer_of
from osteotwin.studies.trials.design import TrialDesign, check_design
from osteotwin.studies.trials.model_only import effects_of_models, mean_participant
from osteotwin.studies.trials.read_design import read_virtual_trial
from osteotwin.studies.trials.recruitment import Recruitment, recruit
from osteotwin.studies.trials.save import check_path, dataset_of, save_dataset
from osteotwin.studies.trials.source import TrialSource
from osteotwin.units import shown_value

if TYPE_CHECKING:
    import xarray

#: People that are simulated together where nothing else is asked for: as many as share a stream of random numbers.
BLOCK = 4096


@dataclass(frozen=True, eq=False, repr=False)
class VirtualTrial:
    """A virtual trial that has been run.

    Attributes
    ----------
    design : TrialDesign
    recruitment : Recruitment
    values : mapping of str to array [n_people, n_visit] or [n_people]
        As measured, by endpoint, in its unit; NaN from the day on which somebody left. Participant ``k`` is in arm
        ``k`` modulo the number of arms.
    failures : mapping of int to str
        One sentence for each participant who could not be simulated.
    models : mapping of endpoint to array [n_arm, n_draw, n_visit, points of percent]
        The difference from the control in a mean participant, for draws of what is not known about the model.
    parameters : ParameterSet
    seed : int
    seconds : mapping of str to float
    """

    design: TrialDesign
    recruitment: Recruitment
    values: Mapping[str, Vector]
    failures: Mapping[int, str]
    models: Mapping[str, Vector]
    parameters: ParameterSet
    seed: int
    seconds: Mapping[str, float]

    def __repr__(self) -> str:
        return (
            f"VirtualTrial({self.design.name!r}, {len(self.design.arms)} arms of {self.design.people} people, "
            f"to day {self.design.days[-1]:g}, parameter set {self.parameters.name!r}, seed {self.seed})"
        )

    @cached_property
    def _answer(self) -> Json:
        return answer_of(
            self.design,
            self.recruitment,
            self.values,
            self.failures,
            self.models,
            self.parameters,
            self.seed,
        )

    def to_json(self) -> Json:
        """The answer object; its keys are described by the schema ``virtual_trial``."""
        return self._answer | {"timings": dict(self.seconds)}

    def to_dataset(self) -> xarray.Dataset:
        """Every participant's measured values over person and day, areal density over sites too, with the arms."""
        return dataset_of(self.design, self.values, self.failures, self.parameters.name, self.seed)

    @staticmethod
    def check_path(path: str | PathLike[str]) -> Path:
        """Refuse, before any work is done, a path to which :meth:`save` could not write.

        Raises
        ------
        InputError
            If the ending is none of ``.zarr``, ``.nc`` and ``.csv``, or a Zarr group of that name is there already.
        MissingLibraryError
            If Zarr is wanted and not installed (extra ``cohort``).
        """
        return check_path(path)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the dataset as Zarr, NetCDF or CSV, by the ending of the path.

        Raises
        ------
        InputError
            If the ending is another, or a Zarr group is there already.
        MissingLibraryError
            If Zarr is wanted and not installed (extra ``cohort``).
        """
        return save_dataset(self.to_dataset(), path)


def virtual_trial(
    trial: TrialDesign | str | PathLike[str],
    people: int | None = None,
    seed: int = 1,
    *,
    parameters: ParameterSet | None = None,
    engine: Engine | None = None,
    block: int = BLOCK,
    client: Any = None,
    on_progress: ProgressCallback | None = None,
) -> VirtualTrial:
    """Run a virtual trial.

    Parameters
    ----------
    trial : TrialDesign or path
        A design, or the file of one.
    people : int, optional
        In each arm; as the file says otherwise.
    seed : int
        The same trial and seed give the same numbers, bit for bit.
    parameters : ParameterSet or None
        The set in use otherwise.
    engine : Engine or None
        The fast engine otherwise.
    block : int
        Participants that are simulated together; the results do not depend on it.
    client : distributed.Client or str or None
        Simulates on the workers of this client, or of the Dask scheduler with this address (extra ``cluster``);
        otherwise on the cores of this machine.
    on_progress : callable or None
        Called with the share of the work that is done.

    Raises
    ------
    InputError
        If the file or a number is wrong, fewer than one candidate in a hundred is eligible, or the plans are more work
        than can be done.
    SimulationError
        If more than one in twenty of an arm could not be simulated, or a cluster goes away.
    """
    begun = time.perf_counter()
    design = trial if isinstance(trial, TrialDesign) else read_virtual_trial(trial)
    if people is not None:
        design = replace(design, people=people)
    check_design(design)
    if not is_whole(block) or block < 1:
        raise InputError([Problem("trial", "block", str(block), "a whole number from 1 on", "leave it out")])
    total = design.people * len(design.arms)
    check_request(total, seed)
    check_work([arm.plan for arm in design.arms], design.people, design.days[-1])
    chosen, fast = parameters or parameters_in_use(), engine or ENSEMBLE_ENGINE
    recruitment = recruit(design, total, seed)
    source = TrialSource(design, design.profile, recruitment.candidates, seed, chosen, fast)
    recruited = time.perf_counter()
    with _client(client) as workers:
        found = gather(source, total, block=block, client=workers, on_progress=part_of(on_progress, 0.0, 0.9))
    _refuse_a_selection(design, found.failures)
    simulated = time.perf_counter()
    participant = mean_participant(source.profile, source.people(0, total))
    models = effects_of_models(
        design, participant, chosen, seed, fast, on_progress=part_of(on_progress, 0.9, 1.0)
    )
    seconds = {
        "recruit_s": round(recruited - begun, 3),
        "simulate_s": round(simulated - recruited, 3),
        "model_s": round(time.perf_counter() - simulated, 3),
    }
    return VirtualTrial(design, recruitment, found.values, found.failures, models, chosen, seed, seconds)


def _refuse_a_selection(design: TrialDesign, failures: Mapping[int, str]) -> None:
    """Refuse a trial of whose arms one has lost so many that those who are left would be a selection."""
    for k, arm in enumerate(design.arms):
        reasons = [why for person, why in failures.items() if person % len(design.arms) == k]
        if len(reasons) > MOST_FAILED * design.people:
            raise SimulationError(
                f"The simulation of {len(reasons):,} of {design.people:,} people in the arm {shown_value(arm.name)} "
                f"failed, and those who are left would be a selection. The first reason: {reasons[0].rstrip('.')}."
            )


def _client(client: Any) -> Any:
    """The client to work with: one of an address is opened, and closed at the end."""
    if not isinstance(client, str):
        return nullcontext(client)
    from osteotwin.engine.ensemble.cluster import connected

    return connected(client)
