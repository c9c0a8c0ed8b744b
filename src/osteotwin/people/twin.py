"""A person's twin: virtual people consistent with his data, ready to follow any plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.markers import ENDPOINTS
from osteotwin.cohort.model_error import density_error, with_model_error
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.profile import Assumption, Profile
from osteotwin.cohort.sampling import draw_many
from osteotwin.cohort.simulation import Settled, follow_many, settle_many
from osteotwin.cohort.single_person import day_before
from osteotwin.constants import DAYS_PER_MONTH, DAYS_PER_YEAR
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import draw
from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol

if TYPE_CHECKING:
    import xarray

#: Days between outputs: a month.

#: Tolerances for many virtual people: errors of BMD stay near 1e-7, far below what is not known.
ENSEMBLE_ENGINE = KernelEngine(relative_tolerance=1e-5, absolute_tolerance=1e-7)


@dataclass(frozen=True)
class Outlook:
    """What one plan does to the virtual people.

    Attributes
    ----------
    days : array [n_time, day]
    values : mapping of str to array [n_people, n_time]
        Endpoint to values in its unit; NaN where a person's run failed.
    status : tuple of str or None
        One sentence for each person whose run failed.
    """

    days: Vector
    values: Mapping[str, Vector]
    status: tuple[str | None, ...]

    def percent_change(self, endpoint: str) -> Vector:
        """Return the change from day 0 in percent, shape [n_people, n_time]."""
        values = self.values[endpoint]
        return 100 * (values / values[:, :1] - 1)

    def to_dataset(self) -> xarray.Dataset:
        """Return the outlook as a labelled dataset with dimensions person and day."""
        import xarray as xr

        unit_label = {name: {"units": unit, "long_name": label} for name, (unit, label) in ENDPOINTS.items()}
        arrays = {
            name: xr.Variable(("person", "day"), values, unit_label[name])
            for name, values in self.values.items()
        }
        return xr.Dataset(arrays, coords={"day": self.days, "person": np.arange(len(self.status))})


@dataclass(frozen=True)
class Twin:
    """Virtual people who could be one person.

    Attributes
    ----------
    profile : Profile
        The central one.
    assumptions : tuple of Assumption
        What was not known about him.
    people : Settled
        The virtual people on the day before the plan.
    parameters : ParameterSet
    seed : int
    """

    profile: Profile
    assumptions: tuple[Assumption, ...]
    people: Settled
    parameters: ParameterSet
    seed: int

    @property
    def parameter_set(self) -> str:
        """Name of the parameter set."""
        return self.parameters.name

    @property
    def men(self) -> int:
        """Number of virtual people."""
        return len(self.people)

    @classmethod
    def from_person(
        cls,
        person: Person,
        men: int = 400,
        seed: int = 1,
        *,
        parameters: ParameterSet | None = None,
        between_people: bool = True,
        engine: Engine | None = None,
        progress: ProgressCallback | None = None,
    ) -> Twin:
        """Return the twin of a person.

        Parameters
        ----------
        person : Person
        men : int
            Number of virtual people.
        seed : int
            The same seed gives the same twin, bit for bit.
        parameters : ParameterSet or None
            The set in use otherwise.
        between_people : bool
            Whether to draw what differs between people and is not known about him; without it only the
            uncertainty of the model is left.
        """
        profile, assumptions = profile_from_person(person)
        chosen = parameters or parameters_in_use()
        draws = draw(chosen, men, seed, between_people=between_people)
        profiles = draw_many(profile if between_people else replace(profile, spread={}), men, seed)
        people = settle_many(
            profiles,
            draws.names,
            draws.values,
            day_before([person.plan]),
            engine or ENSEMBLE_ENGINE,
            progress,
        )
        return cls(profile, assumptions, people, chosen, seed)

    def follow_all(
        self,
        plans: Mapping[str, Protocol],
        days: Vector,
        *,
        engine: Engine | None = None,
        progress: ProgressCallback | None = None,
    ) -> dict[str, Outlook]:
        """Return one outlook per plan: the same people, the same draws.

        Parameters
        ----------
        plans : mapping of str to Protocol
        days : array [n_time, day]
            Rising, beginning with 0.
        """
        men = len(self.people)
        outlooks: dict[str, Outlook] = {}
        for k, (name, plan) in enumerate(plans.items()):
            report = part_of(progress, k / len(plans), (k + 1) / len(plans), name)
            readings, reasons = follow_many(self.people, plan, days, engine or ENSEMBLE_ENGINE, report)
            by_endpoint = np.ascontiguousarray(np.moveaxis(readings, 2, 0))
            values = with_model_error(
                dict(zip(ENDPOINTS, by_endpoint, strict=True)),
                days,
                density_error(self.parameters),
                self.seed,
            )
            outlooks[name] = Outlook(days, values, tuple(reasons.get(i) for i in range(men)))
        return outlooks

    def simulate(self, plan: Protocol, years: float = 3.0, *, engine: Engine | None = None) -> Outlook:
        """Return the outlook of one plan, month by month."""
        return self.follow_all({"plan": plan}, output_days(years * DAYS_PER_YEAR), engine=engine)["plan"]


def output_days(last: float) -> Vector:
    """Return monthly output days from 0, ending on the last day."""
    months = np.arange(0, np.floor(last / DAYS_PER_MONTH + 1e-9) + 1) * DAYS_PER_MONTH
    return np.union1d(months, [last]) if last - months[-1] > 1.0 else months
