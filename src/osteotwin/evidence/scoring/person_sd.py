"""How much single people differ in what a trial measures, and the standard error where none was printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.constants import WEEKS_PER_TRIAL_YEAR
from osteotwin.evidence.scoring.discrepancy_classes import (
    LOGARITHM,
    OWN_UNIT,
    POINTS,
    comparison_scale,
    share_converted,
)
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Choice, Number


def default_standard_error(row: Measured, people: Sequence[float]) -> float:
    """Standard error on the scale of comparison of a value without a printed one.

    Parameters
    ----------
    row : Measured
    people : sequence of float
        How many were measured in each of the row's arms.
    """
    return float(person_sd(row) * sum(1 / n for n in people) ** 0.5)


def person_sd(row: Measured) -> float:
    """Standard deviation between single people, on the scale of comparison."""
    scale, default = comparison_scale(row), _person_sds().by_endpoint[row.endpoint]
    if scale == OWN_UNIT:
        return share_converted(default.sd, default.comparison_scale, LOGARITHM) * _level_before(row)
    sd = share_converted(default.sd, default.comparison_scale, scale)
    if row.group == "bmd" and scale == POINTS:
        return float(sd * (0.5 + 0.5 * row.week / WEEKS_PER_TRIAL_YEAR) ** 0.5)
    return sd


def _level_before(row: Measured) -> float:
    """The arms' mean baseline in the endpoint's unit, or a usual level where the files give none."""
    known = [level for level in row.baselines if level is not None]
    return sum(known) / len(known) if known else _person_sds().usual_level[row.endpoint]


@dataclass(frozen=True)
class _Default(Row):
    endpoints: tuple[Words, ...]
    sd: Annotated[float, Number(0, 100)]
    scale: Annotated[str, Choice(("percent", "logarithm"))]
    source: Words

    @property
    def comparison_scale(self) -> str:
        return POINTS if self.scale == "percent" else LOGARITHM


@dataclass(frozen=True)
class _PersonSds(Row):
    usual_level: Mapping[str, float]
    default: tuple[_Default, ...]

    @property
    def by_endpoint(self) -> dict[str, _Default]:
        return {name: row for row in self.default for name in row.endpoints}


@cache
def _person_sds() -> _PersonSds:
    return load_table(_PersonSds, "osteotwin.evidence", "data", "person_sds.toml")
