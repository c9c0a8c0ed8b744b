"""How a person's individual numbers change with a parameter, before anything is simulated.

Hormones set parameters of the axis, training becomes loads, a bolus becomes a jump of 25OHD: closed formulas,
differentiated by central differences of fourth order, far more exactly than the solver works.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.arithmetic import Quantity
from osteotwin.body.timelines import Timelines
from osteotwin.cohort.cohort import VirtualPeople
from osteotwin.cohort.initial_state import habits_of, individual_values
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import Draws
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
    person : VirtualPeople
        Of one person.
    parameters : dict of str to array [n_parameter * 4]
        The person's parameters in every variant, individual ones included.
    steps : array [n_parameter]
    """

    person: VirtualPeople
    parameters: dict[str, Vector]
    steps: Vector

    def derivative(self, values: Quantity) -> Vector:
        """The derivative of what has a value in each variant, or one for all: array [n_parameter]."""
        v = np.broadcast_to(np.asarray(values, dtype=float), (len(self.steps) * len(_POINTS),))
        v = v.reshape(-1, len(_POINTS))
        # Differences first: what does not change has the derivative 0, not a rounding error.
        return (8 * (v[:, 2] - v[:, 1]) - (v[:, 3] - v[:, 0])) / (12 * self.steps)

    def parameter_tangents(self, names: Sequence[str]) -> Vector:
        """The change of each parameter, array [n_parameter, n_name]."""
        return np.column_stack([self.derivative(self.parameters[name]) for name in names])

    def input_tangents(self, protocol: Protocol, days: Sequence[float], *, exact: bool = False) -> Vector:
        """The change of the inputs on some days, array [n_parameter, n_day, n_input]."""
        habits = habits_of(self.person)
        tangents = np.zeros((len(self.steps), len(days), len(whole.INPUTS)))
        for k, day in enumerate(days):
            inputs = inputs_on(day, habits, protocol, self.parameters, exact=exact)
            for j, name in enumerate(whole.INPUTS):
                tangents[:, k, j] = self.derivative(inputs[name])
        return tangents

    def dose_tangents(self, protocol: Protocol, start: float, end: float, *, exact: bool = False) -> Vector:
        """The change of the doses between two days, array [n_parameter, n_dose]."""
        doses = doses_of(protocol, self.parameters, end, exact=exact)
        tangents = [self.derivative(dose.amount) for dose in doses if start <= dose.day < end]
        return np.array(tangents).T if tangents else np.zeros((len(self.steps), 0))


def vary(person: VirtualPeople, own: Draws, parameters: Sequence[str]) -> Variants:
    """The variants of one person.

    Parameters
    ----------
    person : VirtualPeople
        Of one person.
    own : Draws
        The person's parameters.
    parameters : sequence of str
        Those to vary.
    """
    known = starting_values().parameters
    places = [own.names.index(name) for name in parameters]
    centers = own.values[0, places]
    ranges = np.array([known[name].high - known[name].low for name in parameters])
    scales = np.where(centers != 0, np.abs(centers), np.where(ranges > 0, ranges, 1.0))
    steps = _SHARE * scales
    table = np.tile(own.values, (len(parameters) * len(_POINTS), 1))
    for k, place in enumerate(places):
        table[k * len(_POINTS) : (k + 1) * len(_POINTS), place] += steps[k] * np.array(_POINTS)
    varied = replace(own, values=table).by_name()
    with np.errstate(
        all="ignore"
    ):  # a variant that cannot be a body's shows as a derivative that is not a number
        for name, value in individual_values(person, varied).items():
            varied[name] = np.array(np.broadcast_to(value, (len(table),)), dtype=float)
    return Variants(person, varied, steps)


def days_of(timelines: Timelines, person: int) -> list[float]:
    """The days on which a person's stretches begin."""
    first, last = timelines.segment_start[person : person + 2]
    return timelines.start[first:last].tolist()
