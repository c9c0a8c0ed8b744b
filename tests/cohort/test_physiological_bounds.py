"""Who leaves what a living body can have has failed: NaN, and a sentence with day, output, value and cause."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cohort.conftest import MAN, PEOPLE
from tests.every import every
from tests.simulating import initialized

from osteotwin.cohort.cohort import FIELDS, alike
from osteotwin.cohort.physiological_bounds import likely_cause, people_outside, physiological_bounds
from osteotwin.cohort.simulation import run_plan
from osteotwin.endpoints import ENDPOINTS, MEASURED, OUTPUTS
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.protocol.interventions import Protocol

DAYS = np.array([0.0, 180.0, 365.0, 730.0, 3650.0])
BOUNDS = physiological_bounds()
CHANGES = [(name, endpoint) for name, row in BOUNDS.change.items() for endpoint in row.endpoints]


def usual(people: int = 3) -> np.ndarray:
    """People in the middle of every bound."""
    middle = {name: (max(row.low, 0.0) + row.high) / 2 for name, row in BOUNDS.output.items()}
    return np.tile([middle[name] for name in OUTPUTS], (people, len(DAYS), 1))


def outside(table: np.ndarray) -> dict[int, str]:
    return people_outside(table, tuple(OUTPUTS), DAYS, alike(MAN, len(table)))


def test_every_output_has_a_bound_and_nothing_else() -> None:
    assert list(BOUNDS.output) == list(OUTPUTS)
    assert set(BOUNDS.usual) <= set(FIELDS)
    densities = {name for name, row in OUTPUTS.items() if row.group == "bmd"}
    assert {endpoint for row in BOUNDS.change.values() for endpoint in row.endpoints} == densities


@pytest.mark.parametrize("endpoint", OUTPUTS)
def test_a_value_that_may_be_measured_is_within(endpoint: str) -> None:
    row = ENDPOINTS[endpoint]
    if endpoint in MEASURED and not row.relative and endpoint not in ("pth", "1_25ohd"):
        assert BOUNDS.output[endpoint].low <= row.low < row.high <= BOUNDS.output[endpoint].high


@every("day, endpoint", [*product(range(len(DAYS)), OUTPUTS)])
def test_a_value_outside_is_named_with_its_day_and_the_others_are_left_alone(endpoint: str, day: int) -> None:
    bound, place = BOUNDS.output[endpoint], list(OUTPUTS).index(endpoint)
    for value in (
        bound.low - 0.01 * abs(bound.low) - 1e-6,
        1.01 * bound.high,
        np.nan,
        np.inf,
        -np.inf,
    ):
        table = usual()
        table[1, day, place] = value
        found = outside(table)
        assert list(found) == [1]
        assert found[1].startswith(f"day {DAYS[day]:.0f}: {ENDPOINTS[endpoint].label} ")
        assert (f"{value:.3g}" in found[1]) == np.isfinite(value)


def test_ends_of_bounds_are_within_and_who_has_failed_before_is_not_named() -> None:
    for end in ("low", "high"):
        table = np.tile([getattr(BOUNDS.output[name], end) for name in OUTPUTS], (2, len(DAYS), 1))
        table[1] = np.nan
        assert outside(table) == {}


@pytest.mark.parametrize(("name", "endpoint"), CHANGES)
@pytest.mark.parametrize("end", ["low", "high"])
def test_a_density_that_changes_faster_than_a_body_can_is_named(name: str, endpoint: str, end: str) -> None:
    change, place = BOUNDS.change[name], list(OUTPUTS).index(endpoint)
    percent = getattr(change, end)
    start, last = 1.0, int(np.searchsorted(DAYS, change.years * 365.0))
    for part, named in ((0.98, False), (1.02, True)):
        table = usual()
        table[:, :, place] = start
        table[2, last:, place] = start * (1 + part * percent / 100)
        found = outside(table)
        assert list(found) == ([2] if named else [])
        if named:
            assert f"day {DAYS[last]:.0f}: {ENDPOINTS[endpoint].label} changed by " in found[2]


def test_a_change_that_takes_longer_than_its_bound_is_within() -> None:
    table = usual()
    place = list(OUTPUTS).index("bmd_lumbar_spine")
    table[:, :, place] = [1.0, 1.0, 1.25, 1.55, 1.55]
    assert outside(table) == {}


@pytest.mark.parametrize("field", BOUNDS.usual)
def test_the_likely_cause_is_what_is_furthest_from_usual(field: str) -> None:
    row = BOUNDS.usual[field]
    for value in (10 * row.high, row.low / 10):
        fields = dict(alike(MAN, 1).fields) | {field: np.array([value])}
        expected = row.text.format(value=value) if value < row.low or value > row.high else None
        assert expected is None or likely_cause(fields, 0) == expected


def test_somebody_usual_has_no_cause_of_his_own() -> None:
    for who in PEOPLE.values():
        assert "before the plan" not in likely_cause(alike(who, 1).fields, 0)


def test_a_plan_makes_those_outside_nan_with_a_reason_and_leaves_the_others_alone() -> None:
    cohort = initialized(MAN)
    impossible = {name: np.repeat(values, 2) for name, values in cohort.people.fields.items()}
    impossible["bmd_lumbar_spine"] = np.array([MAN.bmd["lumbar_spine"], 9.0])
    both = cohort.take(np.array([0, 0]))
    changed = replace(both, people=replace(both.people, fields=impossible))
    days = np.array([0.0, 365.0])
    found = run_plan(changed, Protocol(()), days, KernelEngine())
    alone = run_plan(cohort, Protocol(()), days, KernelEngine())
    assert np.array_equal(found.table[0], alone.table[0])
    assert np.isnan(found.table[1]).all()
    assert list(found.failures) == [1]
    assert "day 0: lumbar spine BMD of 9 g/cm2" in found.failures[1]
    assert "likely cause: lumbar spine BMD of 9 g/cm2 before the plan" in found.failures[1]


@given(st.integers(0, len(OUTPUTS) - 1), st.integers(0, len(DAYS) - 1), st.floats(allow_nan=True))
def test_nobody_who_is_not_named_is_outside(place: int, day: int, value: float) -> None:
    table = usual(1)
    table[0, day, place] = value
    bound = BOUNDS.output[list(OUTPUTS)[place]]
    if not outside(table):
        assert bound.low <= value <= bound.high
