"""What a trial measured, each value on the scale on which the model is asked, and what the model says.

BMD and markers are compared as percent change from baseline, hormones as ratio to baseline, contrasts as
points of percent change between two arms, the rest as absolute values. How a value comes onto its scale is in
:mod:`osteotwin.evidence.scoring.effect_size`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from osteotwin.body.markers import ENDPOINTS as MODEL_ENDPOINTS
from osteotwin.evidence.files.endpoints import (
    ABSOLUTE,
    ABSOLUTE_CHANGE,
    ENDPOINTS,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
    TrialEndpoint,
)
from osteotwin.evidence.files.trial import Arm, Contrast, Observation, Trial
from osteotwin.evidence.scoring.effect_size import (
    CONTRAST,
    CONTROL,
    TREATED,
    Scaled,
    people,
    scale_contrast,
    scale_observation,
)
from osteotwin.units import KINDS

#: One number, or one for each set of parameter values.
Number = TypeVar("Number", float, NDArray[np.float64])


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
    se_source : str or None
        ``published``, ``assumed`` (the file's own word for it) or ``derived`` (an assumption of ours led from what
        was published to it); ``None`` without a standard error.
    n : float or None
        People measured; of a contrast, of both arms.
    role : str
        ``treated``, ``control`` or ``contrast``.
    no_change : float or None
        What would have been observed had nothing changed, on the row's scale.
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
    se_source: str | None = None
    n: float | None = None
    role: str = TREATED
    no_change: float | None = 0.0

    @property
    def arms(self) -> tuple[str, ...]:
        """The arms a prediction needs."""
        return (self.arm,) if self.versus is None else (self.arm, self.versus)


def measured_rows(trial: Trial) -> tuple[Measured, ...]:
    """Return everything a trial measured after its start, arms first, then contrasts."""
    rows = [
        _observation(arm, value)
        for arm in trial.arms
        for value in arm.observations
        if not (value.week == 0 and value.kind == "absolute")
    ]
    rows += [_contrast(trial, value) for value in trial.contrasts]
    return tuple(rows)


def by_immunoassay(row: Measured) -> Measured:
    """The row with the model's output for an immunoassay, where it is of estradiol."""
    if row.output != "estradiol":
        return row
    return replace(row, output="estradiol_immunoassay", reason=_joined("read as an immunoassay", row.reason))


def predict(row: Measured, values: Callable[[str, str, float], Number]) -> Number:
    """Return the model's value of a measured row on the row's scale.

    Parameters
    ----------
    row : Measured
        With an output.
    values : callable
        ``values(arm, output, week)`` in the endpoint's unit; week 0 is the baseline.

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


def _observation(arm: Arm, value: Observation) -> Measured:
    endpoint = ENDPOINTS[value.endpoint]
    output, reason = endpoint.output, endpoint.note or None
    found = scale_observation(arm, endpoint, value)
    if _relative(output, endpoint, found.scale):
        output, reason = None, f"no baseline, and the model's {endpoint.id} is relative"
    return Measured(
        arm.id,
        None,
        value.endpoint,
        endpoint.group,
        value.week,
        value.kind,
        found.scale,
        _unit(found, value.unit),
        found.value,
        found.se,
        output,
        _joined(reason, found.note),
        found.se_source,
        people(arm, value.n),
        CONTROL if arm.control else TREATED,
        found.no_change,
    )


def _contrast(trial: Trial, value: Contrast) -> Measured:
    endpoint = ENDPOINTS[value.endpoint]
    arm, versus = trial.arm(value.arm), trial.arm(value.versus)
    output, reason = endpoint.output, endpoint.note or None
    found = scale_contrast(trial, arm, versus, endpoint, value)
    if _relative(output, endpoint, found.scale):
        output, reason = None, f"an absolute difference, and the model's {endpoint.id} is relative"
    return Measured(
        value.arm,
        value.versus,
        value.endpoint,
        endpoint.group,
        value.week,
        value.kind,
        found.scale,
        _unit(found, value.unit),
        found.value,
        found.se,
        output,
        _joined(reason, found.note),
        found.se_source,
        people(arm) + people(versus),
        CONTRAST,
        found.no_change,
    )


def _relative(output: str | None, endpoint: TrialEndpoint, scale: str) -> bool:
    """Tell whether an absolute value meets an output that has no unit."""
    absolute = scale in (ABSOLUTE, ABSOLUTE_CHANGE)
    return absolute and output is not None and output_factor(output, endpoint.id) is None


def _unit(found: Scaled, written: str) -> str:
    units = {PERCENT_CHANGE: "percent", PERCENT_DIFFERENCE: "percent", RATIO_TO_BASELINE: "ratio"}
    return units.get(found.scale, written)


def _joined(*notes: str | None) -> str | None:
    return "; ".join(text for text in notes if text) or None


def finite(value: float) -> float | None:
    """Return the value, or ``None`` where it is not a number."""
    return value if isfinite(value) else None
