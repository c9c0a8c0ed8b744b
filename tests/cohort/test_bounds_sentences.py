"""What is said of somebody outside a living body: the whole sentence."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest
from tests.cohort.conftest import MAN
from tests.every import every

from osteotwin.cohort.cohort import alike
from osteotwin.cohort.physiological_bounds import likely_cause, people_outside, physiological_bounds
from osteotwin.endpoints import ENDPOINTS, OUTPUTS

BOUNDS = physiological_bounds()
YEAR = 365.25


def said(endpoint: str, values: list[float], days: list[float]) -> str | None:
    table = np.array(values)[None, :, None]
    return people_outside(table, (endpoint,), np.array(days), alike(MAN, 1)).get(0)


@pytest.mark.parametrize("endpoint", OUTPUTS)
def test_a_value_is_said_with_its_unit_and_both_bounds(endpoint: str) -> None:
    row, bound = ENDPOINTS[endpoint], BOUNDS.output[endpoint]
    lowest = 0.0 if -0.01 < bound.low < 0 else bound.low
    unit = f" {row.output_unit}" if row.output_unit else " times the reference" if row.relative else ""
    middle = (max(bound.low, 0.0) + bound.high) / 2
    for value in (bound.low - 1.0, 2.0 * bound.high + 1.0):
        assert said(endpoint, [middle, value], [0.0, 30.0]) == (
            f"day 30: {row.label} of {value:.3g}{unit}, and no living body has less than {lowest:g} or more than "
            f"{bound.high:g}; likely cause: {likely_cause(alike(MAN, 1).fields, 0)}"
        )


@pytest.mark.parametrize("name", BOUNDS.change)
def test_a_change_is_said_with_the_day_it_counts_from_and_the_span(name: str) -> None:
    change = BOUNDS.change[name]
    endpoint = change.endpoints[0]
    span = "a year" if change.years == 1 else f"{change.years:g} years"
    for percent in (change.low - 3.0, change.high + 3.0):
        value = 1 + percent / 100
        # It stays for as long as a whole span, then changes within half of one.
        days = [0.0, change.years * YEAR, 1.5 * change.years * YEAR]
        found = said(endpoint, [1.0, 1.0, value], days)
        assert found is not None
        first = found.split("; likely cause")[0]
        assert first == (
            f"day {days[2]:.0f}: {ENDPOINTS[endpoint].label} changed by {percent:+.3g} % since day {days[1]:.0f}, "
            f"and no living body's changes by less than {change.low:+g} or more than {change.high:+g} % within {span}"
        )
        # Within just the span it still counts, a little beyond it no more.
        assert said(endpoint, [1.0, value], [0.0, change.years * YEAR]) is not None
        assert said(endpoint, [1.0, value], [0.0, change.years * YEAR + 1.0]) is None
    for percent in (change.low + 0.01, change.high - 0.01):
        assert said(endpoint, [1.0, 1 + percent / 100], [0.0, change.years * YEAR]) is None


def test_the_first_of_several_faults_is_said() -> None:
    found = said("ctx", [1.0, 1e5, 1.0, 2e5], [0.0, 1.0, 2.0, 3.0])
    assert found is not None
    assert re.match(r"day 1: .* of 1e\+05 ", found)


@every("one, other", [*product(BOUNDS.usual, BOUNDS.usual)])
def test_the_cause_is_what_is_further_off_in_proportion(one: str, other: str) -> None:
    if one == other or {one, other} - set(alike(MAN, 1).fields):
        return
    base = alike(MAN, 1).fields
    for far, near in ((4.0, 3.0), (1 / 4.0, 1 / 3.0), (4.0, 1 / 3.0), (1 / 4.0, 3.0)):
        rows = ((one, far), (other, near))
        values = {
            name: part * (BOUNDS.usual[name].high if part > 1 else BOUNDS.usual[name].low)
            for name, part in rows
        }
        if min(values.values()) <= 0:
            continue
        fields = dict(base) | {name: np.array([value]) for name, value in values.items()}
        assert likely_cause(fields, 0) == BOUNDS.usual[one].text.format(value=values[one])


@pytest.mark.parametrize("name", BOUNDS.usual)
def test_the_ends_of_what_is_usual_are_no_cause(name: str) -> None:
    base = dict(alike(MAN, 1).fields)
    nothing = likely_cause(base, 0)
    row = BOUNDS.usual[name]
    for value in (row.low, row.high):
        if name in base:
            assert likely_cause(base | {name: np.array([value])}, 0) == nothing
    assert likely_cause({}, 0) == nothing
