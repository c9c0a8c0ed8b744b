"""What is read off the outputs of a cohort, from numbers by hand."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.cohort import Cohort, alike, join_people
from osteotwin.cohort.complete_profile import complete_profile
from osteotwin.cohort.dataset import by_variable, pint_units, plain_attributes, variables_of
from osteotwin.cohort.model_error import ModelError, add_model_error
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.simulation import day_before
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import draw
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol

DAYS = np.array([0.0, 180.0, 365.25, 500.0, 730.5])
ENDPOINTS = ("bmd_lumbar_spine", "bmd_total_hip", "ctx")
#: Percent change on each day, of each person: spine and hip.
SPINE = [[0, 1, 2, 3, 4], [0, -1, -2, -1, 0], [0, 0, 0, 0, -0.001], [np.nan] * 5]
HIP = [[0, 1, 1, 1, 1], [0, 1, 1, 1, 1], [0, 0, 0, -9, 0], [np.nan] * 5]


def outputs(days: np.ndarray = DAYS) -> Outputs:
    table = np.empty((4, 5, 3))
    table[:, :, 0] = 1.1 * (1 + np.array(SPINE) / 100)
    table[:, :, 1] = 0.9 * (1 + np.array(HIP) / 100)
    table[:, :, 2] = 0.3
    return Outputs(days, ENDPOINTS, table, {3: "could not be"}, "some set", 7)


def test_percent_change_is_that_since_the_first_day() -> None:
    assert outputs().percent_change("bmd_lumbar_spine")[:3] == pytest.approx(np.array(SPINE)[:3], abs=1e-9)


def test_a_year_is_read_on_the_day_that_is_nearest_to_it() -> None:
    assert outputs().percent_change_at("bmd_lumbar_spine", 1)[:2] == pytest.approx([2.0, -2.0])
    assert outputs().percent_change_at("bmd_lumbar_spine", 2)[:2] == pytest.approx([4.0, 0.0], abs=1e-9)


@pytest.mark.parametrize(("last", "years"), [
    (364.0, []), (365.25, [1]), (365.2499999, [1]), (729.0, [1]), (730.0, [1, 2]),
    (730.5, [1, 2]), (1500.0, [1, 2, 3, 4])])  # fmt: skip
def test_whole_years(last: float, years: list[int]) -> None:
    assert outputs(np.linspace(0.0, last, 5)).whole_years == years


@pytest.mark.parametrize(("year", "sites", "share"), [
    (1, ("lumbar_spine",), 2 / 3), (1, ("total_hip",), 1.0), (1, ("lumbar_spine", "total_hip"), 2 / 3),
    (2, ("lumbar_spine",), 2 / 3), (2, ("total_hip",), 1.0), (2, ("lumbar_spine", "total_hip"), 2 / 3),
])  # fmt: skip
def test_who_has_lost_nothing_at_any_site(year: int, sites: tuple[str, ...], share: float) -> None:
    """Who is exactly where he was has lost nothing."""
    assert outputs().probability_of_no_loss(year, sites) == pytest.approx(share)


def test_nobody_nothing() -> None:
    found = outputs()
    found.table[:] = np.nan
    assert np.isnan(found.probability_of_no_loss(1, ("lumbar_spine",)))


def test_it_says_what_it_is() -> None:
    assert repr(outputs()) == (
        "Outputs(4 virtual people, 3 endpoints on 5 days to day 730.5, parameter set 'some set', 1 failed)"
    )
    assert "failed" not in repr(Outputs(DAYS, ENDPOINTS, outputs().table, {}))


def test_the_day_before_a_plan_is_before_its_first_entry_and_never_day_0() -> None:
    early, late = (
        Protocol((DrugCourse("anastrozole", 1, 1, -30.0),)),
        Protocol((Diet("calcium", 1000.0, 20.0),)),
    )
    assert [day_before(plans) for plans in ([], [late], [early], [late, early])] == [-1.0, -1.0, -31.0, -31.0]


def test_errors_of_the_model_leave_the_days_before_the_plan_and_end_at_no_bone() -> None:
    names = [f"bmd_{site}" for site in DXA_SITES]
    table = np.ones((3, 4, 4))
    table[:, 0] = 1.01
    days = np.array([-100.0, 0.0, 365.25, 4 * 365.25])
    add_model_error(table, names, days, ModelError(np.array([2.0, -400.0, 0.0]), np.array([0.0, 0.0, 1.0])))
    assert table[0, :, 0] == pytest.approx([1.01, 1.0, 1.02, 1.02])
    assert table[1, :, 0] == pytest.approx([1.01, 1.0, 0.0, 0.0])
    assert table[2, :, 0] == pytest.approx([1.02, 1.0, 1.0, 1.0])


def test_some_of_a_cohort_keep_their_own() -> None:
    people = alike(complete_profile("male", 60.0, {})[0], 4)
    draws = draw(starting_values(), 4, 1)
    states, residuals = np.arange(8.0).reshape(4, 2), np.arange(4.0)
    error = ModelError(np.arange(4.0), -np.arange(4.0))
    cohort = Cohort(people, draws, -1.0, states, residuals, {1: "one", 3: "three"}, error)
    assert cohort.converged.tolist() == [0, 2]
    some = cohort.take(np.array([3, 0]))
    assert some.failures == {0: "three"}
    assert some.converged.tolist() == [1]
    assert some.states.tolist() == [[6.0, 7.0], [0.0, 1.0]]
    assert some.residuals.tolist() == [3.0, 0.0]
    assert some.model_error is not None
    assert (some.model_error.offset.tolist(), some.model_error.share.tolist()) == ([3.0, 0.0], [-3.0, 0.0])
    assert np.array_equal(some.parameters.values, draws.values[[3, 0]])
    assert Cohort(people, draws, -1.0, states, residuals, {}).take(np.array([0])).model_error is None
    assert repr(cohort).endswith("day -1, 2 without an initial state)")
    assert "without" not in repr(Cohort(people, draws, -1.0, states, residuals, {}))
    assert len(join_people([people, people.take(np.array([0, 2]))])) == 6


def test_names_and_units_of_what_is_labelled() -> None:
    assert [pint_units(unit) for unit in ("g/cm2", "mg", "", "IU/L", "pg/mL", "g/cm3")] == [
        "g/cm^2", "mg", "1", "count/L", "pg/mL", "g/cm^3"]  # fmt: skip
    assert variables_of(("bmd_total_hip", "ctx", "bmd_lumbar_spine", "ctx")) == {
        "bmd": ("total_hip", "lumbar_spine"), "ctx": ()}  # fmt: skip
    values = by_variable(outputs().values)
    assert {name: array.shape for name, array in values.items()} == {"bmd": (4, 2, 5), "ctx": (4, 5)}
    assert plain_attributes({"a": "x", "b": 1.5, "c": True, "d": 3, "e": [1, None]}) == {
        "a": "x", "b": 1.5, "c": 1, "d": 3, "e": "[1, null]"}  # fmt: skip
