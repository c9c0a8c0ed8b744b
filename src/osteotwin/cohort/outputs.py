"""What a plan does to a cohort, by endpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body.sites import DECIDING_SITES, DXA_SITES, LUMBAR_SPINE, SITE_LABELS, bmd_key
from osteotwin.cohort.dataset import (
    CONVENTIONS,
    DENSITY,
    by_variable,
    labelled,
    provenance,
    variable_attributes,
    variables_of,
)
from osteotwin.cohort.fan import draw_fan
from osteotwin.cohort.quantiles import quantiles
from osteotwin.cohort.scans import as_scanned
from osteotwin.cohort.tidy_csv import tidy_csv
from osteotwin.cohort.tidy_parquet import tidy_parquet
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import OUTPUTS
from osteotwin.errors import InputError, Problem
from osteotwin.files import write_bytes, write_text
from osteotwin.html_table import html_table, signed
from osteotwin.inputs.names import choose

if TYPE_CHECKING:
    import xarray
    from matplotlib.axes import Axes


def whole_years(last_day: float) -> list[int]:
    """Return the whole years up to a day; from one date to the same a year later is a year, though 365 days."""
    return list(range(1, int((last_day + 1) / DAYS_PER_YEAR) + 1))


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
        return self._change(endpoint, slice(None))

    def bone_change(self, endpoint: str) -> Vector:
        """What the bone does: the change without degeneration and without errors of scans, in percent.

        Returns
        -------
        array [n_people, n_time]
            From the first of the days; of anything but the density of the lumbar spine the same as
            :meth:`percent_change`.
        """
        return self._bone_change(endpoint, slice(None))

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
        return whole_years(float(self.days[-1]))

    def percent_change_at(self, endpoint: str, year: int) -> Vector:
        """Each person's percent change at a whole year, on the day that is nearest to it.

        Raises
        ------
        InputError
            If the days do not reach that year, or there is no such endpoint.
        """
        column = self._column(year)
        return self._change(endpoint, slice(column, column + 1))[:, 0]

    def bone_change_at(self, endpoint: str, year: int) -> Vector:
        """Each person's :meth:`bone_change` at a whole year, as :meth:`percent_change_at`; not to be written to."""
        if (endpoint, year) not in self._bone_at:
            column = self._column(year)
            found = self._bone_change(endpoint, slice(column, column + 1))[:, 0]
            found.flags.writeable = False
            self._bone_at[endpoint, year] = found
        return self._bone_at[endpoint, year]

    @cached_property
    def _bone_at(self) -> dict[tuple[str, int], Vector]:
        """Changes that were asked for: a verdict asks more than once, of plans at rest with every place of a lever."""
        return {}

    def _change(self, endpoint: str, columns: slice) -> Vector:
        values = self.values[choose(endpoint, self.endpoints, "endpoint")]
        return 100 * (values[:, columns] / values[:, :1] - 1)

    def _bone_change(self, endpoint: str, columns: slice) -> Vector:
        change = self._change(endpoint, columns)
        if endpoint != bmd_key(LUMBAR_SPINE) or self.degeneration is None:
            return change
        return 100 * ((1 + change / 100) * self.degeneration[:, :1] / self.degeneration[:, columns] - 1)

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
        """The outputs with labels, by the CF conventions: dimensions person and day, and site for areal density.

        Every variable has ``units`` that Pint and UDUNITS read and a ``long_name``; the versions stand in the
        attributes.
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
            {
                "Conventions": CONVENTIONS,
                "title": "Virtual people under a plan",
                "source": "osteotwin, a simulation of the human skeleton",
                "history": f"simulated by osteotwin {__version__}",
            }
            | provenance(self.parameter_set, self.seed),
            self.failures,
            len(self),
        )

    def only(self, endpoints: Sequence[str]) -> Outputs:
        """The same outputs with some of the endpoints, in the order given.

        Raises
        ------
        InputError
            If there is no such endpoint.
        """
        chosen = tuple(choose(name, self.endpoints, "endpoint") for name in endpoints)
        places = [self.endpoints.index(name) for name in chosen]
        return replace(self, endpoints=chosen, table=self.table[:, :, places])

    def to_netcdf(self, path: str | PathLike[str]) -> Path:
        """Write :meth:`to_dataset` as a NetCDF file, whole or not at all, and return its path.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        content = self.to_dataset().to_netcdf(engine="scipy")
        return write_bytes(Path(path), bytes(content))

    def to_csv(self, path: str | PathLike[str], endpoints: Sequence[str] | None = None) -> Path:
        """Write the outputs as a long table, whole or not at all, and return its path.

        Parameters
        ----------
        path : str or path-like
        endpoints : sequence of str, optional
            Those that are written; all of them otherwise.

        Raises
        ------
        InputError
            If there is no such endpoint.
        OSError
            If it cannot be written.
        """
        shown = self.only(endpoints or self.endpoints)
        return write_text(Path(path), tidy_csv(self.days, shown.endpoints, shown.table))

    def to_parquet(self, path: str | PathLike[str]) -> Path:
        """Write the outputs as the same long table in Parquet, whole or not at all, and return its path.

        Raises
        ------
        MissingLibraryError
            If pyarrow is not installed: ``pip install 'osteotwin[parquet]'``.
        OSError
            If it cannot be written.
        """
        about = provenance(self.parameter_set, self.seed)
        return write_bytes(Path(path), tidy_parquet(self.days, self.endpoints, self.table, about))

    def plot(
        self, endpoint: str = bmd_key(LUMBAR_SPINE), *, change: bool = False, ax: Axes | None = None
    ) -> Axes:
        """Draw one endpoint over time: the median, and the bands that hold half and nine tenths of the people.

        Parameters
        ----------
        endpoint : str
        change : bool
            Draw the change since the first of the days in percent; of the density of the spine that of the bone.
        ax : matplotlib.axes.Axes, optional
            Where to draw; a new figure otherwise.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        InputError
            If there is no such endpoint.
        MissingLibraryError
            If Matplotlib is not installed: ``pip install 'osteotwin[plot]'``.
        """
        name = choose(endpoint, self.endpoints, "endpoint")
        shown = OUTPUTS[name]
        values = self.bone_change(name) if change else self.values[name]
        unit = "% change" if change else shown.output_unit or shown.counts or "ratio"
        return draw_fan(self.days, values, f"{shown.title} [{unit}]", ax)

    def _repr_html_(self) -> str:
        """What a notebook shows: how many people, and what the bone of each site does."""
        columns = [(f"year {year}", self._column(year)) for year in self.whole_years]
        columns = columns or [(f"day {self.days[-1]:g}", len(self.days) - 1)]
        sites = [site for site in DXA_SITES if bmd_key(site) in self.endpoints]
        rows = [
            (
                SITE_LABELS[site],
                *(_percent(self.bone_change(bmd_key(site))[:, column]) for _, column in columns),
            )
            for site in sites
        ]
        caption = f"{self!r}. The bone, change in percent: median (90 % interval)"
        return html_table(caption, rows, ("site", *(name for name, _ in columns)))


def _percent(values: Vector) -> str:
    """A change in percent with its 90 % interval, of those whose simulation succeeded."""
    median, low, high = (float(quantiles(values)[name]) for name in ("median", "lo90", "hi90"))
    if not np.isfinite(median):
        return "not available"
    return signed(median) + (f" ({signed(low)} to {signed(high)})" if np.isfinite(low) else "")
