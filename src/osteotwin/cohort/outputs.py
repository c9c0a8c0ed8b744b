"""What a plan does to a cohort, by endpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DECIDING_SITES, DXA_SITES, LUMBAR_SPINE, bmd_key
from osteotwin.cohort.dataset import (
    DENSITY,
    by_variable,
    labelled,
    provenance,
    variable_attributes,
    variables_of,
)
from osteotwin.cohort.scans import as_scanned
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import choose

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
    degeneration : array [n_people, n_time] or None
        Factor by which degeneration has raised a scan of the spine since day 0; ``None``: not at all.
    """

    days: Vector
    endpoints: tuple[str, ...]
    table: Vector
    failures: Mapping[int, str]
    parameter_set: str = ""
    seed: int = 0
    degeneration: Vector | None = None

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
        """The change from the first of the days in percent, array [n_people, n_time].

        At the lumbar spine with the degeneration that is in a scan's beam; of the bone: :meth:`bone_change`.
        """
        values = self.values[choose(endpoint, self.endpoints, "endpoint")]
        return 100 * (values / values[:, :1] - 1)

    def bone_change(self, endpoint: str) -> Vector:
        """What the bone does: the change without degeneration and without errors of scans, in percent.

        Returns
        -------
        array [n_people, n_time]
            From the first of the days; of anything but the density of the lumbar spine the same as
            :meth:`percent_change`.
        """
        change = self.percent_change(endpoint)
        if endpoint != bmd_key(LUMBAR_SPINE) or self.degeneration is None:
            return change
        return 100 * ((1 + change / 100) * self.degeneration[:, :1] / self.degeneration - 1)

    def scan_change(self, site: str) -> Vector:
        """What two scans find: the change with degeneration and the errors of both scans, in percent.

        Parameters
        ----------
        site : str
            One of ``osteotwin.body.sites.DXA_SITES``.

        Returns
        -------
        array [n_people, n_time]
            From the first of the days.
        """
        endpoint = bmd_key(choose(site, DXA_SITES, "site"))
        return as_scanned(self.percent_change(endpoint), endpoint, self.seed)

    @property
    def whole_years(self) -> list[int]:
        """The whole years that the days reach; from one date to the same a year later is a year, though 365 days."""
        return list(range(1, int((self.days[-1] + 1) / DAYS_PER_YEAR) + 1))

    def percent_change_at(self, endpoint: str, year: int) -> Vector:
        """Each person's percent change at a whole year, on the day that is nearest to it.

        Raises
        ------
        InputError
            If the days do not reach that year, or there is no such endpoint.
        """
        return self.percent_change(endpoint)[:, self._column(year)]

    def bone_change_at(self, endpoint: str, year: int) -> Vector:
        """Each person's :meth:`bone_change` at a whole year, as :meth:`percent_change_at`."""
        return self.bone_change(endpoint)[:, self._column(year)]

    def _column(self, year: int) -> int:
        if year not in self.whole_years:
            expected = f"a whole year from 1 to {self.whole_years[-1]}" if self.whole_years else "no year yet"
            fix = "choose one that the days reach"
            raise InputError([Problem("argument", "year", repr(year), expected, fix)])
        return int(np.argmin(np.abs(self.days - year * DAYS_PER_YEAR)))

    def probability_of_no_loss(self, year: int, sites: Sequence[str] = DECIDING_SITES) -> float:
        """Share of the people who at a whole year have lost bone at none of the sites.

        NaN where nobody's simulation succeeded.
        """
        change = np.array([self.bone_change_at(bmd_key(site), year) for site in sites])
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
