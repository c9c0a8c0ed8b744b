"""How a measured and a predicted value are compared: on which scale, and how exact the measured one is.

Ratios and levels are compared as logarithms, percent changes and differences as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from osteotwin.constants import WEEKS_PER_TRIAL_YEAR
from osteotwin.endpoints import discrepancy_class
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.scoring.discrepancy_classes import (
    DISCREPANCY_CLASSES,
    LOGARITHM,
    POINTS,
    comparison_scale,
    share_converted,
)
from osteotwin.evidence.scoring.effect_size import people
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.person_sd import default_standard_error
from osteotwin.inference.observations import Observations
from osteotwin.parameters.posterior import offset_growth

#: Lowest standard error of a logarithm and of points of percent: no trial is exact.
_LEAST_LOG, _LEAST_POINTS = 0.05, 0.2


def observations_of(rows: Sequence[tuple[Trial, Measured]]) -> Observations:
    """Measured rows as observations on the scale of comparison; those of one trial are a group."""
    logarithmic = np.array([comparison_scale(row) == LOGARITHM for _, row in rows], dtype=bool)
    raw = np.array([row.observed for _, row in rows], dtype=float)
    used = np.isfinite(raw) & ~(logarithmic & (raw <= 0))
    observed = np.where(logarithmic, np.log(np.where(logarithmic & used, raw, 1.0)), raw)
    return Observations(
        group=tuple(trial.id for trial, _ in rows),
        endpoint_class=tuple(discrepancy_class(row.endpoint, row.scale) for _, row in rows),
        observed=observed,
        standard_error=np.array([standard_error(trial, row) for trial, row in rows], dtype=float),
        logarithmic=logarithmic,
        no_change=np.array([_no_change(row) for _, row in rows], dtype=float),
        discrepancy_unit=np.array([_discrepancy_unit(row) for _, row in rows], dtype=float),
        offset_loading=np.array([_offset_loading(row) for _, row in rows], dtype=float),
        used=used,
    )


def _no_change(row: Measured) -> float:
    """What would be observed had nothing changed, on the scale of comparison; NaN where that is not known."""
    logarithmic = comparison_scale(row) == LOGARITHM
    if row.no_change is None or (logarithmic and row.no_change <= 0):
        return np.nan
    return float(np.log(row.no_change)) if logarithmic else row.no_change


def _discrepancy_unit(row: Measured) -> float:
    """One unit of the class's discrepancies on the row's scale of comparison."""
    return share_converted(
        1.0, DISCREPANCY_CLASSES[discrepancy_class(row.endpoint, row.scale)].scale, comparison_scale(row)
    )


def _offset_loading(row: Measured) -> float:
    """Weight of the offset: 0 between arms, for density what of it is there already."""
    if row.versus is not None:
        return 0.0
    return float(offset_growth(max(row.week, 1.0) / WEEKS_PER_TRIAL_YEAR)) if row.group == "bmd" else 1.0


def people_of(trial: Trial, arm: str) -> float:
    """How many people an arm had, or the documented default."""
    return people(trial.arm(arm))


def measured_people(trial: Trial, row: Measured) -> list[float]:
    """How many people stand behind a row, arm by arm."""
    if row.versus is None:
        return [people(trial.arm(row.arm), row.n)]
    return [people_of(trial, arm) for arm in row.arms]


def standard_error(trial: Trial, row: Measured) -> float:
    """Standard error on the scale of comparison: the printed one, or a documented default."""
    scale = comparison_scale(row)
    if row.se is not None and row.se > 0:
        if scale == LOGARITHM:
            return max(row.se / max(abs(row.observed), 1e-9), _LEAST_LOG)
        return max(row.se, _LEAST_POINTS) if scale == POINTS else row.se
    return default_standard_error(row, measured_people(trial, row))
