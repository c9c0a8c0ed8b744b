"""How we read trials where neither their files' keys nor a general rule can say it: few, stated, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from osteotwin.evidence.files.trial import Arm, Trial
from osteotwin.evidence.text.population import check_fields, table_of


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
        Assay of estradiol where no rule tells it.
    refused : str or None
        Why the trial cannot be simulated.
    reason : str
    """

    reason: str
    sets: Mapping[str, float] = field(default_factory=dict[str, float])
    started: Started | None = None
    assay: str | None = None
    refused: str | None = None
    trial: str = ""
    arm: str | None = None


def readings_for(trial: Trial, arm: Arm) -> tuple[Reading, ...]:
    """Return the readings of this arm; the arm's own come before the whole trial's."""
    found = [r for r in _readings() if r.trial == trial.id and r.arm in (None, arm.id)]
    return tuple(sorted(found, key=lambda r: r.arm is None))


@cache
def _readings() -> tuple[Reading, ...]:
    return tuple(_reading(row) for row in table_of("overrides.toml")["reading"])


def _reading(row: dict[str, Any]) -> Reading:
    check_fields(row.get("sets", {}), row.get("reason"), f"the reading of {row['trial']}")
    started = row.get("started")
    return Reading(
        reason=row["reason"],
        sets=row.get("sets", {}),
        started=Started(**started) if started else None,
        assay=row.get("assay"),
        refused=row.get("refused"),
        trial=row["trial"],
        arm=row.get("arm"),
    )
