"""Classes of endpoint whose errors are alike, and the scale on which those errors are given.

An error may be given as a share (points of percent, or of the logarithm) or in the endpoint's own unit. Whoever uses
it for a row that is compared on another scale converts it: one point of percent is a hundredth of a logarithm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from osteotwin.endpoints import (
    ABSOLUTE,
    ABSOLUTE_CHANGE,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
)
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.parameters.posterior import Discrepancy

#: Scales of comparison.
POINTS: Final = "points of percent"
LOGARITHM: Final = "logarithm"
OWN_UNIT: Final = "the endpoint's unit"

_COMPARISON_SCALES: Final = {
    PERCENT_CHANGE: POINTS,
    PERCENT_DIFFERENCE: POINTS,
    RATIO_TO_BASELINE: LOGARITHM,
    ABSOLUTE: LOGARITHM,
    ABSOLUTE_CHANGE: OWN_UNIT,
}


@dataclass(frozen=True)
class DiscrepancyClass:
    """A class of endpoints.

    Attributes
    ----------
    scale : str
        On which its discrepancies are given: :data:`POINTS`, :data:`LOGARITHM` or :data:`OWN_UNIT`.
    start : Discrepancy
        Before a fit; stays where a class has too few values to tell.
    """

    scale: str
    start: Discrepancy


DISCREPANCY_CLASSES: Final = {
    "bmd": DiscrepancyClass(POINTS, Discrepancy(0.7, 0.3, 0.15)),
    "bmd_contrast": DiscrepancyClass(POINTS, Discrepancy(0.0, 0.3, 0.15)),
    "vbmd": DiscrepancyClass(POINTS, Discrepancy(2.0, 1.0, 0.3)),
    "marker": DiscrepancyClass(POINTS, Discrepancy(6.0, 6.0, 0.15)),
    "hormone": DiscrepancyClass(LOGARITHM, Discrepancy(0.12, 0.12, 0.0)),
    "mineral": DiscrepancyClass(POINTS, Discrepancy(5.0, 5.0, 0.2)),
    "25ohd": DiscrepancyClass(LOGARITHM, Discrepancy(0.15, 0.1, 0.0)),
    # Absolute changes without a baseline, each in a unit of its own: only an error that grows with the effect.
    "change": DiscrepancyClass(OWN_UNIT, Discrepancy(0.0, 0.0, 0.3)),
}

STARTING_DISCREPANCY: Final = {name: found.start for name, found in DISCREPANCY_CLASSES.items()}


def comparison_scale(row: Measured) -> str:
    """Scale on which a row is compared: ratios and levels as logarithms, percent in points, the rest as it is."""
    return _COMPARISON_SCALES[row.scale]


def share_converted(share: float, given: str, wanted: str) -> float:
    """An error that is a share, brought from :data:`POINTS` to :data:`LOGARITHM` or back; small shares are equal.

    Parameters
    ----------
    share : float
    given, wanted : str

    Raises
    ------
    ValueError
        If one of them is no share.
    """
    per_one = {POINTS: 100.0, LOGARITHM: 1.0}
    if given == wanted:
        return share
    if given not in per_one or wanted not in per_one:
        message = f"an error on the scale of {given} has no size on that of {wanted}"
        raise ValueError(message)
    return share * per_one[wanted] / per_one[given]
