"""What a living body can have: whoever leaves it in a simulation has failed, with a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import VirtualPeople
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import ENDPOINTS
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number

_Value = Annotated[float, Number(-1e6, 1e6)]

#: Where nothing known of a person is far from usual.
_NO_CAUSE: Final = "a dose far beyond use, or parameters drawn from the end of what is believed"


@dataclass(frozen=True)
class Bound(Row):
    """Lowest and highest value of one output, in its unit."""

    low: _Value
    high: _Value
    source: Words


@dataclass(frozen=True)
class ChangeBound(Row):
    """Lowest and highest change of densities [%] between two days at most ``years`` apart."""

    years: _Value
    low: _Value
    high: _Value
    endpoints: tuple[Words, ...]
    source: Words


@dataclass(frozen=True)
class Usual(Row):
    """What most people have of one field of a profile, and how a value is named as a cause."""

    low: _Value
    high: _Value
    text: Words


@dataclass(frozen=True)
class Bounds(Row):
    """The table: by output, by name of a change, by field of a profile."""

    output: dict[str, Bound]
    change: dict[str, ChangeBound]
    usual: dict[str, Usual]


@cache
def physiological_bounds() -> Bounds:
    """The bounds that ship with the package."""
    return load_table(Bounds, "osteotwin.cohort", "data", "bounds.toml")


def people_outside(
    table: Vector, endpoints: Sequence[str], days: Vector, people: VirtualPeople
) -> dict[int, str]:
    """Find the people who leave what a living body can have.

    Parameters
    ----------
    table : array [n_people, n_time, n_endpoint]
        In the units of ``osteotwin.endpoints.OUTPUTS``; who is NaN throughout has failed before and is not named.
    endpoints : sequence of str
    days : array [n_time, day]
        Rising.
    people : VirtualPeople

    Returns
    -------
    dict of int to str
        One sentence each: day, output, value and the likely cause.
    """
    if not table.size:
        return {}
    bounds = physiological_bounds()
    low, high = (
        np.array([getattr(bounds.output[name], end) for name in endpoints]) for end in ("low", "high")
    )
    # The smallest and largest values decide for nearly everybody; NaN is never within.
    smallest, largest = table.min(axis=1), table.max(axis=1)
    unusual = np.flatnonzero(~((smallest >= low) & (largest <= high)).all(axis=1))
    outside = unusual[~np.isnan(table[unusual]).all(axis=(1, 2))]
    found: dict[int, str] = {
        i: f"{_value_outside(table[i], endpoints, days, low, high)}; "
        f"likely cause: {likely_cause(people.fields, i)}"
        for i in outside.tolist()
    }
    for change in bounds.change.values():
        for k, name in enumerate(endpoints):
            if name not in change.endpoints:
                continue
            with np.errstate(divide="ignore", invalid="ignore"):
                ratio = largest[:, k] / smallest[:, k]
                moved = (ratio > 1 + change.high / 100) | (ratio > 1 / (1 + change.low / 100))
            for i in np.flatnonzero(moved).tolist():
                if i not in found and (why := _change_outside(table[i, :, k], name, days, change)):
                    found[i] = f"{why}; likely cause: {likely_cause(people.fields, i)}"
    return found


def likely_cause(fields: Mapping[str, Vector], person: int) -> str:
    """Name what is known of a person that is furthest, in proportion, from what most people have."""
    furthest, cause = 1.0, _NO_CAUSE
    for name, usual in physiological_bounds().usual.items():
        if name not in fields:
            continue
        value = float(fields[name][person])
        factor = max(value / usual.high, usual.low / max(value, 1e-12))
        if factor > furthest:
            furthest, cause = factor, usual.text.format(value=value)
    return cause


def _value_outside(table: Vector, endpoints: Sequence[str], days: Vector, low: Vector, high: Vector) -> str:
    """The first value of one person that is outside, as a sentence; ``table`` is [n_time, n_endpoint]."""
    day, place = np.argwhere(~((table >= low) & (table <= high)))[0]
    row, value = ENDPOINTS[endpoints[int(place)]], table[day, place]
    unit = f" {row.output_unit}" if row.output_unit else " times the reference" if row.relative else ""
    lowest = max(float(low[place]), 0.0) if low[place] > -0.01 else float(low[place])
    shown = f"of {value:.3g}{unit}" if np.isfinite(value) else "that is no finite number"
    return (
        f"day {days[day]:.0f}: {row.label} {shown}, and no living body has less than {lowest:g} or more than "
        f"{high[place]:g}"
    )


def _change_outside(values: Vector, endpoint: str, days: Vector, change: ChangeBound) -> str | None:
    """The first change of one person's density that is outside, as a sentence; ``values`` is [n_time]."""
    for k in range(1, len(days)):
        first = int(np.searchsorted(days, days[k] - change.years * DAYS_PER_YEAR - 0.5))
        percent = 100 * (values[k] / values[first : k + 1] - 1)
        for since in (int(np.argmax(percent)), int(np.argmin(percent))):
            if not change.low <= percent[since] <= change.high:
                span = "a year" if change.years == 1 else f"{change.years:g} years"
                return (
                    f"day {days[k]:.0f}: {ENDPOINTS[endpoint].label} changed by {percent[since]:+.3g} % since day "
                    f"{days[first + since]:.0f}, and no living body's changes by less than {change.low:+g} or more "
                    f"than {change.high:+g} % within {span}"
                )
    return None
