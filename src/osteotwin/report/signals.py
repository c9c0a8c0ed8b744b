"""Through which cells and signals: small charts in the order in which the signal travels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from osteotwin.report.access import Answer, at, curve, milestones, part
from osteotwin.report.figures import series_chart
from osteotwin.report.formatting import (
    NOT_AVAILABLE,
    level,
    quantity,
    unit,
    year_name,
)
from osteotwin.report.labels import STATIONS
from osteotwin.report.reference import limits, sentence
from osteotwin.report.svg import Values


def stations(answer: Answer) -> list[dict[str, Any]]:
    """Return the stations of the signal that have series, each with its charts and table."""
    series: Mapping[str, Any] = part(answer, "series") or {}
    years: Sequence[float] = part(answer, "years") or []
    places = {key: _station(entry) for key, entry in series.items()}
    # Drugs come before the hormones they change; otherwise the answer's order stands.
    ordered = sorted(series, key=lambda key: series[key].get("station") != "drugs")
    result: list[dict[str, Any]] = []
    for station in dict.fromkeys([*STATIONS, *places.values()]):
        members = {key: series[key] for key in ordered if places[key] == station}
        if members and years:
            title, text = STATIONS.get(station, (station.replace("_", " ").capitalize() or "Other", ""))
            charts = [_chart(key, entry, years) for key, entry in members.items()]
            result.append({"title": title, "text": text, "series": charts, "table": _table(members, years)})
    return result


def _station(entry: Mapping[str, Any]) -> str:
    """Return where a series is shown; drugs stand with the hormones they change."""
    named = str(entry.get("station") or "")
    return "hormones" if named == "drugs" else named


def _chart(key: str, entry: Mapping[str, Any], years: Sequence[float]) -> dict[str, Any]:
    name, measured_in = str(entry.get("label", key)), unit(str(entry.get("unit") or ""))
    plan, nothing = entry.get("plan"), entry.get("nothing")
    last = len(years) - 1
    end_plan, end_nothing = (level(at(band, "median", last), measured_in) for band in (plan, nothing))
    description = (
        f"{name} in {measured_in} over {quantity(years[-1])} years, median and 90 % interval. "
        f"At the end {end_plan} under the plan and {end_nothing} with no plan."
    )
    cycle = _cycle(entry, measured_in)
    return {
        "label": name,
        "unit": measured_in,
        "text": " ".join(filter(None, (entry.get("text"), cycle))),
        "plan": end_plan,
        "nothing": None if nothing is None else end_nothing,
        "reference": sentence(entry, last),
        "source": str(part(entry, "reference", "source") or ""),
        "chart": series_chart(
            f"series-{key}",
            name,
            f"{description} {cycle}".rstrip(),
            years,
            _three(plan),
            None if nothing is None else _three(nothing),
            limits(entry),
        ),
    }


def _cycle(entry: Mapping[str, Any], measured_in: str) -> str:
    """Say over which interval between injections the plan's values are averages, and within what they move."""
    intervals: Sequence[float | None] = entry.get("interval_days") or ()
    averaged = [index for index, days in enumerate(intervals) if days is not None]
    if not averaged:
        return ""
    text = f"Under the plan: average over each {intervals[averaged[-1]]:g}-day interval between injections"
    whole = [index for index in averaged if at(entry, "peak", index) is not None]
    if not whole:
        return f"{text}."
    low, high = (level(at(entry, name, whole[-1]), measured_in) for name in ("trough", "peak"))
    return f"{text}; in the last one between {low} and {high}."


def _table(members: Mapping[str, Any], years: Sequence[float]) -> dict[str, Any]:
    marks = milestones(years)
    rows: list[dict[str, Any]] = []
    for key, entry in members.items():
        plan, nothing = entry.get("plan"), entry.get("nothing")
        measured_in = unit(str(entry.get("unit") or ""))
        shown = [(plan, 0), *((plan, mark.index) for mark in marks), (nothing, len(years) - 1)]
        cells = [_cell(band, index, measured_in) for band, index in shown]
        rows.append({"label": entry.get("label", key), "unit": measured_in, "cells": cells})
    end = year_name(marks[-1].year)
    columns = ["Start", *(year_name(mark.year) for mark in marks), f"{end}, no plan"]
    return {"columns": columns, "rows": rows}


def _cell(band: Answer | None, index: int, measured_in: str) -> dict[str, str]:
    low, high = (level(at(band, name, index), measured_in) for name in ("lo90", "hi90"))
    return {
        "value": level(at(band, "median", index), measured_in),
        "interval": "" if NOT_AVAILABLE in (low, high) else f"{low} to {high}",
    }


def _three(band: Answer | None) -> tuple[Values, Values, Values]:
    return curve(band, "median"), curve(band, "lo90"), curve(band, "hi90")
