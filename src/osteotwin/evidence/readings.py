"""How we read trials where their files' keys cannot say it: stated, sourced, never hidden in code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from osteotwin.errors import ParameterError
from osteotwin.evidence.trial import Arm, Trial

PROFILE_FIELDS = (
    "age", "bmi_kg_m2", "menopause_age", "estradiol_pg_ml", "testosterone_ng_dl",
    "t_score_lumbar_spine", "t_score_total_hip", "t_score_femoral_neck",
)  # fmt: skip


@dataclass(frozen=True)
class Started:
    """A drug that had been running before week 0."""

    drug: str
    from_week: float
    to_week: float


@dataclass(frozen=True)
class Reading:
    """What we read into one trial, or one arm of it.

    Attributes
    ----------
    sets : mapping of field to float
        Profile fields, in the profile's units (T-scores and body mass index too).
    started : Started or None
    assay : str or None
        Assay of estradiol where it is not the usual one.
    dose_factor : mapping of drug to float
        Printed dose times this is the library's dose.
    refused : str or None
        Why the trial cannot be simulated.
    reason : str
    """

    reason: str
    sets: Mapping[str, float] = field(default_factory=dict[str, float])
    started: Started | None = None
    assay: str | None = None
    dose_factor: Mapping[str, float] = field(default_factory=dict[str, float])
    refused: str | None = None
    trial: str = ""
    arm: str | None = None


@dataclass(frozen=True)
class ConditionRule:
    """Words of a population's condition and what they are taken to mean."""

    pattern: re.Pattern[str]
    sets: Mapping[str, float]
    reason: str


def readings_for(trial: Trial, arm: Arm) -> tuple[Reading, ...]:
    """Return the readings of this arm; the arm's own come before the whole trial's."""
    found = [r for r in _readings() if r.trial == trial.id and r.arm in (None, arm.id)]
    return tuple(sorted(found, key=lambda r: r.arm is None))


def condition_values(condition: str | None) -> dict[str, tuple[float, str]]:
    """Return what a condition is taken to mean: field to value and reason; the first rule that fits counts."""
    values: dict[str, tuple[float, str]] = {}
    for rule in _rules() if condition else ():
        if rule.pattern.search(condition or ""):
            for name, value in rule.sets.items():
                values.setdefault(name, (value, f'condition "{condition}": {rule.reason}'))
    return values


# Ages written into a condition, with the age taken for each: the middle of a range, six years above a lower
# limit (the populations thin out quickly), the median itself.
_AGE_PATTERNS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"median age (\d{2}(?:\.\d)?)"), 0.0),
    (re.compile(r"\bage[ds]? (\d{2}) ?(?:-|to) ?(\d{2})\b"), 0.0),
    (re.compile(r"\b(\d{2}) ?(?:-|to) ?(\d{2}) years\b"), 0.0),
    (re.compile(r"\b(?:over|above) (\d{2})(?: years)?\b"), 6.0),
    (re.compile(r"\b(?:age )?(\d{2}) (?:years )?or (?:older|more)\b"), 6.0),
)


def age_in_condition(condition: str | None) -> float | None:
    """Return the age [year] that a condition states in words, or ``None``.

    Examples
    --------
    >>> age_in_condition("healthy, age 50-79")
    64.5
    >>> age_in_condition("BMI 30 or more, age 65 or more")
    71.0
    """
    for pattern, shift in _AGE_PATTERNS:
        matches = [
            m for m in pattern.finditer(condition or "") if "BMI" not in (condition or "")[: m.start()][-5:]
        ]
        if matches:
            numbers = [float(g) for g in matches[-1].groups()]
            return sum(numbers) / len(numbers) + shift
    return None


@cache
def _readings() -> tuple[Reading, ...]:
    return tuple(_reading(row) for row in _table("readings.toml")["reading"])


@cache
def _rules() -> tuple[ConditionRule, ...]:
    rules: list[ConditionRule] = []
    for row in _table("conditions.toml")["rule"]:
        _check(row["sets"], row.get("reason"))
        rules.append(ConditionRule(re.compile(row["pattern"], re.IGNORECASE), row["sets"], row["reason"]))
    return tuple(rules)


def _reading(row: dict[str, Any]) -> Reading:
    _check(row.get("sets", {}), row.get("reason"))
    started = row.get("started")
    return Reading(
        reason=row["reason"],
        sets=row.get("sets", {}),
        started=Started(**started) if started else None,
        assay=row.get("assay"),
        dose_factor=row.get("dose_factor", {}),
        refused=row.get("refused"),
        trial=row["trial"],
        arm=row.get("arm"),
    )


def _check(sets: Mapping[str, float], reason: str | None) -> None:
    unknown = [name for name in sets if name not in PROFILE_FIELDS]
    if unknown or not reason:
        message = f"a reading of the trials has {'no reason' if not reason else 'unknown fields'}: {unknown or sets}"
        raise ParameterError(message)


def _table(name: str) -> dict[str, Any]:
    resource = files("osteotwin.evidence") / "data" / name
    return tomllib.loads(resource.read_text(encoding="utf-8"))
