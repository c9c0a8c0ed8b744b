"""The calibration problem as one object: standard scores of the parameters in, predictions of every trial out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.prior import Prior
from osteotwin.evidence.arms.people_factors import people_factors
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.forward_model import ForwardModel, build, predict
from osteotwin.evidence.scoring.observation_error import observations_of
from osteotwin.inference.observations import Observations

#: Half the width of the central differences of the Jacobian, in standard scores: far above the solver's noise, near the
#: tangent.
_STEP = 0.15


@dataclass(frozen=True)
class CalibrationProblem:
    """Trials, prior, and what arms of many people differ by from arms of their mean person.

    Attributes
    ----------
    model : ForwardModel
        With every arm as a small population.
    prior : Prior
    observations : Observations
    population_shift : array [n_row]
        Prediction of the populations less that of the mean people, on the scale of comparison.
    """

    model: ForwardModel
    prior: Prior
    observations: Observations
    population_shift: Vector

    def predict(self, x: Vector) -> Vector:
        """Predictions on the scale of comparison, array [n_draw, n_row], from scores [n_draw, n_fitted]."""
        names = self.prior.parameters.names
        with np.errstate(all="ignore"):  # parameters without a steady state are NaN, and improbable
            raw = predict(self.model.mean_people(), names, self.prior.table(x)).mean_person
            return self.observations.on_scale(raw) + self.population_shift

    def jacobian(self, x: Vector) -> Vector:
        """Jacobian of the predictions at scores [n_fitted], array [n_row, n_fitted], by central differences."""
        count = len(x)
        steps = _STEP * np.eye(count)
        both = self.predict(np.concatenate([x + steps, x - steps]))
        return np.nan_to_num((both[:count] - both[count:]).T / (2 * _STEP))

    def with_population_shift(self, x: Vector) -> CalibrationProblem:
        """The problem with the population shift at scores [n_fitted]."""
        values = self.prior.table(x[None])
        names = self.prior.parameters.names
        factors = people_factors(self.prior.parameters, len(self.model.arms[0].people))
        found = predict(self.model, names, values, people_factors=factors)
        of_population, of_mean = (
            self.observations.on_scale(p[0]) for p in (found.population, found.mean_person)
        )
        return replace(self, population_shift=np.nan_to_num(of_population - of_mean))


def build_problem(trials: Sequence[Trial], prior: Prior, people: int) -> CalibrationProblem:
    """The problem of fitting a prior's parameters to trials.

    Parameters
    ----------
    trials : sequence of Trial
    prior : Prior
    people : int
        Virtual people of an arm.
    """
    model = build(trials, people)
    observations = observations_of(model.measured())
    return CalibrationProblem(model, prior, observations, np.zeros(len(observations)))
