"""Report of fit and cross-validation, as plain values: what the fit and what fits without each trial predict."""

from __future__ import annotations

from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.held_out import HeldOut, held_out_rows, topic_folds, trial_folds
from osteotwin.calibration.optimize import Fit
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.result import SCORED, SIMULATED, Row, TrialResult
from osteotwin.evidence.scoring.summary import summarize
from osteotwin.inference.predictive import PredictiveIntervals, predictive_intervals

SCHEMA = 1


def cross_validation_report(fit: Fit, trials: HeldOut, topics: HeldOut | None) -> dict[str, Any]:
    """Fit and held-out predictions of every row, and both summaries.

    Returns
    -------
    dict
        ``rows`` (each with ``fit`` and ``left_out``: predicted, lo90, hi90, standardized_error), ``summary`` with
        ``fit`` and ``left_out``, and ``topics`` (for each topic held out as a whole: its rows' errors).
    """
    problem = fit.problem
    observations = problem.observations
    certain = np.zeros(len(observations))
    seen = predictive_intervals(observations, fit.discrepancies, fit.top.predicted, certain)
    center, sd = held_out_rows(trials, observations, trial_folds(problem))
    unseen = predictive_intervals(observations, fit.discrepancies, center, sd)
    return {
        "schema": SCHEMA,
        "rows": [
            {**_identity(trial, row), "fit": _prediction(seen, k), "left_out": _prediction(unseen, k)}
            for k, (trial, row) in enumerate(problem.model.rows)
            if observations.used[k]
        ],
        "summary": {"fit": _summary(fit, seen), "left_out": _summary(fit, unseen)},
        "topics": {} if topics is None else _topics(fit, topics),
    }


def _identity(trial: str, row: Measured) -> dict[str, Any]:
    return {
        "trial": trial,
        "arm": row.arm,
        "versus": row.versus,
        "endpoint": row.endpoint,
        "week": row.week,
        "scale": row.scale,
        "observed": _rounded(row.observed),
        "se": None if row.se is None else _rounded(row.se),
    }


def _rounded(value: float) -> float | None:
    return float(f"{value:.5g}") if np.isfinite(value) else None


def _prediction(intervals: PredictiveIntervals, k: int) -> dict[str, Any]:
    return {
        "predicted": _rounded(float(intervals.mean[k])),
        "lo90": _rounded(float(intervals.low[k])),
        "hi90": _rounded(float(intervals.high[k])),
        "standardized_error": _rounded(float(intervals.standardized[k])),
    }


def _summary(fit: Fit, intervals: PredictiveIntervals, only: frozenset[str] | None = None) -> dict[str, Any]:
    """Summary of predictions, of the same form as a validation's."""
    model = fit.problem.model
    results: list[TrialResult] = []
    for trial in model.trials:
        if only is not None and trial.id not in only:
            continue
        rows = tuple(
            Row(
                trial.id,
                row,
                float(intervals.mean[k]),
                SCORED,
                row.reason,
                float(intervals.low[k]),
                float(intervals.high[k]),
                float(intervals.sd[k]),
                float(intervals.standardized[k]),
            )
            for k, (name, row) in enumerate(model.rows)
            if name == trial.id and np.isfinite(intervals.mean[k])
        )
        if rows:
            results.append(TrialResult(trial, SIMULATED, None, rows, {}))
    return summarize(results)


def _topics(fit: Fit, found: HeldOut) -> dict[str, Any]:
    observations = fit.problem.observations
    folds = topic_folds(fit.problem)
    table: dict[str, Any] = {}
    for k, name in enumerate(found.folds):
        rows = observations.belongs_to(folds[name])
        center: Vector = np.where(rows, found.center[k], np.nan)
        sd: Vector = np.where(rows, found.sd[k], 0.0)
        intervals = predictive_intervals(observations, fit.discrepancies, center, sd)
        table[name] = {
            "trials": len(folds[name]),
            "summary": _summary(fit, intervals, folds[name])["by_class"],
        }
    return table
