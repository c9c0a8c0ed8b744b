"""What a trial measured, each value on the scale on which it is compared, and the model's prediction on that scale.

BMD and markers are compared as percent change from baseline, hormones as ratio to baseline, contrasts as
points of percent change between two arms, the rest as absolute values. How a value comes onto its scale is in
:mod:`osteotwin.evidence.scoring.effect_size`.

The model predicts how an arm's level changes. A level, or a change in the endpoint's own unit, is therefore predicted
from the arm's own baseline wherever the trial gives it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isfinite
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from osteotwin.endpoints import (
    ABSOLUTE,
    ABSOLUTE_CHANGE,
    OUTPUTS,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
    TRIAL_ENDPOINTS,
    Endpoint,
)
from osteotwin.evidence.files.trial import Arm, Contrast, Observation, Trial
from osteotwin.evidence.scoring.comparable import comparable_contrast, comparable_observation
from osteotwin.evidence.scoring.discrepancy_classes import LOGARITHM, comparison_scale
from osteotwin.evidence.scoring.effect_size import (
    CONTRAST,
    CONTROL,
    DERIVED,
    TREATED,
    Scaled,
    people,
    positive_baseline,
    scale_contrast,
    scale_observation,
)
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.person_sd import default_standard_error

#: What the source says of a value without a number: between arms, and within one.
NO_NUMBER = ("published as no difference, no number", "published as no change, no number")
_LEVELS = ("absolute", "t_score", "z_score")
_VITAMIN_D_LEVELS = ("25ohd", "1_25ohd")

#: One number, or one for each set of parameter values.
Number = TypeVar("Number", float, NDArray[np.float64])


def measured_rows(trial: Trial) -> tuple[Measured, ...]:
    """Everything a trial measured after its start, arms first, then contrasts."""
    rows = [
        _observation(arm, value)
        for arm in trial.arms
        for value in arm.observations
        if not (value.week == 0 and value.result_type == ABSOLUTE)
    ]
    rows += [_contrast(trial, value) for value in trial.contrasts]
    return tuple(rows)


def by_immunoassay(row: Measured) -> Measured:
    """The row with the model's output for an immunoassay, where it is of estradiol."""
    if row.output != "estradiol":
        return row
    return replace(row, output="estradiol_immunoassay", reason=_joined("read as an immunoassay", row.reason))


def predict(row: Measured, values: Callable[[str, str, float], Number]) -> Number:
    """The model's prediction of a measured row on the row's scale.

    Parameters
    ----------
    row : Measured
        With an output.
    values : callable
        ``values(arm, output, week)`` in the endpoint's unit, or in any unit where the rows' baselines are known; week 0
        is the baseline.

    Raises
    ------
    ValueError
        If the row has no output.
    """
    output = row.output
    if output is None:
        message = f"{row.endpoint} has no model output"
        raise ValueError(message)

    def ratio(arm: str) -> Number:
        return values(arm, output, row.week) / values(arm, output, 0.0)

    def level(arm: str) -> Number:
        baseline = row.baseline_of(arm)
        return values(arm, output, row.week) if baseline is None else baseline * ratio(arm)

    def change(arm: str) -> Number:
        baseline = row.baseline_of(arm)
        return level(arm) - (values(arm, output, 0.0) if baseline is None else baseline)

    if row.scale == ABSOLUTE:
        return level(row.arm)
    if row.scale == ABSOLUTE_CHANGE:
        return change(row.arm) if row.versus is None else change(row.arm) - change(row.versus)
    if row.versus is not None:
        return 100 * (ratio(row.arm) - ratio(row.versus))
    return ratio(row.arm) if row.scale == RATIO_TO_BASELINE else 100 * (ratio(row.arm) - 1)


def _output(arms: tuple[Arm, ...], endpoint: Endpoint) -> tuple[str | None, str | None]:
    """Return the model's output for an endpoint of some arms and what there is to say about it."""
    if endpoint.output is None:
        return None, endpoint.note
    if endpoint.id in _VITAMIN_D_LEVELS and any(
        diet.vitamin_d_form == "D2" for arm in arms for diet in arm.diet
    ):
        return None, "the arm took vitamin D2, and the model has the kinetics of D3"
    return endpoint.output, endpoint.note or None


