"""Plans that come to the same are told once: of who takes nothing, the plan and no drug are one life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.access import Answer, part

#: What is told before anything that comes to the same.
_FIRST: Final = ("plan", "as_it_is")


def told_once(answer: Answer) -> Answer:
    """Return an answer without the scenarios whose courses are those of one that is told before them."""
    scenarios: Mapping[str, Any] = part(answer, "scenarios") or {}
    order = dict.fromkeys([*(name for name in _FIRST if name in scenarios), *scenarios])
    told = [_courses(part(answer, "sites"))]
    kept: dict[str, Any] = {}
    for name in order:
        courses = _courses(scenarios[name].get("sites"))
        if name == "plan" or not courses or courses not in told:
            kept[name] = scenarios[name]
            told.append(courses)
    return {**answer, "scenarios": kept}


def _courses(sites: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the course of each site that is known: its medians, which every kind of answer has."""
    medians = {name: part(entry, "percent_change", "median") for name, entry in (sites or {}).items()}
    return {name: list(values) for name, values in medians.items() if values}
