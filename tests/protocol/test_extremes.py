"""The largest intakes and loads of a plan, in the units in which they were written."""

from __future__ import annotations

import pytest

from osteotwin.parameters import starting_values
from osteotwin.protocol.extremes import extremes
from osteotwin.protocol.interventions import Diet, Intervention, Protocol, Supplement, Training, Unloading
from osteotwin.protocol.timeline import Habits

P = starting_values().values()
SQUATS = Training("back_squat", 3, 24, 0.8)


def most(*items: Intervention, calcium: float = 900.0, vitamin_d: float = 300.0, end: float = 365.0):
    return extremes(Protocol(items), Habits(calcium, vitamin_d), P, end)


def test_without_a_plan_they_are_the_habits_to_the_last_bit() -> None:
    found = most()
    assert (found.calcium, found.vitamin_d) == (900.0, 300.0)
    assert found.loads == pytest.approx({"spine": 1.0, "hip": 1.0})


def test_what_is_added_is_added_and_the_largest_day_counts() -> None:
    found = most(
        Supplement("calcium_carbonate", 500.0, 1, 30.0, 60.0),
        Supplement("vitamin_d", 2000.0, 1, 90.0),
        Diet("calcium", 1100.0, 100.0, 200.0),
    )
    assert (found.calcium, found.vitamin_d) == (1400.0, 2300.0)


@pytest.mark.parametrize("later", [365.0, 400.0])
def test_what_comes_after_the_end_does_not_count(later: float) -> None:
    assert most(Supplement("calcium_carbonate", 500.0, 1, later), SQUATS).calcium == 900.0


def test_what_was_over_before_day_zero_does_not_count() -> None:
    assert most(Supplement("calcium_carbonate", 500.0, 1, -90.0, 0.0)).calcium == 900.0


def test_what_goes_on_since_before_day_zero_counts() -> None:
    assert (
        most(Supplement("calcium_carbonate", 500.0, 1, -90.0, 10.0), Diet("calcium", 1000.0, 20.0)).calcium
        == 1400.0
    )


def test_a_progressing_load_is_largest_at_its_end() -> None:
    growing = Training("back_squat", 3, 24, 0.5, progression_per_week=0.02)
    early, late = most(growing, end=60.0), most(growing, end=300.0)
    assert 1 < early.loads["spine"] < late.loads["spine"]


def test_rest_takes_nothing_off_the_largest_load() -> None:
    assert most(SQUATS, Unloading(0.2, 100.0, 200.0)).loads == most(SQUATS).loads
