"""What a man's measured hormones make of his axis, at the ends of what determines it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cohort.conftest import MAN

from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import individual_values
from osteotwin.parameters import starting_values

VALUES = starting_values().values()
AXIS = ("feedback_set_point", "leydig_capacity", "aromatase_capacity")


def axis(**changes: float | None) -> list[float]:
    found = individual_values(alike(replace(MAN, **changes), 1), VALUES)
    return [float(found[name][0]) for name in AXIS]


def test_an_lh_that_is_not_known_is_the_reference_one() -> None:
    assert axis(lh_iu_l=None) == axis(lh_iu_l=VALUES["reference_lh"])
    assert axis(lh_iu_l=None) != axis(lh_iu_l=1.5 * VALUES["reference_lh"])


def test_the_reference_man_has_the_reference_axis() -> None:
    found = axis(
        lh_iu_l=None,
        testosterone_ng_dl=VALUES["reference_testosterone"],
        estradiol_pg_ml=VALUES["reference_estradiol"],
    )
    assert found == pytest.approx([1.0, 1.0, 1.0])


def test_more_lh_for_the_same_hormones_is_a_higher_set_point_and_a_weaker_testis() -> None:
    found = [axis(lh_iu_l=lh) for lh in (0.5, 2.0, 4.5, 9.0, 15.0)]
    set_points, capacities = ([one[k] for one in found] for k in (0, 1))
    assert set_points == sorted(set_points)
    assert capacities == sorted(capacities, reverse=True)


def test_lh_beyond_what_feedback_can_tell_changes_nothing_more() -> None:
    highest = 0.95 * (1 + VALUES["feedback_gain"]) * VALUES["reference_lh"]
    assert axis(lh_iu_l=highest) == pytest.approx(axis(lh_iu_l=3 * highest))
    assert axis(lh_iu_l=0.97 * highest)[0] < axis(lh_iu_l=highest)[0]
    lowest = 0.01 * VALUES["reference_lh"]
    assert axis(lh_iu_l=lowest) == pytest.approx(axis(lh_iu_l=lowest / 5))
    assert axis(lh_iu_l=1.3 * lowest)[0] > axis(lh_iu_l=lowest)[0]


def test_estradiol_and_testosterone_are_met_in_proportion() -> None:
    one, twice = axis(estradiol_pg_ml=11.0), axis(estradiol_pg_ml=22.0)
    assert twice[0] == pytest.approx(2 * one[0])
    assert twice[2] == pytest.approx(2 * one[2])
    assert twice[1] == one[1]
    assert axis(testosterone_ng_dl=0.1)[1] == pytest.approx(0.01)


def test_weight_diet_and_vitamin_d_are_taken_over() -> None:
    center = replace(MAN, weight_kg=91.0, vitamin_d_iu_per_day=600.0, vitamin_d_25ohd_ng_ml=15.0, age=44.0)
    found = individual_values(alike(center, 1), VALUES)
    assert (found["weight"], found["age_at_start"], found["male"]) == (91.0, 44.0, 1.0)
    assert found["habitual_vitamin_d_intake"] == pytest.approx(0.6)
    assert found["vitamin_d_baseline"] * VALUES["reference_vitamin_d"] == pytest.approx(15.0)
    assert (
        individual_values(alike(replace(MAN, vitamin_d_25ohd_ng_ml=0.0), 1), VALUES)["vitamin_d_baseline"]
        == 0.01
    )
