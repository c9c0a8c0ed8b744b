"""Predictions beside the measured values of a trial, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence.files.citation import cite
from osteotwin.evidence.files.describe import describe_arm, describe_design, describe_people
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import finite
from osteotwin.evidence.scoring.plausible_range import is_too_wide

SCORED, NOT_SCORED = "scored", "not_scored"
SIMULATED, PARTLY, NOT_SIMULATED = "simulated", "partly", "not_simulated"

#: Standard errors from zero beyond which an observed effect is called significant.
SIGNIFICANT = 1.96


@dataclass(frozen=True)
class Row:
    """One measured value and the model's prediction, both on the row's scale.

    Attributes
    ----------
    trial : str
    measured : Measured
    predicted : float or None
        ``None`` where the model predicts nothing.
    status : str
        ``scored`` or ``not_scored``.
    reason : str or None
    lo90, hi90 : float or None
        The interval that should hold the observed value in 90 % of cases; not finite where it overflowed.
    predictive_sd : float or None
        Standard deviation of observed minus predicted under the model: what is not known of the parameters, how
        trials differ among themselves, and the error of a sample of this size.
    standardized : float or None
        The error in predictive standard deviations on the scale on which values are compared: of logarithms for
        ratios and levels.
    """

    trial: str
    measured: Measured
    predicted: float | None
    status: str
    reason: str | None
    lo90: float | None = None
    hi90: float | None = None
    predictive_sd: float | None = None
    standardized: float | None = None

    @property
    def error(self) -> float | None:
        """Predicted less observed, on the row's scale."""
        return None if self.predicted is None else self.predicted - self.measured.observed

    @property
    def standardized_error(self) -> float | None:
        """The error in predictive standard deviations; in standard errors where there is no predictive one."""
        if self.standardized is not None:
            return self.standardized
        error, unit = self.error, self.predictive_sd or self.measured.se
        return None if error is None or not unit else error / unit

    @property
    def too_wide(self) -> bool | None:
        """Whether the 90 % interval is wider than what the endpoint can be at all, so that it holds anything."""
        if self.lo90 is None or self.hi90 is None:
            return None
        return is_too_wide(self.measured, self.lo90, self.hi90)

    @property
    def within_90(self) -> bool | None:
        """Whether the observed value lies in the 90 % interval; one that is too wide holds nothing."""
        if self.lo90 is None or self.hi90 is None:
            return None
        return not self.too_wide and self.lo90 <= self.measured.observed <= self.hi90

    @property
    def significant(self) -> bool | None:
        """Whether the observed effect is one at all; ``None`` without a standard error or a value of no effect."""
        m = self.measured
        if not m.se or m.no_change is None:
            return None
        return abs(m.observed - m.no_change) > SIGNIFICANT * m.se

    def to_json(self) -> dict[str, Any]:
        """The row as plain values."""
        m = self.measured
        return {
            "arm": m.arm,
            "versus": m.versus,
            "role": m.role,
            "endpoint": m.endpoint,
            "group": m.group,
            "week": m.week,
            "kind": m.result_type,
            "scale": m.scale,
            "unit": m.unit,
            "n": m.n,
            "observed": m.observed,
            "se": m.se,
            "se_source": m.se_source,
            "no_change": m.no_change,
            "predicted": self.predicted,
            "lo90": None if self.lo90 is None else finite(self.lo90),
            "hi90": None if self.hi90 is None else finite(self.hi90),
            "predictive_sd": self.predictive_sd,
            "error": self.error,
            "standardized_error": self.standardized_error,
            "within_90": self.within_90,
            "too_wide": self.too_wide,
            "significant": self.significant,
            "status": self.status,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class TrialResult:
    """One trial's rows."""

    trial: Trial
    status: str
    reason: str | None
    rows: tuple[Row, ...]
    assumptions: Mapping[str, tuple[Assumption, ...]]

    def to_json(self) -> dict[str, Any]:
        """The trial as plain values."""
        trial = self.trial
        return {
            "id": trial.id,
            "title": trial.title,
            "topics": list(trial.topics),
            "sex": trial.population.sex,
            "people": describe_people(trial),
            "design": describe_design(trial),
            "weeks": trial.duration_weeks,
            "arms": [
                {"id": arm.id, "control": arm.control, "n": arm.n, "done": list(describe_arm(arm))}
                for arm in trial.arms
            ],
            "citation": cite(trial),
            "notes": trial.notes,
            "status": self.status,
            "reason": self.reason,
            "rows": [row.to_json() for row in self.rows],
            "assumptions": {
                arm: [{"field": a.field, "value": a.value, "source": a.source} for a in found]
                for arm, found in self.assumptions.items()
            },
        }
