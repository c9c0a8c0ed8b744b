"""What each part of the plan adds or takes away, from no drug to the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.access import CLOSE, Answer, Milestone, at, milestones, part
from osteotwin.report.bone import in_order
from osteotwin.report.formatting import interval, number, percent, sentence_case, tied, year_name
from osteotwin.report.likelihoods import shown_years
from osteotwin.report.waterfall import Step, axis_of, waterfall

#: More choices would fill a line.
_MOST_YEARS: Final = 5


def contribution_years(answer: Answer) -> list[dict[str, Any]]:
    """Return one panel for each year with contributions; all share one axis, so parts can be compared."""
    shown = [site for site in in_order(answer) if part(answer, "contributions", site)]
    years = [year for year in contribution_marks(answer) if any(_has(answer, site, year) for site in shown)]
    steps = {(site, year): _steps(answer, site, year) for year in years for site in shown}
    marks = axis_of(list(steps.values()))
    return [
        {
            "year": year,
            "name": year_name(float(year)),
            "sites": [_site(answer, site, year, steps[site, year], marks) for site in shown],
        }
        for year in years
    ]


def by_size(entries: Mapping[str, Any], year: str) -> list[tuple[str, str]]:
    """Return name and label of each part: what takes first, then what wins, the largest of each first."""

    def size(name: str) -> tuple[bool, float]:
        median = _three(entries[name].get(year))[0] or 0.0
        return median >= 0.0, -abs(median)

    return [
        (name, sentence_case(str(entries[name].get("label", name)))) for name in sorted(entries, key=size)
    ]


def contribution_marks(answer: Answer) -> list[str]:
    """Return the times at which contributions are told: those of the tables, thinned where they are many."""
    told = {year for entries in (part(answer, "plan_effect") or {}).values() for year in entries}
    marks = [mark.year for mark in milestones(part(answer, "years") or [])]
    known = [year for year in told if any(abs(float(year) - mark) < CLOSE for mark in marks)]
    return shown_years(known, _MOST_YEARS)


def won_back(answer: Answer, site: str, year: str) -> str:
    """Return the sentence about what is won back of what the drug takes; empty where there is none."""
    return tied(str(part(answer, "won_back", site, year, "text") or ""))


def _steps(answer: Answer, site: str, year: str) -> list[Step]:
    """From what happens without the plan, through its parts, to what happens under it."""
    mark = next(
        (mark for mark in milestones(part(answer, "years") or []) if abs(mark.year - float(year)) < CLOSE),
        None,
    )
    entries: Mapping[str, Any] = part(answer, "contributions", site) or {}
    parts = [Step(label, False, *_three(entries[name].get(year))) for name, label in by_size(entries, year)]
    nothing, plan = (
        part(answer, "scenarios", "nothing", "sites", site, "percent_change"),
        part(answer, "sites", site, "percent_change"),
    )
    first = str(part(answer, "scenarios", "nothing", "label") or "No plan")
    return [_level(first, nothing, mark), *parts, _level("The plan", plan, mark)]


def _level(name: str, band: Answer | None, mark: Milestone | None) -> Step:
    if mark is None:
        return Step(name, True, None, None, None)
    return Step(name, True, *(at(band, key, mark.index) for key in ("median", "lo90", "hi90")))


def _site(answer: Answer, site: str, year: str, steps: list[Step], marks: list[float]) -> dict[str, Any]:
    name = str(answer["sites"][site].get("label", site))
    when = year_name(float(year)).lower()
    told = "; ".join(f"{step.label} {number(step.median, 1, sign=True)}" for step in steps)
    described = f"In percent of today's density, {when}: {told}. A table gives the intervals."
    title = f"{name}: from no drug to the plan, {when}"
    wide, narrow = (
        waterfall(f"parts-{site}-{year}-{word}", title, described, steps, marks, narrow=word == "narrow")
        for word in ("wide", "narrow")
    )
    return {
        "label": name,
        "wide": wide,
        "narrow": narrow,
        "rows": [{"label": step.label, "cells": [_cell(step)]} for step in steps],
        "effect": effect(answer, site, year),
        "won_back": won_back(answer, site, year),
    }


def effect(answer: Answer, site: str, year: str) -> dict[str, str]:
    """Return what the plan does against no plan, of the people of the contributions."""
    return _cell(Step("", False, *_three(part(answer, "plan_effect", site, year))))


def _cell(step: Step) -> dict[str, str]:
    low, high = step.low, step.high
    value = percent(step.median) if step.whole else number(step.median, 1, sign=True)
    return {"value": value, "interval": "" if low is None or high is None else interval(low, high)}


def _three(entry: Answer | None) -> tuple[float | None, float | None, float | None]:
    if entry is None:
        return None, None, None
    return entry.get("median"), entry.get("lo90"), entry.get("hi90")


def _has(answer: Answer, site: str, year: str) -> bool:
    return any(entry.get(year) is not None for entry in answer["contributions"][site].values())
