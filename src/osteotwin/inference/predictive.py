"""How far an observed value may lie from the prediction: what is not known, what a group shares, and chance.

Student's t stands behind every interval, as in the fit: most groups agree well, a few are far off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.observations import Observations
from osteotwin.parameters.posterior import VARIANCE, Discrepancy

#: Quantile 0.95 of Student's t with the discrepancies' freedom.
_T95 = 2.015048


@dataclass(frozen=True)
class PredictiveIntervals:
    """Predictions with intervals, on the rows' own scales.

    Attributes
    ----------
    mean, low, high : array [n_row]
        Mean and the 90 % interval of the observed value.
    standardized : array [n_row]
        Predicted less observed, over the predictive standard deviation, on the scale of comparison.
    sd : array [n_row]
        That standard deviation, brought to the row's own scale.
    """

    mean: Vector
    low: Vector
    high: Vector
    standardized: Vector
    sd: Vector


def independent_variance(
    observations: Observations, discrepancies: Mapping[str, Discrepancy], effect_size: Vector
) -> Vector:
    """Each row's squared scale without the shared offset: standard error and the model's own error.

    Parameters
    ----------
    observations : Observations
    discrepancies : mapping of class of endpoint to Discrepancy
    effect_size : array [n_row]
        Size of the effect on the scale of comparison.
    """
    absolute = np.array([discrepancies[c].absolute for c in observations.endpoint_class])
    relative = np.array([discrepancies[c].relative for c in observations.endpoint_class])
    absolute = absolute * observations.discrepancy_unit
    return observations.standard_error**2 + absolute**2 + (relative * effect_size) ** 2


def offset_scale(observations: Observations, discrepancies: Mapping[str, Discrepancy]) -> Vector:
    """Scale of the offset in each row, array [n_row], which all values of its group and class share."""
    offset = np.array([discrepancies[c].offset for c in observations.endpoint_class])
    return offset * observations.discrepancy_unit * observations.offset_loading


def predictive_scale(
    observations: Observations,
    discrepancies: Mapping[str, Discrepancy],
    center: Vector,
    posterior_sd: Vector,
) -> Vector:
    """Scale of Student's t around each row's prediction, array [n_row].

    Parameters are those of :func:`predictive_intervals`.
    """
    independent = independent_variance(observations, discrepancies, observations.effect(center))
    return np.sqrt(independent + offset_scale(observations, discrepancies) ** 2 + posterior_sd**2)


def predictive_intervals(
    observations: Observations,
    discrepancies: Mapping[str, Discrepancy],
    center: Vector,
    posterior_sd: Vector,
) -> PredictiveIntervals:
    """Predictions with intervals.

    Parameters
    ----------
    observations : Observations
    discrepancies : mapping of class of endpoint to Discrepancy
    center : array [n_row]
        Predictions on the scale of comparison.
    posterior_sd : array [n_row]
        How much they vary over what is not known of the parameters, on that scale.
    """
    scale = predictive_scale(observations, discrepancies, center, posterior_sd)
    sd = np.sqrt(VARIANCE) * scale
    return PredictiveIntervals(
        mean=observations.from_scale(center),
        low=observations.from_scale(center - _T95 * scale),
        high=observations.from_scale(center + _T95 * scale),
        standardized=np.where(observations.used, (center - observations.observed) / sd, np.nan),
        sd=np.where(observations.logarithmic, observations.from_scale(center) * sd, sd),
    )
