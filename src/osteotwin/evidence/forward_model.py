"""The forward model: from parameter values to what trials would have measured, every arm of every trial in one call.

:func:`build` reads the arms once; :func:`predict` turns a table of parameter values into tables of predictions, one
column for each measured value. A fit, a posterior and a validation use the same two functions.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import Cohort, VirtualPeople, alike, join_people
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.profile import Assumption, Profile
from osteotwin.cohort.simulation import day_before, run_plans
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.endpoints import OUTPUTS, TRIAL_ENDPOINTS
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.evidence.arms.baseline import gives_estradiol
from osteotwin.evidence.arms.dispersion import between_person_sd
from osteotwin.evidence.arms.population import arm_population
from osteotwin.evidence.arms.profile import profile_from_arm
from osteotwin.evidence.arms.protocol import protocol_from_arm
from osteotwin.evidence.arms.reading import ArmReading, read_arm
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.scoring.effect_size import assumed_people
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import (
    by_immunoassay,
    measured_rows,
)
from osteotwin.evidence.scoring.measured_rows import predict as predict_row
from osteotwin.evidence.text.estradiol_assay import IMMUNOASSAY
from osteotwin.parameters.sample import Draws
from osteotwin.progress import ProgressCallback, report
from osteotwin.protocol.drug_routes import injects_weekly
from osteotwin.protocol.interventions import Protocol

#: Errors of BMD changes stay below 0.001 points of percent: far below what any trial can see.
FORWARD_ENGINE = KernelEngine(relative_tolerance=1e-4, absolute_tolerance=1e-6)

#: Runs that are simulated at once: enough to fill every lane, few enough to keep memory small.
_AT_ONCE = 20_000

#: Share of an arm's people that may be without a steady state.
_LOST_AT_MOST = 0.1


@dataclass(frozen=True)
class VirtualArm:
    """The people of one sex in an arm.

    Attributes
    ----------
    trial, arm : str
    share : float
        Of the arm's people (0 to 1).
    mean : Profile
        The mean person.
    people : VirtualPeople
        A population around the mean person; the mean person alone where nothing else is wanted.
    protocol : Protocol
    days : array [n_time, day]
        Rising, with day 0.
    """

    trial: str
    arm: str
    share: float
    mean: Profile
    people: VirtualPeople
    protocol: Protocol
    days: Vector

    def mean_person(self) -> VirtualArm:
        """The arm as its mean person alone."""
        return replace(self, people=alike(self.mean, 1))


@dataclass(frozen=True)
class ForwardModel:
    """From parameters to every value that trials measured and the model has an output for.

    Attributes
    ----------
    trials : tuple of Trial
    arms : tuple of VirtualArm
    rows : tuple of (str, Measured)
        Trial and measured value.
    assumptions : mapping of (trial, arm) to tuple of Assumption
    refused : mapping of (trial, arm) to str
        Why an arm is not simulated.
    all_rows : mapping of trial to tuple of Measured
        Those without an output of the model included.
    """

    trials: tuple[Trial, ...]
    arms: tuple[VirtualArm, ...]
    rows: tuple[tuple[str, Measured], ...]
    assumptions: Mapping[tuple[str, str], tuple[Assumption, ...]]
    refused: Mapping[tuple[str, str], str]
    all_rows: Mapping[str, tuple[Measured, ...]]

    @property
    def has_populations(self) -> bool:
        """Whether arms are more than their mean people."""
        return any(len(arm.people) > 1 for arm in self.arms)

    @property
    def size(self) -> int:
        """Virtual people for one set of parameter values, the mean people included."""
        people = sum(len(arm.people) for arm in self.arms)
        return people + len(self.arms) if self.has_populations else people

    def measured(self) -> list[tuple[Trial, Measured]]:
        """The rows with their trials."""
        trials = {trial.id: trial for trial in self.trials}
        return [(trials[name], row) for name, row in self.rows]

    def only(self, trials: Sequence[str]) -> ForwardModel:
        """The part about some trials."""
        chosen = set(trials)
        return replace(
            self,
            trials=tuple(t for t in self.trials if t.id in chosen),
            arms=tuple(a for a in self.arms if a.trial in chosen),
            rows=tuple(r for r in self.rows if r[0] in chosen),
        )

    def mean_people(self) -> ForwardModel:
        """The same rows, with every arm as its mean person alone."""
        return replace(self, arms=tuple(arm.mean_person() for arm in self.arms))


@dataclass(frozen=True)
class Predictions:
    """Predicted values of a :class:`ForwardModel`'s rows, each on its row's scale.

    Attributes
    ----------
    mean_person : array [n_draw, n_row]
        With every arm as its mean person; NaN where a simulation failed.
    population : array [n_draw, n_row]
        With every arm as its population; that of the mean person where the model has no populations.
    failures : mapping of (trial, arm) to str
        One sentence of a run that failed, whichever parameter values it had.
    """

    mean_person: NDArray[np.float64]
    population: NDArray[np.float64]
    failures: Mapping[tuple[str, str], str]


def build(trials: Sequence[Trial], people: int = 1, seed: int = 1) -> ForwardModel:
    """Build the forward model of some trials; each arm is read once.

    Parameters
    ----------
    trials : sequence of Trial
    people : int
        Virtual people of an arm (and sex); 1: its mean person.
    seed : int
        Of the virtual people.
    """
    all_rows: dict[str, tuple[Measured, ...]] = {}
    arms: list[VirtualArm] = []
    assumptions: dict[tuple[str, str], tuple[Assumption, ...]] = {}
    refused: dict[tuple[str, str], str] = {}
    for trial in trials:
        readings = {arm.id: read_arm(trial, arm) for arm in trial.arms}
        all_rows[trial.id] = tuple(
            by_immunoassay(row) if readings[row.arm].estradiol_assay == IMMUNOASSAY else row
            for row in measured_rows(trial)
        )
        for reading in readings.values():
            key = (trial.id, reading.arm.id)
            plan = protocol_from_arm(reading)
            if plan.refused is not None:
                refused[key] = plan.refused
                continue
            days = _days(reading.arm.id, all_rows[trial.id])
            found, assumed = _virtual_arms(reading, plan.protocol, days, people, seed)
            arms.extend(found)
            notes = (*assumed_people(reading.arm), *plan.assumptions, *assumed)
            assumptions[key] = tuple(dict.fromkeys(notes))
    rows = tuple(
        (trial, row)
        for trial, measured in all_rows.items()
        for row in measured
        if row.output is not None and not any((trial, arm) in refused for arm in row.arms)
    )
    return ForwardModel(tuple(trials), tuple(arms), rows, assumptions, refused, all_rows)


def _virtual_arms(
    reading: ArmReading, protocol: Protocol, days: Vector, people: int, seed: int
) -> tuple[list[VirtualArm], list[Assumption]]:
    """The people of each sex, none where the arm was not measured, and what is assumed of them."""
    arms: list[VirtualArm] = []
    assumptions: list[Assumption] = []
    for one in reading.sexes:
        profile, assumed = profile_from_arm(reading, one.sex)
        assumptions.extend(assumed)
        if days.size:
            sd = between_person_sd(reading, profile)
            drawn = arm_population(profile, sd, people, seed, keep_estradiol=gives_estradiol(reading.trial))
            arms.append(
                VirtualArm(reading.trial.id, reading.arm.id, one.share, profile, drawn, protocol, days)
            )
    return arms, assumptions


def _days(arm: str, rows: Sequence[Measured]) -> Vector:
    """Day 0 and every day on which the arm was measured; none where it never was."""
    weeks = {row.week for row in rows if arm in row.arms and row.output is not None}
    return np.array(
        [DAYS_PER_WEEK * week for week in sorted({0.0, *weeks})] if weeks else [], dtype=np.float64
    )


def predict(
    model: ForwardModel,
    names: tuple[str, ...],
    values: NDArray[np.float64],
    *,
    people_factors: NDArray[np.float64] | None = None,
    engine: Engine = FORWARD_ENGINE,
    on_progress: ProgressCallback | None = None,
) -> Predictions:
    """Predict every row under every set of parameter values, with the arms' mean people and with their populations.

    Parameters
    ----------
    model : ForwardModel
    names : tuple of str
        Of all parameters.
    values : array [n_draw, n_parameter]
    people_factors : array [n_people, n_parameter] or None
        How the parameters of an arm's people differ from the values, as factors; None: alike in all.
    engine : Engine
    on_progress : callable, optional
        Called with the share of finished runs.
    """
    draws = len(values)
    together = max(1, _AT_ONCE // max(1, model.size))
    mean_person = np.full((draws, len(model.rows)), np.nan)
    population = mean_person if not model.has_populations else mean_person.copy()
    mean_people = [arm.mean_person() for arm in model.arms]
    failures: dict[tuple[str, str], str] = {}
    for first in range(0, draws, together):
        part = slice(first, first + together)
        means, failed = _simulate(mean_people, names, values[part], None, engine)
        mean_person[part] = _combine(model, means, len(values[part]))
        failures |= failed
        if model.has_populations:
            means, failed = _simulate(model.arms, names, values[part], people_factors, engine)
            population[part] = _combine(model, means, len(values[part]))
            failures |= failed
        report(on_progress, min(first + together, draws), draws)
    return Predictions(mean_person, population, failures)


_MARKERS = [
    place
    for place, name in enumerate(OUTPUTS)
    if any(row.group == "marker" and row.output == name for row in TRIAL_ENDPOINTS.values())
]

#: (trial, arm) to the arm's means, one array [n_draw, n_time, n_endpoint] for each sex, and the days
_Means = dict[tuple[str, str], list[tuple[VirtualArm, Vector]]]


def _simulate(
    arms: Sequence[VirtualArm],
    names: tuple[str, ...],
    values: Vector,
    people_factors: Vector | None,
    engine: Engine,
) -> tuple[_Means, dict[tuple[str, str], str]]:
    """Return the mean outputs of every arm; people stand in the order arm, draw, person."""
    cohorts = _initialize(arms, names, values, people_factors, engine)
    outputs = run_plans(
        cohorts,
        [arm.protocol for arm in arms],
        [arm.days for arm in arms],
        engine,
        exact=[injects_weekly(arm.protocol) for arm in arms],
    )
    means: _Means = {}
    failures: dict[tuple[str, str], str] = {}
    for arm, found in zip(arms, outputs, strict=True):
        by_draw = found.table.reshape(len(values), len(arm.people), *found.table.shape[1:])
        typical = _typical(by_draw)
        if found.failures and np.isnan(typical).any():
            failures.setdefault((arm.trial, arm.arm), next(iter(found.failures.values())))
        means.setdefault((arm.trial, arm.arm), []).append((arm, typical))
    return means, failures


def _typical(outputs: Vector) -> Vector:
    """An arm's outputs from its people's [n_draw, n_person, n_time, n_endpoint].

    Means, but for turnover markers, which trials report as medians because they are skewed: of these the
    geometric mean. Odd people without a steady state are left out of the mean, as long as they are few; where
    they are more, the arm is NaN.
    """
    if outputs.shape[1] == 1:
        return outputs[:, 0]
    lost = np.isnan(outputs).any(axis=(2, 3))
    few = lost.mean(axis=1) <= _LOST_AT_MOST
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of nobody is NaN, as it should be
        typical = np.nanmean(outputs, axis=1)
        typical[..., _MARKERS] = np.exp(np.nanmean(np.log(outputs[..., _MARKERS]), axis=1))
    typical[~few] = np.nan
    return typical


def _initialize(
    arms: Sequence[VirtualArm],
    names: tuple[str, ...],
    values: Vector,
    people_factors: Vector | None,
    engine: Engine,
) -> list[Cohort]:
    """Return each arm's cohort, every draw of it; those of one group and day are initialized together."""
    groups: dict[object, list[int]] = {}
    for k, arm in enumerate(arms):
        groups.setdefault((arm.people.group, day_before([arm.protocol])), []).append(k)
    cohorts: dict[int, Cohort] = {}
    for places in groups.values():
        sizes = [len(arms[k].people) for k in places]
        everybody = [
            arms[k].people.take(np.tile(np.arange(size), len(values)))
            for k, size in zip(places, sizes, strict=True)
        ]
        table = np.concatenate([_individual(values, size, people_factors) for size in sizes])
        day = day_before([arms[places[0]].protocol])
        together = initialize_cohort(join_people(everybody), Draws(names, table), day, engine)
        ends = np.cumsum([len(people) for people in everybody])
        for k, rows in zip(places, np.split(np.arange(len(together)), ends[:-1]), strict=True):
            cohorts[k] = together.take(rows)
    return [cohorts[k] for k in range(len(arms))]


def _individual(values: Vector, people: int, factors: Vector | None) -> Vector:
    """Return the parameters of an arm's people under every draw, array [n_draw * n_people, n_parameter]."""
    wide = np.repeat(values, people, axis=0)
    if factors is not None and people > 1:
        wide = wide * np.tile(factors[:people], (len(values), 1))
    return wide


def _combine(model: ForwardModel, means: _Means, draws: int) -> NDArray[np.float64]:
    """Predictions of every row, array [n_draw, n_row]: both sexes of an arm by their shares."""
    order = {name: k for k, name in enumerate(OUTPUTS)}
    table = np.full((draws, len(model.rows)), np.nan)
    for column, (trial, row) in enumerate(model.rows):

        def value(arm: str, output: str, week: float, trial: str = trial) -> Vector:
            found = [
                run.share * mean[:, int(np.searchsorted(run.days, DAYS_PER_WEEK * week)), order[output]]
                for run, mean in means[trial, arm]
            ]
            total: Vector = sum(found[1:], found[0])
            return total

        with np.errstate(all="ignore"):
            table[:, column] = predict_row(row, value)
    return table
