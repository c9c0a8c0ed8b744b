"""The participants of a virtual trial as a labelled dataset, and as a file: Zarr, NetCDF or CSV by its ending."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.dataset import (
    DENSITY,
    by_variable,
    labelled,
    provenance,
    variable_attributes,
    variables_of,
)
from osteotwin.engine.ensemble.cohort_store import require_zarr
from osteotwin.errors import InputError, Problem
from osteotwin.files import write_bytes, write_text
from osteotwin.studies.trials.design import TrialDesign
from osteotwin.studies.trials.source import ADHERENCE, AGE, LEFT

if TYPE_CHECKING:
    import xarray

ENDINGS = (".zarr", ".nc", ".csv")

_SINGLE = {
    AGE: {"units": "year", "long_name": "age on day 0"},
    LEFT: {"units": "day", "long_name": "day on which the participant leaves; infinite: never"},
    ADHERENCE: {"units": "1", "long_name": "share of the sessions of training that are done"},
}


def check_path(path: str | PathLike[str]) -> Path:
    """Return the path of a dataset that can be written, as far as its name tells.

    Raises
    ------
    InputError
        If the ending is none of :data:`ENDINGS`, or a Zarr group of that name is there already.
    MissingLibraryError
        If Zarr is wanted and not installed (extra ``cohort``).
    """
    found = Path(path)
    if found.suffix not in ENDINGS:
        expected = f"a name that ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
        raise InputError([Problem("--out", "", f'"{found}"', expected, "give it one of these endings")])
    if found.suffix == ".zarr":
        require_zarr()
        if found.exists():
            what = f'"{found}", which is there already'
            raise InputError([Problem("--out", "", what, "a new name", "name another")])
    return found


def dataset_of(
    design: TrialDesign,
    values: Mapping[str, Vector],
    failures: Mapping[int, str],
    parameter_set: str,
    seed: int,
) -> xarray.Dataset:
    """Every participant's measured values over person and day, areal density over sites too, with the arm of each.

    Whoever has left, or could not be simulated, is NaN.
    """
    variables = by_variable({name: values[name] for name in design.endpoints})
    people = len(values[AGE])
    names = np.array([arm.name for arm in design.arms])[np.arange(people) % len(design.arms)]
    measured = {
        name: (
            ("person", "site", "day") if name == DENSITY else ("person", "day"),
            one,
            variable_attributes(name),
        )
        for name, one in variables.items()
    }
    single = {name: (("person",), values[name], attributes) for name, attributes in _SINGLE.items()}
    dataset = labelled(
        measured | single,
        {"day": np.array(design.days), "site": list(variables_of(design.endpoints).get(DENSITY, ()))},
        {"title": f"Virtual trial: {design.name}", "Conventions": "CF-1.11"}
        | provenance(parameter_set, seed),
        failures,
        people,
    )
    return dataset.assign_coords(
        arm=("person", names, {"long_name": "arm of the trial; the first is the control"})
    )


def save_dataset(dataset: xarray.Dataset, path: str | PathLike[str]) -> Path:
    """Write a dataset of a trial; whatever has that name is replaced, but for a Zarr group.

    Raises
    ------
    InputError
        If the ending is none of :data:`ENDINGS`, or a Zarr group is there already.
    MissingLibraryError
        If Zarr is wanted and not installed (extra ``cohort``).
    """
    target = check_path(path)
    if target.suffix == ".csv":
        return write_text(target, _as_csv(dataset))
    if target.suffix == ".nc":
        return write_bytes(target, bytes(dataset.to_netcdf(engine="scipy")))
    dataset.to_zarr(target, mode="w-", zarr_format=2, consolidated=True)
    return target


def _as_csv(dataset: xarray.Dataset) -> str:
    """One line for each participant and visit; empty where nothing was measured."""
    columns: dict[str, Vector] = {}
    for name in dataset.data_vars:
        one = dataset[name]
        if one.dims == ("person", "day"):
            columns[f"{name}"] = one.values
        elif one.dims == ("person", "site", "day"):
            columns |= {f"{name}_{site}": one.sel(site=site).values for site in dataset.site.values}
    single = [str(name) for name in _SINGLE]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["person", "arm", *single, "day", *columns])
    fixed = {name: dataset[name].values for name in single}
    arms, days = dataset.arm.values, dataset.day.values
    for person in range(len(arms)):
        own = [arms[person], *(_shown(fixed[name][person]) for name in single)]
        for visit, day in enumerate(days):
            writer.writerow(
                [person, *own, f"{day:g}", *(_shown(one[person, visit]) for one in columns.values())]
            )
    return text.getvalue()


def _shown(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.6g}"
