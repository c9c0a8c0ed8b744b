"""How the densities of one skeleton go together: one factor that all its sites share.

The score of a site is its density in standard deviations from the mean of people of the same age and sex. With the
correlation r between any two sites it is ``sqrt(r) g + sqrt(1 - r) u``: g is shared, u the site's own, both
standard normal. Where some sites were measured, g is known in part, and so is what was not measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Loadings:
    """The score of a site that was not measured, given those that were.

    It is ``measured`` times the sum of the measured scores, plus ``shared`` and ``own`` times standard normal numbers:
    one that all sites without a measurement have in common, and one of the site's own.

    Attributes
    ----------
    measured, shared, own : float
    """

    measured: float
    shared: float
    own: float

    def sd(self, noise_variance: float) -> float:
        """Standard deviation of the score, where the measured ones together have this variance of their noise."""
        return sqrt(self.measured**2 * noise_variance + self.shared**2 + self.own**2)


def loadings(correlation: float, measured_sites: int) -> Loadings:
    """What a site without a measurement has of the measured ones, of the shared factor and of its own.

    Parameters
    ----------
    correlation : float
        Between any two sites of one skeleton, 0 to less than 1.
    measured_sites : int

    Examples
    --------
    >>> loadings(0.65, 1).measured
    0.65
    """
    known = 1 + (measured_sites - 1) * correlation
    return Loadings(
        measured=correlation / known,
        shared=sqrt(correlation * (1 - correlation) / known),
        own=sqrt(1 - correlation),
    )
