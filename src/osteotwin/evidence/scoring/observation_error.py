"""How a measured and a predicted value are compared: on which scale, and how exact the measured one is.

Ratios and levels are compared as logarithms, percent changes and differences as they are.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np

from osteotwin.constants import WEEKS_PER_TRIAL_YEAR
from osteotwin.endpoints import (
    ABSOLUTE,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
    discrepancy_class,
)
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.scoring.effect_size import people
from osteotwin.evidence.scoring.measured_rows import Measured
from osteotwin.inference.observations import Compared

#: Lowest standard error of a logarithm and of points of percent: no trial is exact.
_LEAST_LOG, _LEAST_POINTS = 0.05, 0.2


def is_logarithmic(row: Measured) -> bool:
    """Return whether a row is compared as a logarithm: ratios to baseline and levels."""
    return row.scale in (RATIO_TO_BASELINE, ABSOLUTE)


def compared(rows: list[tuple[Trial, Measured]]) -> Compared:
    """Return rows ready to be compared."""
    logarithmic = np.array([is_logarithmic(row) for _, row in rows], dtype=bool)
    raw = np.array([row.observed for _, row in rows], dtype=float)
    used = np.isfinite(raw) & ~(logarithmic & (raw <= 0))
    observed = np.where(logarithmic, np.log(np.where(logarithmic & used, raw, 1.0)), raw)
    return Compared(
        kind=tuple(discrepancy_class(row.endpoint, row.scale) for _, row in rows),
        observed=observed,
        sampling=np.array([sampling_error(trial, row) for trial, row in rows], dtype=float),
        logarithmic=logarithmic,
        shared=np.array([_shared(row) for _, row in rows], dtype=float),
        used=used,
    )


def _shared(row: Measured) -> float:
    if row.versus is not None:
        return 0.0
    return float(np.sqrt(max(row.week, 1.0) / WEEKS_PER_TRIAL_YEAR)) if row.group == "bmd" else 1.0


def people_of(trial: Trial, arm: str) -> float:
    """Return how many people an arm had, or the documented default."""
    return people(trial.arm(arm))


def sampling_error(trial: Trial, row: Measured) -> float:
    """Return the standard error on the scale of comparison: the printed one, or a documented default."""
    if row.se is not None and row.se > 0:
        if is_logarithmic(row):
            return max(row.se / max(abs(row.observed), 1e-9), _LEAST_LOG)
        if row.scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE):
            return max(row.se, _LEAST_POINTS)
        return row.se
    if row.versus is None:
        return float(person_spread(row) / np.sqrt(people(trial.arm(row.arm), row.n)))
    return float(person_spread(row) * np.sqrt(sum(1 / people_of(trial, arm) for arm in row.arms)))


def person_spread(row: Measured) -> float:
    """Return how much single people differ, on the scale of comparison."""
    sd = _spreads()[0][row.endpoint]
    if row.group == "bmd" and row.scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE):
        return float(sd * np.sqrt(0.5 + 0.5 * row.week / WEEKS_PER_TRIAL_YEAR))
    if is_logarithmic(row) or row.scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE):
        return sd
    return sd * _spreads()[1].get(row.endpoint, abs(row.observed))  # a change in the endpoint's own unit


@cache
def _spreads() -> tuple[dict[str, float], dict[str, float]]:
    text = (files("osteotwin.evidence") / "data" / "spreads.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    spreads = {name: float(row["sd"]) for row in data["default"] for name in row["endpoints"]}
    return spreads, data["usual_level"]
