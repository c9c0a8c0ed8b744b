"""What each part of the plan adds or takes away at each year, as bars in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from osteotwin.report.access import CLOSE, Answer, milestones, part, sites
from osteotwin.report.figures import interval_bar, shared_marks
from osteotwin.report.formatting import interval, number, sentence_case, year_name
from osteotwin.report.svg import tick_digits


def contribution_years(answer: Answer) -> list[dict[str, Any]]:
    """Return one panel for each year with contributions; all share one axis, so bars can be compared."""
    shown = [site for site in sites(answer) if part(answer, "contributions", site)]
    years = [year for year in _years(answer) if any(_has(answer, site, year) for site in shown)]
    values = [
        value
        for site in shown
        for year in years
        for row in _rows(answer, site, year)
        for value in (row["median"], row["low"], row["high"])
    ]
    marks = shared_marks(values)
    return [
        {
            "year": year,
            "name": year_name(float(year)),
            "sites": [_site(answer, site, year, marks) for site in shown],
        }
        for year in years
    ]


def by_size(entries: Mapping[str, Any], year: str) -> list[tuple[str, str]]:
    """Return name and label of each part, the largest of a year first, whether it wins or takes."""
    ordered = sorted(entries, key=lambda name: -abs(_three(entries[name].get(year))[0] or 0.0))
    return [(name, sentence_case(str(entries[name].get("label", name)))) for name in ordered]


def last_year(answer: Answer) -> str | None:
    """Return the last of the times at which contributions are told."""
    return next(reversed(_years(answer)), None)


def won_back(answer: Answer, site: str, year: str) -> dict[str, Any] | None:
    """Return cost and gain as rows, and the sentence about them; ``None`` where the answer has none for the year."""
    entry: Mapping[str, Any] | None = part(answer, "won_back", site, year)
    if entry is None:
        return None
    parts = {"cost": ("The drug", "loss"), "won": ("Training and food", "gain")}
    rows: list[dict[str, Any]] = []
    for name, (label, style) in parts.items():
        median, low, high = _three(entry.get(name))
        rows.append({
            "label": label, "style": style, "numbers": (median, low, high),
            "value": number(median, 1, sign=True), "interval": interval(low, high),
        })  # fmt: skip
    return {"rows": rows, "text": str(entry.get("text") or "")}


def axis_labels(marks: Sequence[float]) -> list[dict[str, str]]:
    """Return the labels of an axis under stretched bars: its ends and zero, placed in percent of the width.

    Labels of more marks would touch in a narrow cell.
    """
    span = marks[-1] - marks[0]
    kept = [mark for mark in marks if mark in (marks[0], 0.0, marks[-1])]
    return [
        {"text": number(mark, tick_digits(marks)), "left": f"{100 * (mark - marks[0]) / span:.2f}"}
        for mark in kept
    ]


def _site(answer: Answer, site: str, year: str, marks: Sequence[float]) -> dict[str, Any]:
    rows = [
        {
            "label": row["label"],
            "whole": row["whole"],
            "bar": interval_bar(row["median"], row["low"], row["high"], marks, _style(row)),
            "value": number(row["median"], 1, sign=True),
            "interval": ""
            if row["low"] is None or row["high"] is None
            else interval(row["low"], row["high"]),
        }
        for row in _rows(answer, site, year)
    ]
    return {
        "label": answer["sites"][site].get("label", site),
        "rows": rows,
        "axis": axis_labels(marks),
        "won_back": won_back(answer, site, year),
    }


def _rows(answer: Answer, site: str, year: str) -> list[dict[str, Any]]:
    """What each part does, the largest first, and what all of them do together."""
    entries: Mapping[str, Any] = answer["contributions"][site]
    named = [(label, entries[name].get(year)) for name, label in by_size(entries, year)]
    whole = part(answer, "plan_effect", site, year)
    every = [*((label, share, False) for label, share in named), ("Together, against no plan", whole, True)]
    return [
        dict(zip(("label", "whole", "median", "low", "high"), (label, last, *_three(share)), strict=True))
        for label, share, last in every
    ]


def _years(answer: Answer) -> list[str]:
    """The times at which contributions are told: those of the tables."""
    told = {year for entries in (part(answer, "plan_effect") or {}).values() for year in entries}
    shown = [mark.year for mark in milestones(part(answer, "years") or [])]
    return sorted(
        (year for year in told if any(abs(float(year) - mark) < CLOSE for mark in shown)), key=float
    )


def _three(entry: Answer | None) -> tuple[float | None, float | None, float | None]:
    if entry is None:
        return None, None, None
    return entry.get("median"), entry.get("lo90"), entry.get("hi90")


def _has(answer: Answer, site: str, year: str) -> bool:
    return any(entry.get(year) is not None for entry in answer["contributions"][site].values())


def _style(row: Mapping[str, Any]) -> str:
    if row["whole"]:
        return "level"
    return "loss" if (row["median"] or 0.0) < 0 else "gain"
