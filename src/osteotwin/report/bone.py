"""Bone density against time: charts, tables, T-scores, each a rendering of what the answer holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from osteotwin.report.access import Answer, Milestone, at, curve, milestones, part, sites
from osteotwin.report.access import other_sites as uncharted
from osteotwin.report.figures import Bands, Curve, site_chart
from osteotwin.report.formatting import NOT_AVAILABLE, interval, number, percent, year_name

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_KNOWN_STYLES = {"plan": "plan", "drug_only": "drug-only", "nothing": "nothing"}
#: The plan, drug alone and nothing are read out along a chart; all others stand in the table.
READ_CURVES = 3


def site_sections(answer: Answer) -> list[dict[str, Any]]:
    """Return, for each charted site, its charts, key, table of scenarios and data for reading the chart."""
    years: Sequence[float] = part(answer, "years") or []
    marks = milestones(years)
    return [_site_section(answer, site, years, marks) for site in sites(answer)] if years else []


def other_sites(answer: Answer) -> dict[str, Any] | None:
    """Return the table of the sites without a chart, or ``None`` where there are none."""
    marks = milestones(part(answer, "years") or [])
    rows = [
        {
            "label": entry.get("label", site),
            "cells": [_percent_cell(entry.get("percent_change"), mark) for mark in marks],
        }
        for site in uncharted(answer)
        for entry in [answer["sites"][site]]
    ]
    return {"columns": [year_name(mark.year) for mark in marks], "rows": rows} if rows else None


def scores(answer: Answer, kind: str) -> dict[str, Any] | None:
    """Return the table of T- or Z-scores by year and the references they rest on.

    Parameters
    ----------
    answer : mapping
    kind : str
        ``"t_score"`` or ``"z_score"``.
    """
    marks = [Milestone(0.0, 0), *milestones(part(answer, "years") or [])]
    known: Mapping[str, Any] = part(answer, "sites") or {}
    ordered = [*sites(answer), *uncharted(answer)]
    scored = [site for site in ordered if part(answer, "sites", site, kind) is not None]
    if not scored:
        return None
    rows = [
        {
            "label": known[site].get("label", site),
            "cells": [_level_cell(known[site][kind], mark.index, 1) for mark in marks],
        }
        for site in scored
    ]
    references = {
        str(known[site].get("label", site)): str(known[site].get(f"{kind}_reference") or NOT_AVAILABLE)
        for site in scored
    }
    columns = ["Start", *(year_name(mark.year) for mark in marks[1:])]
    return {"columns": columns, "rows": rows, "references": _by_text(references)}


def _site_section(
    answer: Answer, site: str, years: Sequence[float], marks: Sequence[Milestone]
) -> dict[str, Any]:
    entry: Mapping[str, Any] = answer["sites"][site]
    name = str(entry.get("label", site))
    change: Mapping[str, Any] | None = entry.get("percent_change")
    curves = _curves(answer, site, change)
    bands = Bands(curve(change, "lo50"), curve(change, "hi50"), curve(change, "lo90"), curve(change, "hi90"))
    title = f"{name}: change in bone mineral density"
    described = _described(curves, change, years)
    return {
        "id": site.replace("_", "-"),
        "label": name,
        "wide": site_chart(f"{site}-wide", title, described, years, curves, bands, narrow=False),
        "narrow": site_chart(f"{site}-narrow", title, described, years, curves, bands, narrow=True),
        "key": [
            {"letter": c.letter, "label": c.name, "style": c.style, "last": percent(c.last)} for c in curves
        ],
        "columns": [year_name(mark.year) for mark in marks],
        "rows": _scenario_rows(answer, site, change, marks),
        "scans": [
            cell
            for mark in marks
            if (cell := _percent_cell(entry.get("scan"), mark))["value"] != NOT_AVAILABLE
        ],
        "density": [_level_cell(entry.get("bmd"), mark.index, 2) for mark in (Milestone(0.0, 0), *marks)],
        "reading": {
            "years": [round(year, 3) for year in years],
            "curves": [{"label": c.name, "values": _rounded(c.values)} for c in curves[:READ_CURVES]],
            "low": _rounded(bands.low90),
            "high": _rounded(bands.high90),
        },
    }


def _curves(answer: Answer, site: str, change: Answer | None) -> list[Curve]:
    """Return the lines of a site's chart: the plan, drug alone, nothing, then all others."""
    scenarios: Mapping[str, Any] = part(answer, "scenarios") or {}
    lines = [("plan", part(scenarios, "plan", "label") or "Your plan", curve(change, "median"))]
    for key in _scenario_order(scenarios):
        values = curve(part(scenarios, key, "sites", site, "percent_change"), "median")
        if values:
            lines.append((key, str(scenarios[key].get("label", key)), values))
    result: list[Curve] = []
    for index, (key, name, values) in enumerate(lines):
        style = _KNOWN_STYLES.get(key, "other")
        result.append(Curve(name, LETTERS[index % len(LETTERS)], style, values))
    return result


def _scenario_order(scenarios: Answer) -> list[str]:
    first = [key for key in ("drug_only", "nothing") if key in scenarios]
    return [*first, *(key for key in scenarios if key not in {"plan", *first})]


def _scenario_rows(
    answer: Answer, site: str, change: Answer | None, marks: Sequence[Milestone]
) -> list[dict[str, Any]]:
    scenarios: Mapping[str, Any] = part(answer, "scenarios") or {}
    bands: list[tuple[str, Any]] = [(part(scenarios, "plan", "label") or "Your plan", change)]
    for key in _scenario_order(scenarios):
        band = part(scenarios, key, "sites", site, "percent_change")
        if band is not None:
            bands.append((scenarios[key].get("label", key), band))
    return [{"label": name, "cells": [_percent_cell(band, mark) for mark in marks]} for name, band in bands]


def _percent_cell(band: Answer | None, mark: Milestone) -> dict[str, str]:
    low, high = at(band, "lo90", mark.index), at(band, "hi90", mark.index)
    return {
        "value": percent(at(band, "median", mark.index)),
        "interval": "" if low is None or high is None else interval(low, high),
    }


def _level_cell(band: Answer | None, index: int, digits: int) -> dict[str, str]:
    low, high = at(band, "lo90", index), at(band, "hi90", index)
    return {
        "value": number(at(band, "median", index), digits),
        "interval": "" if low is None or high is None else interval(low, high, digits, sign=False),
    }


def _described(curves: Sequence[Curve], change: Answer | None, years: Sequence[float]) -> str:
    last = len(years) - 1
    ends = "; ".join(f"{c.name} {percent(c.last)}" for c in curves)
    band = interval(at(change, "lo90", last), at(change, "hi90", last))
    return (
        f"Percent change since the start over {number(years[-1])} years. At the end: {ends}. "
        f"90 % interval of the plan at the end: {band}. The table below gives the numbers."
    )


def _rounded(values: Sequence[float | None]) -> list[float | None]:
    return [None if value is None else round(value, 1) for value in values]


def _by_text(references: Mapping[str, str]) -> list[dict[str, str]]:
    """Group sites that share a reference, so that a sentence is not repeated."""
    grouped: dict[str, list[str]] = {}
    for site, text in references.items():
        grouped.setdefault(text, []).append(site)
    return [{"sites": ", ".join(names), "text": text} for text, names in grouped.items()]
