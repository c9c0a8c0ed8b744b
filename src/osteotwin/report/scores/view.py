"""The answer of a validation as the sections of its page: words and rows, nothing computed but how they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.errors import Problem
from osteotwin.report.formatting import NOT_AVAILABLE, calendar_date
from osteotwin.report.scores import formatting
from osteotwin.report.scores.arms import arm_words
from osteotwin.report.scores.forest import forest_cell, shared_axis
from osteotwin.report.scores.formatting import Row
from osteotwin.report.scores.tables import headline, slices
from osteotwin.report.scores.trials import by_misfit, trial_name, trials

Result = Mapping[str, Any]

WORST_ROWS: Final = 20
#: Classes with a forest of their own, in this order.
_DRAWN: Final = ("bmd_percent", "marker_percent", "hormone_ratio", "mineral_percent", "hormone_percent")


def context(result: Result, written: date | None) -> dict[str, Any]:
    """Return what the page template shows."""
    everything = [(trial, row) for trial in result["trials"] for row in trial["rows"]]
    scored = [(trial, row) for trial, row in everything if row["error"] is not None]
    return {
        "facts": _facts(result, written),
        "headline": headline(result["summary"]),
        "problems": [Problem(**problem) for problem in result["problems"]],
        "left_out": [_left_out(trial) for trial in result["trials"] if trial["status"] == "not_simulated"],
        "in_part": [_left_out(trial) for trial in result["trials"] if trial["status"] == "partly"],
        "worst": worst(scored),
        "without_error": sum(row["standardized_error"] is None for _, row in scored),
        "slices": slices(result["summary"]),
        "topics": _topics(result["summary"], scored),
        "trials": trials(result["trials"]),
        "intervals": any(row["lo90"] is not None for _, row in scored),
        "predictive": any(row["predictive_sd"] is not None for _, row in scored),
        "model": result["model_version"],
        "parameter_set": result["parameter_set"],
    }


def worst(scored: Sequence[tuple[Result, Row]]) -> list[dict[str, Any]]:
    """Return the rows furthest off by standardized error."""
    known = [(trial, row) for trial, row in scored if row["standardized_error"] is not None]
    known.sort(key=lambda pair: -abs(pair[1]["standardized_error"]))
    return [_worst(trial, row) for trial, row in known[:WORST_ROWS]]


def _worst(trial: Result, row: Row) -> dict[str, Any]:
    return {
        "id": trial["id"],
        "name": trial_name(trial),
        "what": formatting.what(row, arm_words(trial)),
        **formatting.compared(row),
    }


def _facts(result: Result, written: date | None) -> list[tuple[str, str]]:
    found = result["summary"]
    facts = [
        ("Model", f"version {result['model_version']}"),
        ("Parameters", str(result["parameter_set"])),
        ("Published trials", f"{found['trials']}"),
        ("Measured values", f"{found['scored']} of {found['rows']} scored"),
    ]
    if found["too_wide"]:
        facts.append(
            ("90\u00a0% intervals too wide to tell", f"{found['too_wide']}, which count as not covering")
        )
    return [*facts, ("Written", calendar_date(written.isoformat()))] if written else facts


def _left_out(trial: Result) -> dict[str, str]:
    return {"id": trial["id"], "name": trial_name(trial), "reason": trial["reason"] or NOT_AVAILABLE}


def _topics(summary: Result, scored: Sequence[tuple[Result, Row]]) -> list[dict[str, Any]]:
    """Return every topic with its forests, those with the largest misfit first."""
    parts: list[tuple[float, dict[str, Any]]] = []
    for name, classes in summary["by_topic"].items():
        pairs = [(trial, row) for trial, row in scored if name in trial["topics"]]
        forests: list[dict[str, Any]] = [
            {"title": formatting.class_title(group), **forest(own)}
            for group in _DRAWN
            if (own := [pair for pair in pairs if formatting.class_of(pair[1]) == group])
        ]
        if forests:
            bone = classes.get("bmd_percent")
            parts.append((
                by_misfit([row for _, row in pairs]),
                {
                    "id": name,
                    "title": formatting.topic(name),
                    "trials": len({trial["id"] for trial, _ in pairs}),
                    "count": sum(forest["count"] for forest in forests),
                    "bone": formatting.typical("bmd_percent", bone["rmse"]) if bone else "",
                    "forests": forests,
                },
            ))  # fmt: skip
    return [part for _, part in sorted(parts, key=lambda part: -part[0])]


def forest(pairs: Sequence[tuple[Result, Row]]) -> dict[str, Any]:
    """Return the rows of one class on one axis, the largest error first."""
    axis = shared_axis([row for _, row in pairs])
    ordered = sorted(pairs, key=lambda pair: -abs(pair[1]["error"]))
    return {
        "axis": axis.labels(),
        "count": len(ordered),
        "rows": [
            {
                "id": trial["id"],
                "name": trial_name(trial),
                "what": formatting.what(row, arm_words(trial)),
                "cell": forest_cell(row, axis),
                "observed": formatting.value(row, "observed"),
                "predicted": formatting.value(row, "predicted"),
            }
            for trial, row in ordered
        ],
    }