def _observation(arm: Arm, value: Observation) -> Measured:
    endpoint = TRIAL_ENDPOINTS[value.endpoint]
    converted, note = comparable_observation(arm, endpoint.group, value)
    found = _as_printed(value) if converted is None else scale_observation(arm, endpoint, converted)
    role, n = CONTROL if arm.control else TREATED, people(arm, value.n)
    return _row((arm,), value, converted, _with_note(found, note), role, n)


def _contrast(trial: Trial, value: Contrast) -> Measured:
    endpoint = TRIAL_ENDPOINTS[value.endpoint]
    arm, versus = trial.arm(value.arm), trial.arm(value.versus)
    converted, note = comparable_contrast(trial, endpoint.group, value)
    found = (
        _as_printed(value) if converted is None else scale_contrast(trial, arm, versus, endpoint, converted)
    )
    n = people(arm) + people(versus)
    return _row((arm, versus), value, converted, _with_note(found, note), CONTRAST, n)


def _row(
    arms: tuple[Arm, ...],
    value: Observation | Contrast,
    converted: Observation | Contrast | None,
    found: Scaled,
    role: str,
    n: float,
) -> Measured:
    """Return a printed value as it is compared, or as it was printed where ``converted`` is ``None``."""
    endpoint = TRIAL_ENDPOINTS[value.endpoint]
    baselines = tuple(positive_baseline(arm, endpoint.id) for arm in arms)
    output, reason = (None, None) if converted is None else _output(arms, endpoint)
    if value.measured:
        reason = f"{value.measured}: {endpoint.note}"
    if _is_unknown_level(output, found.scale, baselines):
        output, reason = None, f"no baseline, and the model's {endpoint.id} is relative"
    p = None if value.dispersion is None else value.dispersion.p
    of_p = None if p is None or found.se is None else f"standard error from P = {p:g}"
    row = Measured(
        arms[0].id,
        arms[1].id if len(arms) > 1 else None,
        value.endpoint,
        endpoint.group,
        value.week,
        value.result_type,
        found.scale,
        _unit(found, (converted or value).unit),
        found.value,
        found.se,
        output,
        _joined(reason, found.note, of_p),
        found.se_source,
        n,
        role,
        found.no_change,
        baselines,
    )
    return _published_null(row, arms) if value.no_effect else row


def _published_null(row: Measured, arms: tuple[Arm, ...]) -> Measured:
    """Return a row of which the source printed no number, with an error by how much people usually differ."""
    row = replace(row, reason=_joined(NO_NUMBER[row.versus is None], row.reason))
    if row.output is None:
        return row
    counts = [row.n or people(arms[0])] if row.versus is None else [people(arm) for arm in arms]
    se = default_standard_error(row, counts)
    # On the logarithm an error is a share of the value.
    own = abs(row.observed) * se if comparison_scale(row) == LOGARITHM else se
    return replace(row, se=own, se_source=DERIVED)


def _with_note(found: Scaled, note: str | None) -> Scaled:
    return replace(found, note=_joined(note, found.note))


def _as_printed(value: Observation | Contrast) -> Scaled:
    """A value that is not compared, on the scale on which it was printed."""
    scale = ABSOLUTE if value.result_type in _LEVELS else ABSOLUTE_CHANGE
    return Scaled(scale, value.value, None, None, None)


def _is_unknown_level(output: str | None, scale: str, baselines: tuple[float | None, ...]) -> bool:
    """Whether a value in the endpoint's unit meets an output relative to the reference person, and no baseline."""
    if output is None or scale not in (ABSOLUTE, ABSOLUTE_CHANGE):
        return False
    return None in baselines and OUTPUTS[output].relative


def _unit(found: Scaled, written: str) -> str:
    units = {PERCENT_CHANGE: "percent", PERCENT_DIFFERENCE: "percent", RATIO_TO_BASELINE: "ratio"}
    return units.get(found.scale, written)


def _joined(*notes: str | None) -> str | None:
    return "; ".join(text for text in notes if text) or None


def finite(value: float) -> float | None:
    """The value, or ``None`` where it is not a number."""
    return value if isfinite(value) else None
