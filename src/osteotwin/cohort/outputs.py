"""What a plan does to a cohort, by endpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DECIDING_SITES, bmd_key
from osteotwin.cohort.dataset import (
    DENSITY,
    by_variable,
    labelled,
    provenance,
    variable_attributes,
    variables_of,
)
from osteotwin.constants import DAYS_PER_YEAR

if TYPE_CHECKING:
    import xarray


@dataclass(frozen=True, eq=False, repr=False)
class Outputs:
    """What a clinic would measure in the people of a cohort under a plan.

    Attributes
    ----------
    days : array [n_time, day]
        Day 0 is the plan's first.
    endpoints : tuple of str
    table : array [n_people, n_time, n_endpoint]
        In the units of ``osteotwin.endpoints.OUTPUTS``; NaN where a person's simulation failed.
    failures : mapping of int to str
        One sentence for each person whose simulation failed.
    parameter_set : str
        Name of the set that the people's parameters were drawn from.
    seed : int
        Of the people.
    """

    days: Vector
    endpoints: tuple[str, ...]
    table: Vector
    failures: Mapping[int, str]
    parameter_set: str = ""
    seed: int = 0

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        failed = f", {len(self.failures)} failed" if self.failures else ""
        return (
            f"Outputs({len(self)} virtual people, {len(self.endpoints)} endpoints on {len(self.days)} days to day "
            f"{self.days[-1]:g}, parameter set {self.parameter_set!r}{failed})"
        )

    @cached_property
    def values(self) -> dict[str, Vector]:
        """Each endpoint's values, array [n_people, n_time]."""
        return {name: self.table[:, :, k] for k, name in enumerate(self.endpoints)}

    def percent_change(self, endpoint: str) -> Vector:
        """The change from the first of the days in percent, array [n_people, n_time]."""
        values = self.values[endpoint]
        return 100 * (values / values[:, :1] - 1)

    @property
    def whole_years(self) -> list[int]:
        """The whole years that the days reach; from one date to the same a year later is a year, though 365 days."""
        return list(range(1, int((self.days[-1] + 1) / DAYS_PER_YEAR) + 1))

    def percent_change_at(self, endpoint: str, year: int) -> Vector:
        """Each person's percent change at a whole year, on the day that is nearest to it."""
        column = int(np.argmin(np.abs(self.days - year * DAYS_PER_YEAR)))
        return self.percent_change(endpoint)[:, column]

    def probability_of_no_loss(self, year: int, sites: Sequence[str] = DECIDING_SITES) -> float:
        """Share of the people who at a whole year have lost density at none of the sites.

        NaN where nobody's simulation succeeded.
        """
        change = np.array([self.percent_change_at(bmd_key(site), year) for site in sites])
        usable = np.all(np.isfinite(change), axis=0)
        return float(np.mean(np.all(change[:, usable] >= 0, axis=0))) if np.any(usable) else float("nan")

    def to_dataset(self) -> xarray.Dataset:
        """The outputs with labels: dimensions person and day, and site for areal density.

        Every variable has ``units`` that Pint reads and a ``long_name``; the versions stand in the attributes.
        """
        variables = by_variable(self.values)
        dimensions = {
            name: ("person", "site", "day") if name == DENSITY else ("person", "day") for name in variables
        }
        return labelled(
            {
                name: (dimensions[name], values, variable_attributes(name))
                for name, values in variables.items()
            },
            {"day": self.days, "site": list(variables_of(self.endpoints).get(DENSITY, ()))},
            {"title": "Virtual people under a plan"} | provenance(self.parameter_set, self.seed),
            self.failures,
            len(self),
        )
