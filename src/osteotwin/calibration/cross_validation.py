"""What the fit says beside what fits without the trial say: the honest numbers, as plain values."""

from __future__ import annotations

from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.leave_out import LeftOut, each_topic, each_trial, own_rows
from osteotwin.calibration.search import Fit
from osteotwin.evidence.scoring.measured_rows import Measured
from osteotwin.evidence.scoring.result import SCORED, SIMULATED, Row, TrialResult
from osteotwin.evidence.scoring.summary import summarize
from osteotwin.inference.observations import Targets
from osteotwin.inference.predictive import Prediction, predictive

SCHEMA = 1


def cross_validation(fit: Fit, trials: LeftOut, topics: LeftOut | None) -> dict[str, Any]:
    """Return fit and left-out predictions of every row, and both summaries.

    Returns
    -------
    dict
        ``rows`` (each with ``fit`` and ``left_out``: predicted, lo90, hi90, standardized_error), ``summary`` with
        ``fit`` and ``left_out``, and ``topics`` (for each topic left out as a whole: its rows' errors).
    """
    problem = fit.problem
    flat = np.zeros(len(problem.targets))
    seen = predictive(problem.targets, fit.discrepancies, fit.top.predicted, flat)
    center, sd = own_rows(trials, problem, each_trial(problem))
    unseen = predictive(problem.targets, fit.discrepancies, center, sd)
    return {
        "schema": SCHEMA,
        "rows": [
            {**_named(trial, row), "fit": _said(seen, k), "left_out": _said(unseen, k)}
            for k, (trial, row) in enumerate(problem.mean_people.rows)
            if problem.targets.used[k]
        ],
        "summary": {"fit": _summary(fit, seen), "left_out": _summary(fit, unseen)},
        "topics": {} if topics is None else _topics(fit, topics),
    }


def _named(trial: str, row: Measured) -> dict[str, Any]:
    return {
        "trial": trial,
        "arm": row.arm,
        "versus": row.versus,
        "endpoint": row.endpoint,
        "week": row.week,
        "scale": row.scale,
        "observed": _short(row.observed),
        "se": None if row.se is None else _short(row.se),
    }


def _short(value: float) -> float | None:
    return float(f"{value:.5g}") if np.isfinite(value) else None


def _said(table: Prediction, k: int) -> dict[str, Any]:
    return {
        "predicted": _short(float(table.mean[k])),
        "lo90": _short(float(table.low[k])),
        "hi90": _short(float(table.high[k])),
        "standardized_error": _short(float(table.standardized[k])),
    }


def _summary(fit: Fit, table: Prediction, only: frozenset[str] | None = None) -> dict[str, Any]:
    """Return the summary of predictions, in the words of a validation's."""
    question = fit.problem.mean_people
    results: list[TrialResult] = []
    for trial in question.trials:
        if only is not None and trial.id not in only:
            continue
        rows = tuple(
            Row(
                trial.id, row, float(table.mean[k]), SCORED, row.reason,
                float(table.low[k]), float(table.high[k]), float(table.sd[k]),
                float(table.standardized[k]),
            )
            for k, (name, row) in enumerate(question.rows)
            if name == trial.id and np.isfinite(table.mean[k])
        )  # fmt: skip
        if rows:
            results.append(TrialResult(trial, SIMULATED, None, rows, {}))
    return summarize(results)


def _topics(fit: Fit, found: LeftOut) -> dict[str, Any]:
    targets: Targets = fit.problem.targets
    groups = each_topic(fit.problem)
    table: dict[str, Any] = {}
    for k, name in enumerate(found.groups):
        rows = targets.of(groups[name])
        center: Vector = np.where(rows, found.center[k], np.nan)
        sd: Vector = np.where(rows, found.sd[k], 0.0)
        said = predictive(targets, fit.discrepancies, center, sd)
        table[name] = {
            "trials": len(groups[name]),
            "summary": _summary(fit, said, groups[name])["by_class"],
        }
    return table
