"""Timelines as flat arrays read back as what they were, alone, joined and constant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.body.schedule import Dose, Timeline
from osteotwin.body.timelines import Timelines, constant, flatten, join

STATES, LABELS = ("denosumab_depot", "romosozumab_depot"), ("first", "second", "third")


@st.composite
def timeline(draw: st.DrawFn) -> Timeline:
    """One to four segments, none to two doses at the beginning of each."""
    segments = draw(st.integers(1, 4))
    days = np.cumsum(draw(st.lists(st.integers(1, 400), min_size=segments + 1, max_size=segments + 1)))
    inputs = draw(st.lists(st.floats(0, 9), min_size=2 * segments, max_size=2 * segments))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=segments, max_size=segments))
    doses = [
        Dose(float(day), state, draw(st.floats(0.5, 90)), draw(st.sampled_from(LABELS)))
        for day in days[:-1]
        for state in draw(st.lists(st.sampled_from(STATES), max_size=2))
    ]
    return Timeline(days.astype(float), np.reshape(inputs, (segments, 2)), tuple(labels), tuple(doses))


def assert_same(found: Sequence[Timeline], expected: Sequence[Timeline]) -> None:
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert np.array_equal(one.breakpoints, other.breakpoints)
        assert np.array_equal(one.inputs, other.inputs)
        assert (one.labels, one.doses) == (other.labels, other.doses)


@given(st.lists(timeline(), min_size=1, max_size=5))
def test_flat_timelines_read_back_as_they_were(given_ones: list[Timeline]) -> None:
    flat = flatten(given_ones)
    assert_same(flat, given_ones)
    assert_same(list(flat), given_ones)
    assert flatten(flat) is flat
    assert len(flat.labels) == len(set(flat.labels))
    assert len(flat.dose_types) == len(set(flat.dose_types))


@given(st.lists(st.lists(timeline(), min_size=1, max_size=3), min_size=1, max_size=4))
def test_joined_groups_read_back_one_behind_another(groups: list[list[Timeline]]) -> None:
    parts = [flatten(group) for group in groups]
    assert_same(join(parts), [one for group in groups for one in group])
    assert join(parts[:1]) is parts[0]


@pytest.mark.parametrize("people", [1, 2, 5])
def test_constant_timelines_are_one_segment_without_doses(people: int) -> None:
    inputs = np.arange(3.0 * people).reshape(people, 3)
    begin, end = np.arange(people) * 1.0, 100.0 + np.arange(people)
    expected = [Timeline(np.array([begin[k], end[k]]), inputs[k : k + 1], ("run in",)) for k in range(people)]
    assert_same(constant(inputs, begin, end, "run in"), expected)
    assert_same(join([constant(inputs, begin, end, "run in")] * 2), expected * 2)


def three() -> Timelines:
    return constant(np.arange(3.0)[:, None], np.zeros(3), np.ones(3), "life")


def numbers(found: Timeline | tuple[Timeline, ...]) -> list[float]:
    return [float(one.inputs[0, 0]) for one in (found if isinstance(found, tuple) else (found,))]


def test_they_are_indexed_as_any_sequence() -> None:
    plain = [0.0, 1.0, 2.0]
    for index in range(-3, 3):
        assert numbers(three()[index]) == [plain[index]]
    for begin in (None, 0, 1, -1, 5):
        for step in (None, 2, -1):
            assert numbers(three()[begin::step]) == plain[begin::step]
    for beyond in (3, -4):
        with pytest.raises(IndexError, match=f"timeline {beyond} of 3"):
            three()[beyond]


@pytest.mark.parametrize(
    ("breakpoints", "rows", "labels"), [(3, 1, 1), (2, 2, 1), (2, 1, 2), (2, 2, 2), (3, 2, 1)]
)
def test_a_timeline_whose_parts_do_not_fit_is_refused(breakpoints: int, rows: int, labels: int) -> None:
    said = f"{breakpoints - 1} segments, but there are {rows} rows of inputs and {labels} labels"
    with pytest.raises(ValueError, match=said):
        Timeline(np.arange(float(breakpoints)), np.zeros((rows, 2)), ("life",) * labels)
