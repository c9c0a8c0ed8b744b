"""How much every endpoint answers to every parameter, on every day: derivatives of a person's whole simulation.

The derivative goes the way of the person: from the parameter to what his measured hormones make of his own
parameters, to the balance he starts from, through the run-in to the day before the plan, and on through the
plan's loads and doses to what is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.body.timelines import flatten
from osteotwin.cohort.finite_differences import Variants, days_of, vary
from osteotwin.cohort.initial_state import Starts, find_starts
from osteotwin.cohort.simulation import Settled, plan_batch
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch
from osteotwin.engine.steady_state_tangent import steady_state_tangent
from osteotwin.engine.tangent_engine import Directions, TangentEngine
from osteotwin.errors import ParameterError
from osteotwin.inputs.names import nearest
from osteotwin.progress import ProgressCallback, report
from osteotwin.protocol.interventions import Protocol

if TYPE_CHECKING:
    import xarray

#: People times parameters that are worked on at once; each takes some tens of kilobytes.
_AT_ONCE = 20_000


@dataclass(frozen=True)
class Sensitivities:
    """Values and their derivatives.

    Attributes
    ----------
    parameters, endpoints : tuple of str
    days : array [n_time, day]
    at : array [n_people, n_parameter]
        Values of the parameters.
    values : array [n_people, n_endpoint, n_time]
        Endpoints in their units; NaN where a run failed.
    slopes : array [n_people, n_parameter, n_endpoint, n_time]
        Change of an endpoint per unit of a parameter.
    reasons : dict of int to str
        One sentence for each person whose run failed.
    """

    parameters: tuple[str, ...]
    endpoints: tuple[str, ...]
    days: Vector
    at: Vector
    values: Vector
    slopes: Vector
    reasons: dict[int, str]

    @property
    def elasticities(self) -> Vector:
        """Percent of an endpoint per percent of a parameter; NaN where an endpoint is 0."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.slopes * self.at[:, :, None, None] / self.values[:, None]

    def to_dataset(self) -> xarray.Dataset:
        """Return values, slopes and elasticities with labels."""
        import xarray as xr

        slopes = ("person", "parameter", "endpoint", "day")
        return xr.Dataset(
            {
                "value": (("person", "endpoint", "day"), self.values),
                "slope": (slopes, self.slopes),
                "elasticity": (slopes, self.elasticities),
                "parameter_value": (("person", "parameter"), self.at),
            },
            coords={
                "person": np.arange(len(self.values)),
                "parameter": list(self.parameters),
                "endpoint": list(self.endpoints),
                "day": self.days,
            },
        )


