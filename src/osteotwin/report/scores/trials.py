"""Every trial of a validation: what was done, measured, predicted and assumed; the worst first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from osteotwin.report import labels
from osteotwin.report.formatting import number, plain_text, sentence_case
from osteotwin.report.scores import formatting
from osteotwin.report.scores.arms import arm_words
from osteotwin.report.scores.course import courses, letters
from osteotwin.report.scores.forest import forest_cell, shared_axis
from osteotwin.report.scores.formatting import Row

Trial = Mapping[str, Any]


def trials(found: Sequence[Trial]) -> list[dict[str, Any]]:
    """Return all trials that could be scored, those furthest off first, then those that could not."""
    return [trial_view(trial) for trial in sorted(found, key=lambda trial: -by_misfit(trial["rows"]))]


def by_misfit(rows: Sequence[Row]) -> float:
    """Return by how much rows are off on average, in standardized errors; -1 where none was scored.

    Rows without a standard error count by the size of their error beside that of the effect.
    """
    sizes = [size for row in rows if (size := _misfit(row)) is not None]
    return (sum(size * size for size in sizes) / len(sizes)) ** 0.5 if sizes else -1.0


def _misfit(row: Row) -> float | None:
    if row["error"] is None:
        return None
    if row["standardized_error"] is not None:
        return abs(row["standardized_error"])
    size = abs(row["observed"] - (row["no_change"] or 0.0))
    return min(abs(row["error"]) / max(size, 1e-9), 2.0)


def trial_name(trial: Trial) -> str:
    """Return author and year; where no author was read, the trial's acronym or its journal, and the year."""
    title = str(trial["title"]).rstrip(".")
    head, _, rest = str(trial["citation"]).partition(f". {title}")
    if head.startswith(trial["id"]):
        acronym = re.search(r"\(([A-Z][A-Z0-9-]+)\)$", title)
        journal = re.match(r"\. (?!doi:|PMID )([^\[]+?)(?=\. | \[|$)", rest)
        name = next((found.group(1) for found in (acronym, journal) if found), "Author not read")
        return name + head.removeprefix(trial["id"]).replace("(", "").replace(")", "")
    return plain_text(head.replace("(", "").replace(")", "").replace("et al..", "et al."))


def trial_view(trial: Trial) -> dict[str, Any]:
    """Return one trial as the page shows it."""
    arms = [arm["id"] for arm in trial["arms"]]
    controls = [arm["id"] for arm in trial["arms"] if arm["control"]]
    named, words = letters(arms), arm_words(trial)
    misfit = by_misfit([row for row in trial["rows"] if row["standardized_error"] is not None])
    return {
        "id": trial["id"],
        "name": trial_name(trial),
        "title": trial["title"],
        "citation": trial["citation"],
        "people": sentence_case(trial["people"]),
        "design": sentence_case(trial["design"]),
        "topics": ", ".join(formatting.topic(topic) for topic in trial["topics"]),
        "notes": trial["notes"],
        "status": labels.STATUSES[trial["status"]],
        "reason": trial["reason"],
        "misfit": "" if misfit < 0 else number(misfit, 1),
        "arms": [
            {
                "letter": named[arm["id"]],
                "name": words[arm["id"]],
                "control": arm["control"],
                "n": "not given" if arm["n"] is None else f"{arm['n']:g}",
                "done": [sentence_case(text) for text in arm["done"]],
            }
            for arm in trial["arms"]
        ],
        "courses": courses(trial["id"], arms, controls, trial["rows"]),
        "forests": forests(trial["rows"], words),
        "not_scored": [
            {
                "what": formatting.what(row, words),
                "observed": formatting.value(row, "observed"),
                "reason": row["reason"] or "",
            }
            for row in trial["rows"]
            if row["predicted"] is None
        ],
        "assumptions": assumptions(trial),
    }


def forests(rows: Sequence[Row], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the scored rows of a trial, those on one scale on one axis."""
    scored = [row for row in rows if row["predicted"] is not None]
    result: list[dict[str, Any]] = []
    for name in dict.fromkeys(formatting.class_of(row) for row in scored):
        own = [row for row in scored if formatting.class_of(row) == name]
        axis = shared_axis(own)
        result.append(
            {
                "title": formatting.class_title(name),
                "axis": axis.labels(),
                "rows": [_row(row, axis, words) for row in own],
            }
        )
    return result


def _row(row: Row, axis: Any, words: Mapping[str, str]) -> dict[str, Any]:
    source = labels.UNPUBLISHED.get(row["se_source"] or "")
    reason = row["reason"]
    explained = reason is not None and "standard error" in reason
    notes = [text for text in (reason, None if explained else source) if text]
    return {
        "what": formatting.what(row, words),
        "note": "; ".join(notes),
        "cell": forest_cell(row, axis),
        **formatting.compared(row),
    }


def assumptions(trial: Trial) -> list[dict[str, str]]:
    """Return what was assumed, once where it is the same in every arm."""
    found: Mapping[str, Sequence[Mapping[str, str]]] = trial["assumptions"]
    holders: dict[tuple[str, str, str], list[str]] = {}
    words = arm_words(trial)
    for arm, notes in found.items():
        for note in notes:
            key = (note["field"], note["value"], note["source"])
            holders.setdefault(key, []).append(words[arm])
    return [
        {
            "field": sentence_case(plain_text(field)),
            "value": plain_text(value),
            "source": source,
            "arms": "all arms" if len(set(arms)) == len(found) else ", ".join(dict.fromkeys(arms)),
        }
        for (field, value, source), arms in holders.items()
    ]
