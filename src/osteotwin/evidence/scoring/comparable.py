"""From every type of result that sources print to one that the model is compared with, or the reason why not.

- A ratio to baseline is a percent change; a rate per year is the change by the week until which it was measured.
- A median with quartiles is a mean with a standard deviation by Wan et al. 2014 (scenario with n, median and
  quartiles). Of turnover markers the median stays: an arm's predicted marker is a geometric mean.
- A ratio of ratios, times the ratio of the arm compared with, is a difference in points of percent.
- Scores depend on a reference population that sources do not print: kept, not compared.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from osteotwin.constants import WEEKS_PER_YEAR
from osteotwin.evidence.arms.baseline import RANDOMIZED, baseline_value
from osteotwin.evidence.files.result_types import RESULT_TYPES
from osteotwin.evidence.files.trial import Arm, Contrast, Dispersion, Observation, Trial

WAN_2014 = "Wan et al. 2014, BMC Med Res Methodol 14:135"
MEDIAN, MARKER = "median", "marker"
#: Quartiles of fewer people say too little about how they differ for the correction by number.
_FEWEST = 5

Result = TypeVar("Result", Observation, Contrast)


def comparable_observation(arm: Arm, group: str, value: Observation) -> tuple[Observation | None, str | None]:
    """Return a value of an arm as a level or a change, and how it was converted.

    Parameters
    ----------
    arm : Arm
    group : str
        Of the endpoint: ``bmd``, ``marker``, ``hormone``, ``mineral`` or ``other``.
    value : Observation

    Returns
    -------
    value : Observation or None
        ``None`` where it cannot be compared.
    note : str or None
        How it was converted, or why it cannot be compared.
    """
    reason = _not_compared(value)
    if reason is not None:
        return None, reason
    found, of_median = _mean(value, group, value.n or arm.n)
    found, of_rate = _by_week(found)
    if found.result_type == "ratio_to_baseline":
        found = _scaled(found, 100.0, -100.0, "percent_change", "percent")
    return found, "; ".join(note for note in (of_median, of_rate) if note) or None


def comparable_contrast(trial: Trial, group: str, value: Contrast) -> tuple[Contrast | None, str | None]:
    """Return a value between arms as a difference, and how it was converted.

    Parameters and returns are those of :func:`comparable_observation`.
    """
    reason = _not_compared(value)
    if reason is not None:
        return None, reason
    if value.result_type not in ("ratio", "ratio_of_ratios"):
        return _by_week(value)
    if value.result_type == "ratio" and trial.design not in RANDOMIZED:
        return None, "a ratio of levels between arms that chance did not make"
    ratio = _ratio_to_baseline(trial.arm(value.versus), group, value.endpoint, value.week)
    if ratio is None:
        return (
            None,
            f"a ratio between arms, and the file does not give the change of {value.versus} at this week",
        )
    points = _scaled(value, 100.0 * ratio, -100.0 * ratio, "percent_difference", "percent")
    return points, f"a ratio of {value.value:g} times that of {value.versus} to baseline, {ratio:.4g}"


def _not_compared(value: Observation | Contrast) -> str | None:
    row = RESULT_TYPES[value.result_type]
    if row.not_scored is not None:
        return row.not_scored
    return "a rate of change until week 0" if row.per_year and value.week == 0 else None


def _mean(value: Observation, group: str, n: float | None) -> tuple[Observation, str | None]:
    """Return a median as a mean, with a standard deviation for quartiles."""
    if value.statistic != MEDIAN or group == MARKER:
        return value, None
    if value.dispersion is None or value.dispersion.statistic != "iqr":
        return value, "a median, taken as a mean"
    low, high = value.dispersion.values
    sd = (high - low) / _quartile_distance(n)
    dispersion = Dispersion("sd", (sd,), value.dispersion.assumed)
    mean = replace(value, value=(low + value.value + high) / 3.0, dispersion=dispersion, statistic="mean")
    return mean, f"mean and standard deviation from median and quartiles ({WAN_2014})"


def _quartile_distance(n: float | None) -> float:
    """Return the expected distance of the quartiles of n normal numbers, in standard deviations."""
    from scipy.special import ndtri

    share = 0.75 if n is None or n < _FEWEST else (0.75 * n - 0.125) / (n + 0.25)
    return float(2.0 * ndtri(share))


def _by_week(value: Result) -> tuple[Result, str | None]:
    """Return a rate per year as the change by its week."""
    if not RESULT_TYPES[value.result_type].per_year:
        return value, None
    years = value.week / WEEKS_PER_YEAR
    result_type, unit = value.result_type.removesuffix("_per_year"), value.unit.removesuffix("/year")
    note = f"a rate of {value.value:g} {unit} a year over {years:.3g} years"
    return _scaled(value, years, 0.0, result_type, unit), note


def _ratio_to_baseline(arm: Arm, group: str, endpoint: str, week: float) -> float | None:
    """Return what an arm measured in a week over what it measured before the start."""
    base = baseline_value(arm, endpoint)
    for row in arm.observations:
        if row.endpoint != endpoint or row.week != week:
            continue
        value, _ = comparable_observation(arm, group, row)
        if value is None:
            continue
        if value.result_type == "percent_change":
            return 1.0 + value.value / 100.0
        if base and value.result_type in ("absolute", "absolute_change"):
            return (value.value + (base if value.result_type == "absolute_change" else 0.0)) / base
    return None


def _scaled(value: Result, factor: float, shift: float, result_type: str, unit: str) -> Result:
    """Return a value and its dispersion times a factor, moved by a shift."""
    dispersion = value.dispersion
    if dispersion is not None:
        moved = shift if dispersion.statistic in ("ci95", "iqr") else 0.0
        dispersion = replace(dispersion, values=tuple(factor * v + moved for v in dispersion.values))
    return replace(
        value, value=factor * value.value + shift, unit=unit, result_type=result_type, dispersion=dispersion
    )
