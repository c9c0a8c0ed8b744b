"""A cohort's folder as a labelled dataset that reads from disk what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from osteotwin.arrays import Index
from osteotwin.engine.ensemble.cohort_store import GROUP, damaged, open_store, require_zarr

if TYPE_CHECKING:
    import xarray


def reasons_of(failures: Mapping[int, str]) -> tuple[Index, tuple[str, Any, dict[str, str]]]:
    """The numbers of those whose simulation failed, and the variable that says why, over ``failed_person``.

    Where nobody failed a dataset has neither: not every reader opens a NetCDF file with a dimension without length.
    """
    failed = sorted(failures)
    reasons = np.array([failures[person] for person in failed], dtype=np.str_)
    return np.array(failed, dtype=np.int64), (
        "failed_person",
        reasons,
        {"long_name": "why the person's simulation failed"},
    )


def open_dataset(path: str | Path) -> xarray.Dataset:
    """The people of a folder as a dataset, as :func:`osteotwin.people.large_cohort.open_cohort` describes it.

    Raises
    ------
    MissingLibraryError
        If Zarr is not installed.
    SimulationError
        If the folder holds no cohort, or one that is damaged.
    """
    require_zarr()
    import xarray as xr

    store = open_store(Path(path))
    failures = store.failures()
    left = sum(stop - start for start, stop in store.missing())
    # Without chunks nothing but xarray is needed; whoever has Dask says dataset.chunk().
    labels = {name: np.array(values) for name, values in store.layout.coordinates.items()}
    people = {"person": np.arange(store.people)}
    try:
        dataset = xr.open_zarr(store.path / GROUP, consolidated=False, chunks=None).assign_coords(
            labels | people
        )
        for name in labels:
            dataset[name].attrs |= store.layout.attributes.get(name, {})
    except Exception:  # damaged bytes can fail in any way
        raise damaged(store.path) from None
    if failures:
        numbers, reason = reasons_of(failures)
        dataset = dataset.assign_coords(failed_person=numbers).assign(reason=reason)
    dataset.attrs = dict(store.description) | {"complete": left == 0, "people_done": store.people - left}
    return dataset
