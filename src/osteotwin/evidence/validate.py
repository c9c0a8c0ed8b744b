"""Run published trials in silico and score the model against what was measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any

import numpy as np

from osteotwin.errors import Problem
from osteotwin.evidence.arm_profile import profile_from_arm, sexes_of
from osteotwin.evidence.arm_protocol import protocol_from_arm
from osteotwin.evidence.load import load_trials
from osteotwin.evidence.observe import DAYS_PER_WEEK, Measured, finite, measured_rows, output_factor, predict
from osteotwin.evidence.result import (
    NOT_SCORED,
    NOT_SIMULATED,
    PARTLY,
    SCORED,
    SIMULATED,
    Row,
    TrialResult,
)
from osteotwin.evidence.scales import assumed_people
from osteotwin.evidence.summary import summarize
from osteotwin.evidence.trial import Trial
from osteotwin.evidence.validation_schema import SCHEMA
from osteotwin.people.profile import Assumption, Profile
from osteotwin.protocol.interventions import Protocol

if TYPE_CHECKING:
    from osteotwin.people.simulate import Simulated


@dataclass(frozen=True)
class Validation:
    """The model against the trials.

    Attributes
    ----------
    model_version, parameter_set : str
    trials : tuple of TrialResult
    problems : tuple of Problem
        What was wrong with files that could not be read.
    """

    model_version: str
    parameter_set: str
    trials: tuple[TrialResult, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all trials."""
        return tuple(row for trial in self.trials for row in trial.rows)

    def summary(self) -> dict[str, Any]:
        """Return counts and errors, by topic and class of endpoint."""
        return summarize(self.trials)

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values with stable keys."""
        return {
            "schema": SCHEMA,
            "model_version": self.model_version,
            "parameter_set": self.parameter_set,
            "trials": [trial.to_json() for trial in self.trials],
            "summary": self.summary(),
            "problems": [
                {"file": p.file, "field": p.field, "found": p.found, "allowed": p.allowed, "mend": p.mend}
                for p in self.problems
            ],
        }


@dataclass(frozen=True)
class _Run:
    """One arm as one sex."""

    trial: str
    arm: str
    profile: Profile
    protocol: Protocol
    days: np.ndarray[Any, np.dtype[np.float64]]


def validate(
    folder: str | PathLike[str] | None = None,
    *,
    parameters: Any = None,
    progress: Callable[[int, int], None] | None = None,
    only: Sequence[str] | None = None,
) -> Validation:
    """Simulate every arm of every trial at its population's mean and compare.

    Parameters
    ----------
    folder : path or None
        A folder of trial files; ``None``: those that ship with the package.
    parameters : ParameterSet or None
        ``None``: the set in use.
    progress : callable or None
        Called with the number of arms done and of all arms.
    only : sequence of str or None
        Identifiers of the trials to run; ``None``: all.

    Returns
    -------
    Validation

    Raises
    ------
    InputError
        If the folder is missing or empty.
    """
    from osteotwin.evidence.run_arms import run_arms

    loaded = load_trials(folder)
    trials = [t for t in loaded.trials if only is None or t.id in only]
    rows = {trial.id: measured_rows(trial) for trial in trials}
    runs: list[_Run] = []
    assumptions: dict[tuple[str, str], tuple[Assumption, ...]] = {}
    refused: dict[tuple[str, str], str] = {}
    for trial in trials:
        for arm in trial.arms:
            plan = protocol_from_arm(trial, arm)
            if plan.refused is not None:
                refused[trial.id, arm.id] = plan.refused
                continue
            days = _days(arm.id, rows[trial.id])
            notes: tuple[Assumption, ...] = (*assumed_people(arm), *plan.assumptions)
            for sex in sexes_of(trial):
                profile, assumed = profile_from_arm(trial, arm, sex)
                notes += assumed
                if days.size > 1:
                    runs.append(_Run(trial.id, arm.id, profile, plan.protocol, days))
            assumptions[trial.id, arm.id] = tuple(dict.fromkeys(notes))
    simulated, version, set_name = run_arms(
        [r.profile for r in runs], [r.protocol for r in runs], [r.days for r in runs], parameters, progress
    )
    results = _Results(runs, simulated, refused)
    return Validation(
        version,
        set_name,
        tuple(_trial_result(trial, rows[trial.id], results, assumptions) for trial in trials),
        loaded.problems,
    )


def _days(arm: str, rows: tuple[Measured, ...]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return day 0 and every day on which the arm was measured; day 0 alone where it never was."""
    weeks = {row.week for row in rows if arm in row.arms and row.output is not None}
    return np.array(sorted({0.0, *(DAYS_PER_WEEK * week for week in weeks)}), dtype=np.float64)


class _Results:
    """Looks up simulated values by trial, arm, output and week; a mixed population's are averaged."""

    def __init__(
        self, runs: list[_Run], simulated: Simulated, refused: Mapping[tuple[str, str], str]
    ) -> None:
        self.refused = dict(refused)
        self.runs: dict[tuple[str, str], list[tuple[_Run, Mapping[str, Any]]]] = {}
        for run, values, status in zip(runs, simulated.values, simulated.status, strict=True):
            if status is not None:
                self.refused[run.trial, run.arm] = status
            self.runs.setdefault((run.trial, run.arm), []).append((run, values))

    def value(self, trial: str, arm: str, output: str, week: float) -> float:
        found = [
            float(values[output][int(np.searchsorted(run.days, DAYS_PER_WEEK * week))])
            for run, values in self.runs[trial, arm]
        ]
        return sum(found) / len(found)

    def reason(self, trial: str, arms: tuple[str, ...]) -> str | None:
        return next((self.refused[trial, arm] for arm in arms if (trial, arm) in self.refused), None)


def _trial_result(
    trial: Trial,
    measured: tuple[Measured, ...],
    results: _Results,
    assumptions: Mapping[tuple[str, str], tuple[Assumption, ...]],
) -> TrialResult:
    rows = tuple(_row(trial, row, results) for row in measured)
    reasons = [results.refused[trial.id, a.id] for a in trial.arms if (trial.id, a.id) in results.refused]
    scored = sum(row.status == SCORED for row in rows)
    if reasons and len(reasons) == len(trial.arms):
        status, reason = NOT_SIMULATED, "; ".join(dict.fromkeys(reasons))
    elif scored == 0:
        status = NOT_SIMULATED if not rows or reasons else PARTLY
        reason = "; ".join(dict.fromkeys(r.reason for r in rows if r.reason)) or "nothing was measured"
    elif scored < len(rows) or reasons:
        status = PARTLY
        reason = "; ".join(dict.fromkeys([*reasons, *(r.reason or "" for r in rows if r.status != SCORED)]))
    else:
        status, reason = SIMULATED, None
    found = {a.id: assumptions[trial.id, a.id] for a in trial.arms if (trial.id, a.id) in assumptions}
    return TrialResult(trial, status, reason, rows, found)


def _row(trial: Trial, row: Measured, results: _Results) -> Row:
    if row.output is None:
        return Row(trial.id, row, None, NOT_SCORED, row.reason)
    reason = results.reason(trial.id, row.arms)
    if reason is not None:
        return Row(trial.id, row, None, NOT_SCORED, reason)
    output = row.output
    factor = output_factor(output, row.endpoint) or 1.0
    predicted = finite(
        predict(row, lambda arm, name, week: factor * results.value(trial.id, arm, name, week))
    )
    if predicted is None:
        return Row(trial.id, row, None, NOT_SCORED, "the simulation gave no number")
    return Row(trial.id, row, predicted, SCORED, row.reason)
