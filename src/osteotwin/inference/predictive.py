"""How far a trial's value may lie from the prediction: what is not known, what trials share, and chance.

Student's t stands behind every interval, as in the fit: most trials agree well, a few are far off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.inference.observations import Compared
from osteotwin.parameters.posterior import VARIANCE, Discrepancy

#: Quantile 0.95 of Student's t with the discrepancies' freedom.
_T95 = 2.015048


#: What is believed of them before a fit, and the whole answer for classes with too few values to tell.
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


@dataclass(frozen=True)
class Prediction:
    """Predictions with intervals, on the rows' own scales.

    Attributes
    ----------
    mean, low, high : array [n_row]
        Mean and the 90 % interval of the arm's (or contrast's) measured value.
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


def own_variance(rows: Compared, discrepancies: Mapping[str, Discrepancy], size: Vector) -> Vector:
    """Return each row's squared scale without the shared offset: chance and the model's own error.

    Parameters
    ----------
    size : array [n_row]
        Size of the effect on the scale of comparison.
    """
    absolute = np.array([discrepancies[k].absolute for k in rows.kind])
    relative = np.array([discrepancies[k].relative for k in rows.kind])
    return rows.sampling**2 + absolute**2 + np.where(rows.logarithmic, 0.0, relative * size) ** 2


def predictive_scale(
    rows: Compared, discrepancies: Mapping[str, Discrepancy], center: Vector, posterior_sd: Vector
) -> Vector:
    """Return the scale of Student's t around each row's prediction, array [n_row].

    Parameters are those of :func:`predictive`.
    """
    offset = np.array([discrepancies[k].offset for k in rows.kind]) * rows.shared
    return np.sqrt(own_variance(rows, discrepancies, np.abs(center)) + offset**2 + posterior_sd**2)


def predictive(
    rows: Compared, discrepancies: Mapping[str, Discrepancy], center: Vector, posterior_sd: Vector
) -> Prediction:
    """Return predictions with intervals.

    Parameters
    ----------
    center : array [n_row]
        Predictions on the scale of comparison.
    posterior_sd : array [n_row]
        How much they vary over what is not known of the parameters, on that scale.
    """
    scale = predictive_scale(rows, discrepancies, center, posterior_sd)
    sd = np.sqrt(VARIANCE) * scale
    return Prediction(
        mean=rows.from_scale(center),
        low=rows.from_scale(center - _T95 * scale),
        high=rows.from_scale(center + _T95 * scale),
        standardized=np.where(rows.used, (center - rows.observed) / sd, np.nan),
        sd=np.where(rows.logarithmic, rows.from_scale(center) * sd, sd),
    )
