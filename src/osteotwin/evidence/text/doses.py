"""The dose of a trial's drug in the library's unit: as printed, as it must be meant, or the usual one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from osteotwin.cohort.profile import Assumption
from osteotwin.constants import MICROGRAMS_PER_MILLIGRAM
from osteotwin.evidence.files.trial import DrugGiven
from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.assertion import asserted
from osteotwin.evidence.text.rule_table import rule_table
from osteotwin.protocol.library import Drug

#: Intervals within this factor of the usual one take the usual dose.
_SAME_RHYTHM = 1.3
_USUAL = "not in the file; the drug library's usual one"
#: What is given a single time and lasts; of other drugs the text means a companion's dose.
_LASTING = ("bisphosphonate", "rankl_antibody")
_SINGLE = re.compile(
    r"\b(?:single|one)(?: \w+)? (?:infusion|injection|dose)\b|\b(?:infusion|injection|dose)s? (?:given )?once\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Taker:
    """Who takes a drug, as far as its usual dose hangs on it.

    Attributes
    ----------
    sex : str
        Of the population: ``"male"``, ``"female"`` or ``"mixed"``.
    deprived : bool
        Whether something else in the arm takes testosterone away.
    """

    sex: str
    deprived: bool = False


def dose_of(
    text: ArmText, given: DrugGiven, drug: Drug, interval: float, taker: Taker
) -> tuple[float, tuple[Assumption, ...]]:
    """Dose in the library's unit, with an assumption where the file gives none or another is meant than printed.

    Parameters
    ----------
    text : ArmText
        What it is taken for is known by it.
    given : DrugGiven
    drug : Drug
        Of the library.
    interval : float [day]
    taker : Taker
    """
    field = f"{drug.id}.dose"
    if given.dose_mg is None:
        if drug.dose_unit == "procedure":
            return drug.usual_dose, ()
        dose, source = _usual(text, drug, interval, taker)
        return dose, (Assumption(field, f"{dose:g} {drug.dose_unit} every {interval:g} days", source),)
    mass = given.dose_mg
    assumptions: tuple[Assumption, ...] = ()
    for rule in _rules()["means"]:
        if rule["drug"] == drug.id and _within(rule, mass, interval):
            factor, source = rule.get("factor"), rule["reason"]
            if factor is None:
                factor = _gel_strength(text) or drug.gel_strength or 0.01
                source += f"; {factor:.2%} of it is testosterone"
            mass *= factor
            assumptions = (Assumption(field, f"{mass:g} mg for the printed {given.dose}", source),)
            break
    return (mass * MICROGRAMS_PER_MILLIGRAM if drug.dose_unit == "ug" else mass), assumptions


def interval_of(given: DrugGiven, drug: Drug) -> tuple[float, tuple[Assumption, ...]]:
    """Time between administrations [day]: as printed, else the library's usual one."""
    if given.every_days is not None:
        return given.every_days, ()
    if drug.dose_unit == "procedure":
        return drug.usual_interval_days, ()
    assumed = Assumption(f"{drug.id}.every", f"{drug.usual_interval_days:g} days", _USUAL)
    return drug.usual_interval_days, (assumed,)


def given_once(text: ArmText, given: DrugGiven, drug: Drug) -> bool:
    """Whether a drug without interval was infused or injected a single time, by the title or the notes."""
    if given.every_days is not None or drug.drug_class not in _LASTING or drug.route == "oral":
        return False
    return any(asserted(_SINGLE, place) for place in (text.title, text.notes))


def stand_in(text: ArmText, given: DrugGiven) -> tuple[tuple[DrugGiven, ...], str | None]:
    """Drugs of the library for one that acts otherwise, and why; the drug itself and ``None`` for all others."""
    for rule in _rules()["without_effect"]:
        if given.name == rule["drug"]:
            return (), rule["reason"]
    for rule in _rules()["stands_for"]:
        if given.name == rule["drug"] and asserted(re.compile(rule["pattern"], re.IGNORECASE), text.whole):
            return (replace(given, name=rule["becomes"]),), rule["reason"]
    mass, interval = given.dose_mg, given.every_days
    if mass is not None and interval is not None:
        for rule in _rules()["product"]:
            if given.name == rule["drug"] and _within(rule, mass, interval):
                return (replace(given, name=rule["becomes"]),), rule["reason"]
    return (given,), None


def _usual(text: ArmText, drug: Drug, interval: float, taker: Taker) -> tuple[float, str]:
    who = f"{text.title}. {text.condition}"
    for rule in _rules()["usual"]:
        if rule["drug"] != drug.id or interval > rule.get("most_days", interval):
            continue
        if rule.get("sex", taker.sex) != taker.sex or (rule.get("alone", False) and taker.deprived):
            continue
        if "pattern" not in rule or asserted(re.compile(rule["pattern"], re.IGNORECASE), who):
            dose = rule["dose"] if "dose" in rule else rule["dose_per_day"] * interval
            return float(dose), f"not in the file; {rule['reason']}"
    dose = drug.usual_dose
    self_taken = drug.route in ("oral", "transdermal") or drug.drug_class == "testosterone"
    if self_taken and drug.dose_means != "delivered per day":
        # The usual amount over time, in the file's own rhythm: 70 mg a week is 10 mg a day.
        rhythm = interval / drug.usual_interval_days
        dose *= rhythm if not 1 / _SAME_RHYTHM < rhythm < _SAME_RHYTHM else 1.0
    return dose, _USUAL


def _within(rule: dict[str, Any], mass: float, interval: float) -> bool:
    return rule.get("least_mg", mass) <= mass <= rule.get("most_mg", mass) and rule.get(
        "least_days", interval
    ) <= interval <= rule.get("most_days", interval)


def _gel_strength(text: ArmText) -> float | None:
    """Share of testosterone in the gel, where the text says it."""
    percent = r"(\d(?:\.\d+)?) ?(?:%|percent)"
    for pattern in (rf"{percent}(?: testosterone)? gel", rf"\bgel (?:was|of|at) {percent}"):
        match = re.search(pattern, f"{text.title}. {text.notes}", re.IGNORECASE)
        if match and 0.5 <= float(match.group(1)) <= 5:
            return float(match.group(1)) / 100.0
    return None


@cache
def _rules() -> dict[str, Any]:
    return rule_table("doses.toml")
