"""How far the model is from the trials: counts and errors by topic and class of endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from osteotwin.evidence.endpoints import (
    ABSOLUTE,
    ABSOLUTE_CHANGE,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
)

if TYPE_CHECKING:
    from osteotwin.evidence.validate import Row, TrialResult

#: Smaller effects than these have no sign worth agreeing on.
_LEAST_EFFECT = {PERCENT_CHANGE: 0.5, PERCENT_DIFFERENCE: 0.5, RATIO_TO_BASELINE: 0.05}
_NO_EFFECT = {RATIO_TO_BASELINE: 1.0}


def endpoint_class(row: Row) -> str:
    """Return the class whose errors can be averaged: same group, same scale.

    Percent changes and differences of percent changes are both points of percent and count together.
    """
    scale = row.measured.scale
    if scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE):
        return f"{row.measured.group}_percent"
    if scale == RATIO_TO_BASELINE:
        return f"{row.measured.group}_ratio"
    if scale == ABSOLUTE:
        return f"{row.measured.endpoint}_{row.measured.unit}"
    return f"{row.measured.endpoint}_change_{row.measured.unit}" if scale == ABSOLUTE_CHANGE else scale


def statistics(rows: Iterable[Row]) -> dict[str, Any]:
    """Return n, root-mean-square error, mean error, sign agreement and coverage by two standard errors.

    Parameters
    ----------
    rows : iterable of Row
        Of one class; rows without a prediction are left out.
    """
    pairs = [(row, row.error) for row in rows]
    scored = [(row, error) for row, error in pairs if error is not None]
    errors = [error for _, error in scored]
    signs = [_same_sign(row) for row, _ in scored]
    counted = [agrees for agrees in signs if agrees is not None]
    within = [abs(error) <= 2 * row.measured.se for row, error in scored if row.measured.se]
    n = len(errors)
    return {
        "n": n,
        "rmse": (sum(e * e for e in errors) / n) ** 0.5 if n else None,
        "mean_error": sum(errors) / n if n else None,
        "sign_n": len(counted),
        "sign_agreement": sum(counted) / len(counted) if counted else None,
        "se_n": len(within),
        "within_two_se": sum(within) / len(within) if within else None,
    }


def summarize(trials: Sequence[TrialResult]) -> dict[str, Any]:
    """Return the summary of a validation: counts, and statistics by class, and by topic and class."""
    rows = [row for trial in trials for row in trial.rows]
    topics: dict[str, list[Row]] = {}
    for trial in trials:
        for topic in trial.trial.topics:
            topics.setdefault(topic, []).extend(trial.rows)
    statuses: dict[str, int] = {}
    for trial in trials:
        statuses[trial.status] = statuses.get(trial.status, 0) + 1
    return {
        "trials": len(trials),
        "trial_status": dict(sorted(statuses.items())),
        "rows": len(rows),
        "scored": sum(row.predicted is not None for row in rows),
        "not_scored": sum(row.predicted is None for row in rows),
        "by_class": _by_class(rows),
        "by_topic": {topic: _by_class(found) for topic, found in sorted(topics.items())},
    }


def _by_class(rows: Sequence[Row]) -> dict[str, Any]:
    classes: dict[str, list[Row]] = {}
    for row in rows:
        if row.predicted is not None:
            classes.setdefault(endpoint_class(row), []).append(row)
    return {name: statistics(found) for name, found in sorted(classes.items())}


def _same_sign(row: Row) -> bool | None:
    """Tell whether the direction agrees; ``None`` where the observed effect is too small to have one."""
    scale = row.measured.scale
    if scale not in _LEAST_EFFECT or row.predicted is None:
        return None
    zero = _NO_EFFECT.get(scale, 0.0)
    effect = row.measured.observed - zero
    if abs(effect) < _LEAST_EFFECT[scale]:
        return None
    return effect * (row.predicted - zero) > 0
