"""Bone density against time: the charts of the sites, their tables, and scores, each a rendering of the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.report.access import Answer, Milestone, at, curve, milestones, part, sites
from osteotwin.report.access import other_sites as uncharted
from osteotwin.report.fan_chart import Fan, Frame, Point, ScoreAxis, fan_chart
from osteotwin.report.figures import Bands, Curve, shared_marks
from osteotwin.report.formatting import NOT_AVAILABLE, interval, number, percent, tied, year_name
from osteotwin.report.svg import Values
from osteotwin.report.told_once import told_once

#: In this order a reader looks for them.
CHARTED: Final = ("total_hip", "lumbar_spine", "femoral_neck")
_SCENARIOS: Final[Mapping[str, str]] = {
    "as_it_is": "as-it-is",
    "drug_only": "drug-only",
    "nothing": "nothing",
}
#: The rule of a guideline that is about those whose T-scores make no diagnosis.
_Z_SCORE_RULE: Final = "z_score"
#: Bone changes over months: less is no course to draw [year].
_SHORTEST: Final = 0.08
#: A chart looks back no further than ahead, and at least so far [year].
_LEAST_BACK: Final = 2.0
_DAYS_PER_YEAR: Final = 365.25


def in_order(answer: Answer) -> list[str]:
    """Return the charted sites: hip, spine, neck, then any other."""
    known = sites(answer)
    return [*(site for site in CHARTED if site in known), *(site for site in known if site not in CHARTED)]


def site_sections(answer: Answer, only: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Return, for each charted site, its charts on axes that all share, its key and its tables.

    Parameters
    ----------
    answer : mapping
    only : collection of str or None
        Sites that are drawn; all otherwise.
    """
    years: Sequence[float] = part(answer, "years") or []
    if not years or years[-1] < _SHORTEST or not sites(answer):
        return []
    answer, marks = told_once(answer), milestones(years)
    fans = {site: _fan(answer, site, years) for site in in_order(answer)}
    frame = _frame(list(fans.values()))
    return [
        _site_section(answer, site, fan, frame, marks)
        for site, fan in fans.items()
        if only is None or site in only
    ]


def t_scores_count(answer: Answer) -> bool:
    """Whether T-scores make a diagnosis of the person; else guidelines compare with the person's own age."""
    rules = part(answer, "verdict", "guidelines", "lines") or []
    return all(row.get("rule") != _Z_SCORE_RULE for row in rules)


def treatment_name(answer: Answer) -> str:
    """Return what the line of treatment is called: its T-score and whose guideline it is; empty where there is none."""
    line = part(answer, "treatment_line")
    if line is None or line.get("t_score") is None or not t_scores_count(answer):
        return ""
    return tied(f"treatment from T {number(line['t_score'])} on: {line['body']}")


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
    ordered = [*in_order(answer), *uncharted(answer)]
    scored = [site for site in ordered if part(answer, "sites", site, kind) is not None]
    if not scored:
        return None
    rows = [
        {
            "label": known[site].get("label", site),
            "cells": [_level_cell(known[site][kind], mark.index, 1, sign=True) for mark in marks],
        }
        for site in scored
    ]
    references = {
        str(known[site].get("label", site)): str(known[site].get(f"{kind}_reference") or NOT_AVAILABLE)
        for site in scored
    }
    columns = ["Today", *(year_name(mark.year) for mark in marks[1:])]
    return {"columns": columns, "rows": rows, "references": _by_text(references)}


def _fan(answer: Answer, site: str, years: Sequence[float]) -> Fan:
    change = part(answer, "sites", site, "percent_change")
    return Fan(
        years,
        _curves(answer, site, change),
        Bands(curve(change, "lo50"), curve(change, "hi50"), curve(change, "lo90"), curve(change, "hi90")),
        _scans(answer, site),
        _score_axis(answer, site),
        part(answer, "crossing", site, "loss", "least_significant_percent"),
    )


def _frame(fans: Sequence[Fan]) -> Frame:
    """Return axes that hold all sites, so that one percent is one percent everywhere."""
    last = fans[0].years[-1]
    back = max(last, _LEAST_BACK)
    first = min(
        (point.year for fan in fans for point in fan.points if -back <= point.year <= 0.0), default=0.0
    )
    values: list[float | None] = []
    for fan in fans:
        values += [
            *fan.bands.low90,
            *fan.bands.high90,
            *(value for one in fan.curves for value in one.values),
        ]
        for point in fan.points:
            if point.year >= first:
                values += [point.value - point.error, point.value + point.error]
    return Frame(first, last, shared_marks(values, 6))


def _scans(answer: Answer, site: str) -> list[Point]:
    """Return the scans of a site against the density of today, in the order of their days."""
    density = at(part(answer, "sites", site, "bmd"), "median", 0)
    today = _day(part(answer, "today"))
    if not density or today is None:
        return []
    found: list[Point] = []
    for row in part(answer, "inputs", "measurements") or []:
        scan, day = row.get("scan") or {}, _day(row.get("date"))
        if scan.get("site") == site and scan.get("bmd") and day is not None:
            share = scan["bmd"] / density
            error = share * float(scan.get("error_percent") or 0.0)
            found.append(Point((day - today).days / _DAYS_PER_YEAR, 100.0 * (share - 1.0), error))
    return sorted(found, key=lambda point: point.year)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _score_axis(answer: Answer, site: str) -> ScoreAxis | None:
    """Return the scores beside the percent axis: both are straight lines of density, so two points tell."""
    counts = t_scores_count(answer)
    density, score = (
        part(answer, "sites", site, name) for name in ("bmd", "t_score" if counts else "z_score")
    )
    # A Z-score moves with age, too, so only today's tells.
    index = len(part(answer, "years") or []) - 1 if counts else 0
    found = [at(density, "median", 0), at(score, "median", 0)]
    found += [at(band, name, index) for name in ("lo90", "hi90") for band in (density, score)]
    known = [value for value in found if value is not None]
    if len(known) < len(found):
        return None
    today, score_today, low, low_score, high, high_score = known
    if today <= 0.0 or high <= low or high_score <= low_score:
        return None
    unit = 100.0 * (high - low) / (high_score - low_score) / today
    return ScoreAxis(
        "T" if counts else "Z",
        -unit * score_today,
        unit,
        counts,
        part(answer, "treatment_line", "t_score") if counts else None,
        treatment_name(answer),
    )


