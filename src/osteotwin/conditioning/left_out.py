"""How each measured value lies to what all the others say of the person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.conditioning.problem import Problem
from osteotwin.conditioning.tempering import effective, normalized

#: Fewer effective people without a value cannot tell what the others say of it.
FEWEST = 50.0


@dataclass(frozen=True)
class Expected:
    """What all other values of a person let expect of one.

    Attributes
    ----------
    value : float
        The measured one, in the unit of :class:`osteotwin.observing.observation.Observation`.
    median : float
        Expected, in the same unit.
    factor : float
        Two values in three are expected within this factor of the median.
    probability : float
        Of a value as far out as this one, to either side.
    """

    value: float
    median: float
    factor: float
    probability: float

    @property
    def score(self) -> float:
        """How many standard deviations the value lies above what is expected."""
        return float(np.log(self.value / self.median) / np.log(self.factor))


def weights_without(residual: Vector, sd: Vector, log_weight: Vector) -> Vector:
    """Logarithms of what everybody would count without each value, array [n_people, n_exact].

    Parameters
    ----------
    residual, sd : array [n_people, n_exact] and array [n_exact]
        See :meth:`osteotwin.conditioning.linear_part.LinearPart.left_out`.
    log_weight : array [n_people]
        What everybody counts with all values.
    """
    told = -0.5 * (residual / sd) ** 2 - np.log(sd)
    with np.errstate(invalid="ignore"):
        found = log_weight[:, None] - told
    return np.where(np.isfinite(found), found, -np.inf)


def expected_values(problem: Problem, base: Vector, log_weight: Vector) -> dict[int, Expected]:
    """What the others let expect of each value that is no limit, by its place.

    A value without which hardly any of the people are left is not among them: the others alone could not be asked.

    Parameters
    ----------
    problem : Problem
    base : array [n_people, n_value]
        Courses of people.
    log_weight : array [n_people]
        Logarithms of what they count with all values.
    """
    from scipy.special import ndtr  # here, since it takes long to load

    residual, sd = problem.linear.left_out(problem.residuals(base))
    without = weights_without(residual, sd, log_weight)
    found: dict[int, Expected] = {}
    for k, place in enumerate(problem.exact.tolist()):
        if effective(without[:, k]) < FEWEST:
            continue
        counts = (weight := normalized(without[:, k])) > 0
        off, weight = residual[counts, k], weight[counts]
        below = float(weight @ ndtr(off / sd[k]))
        mean = float(weight @ off)
        spread = float(np.sqrt(weight @ (off - mean) ** 2 + sd[k] ** 2))
        value = problem.observations[place].value
        found[place] = Expected(
            value, value * float(np.exp(-mean)), float(np.exp(spread)), 2 * min(below, 1 - below)
        )
    return found


def probabilities_alone(problem: Problem, base: Vector) -> dict[int, float]:
    """How probable as far out a value as each is in people of whom nothing was measured, by its place.

    Parameters
    ----------
    problem : Problem
    base : array [n_people, n_value]
        Courses of people of the prior.
    """
    from scipy.special import ndtr  # here, since it takes long to load

    residual, linear = problem.residuals(base), problem.linear
    width = np.sqrt(linear.log_sd**2 + np.sum(linear.design**2, axis=1))
    known = np.isfinite(residual).all(axis=1)
    if not known.any():
        return dict.fromkeys(problem.exact.tolist(), 1.0)  # nobody lives whom a value could be rare in
    below = ndtr(residual[known] / width).mean(axis=0)
    return {place: float(2 * min(below[k], 1 - below[k])) for k, place in enumerate(problem.exact.tolist())}
