"""What the fit of the parameter set in use recorded of every published value, as trials with their rows.

Nothing is simulated: each value has the prediction of a fit that had not seen its trial, and that of the fit that had.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.endpoints import ENDPOINTS
from osteotwin.errors import OsteotwinError
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.forward_model import ForwardModel, build
from osteotwin.evidence.scoring.result import TrialResult
from osteotwin.evidence.validate import trial_result
from osteotwin.inference.predictive import PredictiveIntervals
from osteotwin.parameters.sets.read import CROSS_VALIDATION_FILE
from osteotwin.parameters.sets.shipped import SHIPPED
from osteotwin.protocol.library import load_drugs

SCHEMA: Final = "osteotwin/recorded-scores/1"
#: Errors beyond so many predictive standard deviations are more than chance explains.
FAR: Final = 2.0
_IDENTITY: Final = ("arm", "versus", "endpoint", "week", "scale")
Key = tuple[Any, ...]


def recorded_scores() -> dict[str, Any]:
    """Return the published trials with what the fit recorded of them.

    Returns
    -------
    dict
        ``schema``, ``model_version``, ``parameter_set``, ``date``; ``trials`` as in the scores of a validation, whose
        predictions are those of a fit that had not seen the trial; every row has also ``fit`` (``predicted``, ``lo90``,
        ``hi90``, ``standardized_error``: of the fit that had, or ``None``), every trial ``drugs`` by arm; and
        ``endpoints``: by endpoint, those with the largest errors first.

    Raises
    ------
    OsteotwinError
        If the set in use was not fitted to trials.
    """
    used = parameters_in_use()
    file = SHIPPED / used.name / CROSS_VALIDATION_FILE
    if used.posterior is None or not file.is_file():
        message = (
            f"the parameter set {used.name} was not fitted to trials, so that nothing is recorded of them. "
            "Fix: score it with `osteotwin validate`."
        )
        raise OsteotwinError(message)
    record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    known = {(row["trial"], *_identity(row)): row for row in record["rows"]}
    trials = load_trials(None).trials
    model = build(trials)
    table = _table(model, known)
    described = [_trial(trial_result(trial, model, table, {}), known) for trial in trials]
    return {
        "schema": SCHEMA,
        "model_version": MODEL_VERSION,
        "parameter_set": used.name,
        "date": str(used.posterior.record["date"]),
        "trials": described,
        "endpoints": _by_endpoint(row for trial in described for row in trial["rows"]),
    }


def _identity(row: Mapping[str, Any]) -> Key:
    return tuple(row[name] for name in _IDENTITY)


def _table(model: ForwardModel, known: Mapping[Key, Mapping[str, Any]]) -> PredictiveIntervals:
    """The recorded predictions in the order of the model's rows; NaN where nothing is recorded."""
    nothing: dict[str, Any] = {}
    unseen = [
        known.get((trial, *(getattr(row, name) for name in _IDENTITY)), nothing).get("left_out", nothing)
        for trial, row in model.rows
    ]

    def column(name: str) -> Vector:
        values = (one.get(name) for one in unseen)
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)

    spread = np.full(len(unseen), np.nan)
    return PredictiveIntervals(
        column("predicted"), column("lo90"), column("hi90"), column("standardized_error"), spread
    )


def _trial(result: TrialResult, known: Mapping[Key, Mapping[str, Any]]) -> dict[str, Any]:
    described = result.to_json()
    rows = [
        {**row, "fit": known.get((described["id"], *_identity(row)), {}).get("fit")}
        for row in described["rows"]
    ]
    return {**described, "rows": rows, "drugs": _drugs(result.trial)}


def _drugs(trial: Trial) -> dict[str, list[str]]:
    """The drugs of each arm, by the names of the library where it has them."""
    library = load_drugs()
    return {
        arm.id: sorted(
            {
                library[one.name].label if one.name in library else one.name.replace("_", " ")
                for one in arm.drugs
            }
            | {one.label for one in arm.unmodelled}
        )
        for arm in trial.arms
    }


def _by_endpoint(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How far off each endpoint is, unseen and fitted."""
    scored: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["standardized_error"] is not None:
            scored.setdefault(row["endpoint"], []).append(row)
    found = [
        {
            "endpoint": name,
            "label": ENDPOINTS[name].title,
            "n": len(own),
            "far": sum(abs(row["standardized_error"]) > FAR for row in own),
            "within_90": sum(bool(row["within_90"]) for row in own) / len(own),
            "unseen": _size([row["standardized_error"] for row in own]),
            "fit": _size([row["fit"]["standardized_error"] for row in own if row["fit"]]),
        }
        for name, own in scored.items()
    ]
    return sorted(found, key=lambda one: -float(one["unseen"] or 0.0))


def _size(errors: list[float]) -> float | None:
    """Root mean square of standardized errors: about 1 where the model knows its own uncertainty."""
    return float(np.sqrt(np.mean(np.square(errors)))) if errors else None