def _site_section(
    answer: Answer, site: str, fan: Fan, frame: Frame, marks: Sequence[Milestone]
) -> dict[str, Any]:
    entry: Mapping[str, Any] = answer["sites"][site]
    name = str(entry.get("label", site))
    change: Mapping[str, Any] | None = entry.get("percent_change")
    title = f"{name}: change in bone mineral density"
    described = _described(fan, change)
    wide, narrow = (
        fan_chart(f"{site}-{word}", title, described, fan, frame, narrow=word == "narrow")
        for word in ("wide", "narrow")
    )
    return {
        "id": site.replace("_", "-"),
        "label": name,
        "wide": wide,
        "narrow": narrow,
        "key": [{"label": c.name, "style": c.style, "last": percent(c.last)} for c in fan.curves],
        "scans_shown": bool(fan.points),
        "zones": bool(fan.score and fan.score.zones),
        "treatment": _treatment_shown(fan.score, frame),
        "score": fan.score.letter if fan.score else "",
        "least": number(fan.least_significant, 1) if fan.least_significant is not None else "",
        "columns": [year_name(mark.year) for mark in marks],
        "rows": _scenario_rows(answer, site, change, marks),
        "scans": [
            cell
            for mark in marks
            if (cell := _percent_cell(entry.get("scan"), mark))["value"] != NOT_AVAILABLE
        ],
        "density": [_level_cell(entry.get("bmd"), mark.index, 2) for mark in (Milestone(0.0, 0), *marks)],
        "reading": {
            "years": [round(year, 4) for year in fan.years],
            "curves": [{"label": c.name, "values": _rounded(c.values)} for c in fan.curves],
            "low": _rounded(fan.bands.low90),
            "high": _rounded(fan.bands.high90),
        },
    }


def _treatment_shown(score: ScoreAxis | None, frame: Frame) -> str:
    """Return the name of the line of treatment where the axes reach it."""
    if score is None or score.treatment is None:
        return ""
    reached = frame.marks[0] < score.percent(score.treatment) < frame.marks[-1]
    return score.treatment_name if reached else ""


def _curves(answer: Answer, site: str, change: Answer | None) -> list[Curve]:
    """Return the lines of a site's chart: the plan, the drug alone, no drug; all others stand in the table."""
    found = [
        Curve(
            str(part(answer, "scenarios", "plan", "label") or "The plan"), "", "plan", curve(change, "median")
        )
    ]
    for key, style in _SCENARIOS.items():
        values = curve(part(answer, "scenarios", key, "sites", site, "percent_change"), "median")
        if values:
            found.append(Curve(str(answer["scenarios"][key].get("label", key)), "", style, values))
    return found


def _scenario_rows(
    answer: Answer, site: str, change: Answer | None, marks: Sequence[Milestone]
) -> list[dict[str, Any]]:
    scenarios: Mapping[str, Any] = part(answer, "scenarios") or {}
    order = dict.fromkeys([*(key for key in _SCENARIOS if key in scenarios), *scenarios])
    bands: list[tuple[str, Any]] = [(part(scenarios, "plan", "label") or "The plan", change)]
    for key in order:
        band = part(scenarios, key, "sites", site, "percent_change")
        if key != "plan" and band is not None:
            bands.append((scenarios[key].get("label", key), band))
    return [{"label": name, "cells": [_percent_cell(band, mark) for mark in marks]} for name, band in bands]


def _percent_cell(band: Answer | None, mark: Milestone) -> dict[str, str]:
    low, high = at(band, "lo90", mark.index), at(band, "hi90", mark.index)
    return {
        "value": percent(at(band, "median", mark.index)),
        "interval": "" if low is None or high is None else interval(low, high),
    }


def _level_cell(band: Answer | None, index: int, digits: int, *, sign: bool = False) -> dict[str, str]:
    low, high = at(band, "lo90", index), at(band, "hi90", index)
    return {
        "value": number(at(band, "median", index), digits, sign=sign),
        "interval": "" if low is None or high is None else interval(low, high, digits, sign=sign),
    }


def _described(fan: Fan, change: Answer | None) -> str:
    last = len(fan.years) - 1
    ends = "; ".join(f"{one.name} {percent(one.last)}" for one in fan.curves)
    band = interval(at(change, "lo90", last), at(change, "hi90", last))
    count = len(fan.points)
    drawn = "1 scan is drawn with its error." if count == 1 else f"{count} scans are drawn with their errors."
    scans = f" {drawn}" if count else ""
    return (
        f"Percent change since today over {number(fan.years[-1])} years. At the end: {ends}. "
        f"90 % interval of the plan at the end: {band}.{scans} A table gives the numbers."
    )


def _rounded(values: Values) -> list[float | None]:
    return [None if value is None else round(value, 1) for value in values]


def _by_text(references: Mapping[str, str]) -> list[dict[str, str]]:
    """Group sites that share a reference, so that a sentence is not repeated."""
    grouped: dict[str, list[str]] = {}
    for site, text in references.items():
        grouped.setdefault(text, []).append(site)
    return [{"sites": ", ".join(names), "text": text} for text, names in grouped.items()]
