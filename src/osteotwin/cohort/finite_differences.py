"""How a person's own numbers change with a parameter, before anything is simulated.

His hormones set parameters of his axis, his training becomes loads, a bolus becomes a jump of 25OHD: closed
formulas, differentiated by central differences of fourth order, far more exactly than the solver works.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.arithmetic import Quantity
from osteotwin.body.timelines import Timelines
from osteotwin.cohort.cohort import Profiles
from osteotwin.cohort.initial_state import by_name, habits_of, personal_values
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.timeline import doses_of, inputs_on

#: Distance of the points from the value, as a share of it (or of the parameter's range, where it is 0): the error
#: of the formula and that of rounding are then both about 1e-12.
_SHARE = 1e-3
_POINTS = (-2.0, -1.0, 1.0, 2.0)


@dataclass(frozen=True)
class Variants:
    """One person with each of some parameters varied by itself.

    Attributes
    ----------
    person : Profiles
        Of one person.
    parameters : dict of str to array [n_parameter * 4]
        His parameters in every variant, personal ones included.
    steps : array [n_parameter]
    """

    person: Profiles
    parameters: dict[str, Vector]
    steps: Vector

    def slope(self, values: Quantity) -> Vector:
        """Return the derivative of what has a value in each variant, or one for all: array [n_parameter]."""
        v = np.broadcast_to(np.asarray(values, dtype=float), (len(self.steps) * len(_POINTS),))
        v = v.reshape(-1, len(_POINTS))
        # Differences first: what does not change has the slope 0, not a rounding error.
        return (8 * (v[:, 2] - v[:, 1]) - (v[:, 3] - v[:, 0])) / (12 * self.steps)

    def parameter_slopes(self, names: Sequence[str]) -> Vector:
        """Return the change of each parameter, array [n_parameter, n_name]."""
        return np.column_stack([self.slope(self.parameters[name]) for name in names])

    def input_slopes(self, protocol: Protocol, days: Sequence[float], *, exact: bool = False) -> Vector:
        """Return the change of the inputs on some days, array [n_parameter, n_day, n_input]."""
        habits = habits_of(self.person)
        slopes = np.zeros((len(self.steps), len(days), len(whole.INPUTS)))
        for k, day in enumerate(days):
            inputs = inputs_on(day, habits, protocol, self.parameters, exact=exact)
            for j, name in enumerate(whole.INPUTS):
                slopes[:, k, j] = self.slope(inputs[name])
        return slopes

    def dose_slopes(self, protocol: Protocol, start: float, end: float, *, exact: bool = False) -> Vector:
        """Return the change of the doses between two days, array [n_parameter, n_dose]."""
        doses = doses_of(protocol, self.parameters, end, exact=exact)
        slopes = [self.slope(dose.amount) for dose in doses if start <= dose.day < end]
        return np.array(slopes).T if slopes else np.zeros((len(self.steps), 0))


def vary(person: Profiles, names: tuple[str, ...], values: Vector, parameters: Sequence[str]) -> Variants:
    """Return the variants of one person.

    Parameters
    ----------
    person : Profiles
        Of one person.
    names, values : tuple of str, array [n_name]
        His parameters.
    parameters : sequence of str
        Those to vary.
    """
    known = starting_values().parameters
    centers = np.array([values[names.index(name)] for name in parameters])
    ranges = np.array([known[name].high - known[name].low for name in parameters])
    scales = np.where(centers != 0, np.abs(centers), np.where(ranges > 0, ranges, 1.0))
    steps = _SHARE * scales
    table = np.tile(values, (len(parameters) * len(_POINTS), 1))
    for k, name in enumerate(parameters):
        rows = slice(k * len(_POINTS), (k + 1) * len(_POINTS))
        table[rows, names.index(name)] += steps[k] * np.array(_POINTS)
    varied = by_name(names, table)
    with np.errstate(all="ignore"):  # a variant that cannot be a body's shows as a slope that is not a number
        for name, value in personal_values(person.sex, person.numbers, varied).items():
            varied[name] = np.array(np.broadcast_to(value, (len(table),)), dtype=float)
    return Variants(person, varied, steps)


def days_of(timelines: Timelines, person: int) -> list[float]:
    """Return the days on which a person's stretches begin."""
    first, last = timelines.segment_start[person : person + 2]
    return timelines.start[first:last].tolist()
