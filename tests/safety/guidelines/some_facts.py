"""Facts of people for guidelines to judge."""

from __future__ import annotations

from datetime import date
from math import inf
from typing import Any

from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.guidelines import Facts, Score, guideline_class, guideline_lines
from osteotwin.safety.guidelines.facts import STOPPED
from osteotwin.safety.guidelines.rules import Line

TODAY = date(2026, 12, 1)
SCANNED = date(2026, 11, 10)
SITES = ("lumbar_spine", "total_hip", "femoral_neck")


def course(drug: str, from_day: float = 0.0, until_day: float = inf, dose: float | None = None) -> DrugCourse:
    entry = load_drugs()[drug]
    return DrugCourse(drug, dose or entry.usual_dose, entry.usual_interval_days, from_day, until_day)


def scores(value: float, site: str = "total_hip", measured_on: date | None = SCANNED) -> tuple[Score, ...]:
    """Scores that are 0 but at one site."""
    return tuple(Score(one, value if one == site else 0.0, measured_on) for one in SITES)


def man(age: float = 60.0, t: float = 0.0, **changes: Any) -> Facts:
    fields: dict[str, Any] = {
        "sex": "male", "age": age, "today": TODAY, "t_scores": scores(t), "z_scores": scores(0.0), "last_scan": SCANNED,
    }  # fmt: skip
    return Facts(**(fields | changes))


def woman(age: float = 60.0, t: float = 0.0, **changes: Any) -> Facts:
    return man(age, t, **({"sex": "female", "ovaries": STOPPED} | changes))


def class_of(facts: Facts) -> str:
    return guideline_class(guideline_lines(facts))


def line_of(facts: Facts, rule: str) -> Line | None:
    return next((line for line in guideline_lines(facts) if line.rule == rule), None)
