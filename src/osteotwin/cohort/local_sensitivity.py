"""How much every endpoint changes with every parameter, on every day: derivatives of a cohort's whole simulation.

The derivative goes the way of the person: from the parameter to what measured hormones make of the individual
parameters, to the steady state, through the run-in to the day before the plan, and on through the plan's loads and
doses to what is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.body.timelines import flatten
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.dataset import labelled, pint_units, provenance
from osteotwin.cohort.finite_differences import Variants, days_of, vary
from osteotwin.cohort.initial_state import AGE, YEARS_BEHIND, RunIn, begin_run_in, years_to_steady_state
from osteotwin.cohort.physiological_bounds import people_outside
from osteotwin.cohort.simulation import density_scale, plan_batch
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


@dataclass(frozen=True, eq=False, repr=False)
class Sensitivities:
    """Values and their derivatives.

    Attributes
    ----------
    parameters, endpoints : tuple of str
    days : array [n_time, day]
    parameter_values : array [n_people, n_parameter]
    values : array [n_people, n_endpoint, n_time]
        Endpoints in their units; NaN where a simulation failed.
    jacobian : array [n_people, n_parameter, n_endpoint, n_time]
        Change of an endpoint per unit of a parameter.
    failures : dict of int to str
        One sentence for each person whose simulation failed.
    parameter_set : str
    seed : int
        Of the people.
    """

    parameters: tuple[str, ...]
    endpoints: tuple[str, ...]
    days: Vector
    parameter_values: Vector
    values: Vector
    jacobian: Vector
    failures: dict[int, str]
    parameter_set: str
    seed: int

    def __repr__(self) -> str:
        return (
            f"Sensitivities({len(self.values)} virtual people, {len(self.endpoints)} endpoints to "
            f"{len(self.parameters)} parameters on {len(self.days)} days)"
        )

    @property
    def elasticities(self) -> Vector:
        """Percent of an endpoint per percent of a parameter; NaN where an endpoint is 0."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.jacobian * self.parameter_values[:, :, None, None] / self.values[:, None]

    def to_dataset(self) -> xarray.Dataset:
        """Values, jacobian and elasticities with labels; the endpoints' units stand beside their names."""
        each = ("person", "parameter", "endpoint", "day")
        per_parameter = "Change of an endpoint per unit of a parameter"
        return labelled(
            {
                "value": (("person", "endpoint", "day"), self.values, {"long_name": "Value of an endpoint"}),
                "jacobian": (each, self.jacobian, {"long_name": per_parameter}),
                "elasticity": (
                    each,
                    self.elasticities,
                    {
                        "units": "1",
                        "long_name": "Relative change of an endpoint per relative change of a parameter",
                    },
                ),
                "parameter_value": (
                    ("person", "parameter"),
                    self.parameter_values,
                    {"long_name": "Value of a parameter"},
                ),
            },
            {
                "parameter": list(self.parameters),
                "endpoint": list(self.endpoints),
                "endpoint_units": (
                    "endpoint",
                    [pint_units(OUTPUTS[name].output_unit) for name in self.endpoints],
                ),
                "day": self.days,
            },
            {"title": "Local sensitivities of virtual people under a plan"}
            | provenance(self.parameter_set, self.seed),
            self.failures,
            len(self.values),
        )


