"""The fit as one object: scores of the parameters in, predictions of every trial out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from osteotwin.calibration.prior import Prior
from osteotwin.calibration.targets import targets_of
from osteotwin.evidence.arms.people_factors import people_factors
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.forward_model import ForwardModel, build, predict
from osteotwin.inference.observations import Targets

Vector = NDArray[np.float64]

#: Distance of the points of a slope in standard scores: far above the solver's noise, near the tangent.
_STEP = 0.15


@dataclass(frozen=True)
class Problem:
    """Trials, prior, and what arms of many people differ by from arms of their mean person.

    Attributes
    ----------
    model : ForwardModel
        With every arm as a small population.
    prior : Prior
    targets : Targets
    spread : array [n_row]
        Prediction of the populations less that of the mean people, on the scale of comparison.
    """

    model: ForwardModel
    prior: Prior
    targets: Targets
    spread: Vector

    def predict(self, x: Vector) -> Vector:
        """Return predictions on the scale of comparison, array [n_draw, n_row], from scores [n_draw, n_fitted]."""
        names = self.prior.parameters.names
        with np.errstate(all="ignore"):  # a body that cannot be is NaN, and improbable
            raw = predict(self.model.mean_people(), names, self.prior.table(x)).mean_person
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
        factors = people_factors(self.prior.parameters, len(self.model.arms[0].people))
        found = predict(self.model, names, values, people_factors=factors)
        of_population, of_mean = (self.targets.on_scale(p[0]) for p in (found.population, found.mean_person))
        spread = of_population - of_mean
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
    model = build(trials, people)
    targets = targets_of(model)
    return Problem(model, prior, targets, np.zeros(len(targets)))
