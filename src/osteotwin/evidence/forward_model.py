"""From parameter values to what trials would have measured: every arm of every trial in one call.

The arms are read once; after that a table of parameter values becomes a table of predictions, one column for
each measured value. A fit, a posterior and a validation ask the same question through the same function.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Vector
from osteotwin.body.markers import ENDPOINTS as MODEL_ENDPOINTS
from osteotwin.cohort.cohort import Cohort, VirtualPeople, join_people
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.profile import Assumption
from osteotwin.cohort.simulation import day_before, run_plans
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.evidence.arms.dispersion import spread_between_people
from osteotwin.evidence.arms.population import arm_population, gives_estradiol
from osteotwin.evidence.arms.profile import profile_from_arm, sexes_of
from osteotwin.evidence.arms.protocol import protocol_from_arm
from osteotwin.evidence.files.endpoints import ENDPOINTS
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.scoring.effect_size import assumed_people
from osteotwin.evidence.scoring.measured_rows import (
    Measured,
    measured_rows,
    output_factor,
    predict,
)
from osteotwin.parameters.sample import Draws
from osteotwin.progress import ProgressCallback, report
from osteotwin.protocol.interventions import Protocol

#: Errors of BMD changes stay below 0.001 points of percent: far below what any trial can see.
FORWARD_ENGINE = KernelEngine(relative_tolerance=1e-4, absolute_tolerance=1e-6)

#: Runs that are simulated at once: enough to fill every lane, few enough to keep memory small.
_AT_ONCE = 20_000

#: Share of an arm's people that may be without a balance.
_LOST_AT_MOST = 0.1


@dataclass(frozen=True)
class VirtualArm:
    """One arm as people of one sex.

    Attributes
    ----------
    trial, arm : str
    people : VirtualPeople
        Their mean stands for the arm.
    protocol : Protocol
    days : array [n_time, day]
        Rising, with day 0.
    """

    trial: str
    arm: str
    people: VirtualPeople
    protocol: Protocol
    days: Vector


@dataclass(frozen=True)
class Question:
    """Every value that trials measured and that the model can be asked for.

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
        Those that the model cannot be asked for included.
    """

    trials: tuple[Trial, ...]
    arms: tuple[VirtualArm, ...]
    rows: tuple[tuple[str, Measured], ...]
    assumptions: Mapping[tuple[str, str], tuple[Assumption, ...]]
    refused: Mapping[tuple[str, str], str]
    all_rows: Mapping[str, tuple[Measured, ...]]

    def measured(self) -> list[tuple[Trial, Measured]]:
        """Return the rows with their trials."""
        trials = {trial.id: trial for trial in self.trials}
        return [(trials[name], row) for name, row in self.rows]

    def only(self, trials: Sequence[str]) -> Question:
        """Return the part about some trials."""
        chosen = set(trials)
        return replace(
            self,
            trials=tuple(t for t in self.trials if t.id in chosen),
            arms=tuple(a for a in self.arms if a.trial in chosen),
            rows=tuple(r for r in self.rows if r[0] in chosen),
        )


@dataclass(frozen=True)
class Answers:
    """What the model says to a :class:`Question`.

    Attributes
    ----------
    predicted : array [n_draw, n_row]
        On each row's scale; NaN where an arm's simulation failed.
    failures : mapping of (trial, arm) to str
        One sentence of a run that failed, whichever parameter values it had.
    """

    predicted: NDArray[np.float64]
    failures: Mapping[tuple[str, str], str]


def ask(trials: Sequence[Trial], people: int = 1, seed: int = 1) -> Question:
    """Read trials into the question that they put to the model.

    Parameters
    ----------
    trials : sequence of Trial
    people : int
        Virtual people of an arm (and sex); 1: its mean person.
    seed : int
        Of the virtual people.
    """
    all_rows = {trial.id: measured_rows(trial) for trial in trials}
    rows = [(trial.id, row) for trial in trials for row in all_rows[trial.id]]
    arms: list[VirtualArm] = []
    assumptions: dict[tuple[str, str], tuple[Assumption, ...]] = {}
    refused: dict[tuple[str, str], str] = {}
    for trial in trials:
        for arm in trial.arms:
            plan = protocol_from_arm(trial, arm)
            if plan.refused is not None:
                refused[trial.id, arm.id] = plan.refused
                continue
            days = _days(arm.id, [row for of_trial, row in rows if of_trial == trial.id])
            notes: tuple[Assumption, ...] = (*assumed_people(arm), *plan.assumptions)
            for sex in sexes_of(trial):
                mean, assumed = profile_from_arm(trial, arm, sex)
                notes += assumed
                if days.size:
                    sd = spread_between_people(trial, arm, mean)
                    those = arm_population(mean, sd, people, seed, keep_estradiol=gives_estradiol(trial))
                    arms.append(VirtualArm(trial.id, arm.id, those, plan.protocol, days))
            assumptions[trial.id, arm.id] = tuple(dict.fromkeys(notes))
    asked = tuple(
        (trial, row)
        for trial, row in rows
        if row.output is not None and not any((trial, arm) in refused for arm in row.arms)
    )
    return Question(tuple(trials), tuple(arms), asked, assumptions, refused, all_rows)


def _days(arm: str, rows: Sequence[Measured]) -> Vector:
    """Return day 0 and every day on which the arm was measured; none where it never was."""
    weeks = {row.week for row in rows if arm in row.arms and row.output is not None}
    return np.array(
        [DAYS_PER_WEEK * week for week in sorted({0.0, *weeks})] if weeks else [], dtype=np.float64
    )


def answer(
    question: Question,
    names: tuple[str, ...],
    values: NDArray[np.float64],
    *,
    people_factors: NDArray[np.float64] | None = None,
    engine: Engine = FORWARD_ENGINE,
    progress: ProgressCallback | None = None,
) -> Answers:
    """Return what the model predicts for every row under every set of parameter values.

    Parameters
    ----------
    question : Question
    names : tuple of str
        Of all parameters.
    values : array [n_draw, n_parameter]
    people_factors : array [n_people, n_parameter] or None
        How the parameters of an arm's people differ from the values, as factors; None: alike in all.
    engine : Engine
    progress : callable or None
        Called with the share of finished runs.
    """
    draws = len(values)
    per_draw = max(1, sum(len(arm.people) for arm in question.arms))
    together = max(1, _AT_ONCE // per_draw)
    predicted = np.full((draws, len(question.rows)), np.nan)
    failures: dict[tuple[str, str], str] = {}
    for first in range(0, draws, together):
        part = values[first : first + together]
        means, failed = _simulate(question.arms, names, part, people_factors, engine)
        failures |= failed
        predicted[first : first + together] = _combine(question, means, len(part))
        report(progress, min(first + together, draws), draws)
    return Answers(predicted, failures)


_MARKERS = [
    place
    for place, name in enumerate(MODEL_ENDPOINTS)
    if any(row.group == "marker" and row.output == name for row in ENDPOINTS.values())
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
    outputs = run_plans(cohorts, [arm.protocol for arm in arms], [arm.days for arm in arms], engine)
    means: _Means = {}
    failures: dict[tuple[str, str], str] = {}
    for arm, found in zip(arms, outputs, strict=True):
        by_draw = found.table.reshape(len(values), len(arm.people), *found.table.shape[1:])
        typical = _typical(by_draw)
        if found.failures and np.isnan(typical).any():
            failures.setdefault((arm.trial, arm.arm), next(iter(found.failures.values())))
        means.setdefault((arm.trial, arm.arm), []).append((arm, typical))
    return means, failures


def _typical(readings: Vector) -> Vector:
    """Return an arm's readings from its people's [n_draw, n_person, n_time, n_endpoint].

    Means, but for turnover markers, which trials report as medians because they are skewed: of these the
    geometric mean. Odd people whose body finds no balance are left out of the mean, as long as they are few; where
    they are more, the arm is NaN.
    """
    if readings.shape[1] == 1:
        return readings[:, 0]
    lost = np.isnan(readings).any(axis=(2, 3))
    few = lost.mean(axis=1) <= _LOST_AT_MOST
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of nobody is NaN, as it should be
        typical = np.nanmean(readings, axis=1)
        typical[..., _MARKERS] = np.exp(np.nanmean(np.log(readings[..., _MARKERS]), axis=1))
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


def _combine(question: Question, means: _Means, draws: int) -> NDArray[np.float64]:
    """Return the predictions of every row, array [n_draw, n_row]."""
    order = {name: k for k, name in enumerate(MODEL_ENDPOINTS)}
    table = np.full((draws, len(question.rows)), np.nan)
    for column, (trial, row) in enumerate(question.rows):
        factor = output_factor(row.output or "", row.endpoint) or 1.0

        def value(arm: str, output: str, week: float, trial: str = trial, factor: float = factor) -> Vector:
            found = [
                mean[:, int(np.searchsorted(run.days, DAYS_PER_WEEK * week)), order[output]]
                for run, mean in means[trial, arm]
            ]
            total: Vector = sum(found[1:], found[0])
            return factor * total / len(found)

        with np.errstate(all="ignore"):
            table[:, column] = predict(row, value)
    return table
