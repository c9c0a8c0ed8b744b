"""What a trial measures in its participants: each value with an error of its own, until they leave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import FIELDS
from osteotwin.cohort.reference_population import reference_population
from osteotwin.parameters.sample import standard_normals
from osteotwin.people.measurement_use import endpoint_of_field

#: The field of a profile that an endpoint gives.
FIELD_OF = {endpoint.id: field for field in FIELDS if (endpoint := endpoint_of_field(field)) is not None}


def measurement_cv(endpoint: str) -> float | None:
    """Coefficient of variation of repeated measurements of one value; ``None`` where it is not known."""
    return reference_population().noise.get(FIELD_OF.get(endpoint, ""))


def as_measured(values: Vector, endpoint: str, seed: int, first: int = 0) -> Vector:
    """Values as they are measured: every one, that of the first visit too, errs by itself.

    Parameters
    ----------
    values : array [n_people, n_visit]
    endpoint : str
    seed : int
    first : int
        Number of the first of these participants.
    """
    cv = measurement_cv(endpoint)
    if cv is None:
        return values
    errors = [
        np.exp(cv * standard_normals(seed, endpoint, f"visit_{visit}", len(values), first) - cv**2 / 2)
        for visit in range(values.shape[1])
    ]
    return values * np.column_stack(errors)


def dropout_days(rate: float, people: int, seed: int, first: int = 0) -> Vector:
    """The day on which each participant leaves: as many of those still there on any day; infinite: nobody does.

    Parameters
    ----------
    rate : float [1/day]
    people, seed : int
    first : int
        Number of the first of these participants.

    Returns
    -------
    array [n_people, day]
    """
    from scipy.special import log_ndtr  # here, since it takes long to load

    if rate <= 0:
        return np.full(people, np.inf)
    return -log_ndtr(standard_normals(seed, "dropout", "trial", people, first)) / rate


def until_left(values: Vector, days: Sequence[float], left: Vector) -> Vector:
    """Values of visits that took place: NaN from the day on which somebody left.

    Parameters
    ----------
    values : array [n_people, n_visit]
    days : sequence of float [day]
    left : array [n_people, day]
    """
    return np.where(np.asarray(days) < left[:, None], values, np.nan)
