"""What each part of the plan adds or takes away at each whole year, as bars in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from osteotwin.report.access import Answer, Milestone, at, milestones, part, sites
from osteotwin.report.figures import interval_bar, shared_marks
from osteotwin.report.formatting import (
    interval,
    number,
    percent,
    sentence_case,
    share,
    share_interval,
    year_name,
)
from osteotwin.report.svg import tick_digits


def contribution_years(answer: Answer) -> list[dict[str, Any]]:
    """Return one panel for each whole year with attribution; all share one axis, so bars can be compared."""
    shown = [site for site in sites(answer) if part(answer, "attribution", site)]
    whole = [mark for mark in milestones(part(answer, "years") or []) if _has_year(answer, shown, mark)]
    values = [
        value
        for site in shown
        for mark in whole
        for row in _rows(answer, site, mark)
        for value in (row["median"], row["low"], row["high"])
    ]
    marks = shared_marks(values)
    return [
        {
            "year": f"{mark.year:.0f}",
            "name": year_name(mark.year),
            "sites": [_site(answer, site, mark, marks) for site in shown],
        }
        for mark in whole
    ]


def won_back(answer: Answer, site: str, year: str) -> dict[str, Any] | None:
    """Return cost, gain and share won back as rows and words, or ``None`` where the answer has none for the year."""
    entry: Mapping[str, Any] | None = part(answer, "won_back", site, year)
    if entry is None:
        return None
    parts = {"cost": ("The drug alone", "loss"), "won": ("The rest of the plan", "gain")}
    rows: list[dict[str, Any]] = []
    for name, (label, style) in parts.items():
        median, low, high = _three(entry.get(name))
        rows.append({
            "label": label, "style": style, "numbers": (median, low, high),
            "value": number(median, 1, sign=True), "interval": interval(low, high),
        })  # fmt: skip
    median, low, high = _three(entry.get("share"))
    return {
        "rows": rows,
        "share": share(median),
        "share_interval": share_interval(low, high),
    }


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


def _site(answer: Answer, site: str, mark: Milestone, marks: Sequence[float]) -> dict[str, Any]:
    rows = [
        {
            "label": row["label"],
            "level": row["level"],
            "bar": interval_bar(row["median"], row["low"], row["high"], marks, _style(row)),
            "value": percent(row["median"]) if row["level"] else number(row["median"], 1, sign=True),
            "interval": ""
            if row["low"] is None or row["high"] is None
            else interval(row["low"], row["high"]),
        }
        for row in _rows(answer, site, mark)
    ]
    return {
        "label": answer["sites"][site].get("label", site),
        "rows": rows,
        "axis": axis_labels(marks),
        "won_back": won_back(answer, site, f"{mark.year:.0f}"),
    }


def _rows(answer: Answer, site: str, mark: Milestone) -> list[dict[str, Any]]:
    """Where the person would be without the plan, what each part does, and where the plan leads."""
    nothing: Mapping[str, Any] | None = part(answer, "scenarios", "nothing")
    rows: list[dict[str, Any]] = []
    if nothing is not None:
        band = part(nothing, "sites", site, "percent_change")
        rows.append(_level(nothing.get("label", "nothing"), band, mark))
    for group, entry in answer["attribution"][site].items():
        median, low, high = _three(entry.get(f"{mark.year:.0f}"))
        name = sentence_case(str(entry.get("label", group)))
        rows.append({"label": name, "level": False, "median": median, "low": low, "high": high})
    label = part(answer, "scenarios", "plan", "label") or "Your plan"
    rows.append(_level(label, part(answer, "sites", site, "percent_change"), mark))
    return rows


def _level(name: str, band: Answer | None, mark: Milestone) -> dict[str, Any]:
    median, low, high = (at(band, key, mark.index) for key in ("median", "lo90", "hi90"))
    return {"label": name, "level": True, "median": median, "low": low, "high": high}


def _three(entry: Answer | None) -> tuple[float | None, float | None, float | None]:
    if entry is None:
        return None, None, None
    return entry.get("median"), entry.get("lo90"), entry.get("hi90")


def _has_year(answer: Answer, shown: Sequence[str], mark: Milestone) -> bool:
    key = f"{mark.year:.0f}"
    return mark.year == round(mark.year) and any(
        entry.get(key) is not None for site in shown for entry in answer["attribution"][site].values()
    )


def _style(row: Mapping[str, Any]) -> str:
    if row["level"]:
        return "level"
    return "loss" if (row["median"] or 0.0) < 0 else "gain"
