"""Observations: brought onto their scale and back, held out by group, taken row by row."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from tests.inference.linear import make_observations

ROWS = replace(
    make_observations(
        np.array([-2.0, np.log(0.5), 30.0, 4.0]),
        np.array([0.5, 0.1, 3.0, 1.0]),
        group=("a", "b", "a", "c"),
        offset_loading=np.array([1.0, 0.0, 2.0, 1.0]),
    ),
    logarithmic=np.array([False, True, False, False]),
    endpoint_class=("bmd", "hormone", "bmd", "marker"),
)


def test_values_go_onto_the_scale_of_comparison_and_back() -> None:
    values = np.array([[-1.0, 0.8, 20.0, -10.0], [np.nan, 2.0, np.nan, 0.0]])
    scaled = ROWS.on_scale(values)
    assert scaled[0] == pytest.approx([-1.0, np.log(0.8), 20.0, -10.0])
    assert ROWS.from_scale(scaled) == pytest.approx(values, nan_ok=True)
    assert np.isfinite(ROWS.on_scale(np.zeros(4))).all()  # no level is less than none
    assert ROWS.from_scale(np.full(4, 1e4)).tolist() == [1e4, np.inf, 1e4, 1e4]


def test_groups_can_be_held_out() -> None:
    assert ROWS.belongs_to(frozenset("ab")).tolist() == [True, True, True, False]
    unseen = ROWS.without(frozenset("a"))
    assert unseen.used.tolist() == [False, True, False, True]
    assert len(unseen) == len(ROWS) == 4
    assert unseen.without(frozenset("c")).used.tolist() == [False, True, False, False]
    assert ROWS.without(frozenset()).used.all()


def test_rows_can_be_taken_in_any_order_with_everything_that_belongs_to_them() -> None:
    part = ROWS.take(np.array([2, 1]))
    for field in fields(ROWS):
        whole, taken = getattr(ROWS, field.name), getattr(part, field.name)
        assert list(taken) == [whole[2], whole[1]], field.name
