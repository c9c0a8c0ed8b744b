"""One convention for labelled results, of a twin in memory and of very many people on disk.

Dimensions are ``person``, ``day`` and, for areal density, ``site``; large cohorts have ``plan`` too. Every number has
``units`` that Pint reads and a ``long_name``, in the manner of the CF conventions; ``status`` says what became of each
person, ``reason`` why somebody failed, where somebody did; versions stand in the attributes. All of it can be written
as NetCDF.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.ensemble.cohort_store import DONE, FAILED, STATUS_ATTRIBUTES
from osteotwin.engine.ensemble.dataset import reasons_of

if TYPE_CHECKING:
    import xarray

Attributes = dict[str, str]

#: The edition of the conventions that the outputs of a twin keep to (https://cfconventions.org).
CONVENTIONS = "CF-1.11"
DENSITY = "bmd"
_SITE_OF = {bmd_key(site): site for site in DXA_SITES}

#: What each dimension counts.
DIMENSIONS: dict[str, Attributes] = {
    "person": {"units": "1", "standard_name": "realization", "long_name": "number of the virtual person"},
    "plan": {"long_name": "name of the plan"},
    "site": {"long_name": "skeletal site"},
    "day": {
        "units": "day",
        "standard_name": "forecast_period",
        "long_name": "day of the plan, which begins on day 0",
    },
    "failed_person": {"long_name": "number of a virtual person whose simulation failed"},
    "parameter": {"long_name": "name of the parameter"},
    "endpoint": {"long_name": "name of the endpoint"},
}
#: Flags have the type of what they explain.
_FLAGS = np.array(STATUS_ATTRIBUTES["flag_values"], dtype=np.uint8)
#: International units count what a substance does.
_NOT_IN_PINT = {"": "1", "IU/L": "count/L"}


def pint_units(unit: str) -> str:
    """A unit of the model as Pint reads it.

    Examples
    --------
    >>> pint_units("g/cm2")
    'g/cm^2'
    """
    return _NOT_IN_PINT.get(unit) or re.sub(r"([a-z])(\d)", r"\1^\2", unit)


def variable_attributes(variable: str) -> Attributes:
    """Units and label of a variable: of an endpoint, or of areal density over all sites."""
    if variable == DENSITY:
        return {"units": pint_units("g/cm2"), "long_name": "Areal bone mineral density"}
    endpoint = OUTPUTS[variable]
    return {"units": pint_units(endpoint.output_unit), "long_name": endpoint.name}


def variables_of(endpoints: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Variables that hold endpoints, with the sites of each: none but for areal density."""
    found: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(endpoints):
        variable = DENSITY if name in _SITE_OF else name
        found[variable] = found.get(variable, ()) + ((_SITE_OF[name],) if name in _SITE_OF else ())
    return found


def by_variable(values: Mapping[str, Vector]) -> dict[str, Vector]:
    """Values of endpoints, array [..., n_time], by variable; those of areal density as array [..., n_site, n_time]."""
    return {
        variable: np.stack([values[bmd_key(site)] for site in sites], axis=-2) if sites else values[variable]
        for variable, sites in variables_of(tuple(values)).items()
    }


def plain_attributes(attributes: Mapping[str, Any]) -> dict[str, str | int | float]:
    """Attributes as any format can hold them: yes and no as 1 and 0, what is neither text nor number as JSON."""
    return {
        name: value
        if isinstance(value, str | float)
        else int(value)
        if isinstance(value, int)
        else json.dumps(value)
        for name, value in attributes.items()
    }


def provenance(parameter_set: str, seed: int) -> dict[str, str | int]:
    """What results depend on, for the attributes of a dataset."""
    return {
        "code_version": __version__,
        "model_version": str(MODEL_VERSION),
        "parameter_set": parameter_set,
        "seed": seed,
    }


def labelled(
    variables: Mapping[str, tuple[tuple[str, ...], Any, Attributes]],
    coordinates: Mapping[str, Any],
    attributes: Mapping[str, Any],
    failures: Mapping[int, str],
    people: int,
) -> xarray.Dataset:
    """A dataset over persons.

    Parameters
    ----------
    variables : mapping of str to (dimensions, array, attributes)
    coordinates : mapping of str to labels
        Of the dimensions beside the person.
    attributes : mapping
        Of the dataset.
    failures : mapping of int to str
    people : int
    """
    import xarray as xr

    numbers, reason = reasons_of(failures)
    status = np.full(people, DONE, dtype=np.uint8)
    status[numbers] = FAILED
    dataset = xr.Dataset(
        {
            **{name: xr.Variable(*variable) for name, variable in variables.items()},
            "status": ("person", status, STATUS_ATTRIBUTES | {"flag_values": _FLAGS}),
            **({"reason": reason} if failures else {}),
        },
        coords={
            "person": np.arange(people),
            **({"failed_person": numbers} if failures else {}),
            **coordinates,
        },
    )
    return to_convention(dataset, attributes)


def to_convention(dataset: xarray.Dataset, attributes: Mapping[str, Any]) -> xarray.Dataset:
    """A dataset whose dimensions are described, with attributes that any format can hold."""
    for name in dataset.coords:
        dataset[name].attrs |= DIMENSIONS.get(str(name), {})
        dataset[name].encoding["_FillValue"] = (
            None  # a coordinate has no gaps, and the conventions allow no mark of any
        )
    dataset.attrs = plain_attributes(attributes)
    return dataset
