"""The one table of endpoints: what persons and trials measure and what the model reports.

Units, hard limits, labels, the model's output and the scale of comparison all come from ``endpoints.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite
from types import MappingProxyType
from typing import Annotated, Any, Final

from osteotwin.inputs.shipped import Row, Words, parsed, read_as, shipped_text
from osteotwin.inputs.values import Flag, Number, Word
from osteotwin.units import KINDS

FILE: Final = "endpoints.toml"

PERCENT_CHANGE: Final = "percent_change"
PERCENT_DIFFERENCE: Final = "percent_difference"
RATIO_TO_BASELINE: Final = "ratio_to_baseline"
ABSOLUTE: Final = "absolute"
ABSOLUTE_CHANGE: Final = "absolute_change"

#: group -> what its endpoints are, together
GROUPS: Final[Mapping[str, str]] = {
    "body": "body size",
    "hormone": "hormones",
    "loading": "loading",
    "mineral": "minerals",
    "signal": "signals between bone cells",
    "cell": "bone cells",
    "marker": "turnover markers",
    "bmd": "bone density",
    "t_score": "T-scores",
    "z_score": "Z-scores",
    "blood": "blood count and kidney",
    "other": "other measurements",
}

#: region -> what it is called within a sentence
REGIONS: Final[Mapping[str, str]] = {"lumbar_spine": "lumbar spine", "hip": "hip"}


@dataclass(frozen=True)
class Endpoint(Row):
    """One quantity that is measured, computed or both.

    Attributes
    ----------
    id : str
        As files and the answer name it.
    label : str
        Short, as within a sentence.
    name : str
        In full.
    group : str
        Key of :data:`GROUPS`.
    quantity : str
        Row of :data:`osteotwin.units.KINDS`; empty: nobody measures it.
    low, high : float
        Hard limits in ``unit``; infinite: a person's file does not name it.
    aliases : tuple of str
        Other names that files may write.
    output : str or None
        The model's output that stands for it; ``None`` where the model has none.
    relative : bool
        Whether that output is relative to the reference person.
    counts : str
        What a number without a unit counts.
    note : str
        What the output stands for, or why there is none.
    scale : str or None
        On which an absolute value with a baseline is compared; ``None``: trials do not name it.
    region : str
        Key of :data:`REGIONS`: sites whose density is scored together; empty outside them.
    alike : str
        Endpoints whose discrepancies between trials and model are alike; the group's own if empty.
    station, text : str
        Where the answer shows its course, and one sentence about it; empty where it does not.
    """

    id: Words
    label: Words
    name: Words
    group: Annotated[str, Word(tuple(GROUPS))]
    quantity: Annotated[str, Word(("", *KINDS))] = ""
    low: Annotated[float, Number(-1e6, 1e6)] = -inf
    high: Annotated[float, Number(-1e6, 1e6)] = inf
    aliases: tuple[Words, ...] = ()
    output: Words | None = None
    relative: Annotated[bool, Flag()] = False
    counts: str = ""
    note: str = ""
    scale: Annotated[str, Word((PERCENT_CHANGE, RATIO_TO_BASELINE, ABSOLUTE))] | None = None
    region: Annotated[str, Word(("", *REGIONS))] = ""
    alike: str = ""
    station: str = ""
    text: str = ""

    @property
    def unit(self) -> str:
        """Unit of a measured value; empty for a pure number."""
        return KINDS[self.quantity].unit if self.quantity else ""

    @property
    def output_unit(self) -> str:
        """Unit of the model's output; empty where it is relative or a pure number."""
        return "" if self.relative else self.unit

    @property
    def title(self) -> str:
        """The label at the beginning of a line; what begins small before capitals, as eGFR, stays."""
        return self.label if self.label[1:2].isupper() else self.label[:1].upper() + self.label[1:]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a file may write."""
        return tuple(dict.fromkeys((self.id, self.label, self.name, *self.aliases)))


def _with_defaults(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of the table with what it leaves out because its name or label says it."""
    limits: list[float] = row.pop("range", [])
    filled = (
        {"name": row.get("label"), "output": name} | row | dict(zip(("low", "high"), limits, strict=False))
    )
    return filled | {"id": name, "output": filled["output"] or None}


def _read() -> Mapping[str, Endpoint]:
    text = shipped_text("osteotwin", FILE)
    rows = {name: _with_defaults(name, row) for name, row in parsed(text, FILE).items()}
    return MappingProxyType(read_as(dict[str, Endpoint], rows, FILE, text=text))


def _those(kept: set[str]) -> Mapping[str, Endpoint]:
    return MappingProxyType({name: row for name, row in ENDPOINTS.items() if name in kept})


#: Every endpoint by its identifier.
ENDPOINTS: Final = _read()

#: What the model reports, in the order of its outputs.
OUTPUTS: Final = _those({name for name, row in ENDPOINTS.items() if row.output == name})

#: What a person's file may name.
MEASURED: Final = _those({name for name, row in ENDPOINTS.items() if isfinite(row.low)})

#: What a trial file may name.
TRIAL_ENDPOINTS: Final = _those({name for name, row in ENDPOINTS.items() if row.scale is not None})


def score_class(endpoint: str, scale: str, unit: str) -> str:
    """Return the class whose errors can be averaged: same group, same scale.

    Percent changes and differences of percent changes are both points of percent and count together.

    Parameters
    ----------
    endpoint : str
        One of :data:`TRIAL_ENDPOINTS`.
    scale : str
        On which the row is compared.
    unit : str
        Of a level or a difference of levels.
    """
    group = ENDPOINTS[endpoint].group
    if scale in (PERCENT_CHANGE, PERCENT_DIFFERENCE):
        return f"{group}_percent"
    if scale == RATIO_TO_BASELINE:
        return f"{group}_ratio"
    return f"{endpoint}_{unit}" if scale == ABSOLUTE else f"{endpoint}_change_{unit}"


def discrepancy_class(endpoint: str, scale: str) -> str:
    """Return the class of endpoints whose offsets and errors against the model are alike.

    Parameters
    ----------
    endpoint : str
        One of :data:`TRIAL_ENDPOINTS`.
    scale : str
        On which the row is compared; changes in an endpoint's own unit make a class of their own, and so do
        differences between arms of areal density, in which what a trial's arms share has cancelled.
    """
    row = ENDPOINTS[endpoint]
    if scale == ABSOLUTE_CHANGE:
        return "change"
    alike = row.alike or row.group
    return "bmd_contrast" if alike == "bmd" and scale == PERCENT_DIFFERENCE else alike
