"""Exceptions: how single shipped trials are read where neither their keys nor a general rule can say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from osteotwin.evidence.files.trial import Arm, Trial
from osteotwin.evidence.text.finding import Finding
from osteotwin.evidence.text.profile_fields import check_fields
from osteotwin.evidence.text.rule_table import rule_table


@dataclass(frozen=True)
class PriorCourse:
    """A drug that had been running before week 0, until when, and where that comes from."""

    drug: str
    from_week: float
    to_week: float
    source: str


@dataclass(frozen=True)
class Overrides:
    """What is stated by hand about one arm.

    Attributes
    ----------
    fields : mapping of field to Finding
        Profile fields, in the profile's units (T-scores and body mass index too).
    prior_courses : tuple of PriorCourse
    assay : str or None
        Assay of estradiol.
    refused : str or None
        Why the arm cannot be simulated.
    """

    fields: Mapping[str, Finding] = field(default_factory=dict[str, Finding])
    prior_courses: tuple[PriorCourse, ...] = ()
    assay: str | None = None
    refused: str | None = None


def overrides_of(trial: Trial, arm: Arm) -> Overrides:
    """Gather the overrides of an arm; its own come before those of the whole trial."""
    rows = [row for row in _rows() if row["trial"] == trial.id and row.get("arm") in (None, arm.id)]
    rows.sort(key=lambda row: "arm" not in row)
    fields: dict[str, Finding] = {}
    for row in rows:
        for name, value in row.get("sets", {}).items():
            fields.setdefault(name, Finding(value, row["reason"]))
    return Overrides(
        fields,
        tuple(PriorCourse(**row["started"], source=row["reason"]) for row in rows if "started" in row),
        next((row["assay"] for row in rows if "assay" in row), None),
        next((row["refused"] for row in rows if "refused" in row), None),
    )


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    rows = rule_table("overrides.toml")["override"]
    for row in rows:
        check_fields(row.get("sets", {}), row.get("reason"), f"the override of {row['trial']}")
    return tuple(rows)
