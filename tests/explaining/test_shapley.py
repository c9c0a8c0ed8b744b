"""Shares of a whole: against the definition, against games with a known answer, and against themselves."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, permutations

import numpy as np
import pytest

from osteotwin.explaining import shapley
from osteotwin.explaining.shapley import MOST_EXACT, Design, Subset, design_of

COUNTS = [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 17, 30]


def values_of(design: Design, worth: Callable[[Subset], float]) -> np.ndarray:
    return np.array([worth(subset) for subset in design.subsets])


def saturating(*sizes: float) -> Callable[[Subset], float]:
    """Each adds less the more there is, as training does."""
    return lambda subset: 1 - np.exp(-sum(sizes[k] for k in subset))


@pytest.mark.parametrize("count", COUNTS)
def test_every_draw_adds_up_to_the_whole_less_nothing_whatever_the_values(count: int) -> None:
    design = design_of(count)
    assert (design.subsets[0], design.subsets[-1]) == (Subset(), Subset(range(count)))
    assert len(set(design.subsets)) == len(design.subsets)
    expected = np.zeros(len(design.subsets))
    expected[-1] += 1
    expected[0] -= 1
    assert design.weights.sum(axis=1) == pytest.approx(np.tile(expected, (len(design.weights), 1)), abs=1e-12)
    assert design.is_exact == (count <= MOST_EXACT)


@pytest.mark.parametrize("count", COUNTS)
def test_the_work_is_bounded(count: int) -> None:
    found = len(design_of(count).subsets)
    assert found == 2**count if count <= MOST_EXACT else found <= 4 * count + 252


@pytest.mark.parametrize("count", COUNTS)
def test_what_does_not_interact_gets_what_it_does(count: int) -> None:
    design, own = design_of(count), np.arange(count) - 1.5
    values = values_of(design, lambda subset: 7.0 + sum(own[k] for k in subset))
    assert design.shares(values) == pytest.approx(own, abs=1e-10)
    assert design.errors(values) == pytest.approx(np.zeros(count), abs=1e-10)


@pytest.mark.parametrize("count", range(1, 6))
def test_it_is_the_mean_over_all_orders(count: int) -> None:
    design, random = design_of(count), np.random.default_rng(count)
    values = random.normal(size=(len(design.subsets), 3, 2))
    place = {subset: k for k, subset in enumerate(design.subsets)}
    orders = list(permutations(range(count)))
    expected = np.zeros((count, 3, 2))
    for order in orders:
        for k, part in enumerate(order):
            step = values[place[Subset(order[: k + 1])]] - values[place[Subset(order[:k])]]
            expected[part] += step / len(orders)
    assert design.shares(values) == pytest.approx(expected, abs=1e-12)


def test_a_left_and_two_right_gloves() -> None:
    """A pair is worth one: the left one's share is two thirds, each right one's a sixth (a known answer)."""
    design = design_of(3)
    values = values_of(design, lambda subset: float(0 in subset and len(subset) > 1))
    assert design.shares(values) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@pytest.mark.parametrize("count", [4, 6])
def test_equal_parts_get_the_same_and_an_idle_one_nothing(count: int) -> None:
    sizes = [0.0, 0.7, 0.7, *np.linspace(0.1, 1.3, count - 3)]
    shares = design_of(count).shares(values_of(design_of(count), saturating(*sizes)))
    assert shares[0] == pytest.approx(0, abs=1e-12)
    assert shares[1] == pytest.approx(shares[2], abs=1e-12)
    assert np.all(shares[1:] > 0)


@pytest.mark.parametrize("count", [7, 9, 12])
def test_an_order_and_its_reverse_are_exact_where_parts_interact_in_pairs(count: int) -> None:
    random = np.random.default_rng(0)
    pairs = {pair: random.normal() for pair in combinations(range(count), 2)}
    design = design_of(count)
    values = values_of(design, lambda subset: sum(v for pair, v in pairs.items() if subset.issuperset(pair)))
    expected = [sum(v for pair, v in pairs.items() if k in pair) / 2 for k in range(count)]
    assert design.shares(values) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("count", [7, 8, 10, 16])
def test_every_part_stands_as_often_in_each_place(count: int) -> None:
    design = design_of(count)
    for place in range(count):
        ends = [len(subset) == place + 1 for subset in design.subsets]
        taken = np.clip(design.weights, 0, None)[:, :, ends].sum(axis=2).mean(axis=0)
        assert taken == pytest.approx(np.full(count, 1 / count), abs=1e-12)


@pytest.mark.parametrize("count", [7, 8, 9, 10])
def test_the_stated_error_is_that_of_sampled_orders(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    worth = saturating(*np.random.default_rng(count).uniform(0, 1.5, count))
    sampled = design_of(count)
    monkeypatch.setattr(shapley, "MOST_EXACT", count)
    every = design_of(count)
    assert not sampled.is_exact
    assert every.is_exact
    values = values_of(sampled, worth)
    off = sampled.shares(values) - every.shares(values_of(every, worth))
    assert np.all(np.abs(off) < 4 * sampled.errors(values) + 1e-12)
    assert 0 < np.max(sampled.errors(values)) < 0.06
    assert np.all(every.errors(values_of(every, worth)) == 0)


def test_the_orders_are_the_same_every_time() -> None:
    one, other = design_of(9), design_of(9)
    assert one.subsets == other.subsets
    assert np.array_equal(one.weights, other.weights)