def sensitivities(
    people: Settled,
    protocol: Protocol,
    days: Vector,
    parameters: Sequence[str],
    *,
    endpoints: Sequence[str] | None = None,
    engine: TangentEngine | None = None,
    exact: bool = False,
    progress: ProgressCallback | None = None,
) -> Sensitivities:
    """Return how endpoints of people under a plan depend on parameters.

    A parameter that is set from the person himself (his weight, the capacity that makes his testosterone what
    was measured) has no effect of its own: the slope is 0.

    Parameters
    ----------
    people : Settled
        From :func:`osteotwin.cohort.simulation.settle_many`, or a twin's ``people``.
    protocol : Protocol
    days : array [n_time, day]
        Rising.
    parameters : sequence of str
        Each in the direction of itself alone.
    endpoints : sequence of str or None
        All, where None.
    engine : TangentEngine or None
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    progress : callable or None
        Called with the share of people that are finished.

    Returns
    -------
    Sensitivities
        A person whose run fails holds NaN and a reason and leaves the others alone.

    Raises
    ------
    ParameterError
        If a parameter is unknown or named twice.
    ValueError
        If an endpoint is unknown.
    """
    chosen = tuple(OUTPUTS) if endpoints is None else tuple(endpoints)
    _refuse_unknown(people.names, parameters, chosen)
    places = [list(OUTPUTS).index(name) for name in chosen]
    columns = [people.names.index(name) for name in parameters]
    shape = (len(people), len(parameters), len(chosen), len(days))
    values, slopes = np.full((shape[0], *shape[2:]), np.nan), np.full(shape, np.nan)
    reasons = dict(people.reasons)
    together = max(1, _AT_ONCE // len(parameters))
    sound = people.sound
    for first in range(0, len(sound), together):
        part = sound[first : first + together]
        run = _Run(_take(people, part), protocol, days, tuple(parameters), engine or TangentEngine(), exact)
        found, changed, failed = run.results()
        values[part] = found[:, :, places].swapaxes(1, 2)
        slopes[part] = changed[:, :, :, places].transpose(1, 0, 3, 2)
        reasons |= {int(part[k]): why for k, why in failed.items()}
        report(progress, min(first + together, len(sound)), len(sound))
    return Sensitivities(
        tuple(parameters), chosen, days, people.parameters[:, columns], values, slopes, reasons
    )


def _refuse_unknown(names: Sequence[str], parameters: Sequence[str], endpoints: Sequence[str]) -> None:
    if not parameters:
        message = "name at least one parameter"
        raise ParameterError(message)
    for name in parameters:
        if name not in names:
            near = nearest(name, names, 1)
            message = f"there is no parameter named {name!r}" + (f"; {near[0]!r} is near" if near else "")
            raise ParameterError(message)
    if len(set(parameters)) < len(parameters):
        message = "a parameter is named twice"
        raise ParameterError(message)
    for name in endpoints:
        if name not in OUTPUTS:
            message = f"there is no endpoint named {name!r}"
            raise ValueError(message)


def _take(people: Settled, chosen: np.ndarray) -> Settled:
    return Settled(
        people.profiles.take(chosen), people.names, people.parameters[chosen], people.states[chosen],
        people.day, people.residuals[chosen], {},
    )  # fmt: skip


@dataclass(frozen=True)
class _Run:
    """People who could be settled, with their directions."""

    people: Settled
    protocol: Protocol
    days: Vector
    parameters: tuple[str, ...]
    engine: TangentEngine
    exact: bool

    def results(self) -> tuple[Vector, Vector, dict[int, str]]:
        """Return readings [n_people, n_time, n_endpoint], their slopes [n_parameter, ...] and reasons."""
        people = self.people
        # What is personal is personal again: the parameters of settled people give themselves.
        starts = find_starts(people.profiles, people.names, people.parameters, people.day)
        variants = [
            vary(people.profiles.take(np.array([i])), people.names, people.parameters[i], self.parameters)
            for i in range(len(people))
        ]
        reasons = {i: f"no balance to start from: {why}" for i, why in starts.balances.reasons.items()}
        directions, smooth = self._run_in(starts, variants)
        for i in np.flatnonzero(~smooth).tolist():
            reasons.setdefault(
                i, "its start has no derivative: a parameter is at the end of where it has sense"
            )
        batch = Batch(
            parameters=starts.parameters,
            initial=starts.balances.states,
            timelines=starts.run_in,
            output_days=(np.array([people.day]),) * len(people),
            timeline_of=np.arange(len(people), dtype=np.int64),
        )
        aged = self.engine.run(batch, directions, outputs=False)
        reasons |= {i: why for i, why in aged.failures.items() if i not in reasons}
        ready = replace(people, parameters=starts.parameters, states=aged.final, reasons=reasons)
        return self._follow(ready, variants, directions.parameters, aged.final_tangent)

    def _run_in(self, starts: Starts, variants: list[Variants]) -> tuple[Directions, np.ndarray]:
        """Return how the run-ins change, and for which people that is known."""
        names, timelines = self.people.names, starts.run_in
        parameters = np.stack([one.parameter_slopes(names) for one in variants], axis=1)
        days = [days_of(timelines, i) for i in range(len(variants))]
        inputs = np.concatenate(
            [one.input_slopes(Protocol(), days[i]) for i, one in enumerate(variants)], axis=1
        )
        begin = np.array([day[0] for day in days])
        initial = steady_state_tangent(
            starts.balances.states,
            starts.parameters,
            timelines.inputs,
            parameters,
            inputs,
            begin / DAYS_PER_YEAR * parameters[:, :, names.index("ageing")],
        )
        smooth = np.ones(len(variants), dtype=bool)
        for array in (parameters, inputs, initial):  # one stretch for each person, so all have his place
            smooth &= np.isfinite(array).all(axis=(0, 2))
            array[:, ~smooth] = 0.0
        return Directions(parameters, initial, inputs, np.zeros((len(self.parameters), 0))), smooth

    def _follow(
        self, people: Settled, variants: list[Variants], parameters: Vector, initial: Vector
    ) -> tuple[Vector, Vector, dict[int, str]]:
        shape = (len(people), len(self.days), len(OUTPUTS))
        values, slopes = np.full(shape, np.nan), np.full((len(self.parameters), *shape), np.nan)
        sound, reasons = people.sound, dict(people.reasons)
        if not len(sound):
            return values, slopes, reasons
        batch = plan_batch(people, self.protocol, self.days, exact=self.exact)
        directions = Directions(
            parameters[:, sound], initial[:, sound], *self._plan_changes(batch, [variants[i] for i in sound])
        )
        result = self.engine.run(batch, directions)
        read = batch.output_days[0]
        table = result.outputs.reshape(len(sound), len(read), -1)
        changes = result.outputs_tangent.reshape(len(self.parameters), *table.shape)
        _anchor(table, changes, people, read)
        keep = np.isin(read, self.days)
        values[sound], slopes[:, sound] = table[:, keep], changes[:, :, keep]
        reasons |= {int(sound[k]): why for k, why in result.failures.items()}
        return values, slopes, reasons

    def _plan_changes(self, batch: Batch, variants: list[Variants]) -> tuple[Vector, Vector]:
        """Return how the inputs and the doses of the plan change."""
        timelines = flatten(batch.timelines)
        inputs: list[Vector] = []
        doses: list[Vector] = []
        for i, one in enumerate(variants):
            days = days_of(timelines, i)
            end = float(timelines.end[timelines.segment_start[i + 1] - 1])
            inputs.append(one.input_slopes(self.protocol, days, exact=self.exact))
            doses.append(one.dose_slopes(self.protocol, days[0], end, exact=self.exact))
        return np.concatenate(inputs, axis=1), np.concatenate(doses, axis=1)


def _anchor(table: Vector, changes: Vector, people: Settled, read: Vector) -> None:
    """Anchor areal BMD at each person's own value on day 0, in place, and its changes with it."""
    at_zero = int(np.searchsorted(read, 0.0))
    profiles = people.profiles.take(people.sound)
    for site in DXA_SITES:
        k = list(OUTPUTS).index(bmd_key(site))
        relative = changes[..., k] / table[..., k]
        table[..., k] *= (profiles.bmd[site] / table[:, at_zero, k])[:, None]
        changes[..., k] = table[..., k] * (relative - relative[:, :, at_zero, None])
