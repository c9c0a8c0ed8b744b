"""Flags about drugs: contraindications, label warnings, courses that are too long or together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import Final

from osteotwin.constants import DAYS_PER_MONTH
from osteotwin.protocol.conditions import CONDITIONS, STATED_DRUGS
from osteotwin.protocol.drug_groups import drug_class_of, is_bone_drug
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.menopause import BEFORE_MENOPAUSE
from osteotwin.safety.situation import Flag, Situation, limits

#: Twelve doses and no more, by its label; teriparatide may go on where the risk stays high.
_FIXED_COURSE: Final = ("romosozumab",)


def contraindications(situation: Situation) -> Iterator[Flag]:
    """Flag a drug that a stated condition speaks against; of working ovaries :mod:`osteotwin.safety.menopause` does."""
    for name in dict.fromkeys(course.drug for course in situation.courses()):
        drug = load_drugs()[name]
        for condition in drug.contraindications:
            if condition in situation.conditions and condition != BEFORE_MENOPAUSE:
                yield Flag(
                    "do_not",
                    f"{drug.label} with {CONDITIONS[condition].label}: its label speaks against it. Neither begin "
                    "nor stop it by yourself: ask the prescriber first.",
                    drug.source[0],
                    (name,),
                    (name, condition),
                )


def low_blood_calcium(situation: Situation) -> Iterator[Flag]:
    """Flag a drug that a measured low blood calcium speaks against: it must be corrected first."""
    last, least = latest_level(situation.person, "serum_calcium"), limits()["blood_calcium_low"]
    if last is None or last.value >= least.value:
        return
    for name in dict.fromkeys(course.drug for course in situation.courses()):
        drug = load_drugs()[name]
        if "hypocalcemia" in drug.contraindications:
            yield Flag(
                "do_not",
                f"{drug.label} with blood calcium of {last.value:.1f} mg/dL, under {least.value:g}: it lowers calcium "
                "further. Have it confirmed, corrected for albumin, and mended before the first dose.",
                drug.source[0],
                (name,),
                (name, "hypocalcemia"),
            )


def label_warnings(situation: Situation) -> Iterator[Flag]:
    """Pass on what the labels of the plan's drugs warn of."""
    for name in dict.fromkeys(course.drug for course in situation.courses()):
        drug = load_drugs()[name]
        for warning in drug.warnings:
            yield Flag(
                warning.severity, f"{drug.label}: {warning.text}", warning.source, about=(name, warning.text)
            )


def not_modelled(situation: Situation) -> Iterator[Flag]:
    """Say which drugs of the plan the numbers leave out."""
    for name in dict.fromkeys(course.drug for course in situation.courses()):
        drug = load_drugs()[name]
        if not drug.modelled:
            yield Flag(
                "ask_first",
                f"{drug.label} is shown but has no effect here: {drug.not_modelled_because}",
                "osteotwin",
                about=(name, "not modelled"),
            )


def stated_only(situation: Situation) -> Iterator[Flag]:
    """Say of drugs that take bone and that only a condition names that the numbers leave them out."""
    taken = {drug_class_of(course.drug) for course in situation.courses()}
    for name, drug_class in STATED_DRUGS.items():
        if name in situation.conditions and drug_class not in taken:
            label = CONDITIONS[name].label
            yield Flag(
                "ask_first",
                f"{label[:1].upper()}{label[1:]} take bone, most in the first year, and the numbers leave that out. "
                "Never stop them by yourself: ask for the smallest dose that does.",
                "American College of Rheumatology 2022, glucocorticoid-induced osteoporosis (Humphrey 2023)",
                about=(name, "not modelled"),
            )


def _days_on(courses: Iterable[DrugCourse], end: float) -> float:
    """Days on which a drug is given, each once; what has no end is given until the outlook's [day]."""
    given, reached = 0.0, -inf
    for course in sorted(courses, key=lambda course: course.from_day):
        until = course.until_day if course.until_day < inf else end
        given += max(until - max(course.from_day, reached), 0.0)
        reached = max(reached, until)
    return given


def too_long(situation: Situation) -> Iterator[Flag]:
    """Flag anabolic drugs beyond their longest course; one with a fixed course is forbidden."""
    for name in ("teriparatide", "romosozumab"):
        limit = limits()[f"{name}_longest"]
        length = _days_on(situation.courses_ever(name), situation.person.outlook_days)
        if situation.courses(name) and length > limit.value:
            fixed = name in _FIXED_COURSE
            most = limit.value / DAYS_PER_MONTH
            mend = f" Let it end after {most:.0f} months in all, and a drug that keeps bone follow."
            yield Flag(
                "do_not",
                f"{load_drugs()[name].label} for {length / DAYS_PER_MONTH:.0f} months is longer than it may be given."
                f"{mend if fixed else ''}",
                limit.source,
                (name,) if fixed else (),
                (name, "length"),
            )


def together(situation: Situation) -> Iterator[Flag]:
    """Flag several bone drugs at once."""
    courses = [c for c in situation.courses() if is_bone_drug(c.drug)]
    for i, first in enumerate(courses):
        for second in courses[i + 1 :]:
            at_once = first.drug != second.drug and (
                max(first.from_day, second.from_day) < min(first.until_day, second.until_day)
            )
            if at_once:
                yield Flag(
                    "ask_first",
                    f"{load_drugs()[first.drug].label} and {load_drugs()[second.drug].label} at the same time: "
                    "bone drugs are given one after the other, not together.",
                    "Finkelstein 2003: alendronate blunted the gain on parathyroid hormone in men",
                    about=(first.drug, second.drug, "together"),
                )
