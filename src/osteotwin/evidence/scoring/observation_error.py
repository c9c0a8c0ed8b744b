"""How a measured and a predicted value are compared: on which scale, and how exact the measured one is.

Ratios and levels are compared as logarithms, percent changes and differences as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

import numpy as np

from osteotwin.constants import WEEKS_PER_TRIAL_YEAR
from osteotwin.endpoints import discrepancy_class
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.scoring.discrepancy_classes import (
    DISCREPANCY_CLASSES,
    LOGARITHM,
    OWN_UNIT,
    POINTS,
    comparison_scale,
    share_converted,
)
from osteotwin.evidence.scoring.effect_size import people
from osteotwin.evidence.scoring.measured_rows import Measured
from osteotwin.inference.observations import Observations
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Choice, Number
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


def standard_error(trial: Trial, row: Measured) -> float:
    """Standard error on the scale of comparison: the printed one, or a documented default."""
    scale = comparison_scale(row)
    if row.se is not None and row.se > 0:
        if scale == LOGARITHM:
            return max(row.se / max(abs(row.observed), 1e-9), _LEAST_LOG)
        return max(row.se, _LEAST_POINTS) if scale == POINTS else row.se
    if row.versus is None:
        return float(person_sd(row) / np.sqrt(people(trial.arm(row.arm), row.n)))
    return float(person_sd(row) * np.sqrt(sum(1 / people_of(trial, arm) for arm in row.arms)))


def person_sd(row: Measured) -> float:
    """Standard deviation between single people, on the scale of comparison."""
    scale, default = comparison_scale(row), _person_sds().by_endpoint[row.endpoint]
    if scale == OWN_UNIT:
        return share_converted(default.sd, default.comparison_scale, LOGARITHM) * _level_before(row)
    sd = share_converted(default.sd, default.comparison_scale, scale)
    if row.group == "bmd" and scale == POINTS:
        return float(sd * np.sqrt(0.5 + 0.5 * row.week / WEEKS_PER_TRIAL_YEAR))
    return sd


def _level_before(row: Measured) -> float:
    """The arms' mean baseline in the endpoint's unit, or a usual level where the files give none."""
    known = [level for level in row.baselines if level is not None]
    return sum(known) / len(known) if known else _person_sds().usual_level[row.endpoint]


@dataclass(frozen=True)
class _Default(Row):
    endpoints: tuple[Words, ...]
    sd: Annotated[float, Number(0, 100)]
    scale: Annotated[str, Choice(("percent", "logarithm"))]
    source: Words

    @property
    def comparison_scale(self) -> str:
        return POINTS if self.scale == "percent" else LOGARITHM


@dataclass(frozen=True)
class _PersonSds(Row):
    usual_level: Mapping[str, float]
    default: tuple[_Default, ...]

    @property
    def by_endpoint(self) -> dict[str, _Default]:
        return {name: row for row in self.default for name in row.endpoints}


@cache
def _person_sds() -> _PersonSds:
    return load_table(_PersonSds, "osteotwin.evidence", "data", "person_sds.toml")