def sensitivities(
    cohort: Cohort,
    protocol: Protocol,
    days: Vector,
    parameters: Sequence[str],
    *,
    endpoints: Sequence[str] | None = None,
    engine: TangentEngine | None = None,
    exact: bool = False,
    on_progress: ProgressCallback | None = None,
) -> Sensitivities:
    """How endpoints of people under a plan depend on parameters.

    A parameter that is set from the person (the weight, the capacity that makes testosterone what was measured) has
    no effect of its own: the derivative is 0. The model's error has no derivative.

    Parameters
    ----------
    cohort : Cohort
        From :func:`osteotwin.cohort.initial_state.initialize_cohort`, or a twin's ``cohort``.
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
    on_progress : callable or None
        Called with the share of people that are finished.

    Returns
    -------
    Sensitivities
        A person whose simulation fails holds NaN and a reason and leaves the others alone.

    Raises
    ------
    ParameterError
        If a parameter is unknown or named twice.
    ValueError
        If an endpoint is unknown.
    """
    chosen = tuple(OUTPUTS) if endpoints is None else tuple(endpoints)
    names = cohort.parameters.names
    _refuse_unknown(names, parameters, chosen)
    places = [list(OUTPUTS).index(name) for name in chosen]
    shape = (len(cohort), len(parameters), len(chosen), len(days))
    values, jacobian = np.full((shape[0], *shape[2:]), np.nan), np.full(shape, np.nan)
    failures = dict(cohort.failures)
    together = max(1, _AT_ONCE // len(parameters))
    converged = cohort.converged
    for first in range(0, len(converged), together):
        part = converged[first : first + together]
        run = _Run(cohort.take(part), protocol, days, tuple(parameters), engine or TangentEngine(), exact)
        found, changed, failed = run.results()
        values[part] = found[:, :, places].swapaxes(1, 2)
        jacobian[part] = changed[:, :, :, places].transpose(1, 0, 3, 2)
        failures |= {int(part[k]): why for k, why in failed.items()}
        report(on_progress, min(first + together, len(converged)), len(converged))
    columns = cohort.parameters.values[:, [names.index(name) for name in parameters]]
    given = cohort.parameters
    return Sensitivities(
        tuple(parameters), chosen, days, columns, values, jacobian, failures, given.set_name, given.seed
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


@dataclass(frozen=True)
class _Run:
    """People who have an initial state, with the directions of their derivatives."""

    cohort: Cohort
    protocol: Protocol
    days: Vector
    parameters: tuple[str, ...]
    engine: TangentEngine
    exact: bool

    def results(self) -> tuple[Vector, Vector, dict[int, str]]:
        """Outputs [n_people, n_time, n_endpoint], their derivatives [n_parameter, ...] and failures."""
        cohort = self.cohort
        # What is individual is found again: the parameters of an initialized cohort give themselves.
        run_in = begin_run_in(cohort.people, cohort.parameters, cohort.day)
        each = [np.array([i]) for i in range(len(cohort))]
        variants = [vary(cohort.people.take(i), cohort.parameters.take(i), self.parameters) for i in each]
        failures = run_in.failures
        directions, smooth = self._run_in_directions(run_in, variants)
        for i in np.flatnonzero(~smooth).tolist():
            failures.setdefault(
                i, "its start has no derivative: a parameter is at the end of where it has sense"
            )
        batch = run_in.batch()
        found = batch.timeline_of
        known = Directions(
            directions.parameters[:, found], directions.initial[:, found], directions.inputs, directions.doses
        )
        aged = self.engine.run(batch, known, outputs=False)
        failures |= {int(found[k]): why for k, why in aged.failures.items() if int(found[k]) not in failures}
        states, changed = np.full_like(cohort.states, np.nan), np.full_like(directions.initial, np.nan)
        states[found], changed[:, found] = aged.final, aged.final_tangent
        ready = replace(cohort, parameters=run_in.parameters, states=states, failures=failures)
        return self._plan(ready, variants, directions.parameters, changed)

    def _run_in_directions(self, run_in: RunIn, variants: list[Variants]) -> tuple[Directions, Index]:
        """How the run-ins change, and for which people that is known."""
        names, timelines = run_in.parameters.names, run_in.timelines
        parameters = np.stack([one.parameter_tangents(names) for one in variants], axis=1)
        days = [days_of(timelines, i) for i in range(len(variants))]
        inputs = np.concatenate(
            [one.input_tangents(Protocol(), days[i]) for i, one in enumerate(variants)], axis=1
        )
        begin = np.array([day[0] for day in days])
        ageing = parameters[:, :, names.index("ageing")]
        initial = steady_state_tangent(
            run_in.steady.states,
            run_in.parameters.values,
            timelines.inputs,
            parameters,
            inputs,
            years_to_steady_state(begin) * ageing,
        )
        initial[:, :, AGE] += YEARS_BEHIND * ageing
        smooth = np.ones(len(variants), dtype=bool)
        for array in (parameters, inputs, initial):  # one stretch for each person, so all stand in one place
            smooth &= np.isfinite(array).all(axis=(0, 2))
            array[:, ~smooth] = 0.0
        return Directions(parameters, initial, inputs, np.zeros((len(self.parameters), 0))), smooth

    def _plan(
        self, cohort: Cohort, variants: list[Variants], parameters: Vector, initial: Vector
    ) -> tuple[Vector, Vector, dict[int, str]]:
        shape = (len(cohort), len(self.days), len(OUTPUTS))
        values, jacobian = np.full(shape, np.nan), np.full((len(self.parameters), *shape), np.nan)
        converged, failures = cohort.converged, dict(cohort.failures)
        if not len(converged):
            return values, jacobian, failures
        batch = plan_batch(cohort, self.protocol, self.days, exact=self.exact)
        changes = self._plan_changes(batch, [variants[i] for i in converged])
        result = self.engine.run(batch, Directions(parameters[:, converged], initial[:, converged], *changes))
        output_days = batch.output_days[0]
        table = result.outputs.reshape(len(converged), len(output_days), -1)
        tangents = result.outputs_tangent.reshape(len(self.parameters), *table.shape)
        _anchor(table, tangents, cohort, output_days)
        outside = people_outside(table, tuple(OUTPUTS), output_days, cohort.people.take(converged))
        table[list(outside)], tangents[:, list(outside)] = np.nan, np.nan
        failures |= {int(converged[k]): why for k, why in outside.items()}
        kept = np.isin(output_days, self.days)
        values[converged], jacobian[:, converged] = table[:, kept], tangents[:, :, kept]
        return values, jacobian, failures | {int(converged[k]): why for k, why in result.failures.items()}

    def _plan_changes(self, batch: Batch, variants: list[Variants]) -> tuple[Vector, Vector]:
        """How the inputs and the doses of the plan change."""
        timelines = flatten(batch.timelines)
        inputs: list[Vector] = []
        doses: list[Vector] = []
        for i, one in enumerate(variants):
            days = days_of(timelines, i)
            end = float(timelines.end[timelines.segment_start[i + 1] - 1])
            inputs.append(one.input_tangents(self.protocol, days, exact=self.exact))
            doses.append(one.dose_tangents(self.protocol, days[0], end, exact=self.exact))
        return np.concatenate(inputs, axis=1), np.concatenate(doses, axis=1)


def _anchor(table: Vector, tangents: Vector, cohort: Cohort, output_days: Vector) -> None:
    """Anchor areal density at each person's own on day 0, in place, and its derivatives with it."""
    anchor = int(np.searchsorted(output_days, cohort.anchor))
    ready = cohort.take(cohort.converged)
    for k, factor in density_scale(table, ready, output_days, tuple(OUTPUTS)).items():
        relative = tangents[..., k] / table[..., k]
        table[..., k] *= factor[:, None]
        tangents[..., k] = table[..., k] * (relative - relative[:, :, anchor, None])
