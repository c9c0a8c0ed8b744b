"""The dose of a trial's drug in the library's unit: as printed, as it must be meant, or the usual one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from osteotwin.cohort.profile import Assumption
from osteotwin.constants import MICROGRAMS_PER_MILLIGRAM
from osteotwin.evidence.files.trial import DrugGiven, Trial
from osteotwin.evidence.text.population import table_of
from osteotwin.protocol.library import Drug

#: Intervals within this factor of the usual one take the usual dose.
_SAME_RHYTHM = 1.3
_USUAL = "not in the file; the drug library's usual one"
#: What is given a single time and lasts; of other drugs the words mean a companion's dose.
_LASTING = ("bisphosphonate", "rankl_antibody")
_SINGLE = re.compile(
    r"\b(?:single|one)(?: \w+)? (?:infusion|injection|dose)\b|\b(?:infusion|injection|dose)s? (?:given )?once\b",
    re.IGNORECASE,
)


def dose_of(given: DrugGiven, drug: Drug, interval: float, trial: Trial, notes: list[Assumption]) -> float:
    """Return the dose in the library's unit.

    Parameters
    ----------
    given : DrugGiven
    drug : Drug
        Of the library.
    interval : float [day]
    trial : Trial
        Its words tell cancer products from others.
    notes : list of Assumption
        Receives each dose that the file did not give, or that must be meant otherwise than printed.
    """
    field = f"{drug.id}.dose"
    if given.dose_mg is None:
        if drug.dose_unit == "procedure":
            return drug.usual_dose
        dose, reason = _usual(drug, interval, trial)
        notes.append(Assumption(field, f"{dose:g} {drug.dose_unit} every {interval:g} days", reason))
        return dose
    mass = given.dose_mg
    for rule in _table()["means"]:
        if rule["drug"] == drug.id and _within(rule, mass, interval):
            factor = rule.get("factor")
            reason = rule["reason"]
            if factor is None:
                factor = _gel_strength(trial) or drug.gel_strength or 0.01
                reason += f"; {factor:.2%} of it is testosterone"
            mass *= factor
            notes.append(Assumption(field, f"{mass:g} mg for the printed {given.dose}", reason))
            break
    return mass * MICROGRAMS_PER_MILLIGRAM if drug.dose_unit == "ug" else mass


def interval_of(given: DrugGiven, drug: Drug, notes: list[Assumption]) -> float:
    """Return the time between administrations [day]: as printed, else the library's usual one."""
    if given.every_days is not None:
        return given.every_days
    if drug.dose_unit != "procedure":
        notes.append(Assumption(f"{drug.id}.every", f"{drug.usual_interval_days:g} days", _USUAL))
    return drug.usual_interval_days


def given_once(given: DrugGiven, drug: Drug, trial: Trial) -> bool:
    """Whether a drug without interval was infused or injected a single time, by the title or the notes."""
    if given.every_days is not None or drug.drug_class not in _LASTING or drug.route == "oral":
        return False
    return any(_SINGLE.search(text) for text in (trial.title, trial.notes))


def stand_in(given: DrugGiven, words: str) -> tuple[tuple[DrugGiven, ...], str | None]:
    """Return the library's drugs for one that acts otherwise, and why; the drug itself and ``None`` for all others.

    Parameters
    ----------
    given : DrugGiven
    words : str
        The trial's words.
    """
    for rule in _table()["without_effect"]:
        if given.name == rule["drug"]:
            return (), rule["reason"]
    for rule in _table()["stands_for"]:
        if given.name == rule["drug"] and re.search(rule["words"], words, re.IGNORECASE):
            found = tuple(
                DrugGiven(name, from_week=given.from_week, to_week=given.to_week) for name in rule["becomes"]
            )
            return found, rule["reason"]
    return (given,), None


def _usual(drug: Drug, interval: float, trial: Trial) -> tuple[float, str]:
    words = f"{trial.title} {trial.population.condition or ''}"
    for rule in _table()["usual"]:
        if rule["drug"] != drug.id or interval > rule.get("most_days", interval):
            continue
        if "words" not in rule or re.search(rule["words"], words, re.IGNORECASE):
            return float(rule["dose"]), f"not in the file; {rule['reason']}"
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


def _gel_strength(trial: Trial) -> float | None:
    """Return the share of testosterone in the gel, where the words tell."""
    percent = r"(\d(?:\.\d+)?) ?(?:%|percent)"
    for pattern in (rf"{percent}(?: testosterone)? gel", rf"\bgel (?:was|of|at) {percent}"):
        match = re.search(pattern, f"{trial.title}. {trial.notes}", re.IGNORECASE)
        if match and 0.5 <= float(match.group(1)) <= 5:
            return float(match.group(1)) / 100.0
    return None


@cache
def _table() -> dict[str, Any]:
    return table_of("doses.toml")
