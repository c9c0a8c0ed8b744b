"""Every person's answer to every choice, from a few dozen simulated ones: a polynomial of loads and intakes.

Bone answers to a plan through four numbers only: the load of spine and hip, calcium, and vitamin D. For each virtual
person and site the change by the horizon is a polynomial of second degree in them, fitted by least squares to plans
that fill the space; people, and so their random numbers, are the same in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import LUMBAR_SPINE, TOTAL_HIP
from osteotwin.cohort.outputs import Outputs
from osteotwin.planning.choice import Choice, Nutrition, protocol_of
from osteotwin.planning.frame import Frame
from osteotwin.planning.outcome import KEYS
from osteotwin.protocol.loads import KnownIntensities, site_load
from osteotwin.protocol.timeline import Habits, intake_on, trained_on

#: Day by which every ramp of impacts is over and loads have grown [day].
GROWN: Final = 180.0
_MG, _IU = 1000.0, 1000.0
#: Of the least squares, so that a lever that the wishes hold fixed does no harm.
_RIDGE: Final = 1e-6


@dataclass(frozen=True, eq=False)
class Levers:
    """Loads and intakes of choices, for a person in the middle of the virtual people.

    Attributes
    ----------
    frame : Frame
    parameters : dict of str to float
        With body weight.
    """

    frame: Frame
    parameters: dict[str, Any]

    def of(self, choice: Choice) -> tuple[float, float, float, float]:
        """Return the logarithms of the loads of spine and hip, calcium [g/day] and vitamin D [1000 IU/day]."""
        return (
            *self._loads(choice.strength, choice.impact, choice.changed),
            *self._intake(choice.nutrition),
        )

    @cached_property
    def _known(self) -> KnownIntensities:
        return {}

    @cache  # noqa: B019  # lives no longer than one search
    def _loads(self, strength: Any, impact: Any, changed: Any) -> tuple[float, float]:
        plan = protocol_of(Choice(strength, impact, Nutrition(), changed), self.frame)
        trainings = trained_on(GROWN, self.frame.person.habits.training, plan)
        spine, hip = (
            float(np.mean(site_load(site, trainings, (), self.parameters, GROWN, self._known)))
            for site in (LUMBAR_SPINE, TOTAL_HIP)
        )
        return np.log(spine), np.log(hip)

    @cache  # noqa: B019
    def _intake(self, nutrition: Nutrition) -> tuple[float, float]:
        profile = self.frame.profile
        habits = Habits(profile.calcium_mg_per_day, profile.vitamin_d_iu_per_day)
        calcium, vitamin_d = intake_on(GROWN, habits, protocol_of(Choice(None, None, nutrition), self.frame))
        return float(calcium) / _MG, float(vitamin_d) / _IU


def basis(levers: Vector) -> Vector:
    """Return the terms up to the second degree, array [n_choice, n_term].

    Parameters
    ----------
    levers : array [n_choice, 4]
    """
    columns = [np.ones(len(levers)), *levers.T]
    columns += [levers[:, i] * levers[:, j] for i in range(levers.shape[1]) for j in range(i + 1)]
    return np.stack(columns, axis=1)


@dataclass(frozen=True, eq=False)
class Surrogate:
    """Fitted answers.

    Attributes
    ----------
    coefficients : array [n_term, n_people, n_site]
    start : array [n_people, n_site]
        Densities on day 0.
    year : int
    example : Outputs
        Of one simulated plan, whose days predictions have.
    """

    coefficients: Vector
    start: Vector
    year: int
    example: Outputs

    def predict(self, levers: Vector) -> Iterable[Outputs]:
        """Yield the outputs of the same people under each choice, of the bone alone."""
        terms = basis(levers)
        n_term, n_people, n_site = self.coefficients.shape
        flat = self.coefficients.reshape(n_term, -1)
        for first in range(0, len(terms), 500):
            for row in (terms[first : first + 500] @ flat).reshape(-1, n_people, n_site):
                table = np.repeat(self.start[:, None, :], len(self.example.days), axis=1)
                table[:, 1:, :] *= 1.0 + row[:, None, :] / 100
                yield Outputs(self.example.days, KEYS, table, self.example.failures)

    def mean_changes(self, levers: Vector) -> Vector:
        """Return the change of each site in the mean of the people, array [n_choice, n_site, percent]."""
        return basis(levers) @ np.nanmean(self.coefficients, axis=1)


def fit(levers: Vector, outlooks: Sequence[Outputs], year: int) -> Surrogate:
    """Fit every person's answers.

    Parameters
    ----------
    levers : array [n_choice, 4]
        Of the simulated choices.
    outlooks : sequence of Outputs
        Of each.
    year : int
    """
    terms = basis(levers)
    changes = np.stack([
        np.stack([one.bone_change_at(key, year) for key in KEYS], axis=-1) for one in outlooks
    ])  # fmt: skip
    n_choice, n_people, n_site = changes.shape
    known = np.isfinite(changes.sum(axis=(0, 2)))
    filled = np.where(known[None, :, None], changes, 0.0).reshape(n_choice, -1)
    penalty = _RIDGE * n_choice * np.eye(terms.shape[1])
    solved = np.linalg.solve(terms.T @ terms + penalty, terms.T @ filled)
    coefficients = solved.reshape(-1, n_people, n_site)
    coefficients[:, ~known] = np.nan
    start = np.stack([outlooks[0].values[key][:, 0] for key in KEYS], axis=-1)
    return Surrogate(coefficients, start, year, outlooks[0])


def spread_out(levers: Vector, count: int) -> list[int]:
    """Return the rows of a design that fills the space: each next the one farthest from those before, corners first."""
    scaled = (levers - levers.min(axis=0)) / np.maximum(np.ptp(levers, axis=0), 1e-12)
    chosen = [0]
    distance = np.sum((scaled - scaled[0]) ** 2, axis=1)
    while len(chosen) < min(count, len(levers)) and distance.max() > 0:
        chosen.append(int(np.argmax(distance)))
        distance = np.minimum(distance, np.sum((scaled - scaled[chosen[-1]]) ** 2, axis=1))
    return chosen
