"""What a trial measured, each value on the scale on which the model is asked, and what the model says.

BMD and markers are compared as percent change from baseline, hormones as ratio to baseline, contrasts as
points of percent change between two arms, the rest as absolute values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from osteotwin.body.markers import ENDPOINTS as MODEL_ENDPOINTS
from osteotwin.evidence.arm_profile import baseline_value, estradiol_assay
from osteotwin.evidence.endpoints import (
    ABSOLUTE,
    ABSOLUTE_CHANGE,
    ENDPOINTS,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
    TrialEndpoint,
)
from osteotwin.evidence.trial import Arm, Contrast, Observation, Trial
from osteotwin.units import KINDS

DAYS_PER_WEEK = 7.0

#: Arm identifier, model output and week to the model's value in the endpoint's unit.
Values = Callable[[str, str, float], float]


@dataclass(frozen=True)
class Measured:
    """One measured value on the scale on which it is compared.

    Attributes
    ----------
    arm : str
    versus : str or None
        The other arm of a contrast.
    endpoint : str
    group : str
        ``bmd``, ``marker``, ``hormone`` or ``mineral``.
    week : float
    kind : str
        As the file has it.
    scale : str
        ``percent_change``, ``percent_difference``, ``ratio_to_baseline``, ``absolute`` or
        ``absolute_change``.
    unit : str
    observed : float
    se : float or None
        Standard error on the same scale, where the source allows one.
    output : str or None
        The model's output; ``None`` where there is none.
    reason : str or None
        Why there is no prediction, or how the value is read.
    """

    arm: str
    versus: str | None
    endpoint: str
    group: str
    week: float
    kind: str
    scale: str
    unit: str
    observed: float
    se: float | None
    output: str | None
    reason: str | None = None

    @property
    def arms(self) -> tuple[str, ...]:
        """The arms a prediction needs."""
        return (self.arm,) if self.versus is None else (self.arm, self.versus)


def measured_rows(trial: Trial) -> tuple[Measured, ...]:
    """Return everything a trial measured after its start, arms first, then contrasts."""
    rows = [
        _observation(trial, arm, value)
        for arm in trial.arms
        for value in arm.observations
        if not (value.week == 0 and value.kind == "absolute")
    ]
    rows += [_contrast(trial, value) for value in trial.contrasts]
    return tuple(rows)


def predict(row: Measured, values: Values) -> float:
    """Return the model's value of a measured row on the row's scale.

    Parameters
    ----------
    row : Measured
        With an output.
    values : callable
        ``values(arm, output, week)``; week 0 is the baseline.

    Raises
    ------
    ValueError
        If the row has no output.
    """
    if row.output is None:
        message = f"{row.endpoint} has no model output"
        raise ValueError(message)
    now, before = values(row.arm, row.output, row.week), values(row.arm, row.output, 0.0)
    if row.scale == ABSOLUTE:
        return now
    if row.versus is not None:
        other_now = values(row.versus, row.output, row.week)
        other_before = values(row.versus, row.output, 0.0)
        if row.scale == ABSOLUTE_CHANGE:
            return (now - before) - (other_now - other_before)
        return 100 * (now / before - other_now / other_before)
    if row.scale == ABSOLUTE_CHANGE:
        return now - before
    return now / before if row.scale == RATIO_TO_BASELINE else 100 * (now / before - 1)


def output_factor(output: str, endpoint: str) -> float | None:
    """Return the factor from the model's unit to the endpoint's, or ``None`` where the model is relative."""
    unit = MODEL_ENDPOINTS[output][0]
    kind = ENDPOINTS[endpoint].unit_kind
    if kind == "fraction":
        return 1.0
    if unit == "":
        return None
    row = KINDS[kind]
    if unit == row.unit:
        return 1.0
    return row.units.get(unit)


def _output(trial: Trial, arm: Arm, endpoint: TrialEndpoint) -> tuple[str | None, str | None]:
    """Return the model's output for an endpoint and what there is to say about it."""
    if endpoint.output is None:
        return None, endpoint.note
    if endpoint.id == "estradiol" and estradiol_assay(trial, arm) == "immunoassay":
        return "estradiol_immunoassay", "read as an immunoassay"
    return endpoint.output, endpoint.note or None


def _observation(trial: Trial, arm: Arm, value: Observation) -> Measured:
    endpoint = ENDPOINTS[value.endpoint]
    se = value.spread.standard_error(value.n or arm.n) if value.spread else None
    output, reason = _output(trial, arm, endpoint)
    scale, observed, se, note = _on_scale(arm, endpoint, value, se)
    if (
        output is not None
        and scale in (ABSOLUTE, ABSOLUTE_CHANGE)
        and output_factor(output, endpoint.id) is None
    ):
        output, reason = None, f"no baseline, and the model's {endpoint.id} is relative"
    notes = "; ".join(text for text in (reason, note) if text) or None
    unit = {PERCENT_CHANGE: "percent", RATIO_TO_BASELINE: "ratio"}.get(scale, value.unit)
    return Measured(
        arm.id,
        None,
        value.endpoint,
        endpoint.group,
        value.week,
        value.kind,
        scale,
        unit,
        observed,
        se,
        output,
        notes,
    )


def _on_scale(
    arm: Arm, endpoint: TrialEndpoint, value: Observation, se: float | None
) -> tuple[str, float, float | None, str | None]:
    """Return scale, value, standard error and a note."""
    if value.kind == "percent_change":
        if endpoint.group == "hormone":
            return RATIO_TO_BASELINE, 1 + value.value / 100, None if se is None else se / 100, None
        return PERCENT_CHANGE, value.value, se, None
    base = baseline_value(arm, endpoint.id)
    change = value.kind == "absolute_change"
    if base is None or base <= 0:
        return (ABSOLUTE_CHANGE if change else ABSOLUTE), value.value, se, None
    level = base + value.value if change else value.value
    if endpoint.scale == ABSOLUTE:
        return ABSOLUTE, level, se, None
    if endpoint.scale == RATIO_TO_BASELINE:
        return RATIO_TO_BASELINE, level / base, None if se is None else se / base, None
    if not change:
        note = "change of the means; the spread of a level does not give that of the change" if se else None
        return PERCENT_CHANGE, 100 * (level / base - 1), None, note
    return PERCENT_CHANGE, 100 * (level / base - 1), None if se is None else 100 * se / base, None


def _contrast(trial: Trial, value: Contrast) -> Measured:
    endpoint = ENDPOINTS[value.endpoint]
    output, reason = _output(trial, trial.arm(value.arm), endpoint)
    scale = PERCENT_DIFFERENCE if value.kind == "percent_difference" else ABSOLUTE_CHANGE
    if output is not None and scale == ABSOLUTE_CHANGE and output_factor(output, endpoint.id) is None:
        output, reason = None, f"an absolute difference, and the model's {endpoint.id} is relative"
    se = value.spread.standard_error(None) if value.spread else None
    return Measured(
        value.arm,
        value.versus,
        value.endpoint,
        endpoint.group,
        value.week,
        value.kind,
        scale,
        value.unit,
        value.value,
        se,
        output,
        reason,
    )


def finite(value: float) -> float | None:
    """Return the value, or ``None`` where it is not a number."""
    return value if isfinite(value) else None
