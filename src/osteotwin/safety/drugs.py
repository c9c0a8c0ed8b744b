"""Flags about drugs: contraindications, label warnings, stopping denosumab."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from osteotwin.constants import DAYS_PER_MONTH
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.drug_groups import is_bone_drug
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.situation import Flag, Situation, limits

_FOLLOW_ON = ("bisphosphonate", "rankl_antibody", "pth_analog", "sclerostin_antibody")


def contraindications(situation: Situation) -> Iterator[Flag]:
    """Flag a drug that a stated condition speaks against."""
    for name in dict.fromkeys(course.drug for course in situation.courses()):
        drug = load_drugs()[name]
        for condition in drug.contraindications:
            if condition in situation.conditions:
                yield Flag(
                    "stop",
                    f"{drug.label} with {CONDITIONS[condition].label}: ask the prescriber first.",
                    drug.source[0],
                )


def label_warnings(situation: Situation) -> Iterator[Flag]:
    """Pass on what the labels of the plan's drugs warn of."""
    for name in dict.fromkeys(course.drug for course in situation.courses()):
        drug = load_drugs()[name]
        for warning in drug.warnings:
            severity = "warn" if warning.severity == "hard" else "info"
            yield Flag(severity, f"{drug.label}: {warning.text}", warning.source)
        if not drug.modelled:
            yield Flag(
                "warn",
                f"{drug.label} is shown but has no effect here: {drug.not_modelled_because}",
                "osteotwin",
            )


def denosumab_gap(situation: Situation) -> Iterator[Flag]:
    """Flag denosumab that ends within the outlook without a follow-on drug."""
    courses = situation.courses("denosumab")
    if not courses:
        return
    end = max(course.until_day for course in courses)
    interval = max(course.interval_days for course in courses)
    limit = limits()["denosumab_gap"]
    if end == inf or end >= situation.person.outlook_days:
        return
    followed = any(
        load_drugs()[course.drug].drug_class in _FOLLOW_ON
        and course.from_day <= end + interval + limit.value
        and course.until_day > end
        for course in situation.courses()
        if course.drug != "denosumab"
    )
    if not followed:
        yield Flag(
            "stop",
            f"Denosumab ends on day {end:.0f} without a follow-on drug: the rebound can break vertebrae. "
            "Plan a bisphosphonate for when its effect ends.",
            limit.source,
        )


def too_long(situation: Situation) -> Iterator[Flag]:
    """Flag anabolic drugs beyond their longest course, and several bone drugs at once."""
    for name in ("teriparatide", "romosozumab"):
        limit = limits()[f"{name}_longest"]
        length = sum(
            min(c.until_day, situation.person.outlook_days) - c.from_day for c in situation.courses(name)
        )
        if length > limit.value:
            yield Flag(
                "stop",
                f"{load_drugs()[name].label} for {length / DAYS_PER_MONTH:.0f} months is longer than it may be given.",
                limit.source,
            )
    courses = [c for c in situation.courses() if is_bone_drug(c.drug)]
    for i, first in enumerate(courses):
        for second in courses[i + 1 :]:
            together = first.drug != second.drug and (
                max(first.from_day, second.from_day) < min(first.until_day, second.until_day)
            )
            if together:
                yield Flag(
                    "warn",
                    f"{load_drugs()[first.drug].label} and {load_drugs()[second.drug].label} at the same time: "
                    "bone drugs are given one after the other, not together.",
                    "Finkelstein 2003: alendronate blunted the gain on parathyroid hormone in men",
                )
