"""Run published trials in silico and score the model against what was measured."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from os import PathLike
from typing import Any

import numpy as np

from osteotwin.body.whole import MODEL_VERSION
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.errors import Problem
from osteotwin.evidence.arms.people_factors import people_factors
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.forward_model import ForwardModel, build, predict
from osteotwin.evidence.scoring.discrepancy_classes import STARTING_DISCREPANCY
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import finite
from osteotwin.evidence.scoring.observation_error import observations_of
from osteotwin.evidence.scoring.result import (
    NOT_SCORED,
    NOT_SIMULATED,
    PARTLY,
    SCORED,
    SIMULATED,
    Row,
    TrialResult,
)
from osteotwin.evidence.scoring.scores_schema import SCHEMA
from osteotwin.evidence.scoring.summary import summarize
from osteotwin.inference.predictive import PredictiveIntervals, predictive_intervals
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import draw
from osteotwin.progress import ProgressCallback, part_of

#: Virtual people of an arm.
PEOPLE = 32
#: Draws of what is not known of the parameters.
DRAWS = 64


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
        """Counts and errors, by topic and class of endpoint."""
        return summarize(self.trials)

    def to_json(self) -> dict[str, Any]:
        """Everything as plain values with stable keys."""
        return {
            "schema": SCHEMA,
            "model_version": self.model_version,
            "parameter_set": self.parameter_set,
            "trials": [trial.to_json() for trial in self.trials],
            "summary": self.summary(),
            "problems": [
                {
                    key: value for key, value in asdict(problem).items() if key != "ways"
                }  # of answers in words only
                for problem in self.problems
            ],
        }


def validate(
    folder: str | PathLike[str] | None = None,
    *,
    parameters: ParameterSet | None = None,
    on_progress: ProgressCallback | None = None,
    only: Sequence[str] | None = None,
) -> Validation:
    """Simulate every arm of every trial as a small population and compare.

    Parameters
    ----------
    folder : path or None
        A folder of trial files; ``None``: those that ship with the package.
    parameters : ParameterSet or None
        ``None``: the set in use.
    on_progress : callable, optional
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
    loaded = load_trials(folder)
    trials = [t for t in loaded.trials if only is None or t.id in only]
    chosen = parameters or parameters_in_use()
    model = build(trials, PEOPLE)
    table, failures = _predict(model, chosen, on_progress)
    return Validation(
        MODEL_VERSION,
        chosen.name,
        tuple(trial_result(trial, model, table, failures) for trial in trials),
        loaded.problems,
    )


def _predict(
    model: ForwardModel, chosen: ParameterSet, on_progress: ProgressCallback | None
) -> tuple[PredictiveIntervals, Mapping[tuple[str, str], str]]:
    """Predict with arms as populations under the set's central values; intervals from draws of its parameters.

    How the draws differ is computed with the arms' mean people: what single people add to that is small beside it.
    """
    names = chosen.names
    center = np.array([[p.value for p in chosen.parameters.values()]])
    draws = parameter_draws(chosen, DRAWS)
    mean_people = model.mean_people()
    first = model.size / max(model.size + mean_people.size * len(draws), 1)
    of_center = predict(
        model,
        names,
        center,
        people_factors=people_factors(chosen, PEOPLE),
        on_progress=part_of(on_progress, 0.0, first),
    )
    of_draws = predict(mean_people, names, draws, on_progress=part_of(on_progress, first, 1.0))
    rows = observations_of(model.measured())
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of a row that failed in every draw: it stays NaN
        scaled = rows.on_scale(of_draws.mean_person)
        shift = np.nanmean(scaled - rows.on_scale(of_center.mean_person[0]), axis=0)
        middle = rows.on_scale(of_center.population[0]) + shift
        sd = np.nanstd(scaled, axis=0)
    fitted = chosen.posterior.discrepancy if chosen.posterior else {}
    discrepancies = {**STARTING_DISCREPANCY, **fitted}
    return predictive_intervals(rows, discrepancies, middle, sd), of_center.failures


def parameter_draws(chosen: ParameterSet, count: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Draws of the uncertain parameters, array [n_draw, n_parameter].

    The fitted parameters of a calibrated set come from its posterior; where nothing was fitted, all are drawn from
    their ranges.
    """
    if chosen.posterior is None:
        return draw(chosen, count, seed=1, between_people=False).values
    table = np.tile([p.value for p in chosen.parameters.values()], (count, 1))
    rows = np.linspace(0, len(chosen.posterior.draws) - 1, count).astype(int)
    for k, name in enumerate(chosen.posterior.names):
        table[:, chosen.names.index(name)] = chosen.posterior.draws[rows, k]
    return table


def trial_result(
    trial: Trial, model: ForwardModel, table: PredictiveIntervals, failures: Mapping[tuple[str, str], str]
) -> TrialResult:
    """Compare the predictions with what one trial measured.

    Parameters
    ----------
    model : ForwardModel
    table : Prediction
        For the model's rows.
    failures : mapping of (trial, arm) to str
        Why a simulation failed.
    """
    refused = {
        arm: why for (of_trial, arm), why in {**failures, **model.refused}.items() if of_trial == trial.id
    }
    places = {id(row): k for k, (name, row) in enumerate(model.rows) if name == trial.id}
    rows = tuple(_row(trial, row, places.get(id(row)), table, refused) for row in model.all_rows[trial.id])
    reasons = [refused[arm.id] for arm in trial.arms if arm.id in refused]
    reasons += [f"left out for a mistake: {place}" for place in trial.values_left_out]
    scored = sum(row.status == SCORED for row in rows)
    if all(arm.id in refused for arm in trial.arms):
        status, reason = NOT_SIMULATED, "; ".join(dict.fromkeys(reasons))
    elif scored == 0:
        status = NOT_SIMULATED if not rows or reasons else PARTLY
        found = [*reasons, *(r.reason for r in rows if r.reason)]
        reason = "; ".join(dict.fromkeys(found)) or "nothing was measured"
    elif scored < len(rows) or reasons:
        status = PARTLY
        reason = "; ".join(dict.fromkeys([*reasons, *(r.reason or "" for r in rows if r.status != SCORED)]))
    else:
        status, reason = SIMULATED, None
    assumptions = {
        arm.id: model.assumptions[trial.id, arm.id]
        for arm in trial.arms
        if (trial.id, arm.id) in model.assumptions
    }
    return TrialResult(trial, status, reason, rows, assumptions)


def _row(
    trial: Trial, row: Measured, place: int | None, table: PredictiveIntervals, refused: Mapping[str, str]
) -> Row:
    if row.output is None:
        return Row(trial.id, row, None, NOT_SCORED, row.reason)
    reason = next((refused[arm] for arm in row.arms if arm in refused), None)
    if reason is not None or place is None:
        return Row(trial.id, row, None, NOT_SCORED, reason)
    predicted = finite(float(table.mean[place]))
    if predicted is None:
        return Row(trial.id, row, None, NOT_SCORED, "the simulation gave no number")
    return Row(
        trial.id,
        row,
        predicted,
        SCORED,
        row.reason,
        _end(float(table.low[place])),
        _end(float(table.high[place])),
        finite(float(table.sd[place])),
        finite(float(table.standardized[place])),
    )


def _end(value: float) -> float | None:
    """End of an interval: an infinite one stays, so that it is seen to be too wide."""
    return None if isnan(value) else value
