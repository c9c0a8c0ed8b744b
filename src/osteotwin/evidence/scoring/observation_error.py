"""How a measured and a predicted value are compared: on which scale, and how exact the measured one is.

Ratios and levels are compared as logarithms, percent changes and differences as they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from osteotwin.constants import WEEKS_PER_TRIAL_YEAR
from osteotwin.evidence.files.endpoints import (
    ABSOLUTE,
    ABSOLUTE_CHANGE,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
)
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.scoring.effect_size import people
from osteotwin.evidence.scoring.measured_rows import Measured
from osteotwin.inference.observations import Observations
from osteotwin.parameters.posterior import Discrepancy

#: Lowest standard error of a logarithm and of points of percent: no trial is exact.
_LEAST_LOG, _LEAST_POINTS = 0.05, 0.2

#: Discrepancies before a fit, by class of endpoint, and the whole answer for classes with too few values to tell.
STARTING_DISCREPANCY = {
    "bmd": Discrepancy(0.7, 0.3, 0.15),
    "vbmd": Discrepancy(2.0, 1.0, 0.3),
    "marker": Discrepancy(6.0, 6.0, 0.15),
    "hormone": Discrepancy(0.12, 0.12, 0.0),
    "mineral": Discrepancy(5.0, 5.0, 0.2),
    "25ohd": Discrepancy(0.15, 0.1, 0.0),
    # Absolute changes without a baseline, each in a unit of its own: only an error that grows with the effect.
    "change": Discrepancy(0.0, 0.0, 0.3),
}


def discrepancy_class(row: Measured) -> str:
    """Return the class of endpoints whose offsets and errors are alike."""
    if row.scale == ABSOLUTE_CHANGE:
        return "change"
    if row.endpoint == "vbmd_spine_qct":
        return "vbmd"
    if row.group == "mineral":
        return "25ohd" if row.endpoint == "25ohd" else "mineral"
    return row.group


def is_logarithmic(row: Measured) -> bool:
    """Return whether a row is compared as a logarithm: ratios to baseline and levels."""
    return row.scale in (RATIO_TO_BASELINE, ABSOLUTE)


def observations_of(rows: Sequence[tuple[Trial, Measured]]) -> Observations:
    """Measured rows as observations on the scale of comparison; those of one trial are a group."""
    logarithmic = np.array([is_logarithmic(row) for _, row in rows], dtype=bool)
    raw = np.array([row.observed for _, row in rows], dtype=float)
    used = np.isfinite(raw) & ~(logarithmic & (raw <= 0))
    observed = np.where(logarithmic, np.log(np.where(logarithmic & used, raw, 1.0)), raw)
    return Observations(
        group=tuple(trial.id for trial, _ in rows),
        endpoint_class=tuple(discrepancy_class(row) for _, row in rows),
        observed=observed,
        standard_error=np.array([standard_error(trial, row) for trial, row in rows], dtype=float),
        logarithmic=logarithmic,
        offset_loading=np.array([_offset_loading(row) for _, row in rows], dtype=float),
        used=used,
    )


def _offset_loading(row: Measured) -> float:
    if row.versus is not None:
        return 0.0
    return float(np.sqrt(max(row.week, 1.0) / WEEKS_PER_TRIAL_YEAR)) if row.group == "bmd" else 1.0


def people_of(trial: Trial, arm: str) -> float:
    """Return how many people an arm had, or the documented default."""
    return people(trial.arm(arm))


def standard_error(trial: Trial, row: Measured) -> float:
    """Return the standard error on the scale of comparison: the printed one, or a documented default."""
    if row.se is not None and row.se > 0:
        if is_logarithmic(row):
            return max(row.se / max(abs(row.observed), 1e-9), _LEAST_LOG)
        if row.scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE):
            return max(row.se, _LEAST_POINTS)
        return row.se
    if row.versus is None:
        return float(person_sd(row) / np.sqrt(people(trial.arm(row.arm), row.n)))
    return float(person_sd(row) * np.sqrt(sum(1 / people_of(trial, arm) for arm in row.arms)))


def person_sd(row: Measured) -> float:
    """Return how much single people differ, on the scale of comparison."""
    sd = _default_sds()[0][row.endpoint]
    if row.group == "bmd" and row.scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE):
        return float(sd * np.sqrt(0.5 + 0.5 * row.week / WEEKS_PER_TRIAL_YEAR))
    if is_logarithmic(row) or row.scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE):
        return sd
    return sd * _default_sds()[1].get(row.endpoint, abs(row.observed))  # a change in the endpoint's own unit


@cache
def _default_sds() -> tuple[dict[str, float], dict[str, float]]:
    text = (files("osteotwin.evidence") / "data" / "spreads.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    spreads = {name: float(row["sd"]) for row in data["default"] for name in row["endpoints"]}
    return spreads, data["usual_level"]
