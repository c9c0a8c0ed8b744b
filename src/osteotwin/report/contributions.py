"""What each part of the plan adds or takes away at each whole year, as bars in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from osteotwin.report.access import Answer, Milestone, at, milestones, part, sites
from osteotwin.report.figures import interval_bar, shared_marks
from osteotwin.report.words import interval, number, percent, share, year_name


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


def won_back(answer: Answer, site: str, year: str) -> dict[str, str] | None:
    """Return cost, gain and share won back as words, or ``None`` where the answer has none for the year."""
    entry: Mapping[str, Any] | None = part(answer, "won_back", site, year)
    if entry is None:
        return None
    words: dict[str, str] = {}
    for name in ("cost", "won"):
        median, low, high = _three(entry.get(name))
        words[name] = number(median, 1, sign=True)
        words[f"{name}_interval"] = interval(low, high)
    median, low, high = _three(entry.get("share"))
    words["share"] = share(median)
    words["share_interval"] = (
        interval(100 * low, 100 * high, 0, sign=False) + "\u00a0%" if low is not None and high is not None else ""
    )
    return words


def _site(answer: Answer, site: str, mark: Milestone, marks: Sequence[float]) -> dict[str, Any]:
    span = marks[-1] - marks[0]
    rows = [
        {
            "label": row["label"],
            "level": row["level"],
            "bar": interval_bar(row["median"], row["low"], row["high"], marks, _style(row)),
            "value": percent(row["median"]) if row["level"] else number(row["median"], 1, sign=True),
            "interval": "" if row["low"] is None or row["high"] is None else interval(row["low"], row["high"]),
        }
        for row in _rows(answer, site, mark)
    ]
    return {
        "label": answer["sites"][site].get("label", site),
        "rows": rows,
        "axis": [{"text": number(m), "left": f"{100 * (m - marks[0]) / span:.2f}"} for m in _few(marks)],
        "won_back": won_back(answer, site, f"{mark.year:.0f}"),
    }


def _rows(answer: Answer, site: str, mark: Milestone) -> list[dict[str, Any]]:
    """Return where he would be without the plan, what each part does, and where the plan leads."""
    nothing: Mapping[str, Any] | None = part(answer, "scenarios", "nothing")
    rows: list[dict[str, Any]] = []
    if nothing is not None:
        band = part(nothing, "sites", site, "percent_change")
        rows.append(_level(nothing.get("label", "nothing"), band, mark))
    for group, entry in answer["attribution"][site].items():
        median, low, high = _three(entry.get(f"{mark.year:.0f}"))
        name = entry.get("label", group)
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


def _few(marks: Sequence[float]) -> list[float]:
    """Keep the ends and zero: labels of more marks would touch in a narrow cell."""
    return [mark for mark in marks if mark in (marks[0], 0.0, marks[-1])]


def _style(row: Mapping[str, Any]) -> str:
    if row["level"]:
        return "level"
    return "loss" if (row["median"] or 0.0) < 0 else "gain"
