"""What a fit to trials left between model and trials, given to each virtual person's density.

A trial lies off the model by an offset of its own, and by a share of the effect
(:class:`osteotwin.parameters.posterior.Discrepancy`). What is true of trials is true of the forecast for one person:
the same two numbers, drawn once for each virtual person, move the course under every plan, so that plans stay
comparable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.cohort.moved_densities import move_densities
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.parameters.load import ParameterSet
from osteotwin.parameters.posterior import VARIANCE, Discrepancy, offset_growth
from osteotwin.parameters.sample import Numbers


@dataclass(frozen=True, eq=False)
class ModelError:
    """The error of each virtual person's areal density.

    Attributes
    ----------
    offset : array [n_people]
        In percent of the density on day 0, from half a year on.
    share : array [n_people]
        Of the change since day 0.
    """

    offset: Vector
    share: Vector

    def take(self, chosen: Index) -> ModelError:
        """The errors of some of the people."""
        return ModelError(self.offset[chosen], self.share[chosen])

    def moved(self, change: Vector, since: Vector) -> Vector:
        """A change since the anchor with the people's errors, as a share, array [n_people, n_time].

        Parameters
        ----------
        change : array [n_people, n_time]
            Of the mean course, as a share.
        since : array [n_time, day]
            From the anchor on.
        """
        drift = self.offset[:, None] * offset_growth(since / DAYS_PER_YEAR) / 100
        return change * (1 + self.share[:, None]) + drift


def density_discrepancy(parameters: ParameterSet) -> Discrepancy | None:
    """What a fit left between model and trials in bone density; ``None`` where nothing was fitted."""
    return None if parameters.posterior is None else parameters.posterior.discrepancy.get("bmd")


def sample_model_error(discrepancy: Discrepancy | None, numbers: Numbers) -> ModelError | None:
    """Each person's error.

    Parameters
    ----------
    discrepancy : Discrepancy or None
        Of bone density, in points of percent; ``None``: there is no error.
    numbers : Numbers
        The people's.
    """
    if discrepancy is None:
        return None
    offset, share = (
        np.sqrt(VARIANCE) * scale * numbers.normals(name, "discrepancy")
        for name, scale in (("bmd_offset", discrepancy.offset), ("bmd_share", discrepancy.relative))
    )
    return ModelError(offset, share)


def add_model_error(table: Vector, endpoints: Sequence[str], days: Vector, error: ModelError) -> None:
    """Move areal densities by the people's errors, in place.

    Parameters
    ----------
    table : array [n_people, n_time, n_endpoint]
    endpoints : sequence of str
    days : array [n_time, day]
        With day 0 among them, where density was measured and has no error.
    """

    def moved(_: str, change: Vector) -> Vector:
        return 1 + error.moved(change, days)

    move_densities(table, endpoints, days, moved)
