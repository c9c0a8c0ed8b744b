"""Read parameter files; refuse gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import inf
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import EVIDENCE_LEVELS, Row, Words, parsed, read_as
from osteotwin.inputs.values import Flag, Number, Word
from osteotwin.parameters.parameter import Parameter
from osteotwin.parameters.posterior import Posterior

#: In the order in which the signal travels.
STATIONS = ("drugs", "sex_steroids", "loading", "minerals", "bone_cells", "bone_tissue", "markers")

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

        The draws of a fitted parameter move with its center, so that its standard deviation and its correlations stay.

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


@dataclass(frozen=True)
class _ParameterRow(Row):
    """One parameter as its file holds it."""

    meaning: Words
    value: Annotated[float, Number(-inf, inf)]
    unit: str
    range: tuple[Annotated[float, Number(-inf, inf)], Annotated[float, Number(-inf, inf)]]
    evidence_level: Annotated[str, Word(EVIDENCE_LEVELS), Field(alias="kind")]
    source: Words
    symbol: str = ""
    people_cv: Annotated[float, Number(0.0, 1.0)] = 0.0
    personal: Annotated[bool, Flag()] = False
    note: str = ""

    def __post_init__(self) -> None:
        low, high = self.range
        if not low <= self.value <= high:
            raise ValueError(f"the value {self.value:g} outside its range [{low:g}, {high:g}]")


def read_station(file: Traversable, station: str) -> dict[str, Parameter]:
    """Return the parameters of one station's file.

    Raises
    ------
    ParameterError
        If a key is missing, unknown or inconsistent.
    """
    text = file.read_text(encoding="utf-8")
    rows = read_as(dict[str, _ParameterRow], parsed(text, file.name), file.name, text=text)
    return {
        name: Parameter(
            name=name,
            meaning=row.meaning,
            symbol=row.symbol,
            value=row.value,
            unit=row.unit,
            low=row.range[0],
            high=row.range[1],
            evidence_level=row.evidence_level,
            source=row.source,
            station=station,
            people_cv=row.people_cv,
            personal=row.personal,
            note=row.note,
        )
        for name, row in rows.items()
    }


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
