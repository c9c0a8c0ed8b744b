"""Read parameter files; refuse gaps."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from osteotwin.errors import ParameterError
from osteotwin.parameters.parameter import KINDS, Parameter
from osteotwin.parameters.posterior import Posterior

#: In the order in which the signal travels.
STATIONS = ("drugs", "sex_steroids", "loading", "minerals", "bone_cells", "bone_tissue", "markers")

_REQUIRED = ("meaning", "value", "unit", "range", "kind", "source")
_OPTIONAL = ("symbol", "people_cv", "personal", "note")

#: The set before any fit; its ranges are the priors of every fit.
STARTING_SET = "starting-values-2"


@dataclass(frozen=True, repr=False)
class ParameterSet:
    """A named, complete set of parameters; behaves as a mapping from name to value.

    Attributes
    ----------
    name : str
        Versioned name that every result carries.
    parameters : mapping of str to Parameter
    posterior : Posterior or None
        What a fit to trials left open about the fitted parameters; ``None``: nothing was fitted.
    """

    name: str
    parameters: Mapping[str, Parameter]
    posterior: Posterior | None = None

    def __post_init__(self) -> None:
        # Sets are shared by everybody who asks for one: nobody may change another's.
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))

    def __reduce__(self) -> tuple[type[ParameterSet], tuple[str, dict[str, Parameter], Posterior | None]]:
        # A mapping proxy can be neither pickled nor copied.
        return ParameterSet, (self.name, dict(self.parameters), self.posterior)

    def __repr__(self) -> str:
        fitted = f", {len(self.posterior.names)} of them fitted" if self.posterior is not None else ""
        return f"ParameterSet({self.name!r}, {len(self.parameters)} parameters{fitted})"

    @property
    def names(self) -> tuple[str, ...]:
        """Names in the order of the signal."""
        return tuple(self.parameters)

    def values(self) -> dict[str, float]:
        """Return the central values by name."""
        return {name: parameter.value for name, parameter in self.parameters.items()}

    def replaced(self, **values: float) -> ParameterSet:
        """Return the set with some central values replaced.

        The draws of a fitted parameter move with its center, so that its spread and its correlations stay.

        Raises
        ------
        ParameterError
            If a name is unknown.
        """
        changed, posterior = dict(self.parameters), self.posterior
        for name, value in values.items():
            if name not in changed:
                message = f"there is no parameter named {name!r}"
                raise ParameterError(message)
            old = changed[name]
            changed[name] = replace(old, value=value)
            if posterior is not None and name in posterior.names:
                posterior = (
                    posterior.moved(name, factor=value / old.value)
                    if old.log_scale and value > 0
                    else posterior.moved(name, step=value - old.value)
                )
        return ParameterSet(self.name, changed, posterior)


def read_parameter(name: str, entry: Mapping[str, Any], station: str, file: str) -> Parameter:
    """Return one checked parameter.

    Raises
    ------
    ParameterError
        If a key is missing, unknown or inconsistent.
    """
    missing = [key for key in _REQUIRED if key not in entry]
    unknown = [key for key in entry if key not in (*_REQUIRED, *_OPTIONAL)]
    if missing or unknown:
        message = f"{file}: {name}: missing {missing or 'nothing'}, unknown {unknown or 'nothing'}"
        raise ParameterError(message)
    value = float(entry["value"])
    low, high = (float(bound) for bound in entry["range"])
    if not low <= value <= high:
        message = f"{file}: {name}: value {value:g} lies outside its range [{low:g}, {high:g}]"
        raise ParameterError(message)
    if entry["kind"] not in KINDS:
        message = f"{file}: {name}: kind {entry['kind']!r} is none of {', '.join(KINDS)}"
        raise ParameterError(message)
    if not str(entry["source"]).strip() or not str(entry["meaning"]).strip():
        message = f"{file}: {name}: source and meaning must not be empty"
        raise ParameterError(message)
    return Parameter(
        name=name,
        meaning=entry["meaning"],
        symbol=entry.get("symbol", ""),
        value=value,
        unit=entry["unit"],
        low=low,
        high=high,
        kind=entry["kind"],
        source=entry["source"],
        station=station,
        people_cv=float(entry.get("people_cv", 0.0)),
        personal=bool(entry.get("personal", False)),
        note=entry.get("note", ""),
    )


def read_station(file: Traversable, station: str) -> dict[str, Parameter]:
    """Return the parameters of one station's file."""
    entries = tomllib.loads(file.read_text(encoding="utf-8"))
    if entries.pop("schema", None) != 1:
        message = f"{file.name}: schema must be 1"
        raise ParameterError(message)
    return {name: read_parameter(name, entry, station, file.name) for name, entry in entries.items()}


@cache
def starting_values() -> ParameterSet:
    """Return the shipped starting set: literature values and a hand fit, not yet calibrated."""
    folder = files("osteotwin.parameters") / "data"
    parameters: dict[str, Parameter] = {}
    for station in STATIONS:
        found = read_station(folder / f"{station}.toml", station)
        doubled = parameters.keys() & found.keys()
        if doubled:
            message = f"{station}.toml: {', '.join(sorted(doubled))} stand in another file too"
            raise ParameterError(message)
        parameters |= found
    return ParameterSet(STARTING_SET, parameters)
