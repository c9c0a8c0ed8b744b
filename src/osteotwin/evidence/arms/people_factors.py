"""How the parameters of an arm's people differ: the same quasi-random people for every arm and every draw."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from osteotwin.inference.quasi_random import quasi_normals
from osteotwin.parameters import ParameterSet

#: No person's number lies beyond this quantile.
_TAIL = 1e-4


def people_factors(parameters: ParameterSet, people: int, seed: int = 7) -> NDArray[np.float64]:
    """Return factors on the parameters of some people, array [n_people, n_parameter].

    A parameter's factors have its coefficient of variation and the geometric mean 1; people come in mirrored pairs.

    Parameters
    ----------
    people : int
        1: the mean person, whose factors are 1.
    seed : int
    """
    table = np.ones((people, len(parameters.names)))
    varying = [k for k, p in enumerate(parameters.parameters.values()) if p.people_cv > 0]
    if people < 2 or not varying:
        return table
    pairs = people // 2
    normal = quasi_normals(len(varying), pairs, seed, tail=_TAIL)
    normal = np.concatenate([normal, -normal, np.zeros((people - 2 * pairs, len(varying)))])
    cv = np.array([list(parameters.parameters.values())[k].people_cv for k in varying])
    table[:, varying] = np.exp(np.sqrt(np.log1p(cv**2)) * normal)
    return table
