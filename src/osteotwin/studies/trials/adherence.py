"""How much of their training the participants of an arm do: each a share of his own about the arm's mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import inf
from typing import Annotated

import numpy as np

from osteotwin.arrays import Index
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number
from osteotwin.parameters.sample import standard_normals
from osteotwin.protocol.interventions import Protocol, Training

#: Participants fall into as many equal groups by how much they do; within one all do the same.
GROUPS = 5


@dataclass(frozen=True)
class Dispersion(Row):
    """How far participants differ."""

    concentration: Annotated[float, Number(0.0, inf, above=True)]
    unit: Words
    kind: Words
    source: Words


@cache
def _dispersion() -> Dispersion:
    return load_table(dict[str, Dispersion], "osteotwin.studies", "trials", "data", "adherence.toml")[
        "training"
    ]


def share_of_group(mean: float, group: int) -> float:
    """The mean share of sessions that one group does; over all groups it is the mean.

    Parameters
    ----------
    mean : float
        Share (0 to 1) of all participants.
    group : int
        0 does least, ``GROUPS - 1`` most.

    Returns
    -------
    float
        The mean of that part of a beta distribution.
    """
    from scipy.special import betainc, betaincinv  # here, since it takes long to load

    if mean >= 1.0:
        return 1.0
    a, b = mean * _dispersion().concentration, (1 - mean) * _dispersion().concentration
    ends = betaincinv(a, b, np.array([group, group + 1]) / GROUPS)
    below, above = betainc(a + 1, b, ends)
    return float(np.clip(GROUPS * mean * (above - below), 1e-6, 1.0))


def trains(plan: Protocol) -> bool:
    """Whether training is part of a plan."""
    return any(isinstance(item, Training) for item in plan.interventions)


def of_group(plan: Protocol, group: int) -> Protocol:
    """The plan as one group does it."""
    return Protocol(
        tuple(
            replace(item, adherence=share_of_group(item.share_done, group))
            if isinstance(item, Training)
            else item
            for item in plan.interventions
        )
    )


def groups_of(people: int, seed: int, first: int = 0) -> Index:
    """Each participant's group, drawn; the same whoever else is drawn."""
    from scipy.special import ndtr

    normal = standard_normals(seed, "adherence", "trial", people, first)
    return np.minimum((GROUPS * ndtr(normal)).astype(np.int64), GROUPS - 1)
