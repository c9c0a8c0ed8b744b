"""Choosing and moving people: proportions hold, the prior stays the prior, a known answer is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare, kstest

from osteotwin.arrays import Vector
from osteotwin.conditioning.own_numbers import OwnNumbers, moved, own_numbers
from osteotwin.conditioning.tempering import (
    Population,
    choose,
    effective,
    normalized,
    share_done,
    temper,
)
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import Streams
from osteotwin.progress import Progress, ProgressCallback, report

#: A right sampler fails a test once in so many seeds; the seeds are fixed.
LEVEL = 1e-3


def prior_people(people: int, seed: int, draws: int = 1) -> OwnNumbers:
    random = np.random.default_rng(seed)
    table = {(name, "profile"): random.standard_normal(people) for name in ("height", "weight")}
    return OwnNumbers(table, random.integers(draws, size=people), seed)


@pytest.mark.parametrize("step", [0.02, 0.5, 1.0])
def test_moves_leave_the_prior_as_it_is(step: float) -> None:
    random, draws = np.random.default_rng(1), 8
    numbers = prior_people(4000, 2, draws)
    for _ in range(10):
        numbers, _ = moved(numbers, step, draws, random)
    for values in numbers.table.values():
        assert kstest(values, "norm").pvalue > LEVEL
    assert chisquare(np.bincount(numbers.rows, minlength=draws)).pvalue > LEVEL
    height, weight = numbers.table.values()
    assert abs(np.corrcoef(height, weight)[0, 1]) < 4 / np.sqrt(4000)


def test_a_step_moves_half_of_the_people_by_its_length_and_gives_the_others_another_draw() -> None:
    numbers = prior_people(20_000, 3, draws=50)
    other, walks = moved(numbers, 0.3, 50, np.random.default_rng(4))
    before, after = (one.table["height", "profile"] for one in (numbers, other))
    assert np.array_equal(walks, before != after)
    assert walks.mean() == pytest.approx(0.5, abs=0.02)
    assert np.all(other.rows[walks] == numbers.rows[walks])
    assert np.mean(other.rows[~walks] != numbers.rows[~walks]) == pytest.approx(49 / 50, abs=0.01)
    assert np.corrcoef(before[walks], after[walks])[0, 1] == pytest.approx(np.sqrt(1 - 0.3**2), abs=0.01)


def test_one_draw_only_leaves_everybody_to_walk() -> None:
    numbers = prior_people(100, 5)
    other, walks = moved(numbers, 0.5, 1, np.random.default_rng(6))
    assert walks.all()
    assert np.all(other.table["height", "profile"] != numbers.table["height", "profile"])


def test_the_numbers_that_are_held_are_those_of_the_streams() -> None:
    streams = Streams(7, 3)
    held = own_numbers(streams, starting_values())
    assert held.people == 7
    for name, purpose in held.table:
        assert np.array_equal(held.normals(name, purpose), streams.normals(name, purpose))
    chosen = np.array([3, 3, 0])
    assert np.array_equal(
        held.take(chosen).normals("height_cm", "profile"), streams.normals("height_cm", "profile")[chosen]
    )


@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.integers(1, 200))
def test_everybody_is_chosen_as_often_as_the_weight_says_but_for_one(
    seed: int, size: int, people: int
) -> None:
    random = np.random.default_rng(seed)
    weight = random.random(size) * (random.random(size) < 0.7)
    weight[0] += 0.1
    weight /= weight.sum()
    often = np.bincount(choose(weight, people, random), minlength=size)
    assert often.sum() == people
    assert np.all(np.abs(often - people * weight) < 1 + 1e-6)
    assert not np.any(often[weight == 0])


def test_choosing_favors_nobody_on_average() -> None:
    random, weight = np.random.default_rng(7), np.array([0.05, 0.55, 0.4])
    often = sum(np.bincount(choose(weight, 1, random), minlength=3) for _ in range(5000))
    assert chisquare(often, 5000 * weight).pvalue > LEVEL


def test_weights_of_nobody_are_nothing() -> None:
    nobody = np.full(4, -np.inf)
    assert normalized(nobody).tolist() == [0.0] * 4
    assert effective(nobody) == 0.0
    assert effective(np.array([0.0, 0.0, -np.inf])) == pytest.approx(2.0)
    assert effective(np.array([1000.0, 1000.0])) == pytest.approx(2.0)


@dataclass(frozen=True)
class Line:
    """A problem whose answer is known: values that read the sum of two normal numbers, each with one error."""

    values: tuple[float, ...]
    sd: float
    fails: bool = False
    parameters: Any = replace(starting_values(), posterior=None)

    def first(self, count: int) -> Line:
        return replace(self, values=self.values[:count])

    def simulate(self, numbers: OwnNumbers, *, on_progress: ProgressCallback | None = None) -> Any:
        report(on_progress, 1, 2)
        report(on_progress, 2, 2)
        total = sum(numbers.table.values()) if not self.fails else np.full(numbers.people, np.nan)
        return _Course(np.repeat(np.asarray(total)[:, None], len(self.values), axis=1))

    def log_likelihood(self, base: Vector) -> Vector:
        found = -0.5 * (((np.array(self.values) - base) / self.sd) ** 2).sum(axis=1)
        return np.where(np.isfinite(found), found, -np.inf)

    @property
    def answer(self) -> tuple[float, float]:
        """Mean and SD of the sum given the values."""
        precision = 0.5 + len(self.values) / self.sd**2
        return sum(self.values) / self.sd**2 / precision, precision**-0.5


@dataclass(frozen=True)
class _Course:
    base: Vector


def total_of(found: Any) -> tuple[Vector, Vector]:
    return np.sum([*found.numbers.table.values()], axis=0), found.weight


def tempered(
    line: Line, numbers: OwnNumbers, random: np.random.Generator, known: int = 0
) -> Population | None:
    return temper(line, numbers, line.simulate(numbers).base, random, known=known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        (Line((0.3,), 1.0), False),
        (Line((0.3, 0.5), 0.05), True),
        (Line((6.0,), 0.1), True),
        (Line((4.0, 4.2), 0.05), True),
    ],
    ids=["weighting suffices", "narrow", "far out", "far out and narrow"],
)
def test_a_known_answer_is_found(line: Line, steps: bool) -> None:
    found = tempered(line, prior_people(4000, 8), np.random.default_rng(9))
    assert found is not None
    assert (found.steps > 0) == steps
    assert found.effective > 200
    (mean, sd), (total, weight) = line.answer, total_of(found)
    error = sd / np.sqrt(found.effective)
    assert float(weight @ total) == pytest.approx(mean, abs=4 * error)
    # Different people who descend from one are still alike in what the values do not say: fewer than are different.
    within = 4 / np.sqrt(2 * found.effective / 3)
    spread = np.sqrt(weight @ (total - weight @ total) ** 2)
    assert spread == pytest.approx(sd, rel=within)
    # What the difference of the two numbers is, the values do not say.
    height, weigh = found.numbers.table.values()
    apart = height - weigh
    assert np.sqrt(weight @ (apart - weight @ apart) ** 2) == pytest.approx(np.sqrt(2), rel=within)


def test_the_probability_of_the_values_is_found() -> None:
    line = Line((2.0,), 0.1)
    found = tempered(line, prior_people(4000, 10), np.random.default_rng(11))
    assert found is not None
    variance = 2 + line.sd**2
    expected = -0.5 * 2.0**2 / variance + 0.5 * np.log(line.sd**2 / variance)
    assert found.log_evidence == pytest.approx(expected, abs=0.1)


def test_people_who_agree_with_the_first_values_go_on_to_the_others() -> None:
    random = np.random.default_rng(12)
    both = Line((1.0, 1.6), 0.2)
    first = tempered(both.first(1), prior_people(4000, 13), random)
    assert first is not None
    start = first.numbers.take(choose(first.weight, 4000, random))
    found = tempered(both, start, random, known=1)
    assert found is not None
    (mean, sd), (total, weight) = both.answer, total_of(found)
    # The people it starts from are themselves chosen: as many as were effective bound the error.
    error = sd / np.sqrt(min(found.effective, first.effective))
    assert float(weight @ total) == pytest.approx(mean, abs=4 * error)


@pytest.mark.parametrize(
    "line", [Line((0.3,), 1.0), Line((0.3, 0.5), 0.05), Line((4.0, 4.2), 0.01)], ids=["none", "some", "many"]
)
def test_progress_goes_on_within_each_round_of_moves(line: Line) -> None:
    told: list[Progress] = []
    numbers = prior_people(1000, 16)
    base, random = line.simulate(numbers).base, np.random.default_rng(17)
    found = temper(line, numbers, base, random, on_progress=told.append)  # type: ignore[arg-type]
    assert found is not None
    shares = [one.fraction for one in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    # Two are told of each simulation; only the end of a round may be the beginning of the next.
    assert len(set(shares)) >= len(shares) / 2
    assert all(one.stage for one in told)


@pytest.mark.parametrize("first", [1e-6, 0.01, 0.4, 1.0])
def test_the_share_of_steps_done_rises_from_nothing_to_all(first: float) -> None:
    shares = [share_done(reached, first) for reached in (0.0, *np.geomspace(first, 1.0, 6))]
    assert shares[0] == 0.0
    assert shares[-1] == pytest.approx(1.0)
    assert shares[1] > 0
    assert shares == sorted(shares)


def test_where_everybody_fails_there_is_nobody() -> None:
    assert tempered(Line((0.0,), 1.0, fails=True), prior_people(50, 14), np.random.default_rng(15)) is None
