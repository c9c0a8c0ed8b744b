"""The front and its three plans, where the best is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.planning.front import (
    BALANCED,
    LEAST,
    MOST,
    NAMES,
    Point,
    front_of,
    holds,
    named,
    no_worse,
    thinned,
)
from osteotwin.planning.outcome import Outcome


def point(burden: float, kept: float, offset: float | None = None) -> Point[float]:
    return Point(burden, burden, Outcome(kept, offset, 0.0))


points = st.lists(
    st.builds(point, st.integers(0, 200).map(float), st.integers(0, 100).map(lambda share: share / 100)),
    min_size=1,
)


def test_the_front_is_what_nothing_beats() -> None:
    found = front_of([point(10, 0.5), point(20, 0.4), point(30, 0.9), point(30, 0.8), point(40, 0.9)])
    assert [(one.burden, one.outcome.kept) for one in found] == [(10, 0.5), (30, 0.9)]


@given(points)
def test_no_point_is_lighter_and_better_than_one_of_the_front(some: list[Point[float]]) -> None:
    for one in front_of(some):
        assert not any(
            (other.burden <= one.burden and other.objective > one.objective)
            or (other.burden < one.burden and other.objective >= one.objective)
            for other in some
        )


def test_the_three_plans_of_a_curve_that_flattens() -> None:
    curve = [point(10.0 * k, 0.95 * (1 - 0.5**k)) for k in range(11)]
    found = named(curve)
    assert found[LEAST].burden == 30.0  # 0.83 is the first above 0.8
    assert found[MOST].burden == 70.0  # 0.943; all that is left to win is 0.007, less than one of a hundred
    assert found[LEAST].burden < found[BALANCED].burden < found[MOST].burden


def test_where_nothing_holds_the_least_effort_comes_near_to_the_best() -> None:
    found = named([point(0, 0.2), point(50, 0.56), point(100, 0.6)])
    assert (found[LEAST].burden, found[MOST].burden) == (50, 100)
    assert not holds(found[LEAST].outcome)


def test_holding_asks_both_questions() -> None:
    assert not holds(Outcome(0.9, 0.7, 0.0))
    assert holds(Outcome(0.8, 0.8, 0.0))
    assert holds(Outcome(0.8, None, 0.0))


def test_balanced_and_most_are_of_the_whole_plans_and_no_lighter_than_the_least() -> None:
    some = [point(0, 0.85), point(20, 0.9), point(30, 0.88), point(60, 0.91)]
    found = named(some, full=lambda burden: burden in (30, 60))
    assert (found[LEAST].burden, found[BALANCED].burden, found[MOST].burden) == (0, 30, 60)


@given(points)
def test_more_effort_is_never_named_for_less_bone(some: list[Point[float]]) -> None:
    found = named(some)
    assert found[LEAST].burden <= found[BALANCED].burden <= found[MOST].burden
    assert found[MOST].objective >= max(one.objective for one in some) - 0.01
    assert found[BALANCED].objective >= found[LEAST].objective - 1e-12


def test_a_thinned_front_keeps_its_ends() -> None:
    front = [point(float(k), k / 100) for k in range(100)]
    found = thinned(front, 10)
    assert len(found) == 10
    assert (found[0], found[-1]) == (front[0], front[-1])
    assert thinned(front[:4], 10) == front[:4]


@pytest.mark.parametrize(
    ("shares", "left"),
    [
        ((0.83, 0.75, 0.83), [LEAST, MOST]),
        ((0.83, 0.75, 0.80), [LEAST]),
        ((0.6, 0.7, 0.65), [LEAST, BALANCED]),
        ((0.6, 0.7, 0.8), [LEAST, BALANCED, MOST]),
    ],
)
def test_no_plan_is_named_that_fresh_people_find_worse_than_a_lighter_one(
    shares: tuple[float, ...], left: list[str]
) -> None:
    judged = {
        name: point(burden, share) for name, burden, share in zip(NAMES, (0, 20, 40), shares, strict=True)
    }
    assert list(no_worse(judged)) == left
