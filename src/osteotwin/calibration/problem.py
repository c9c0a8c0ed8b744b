"""The fit as one object: scores of the parameters in, predictions of every trial out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.prior import Prior
from osteotwin.calibration.targets import targets_of
from osteotwin.evidence.arms.people_factors import people_factors
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.forward_model import Question, answer, ask
from osteotwin.inference.observations import Targets

#: Distance of the points of a slope in standard scores: far above the solver's noise, near the tangent.
_STEP = 0.15


@dataclass(frozen=True)
class Problem:
    """Trials, prior, and what arms of many people differ by from arms of their mean person.

    Attributes
    ----------
    mean_people, many_people : Question
        The same rows; every arm as its mean person and as a small population.
    prior : Prior
    targets : Targets
    spread : array [n_row]
        Prediction of the populations less that of the mean people, on the scale of comparison.
    """

    mean_people: Question
    many_people: Question
    prior: Prior
    targets: Targets
    spread: Vector

    def predict(self, x: Vector) -> Vector:
        """Return predictions on the scale of comparison, array [n_draw, n_row], from scores [n_draw, n_fitted]."""
        names = self.prior.parameters.names
        with np.errstate(all="ignore"):  # a body that cannot be is NaN, and improbable
            raw = answer(self.mean_people, names, self.prior.table(x)).predicted
            return self.targets.on_scale(raw) + self.spread

    def slopes(self, x: Vector) -> Vector:
        """Return the slopes of the predictions at scores [n_fitted]: array [n_row, n_fitted]."""
        count = len(x)
        steps = _STEP * np.eye(count)
        both = self.predict(np.concatenate([x + steps, x - steps]))
        return np.nan_to_num((both[:count] - both[count:]).T / (2 * _STEP))

    def with_people(self, x: Vector) -> Problem:
        """Return the problem with the difference that populations make, at scores [n_fitted]."""
        values = self.prior.table(x[None])
        names = self.prior.parameters.names
        count = len(self.many_people.arms[0].people)
        factors = people_factors(self.prior.parameters, count)
        many = answer(self.many_people, names, values, people_factors=factors).predicted[0]
        mean = answer(self.mean_people, names, values).predicted[0]
        spread = self.targets.on_scale(many) - self.targets.on_scale(mean)
        return replace(self, spread=np.nan_to_num(spread))

    def without(self, trials: frozenset[str]) -> Problem:
        """Return the problem with some trials left out of the fit, but still predicted."""
        return replace(self, targets=self.targets.without(trials))


def pose(trials: Sequence[Trial], prior: Prior, people: int) -> Problem:
    """Return the problem of fitting a prior on trials.

    Parameters
    ----------
    people : int
        Virtual people of an arm.
    """
    mean = ask(trials)
    targets = targets_of(mean)
    return Problem(mean, ask(trials, people), prior, targets, np.zeros(len(targets)))
