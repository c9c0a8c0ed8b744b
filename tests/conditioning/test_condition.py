"""Laws of conditioning: what a measurement must and must not do to the people who agree with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.conditioning.agreement import assert_agree
from tests.conditioning.people_measured import (
    HIP,
    VALUES,
    courses,
    hip_change,
    hip_today,
    level,
    measured,
    problem_of,
    scan,
    with_values,
)

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.conditioning.condition import Posterior, candidates_for, condition
from osteotwin.conditioning.own_numbers import LINEAR, own_numbers
from osteotwin.conditioning.problem import Problem
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.errors import SimulationError
from osteotwin.inputs.table import MOST_ENTRIES
from osteotwin.observing.observation import ABOVE, BELOW
from osteotwin.parameters.sample import Streams

PEOPLE = 1000


def conditioned(
    problem: Problem, seed: int = 1, *, people: int = PEOPLE, candidates: int = 2500
) -> Posterior:
    return condition(problem, people, seed, candidates=candidates)


def size(posterior: Posterior) -> float:
    """How many independent people those who were chosen are worth."""
    return min(posterior.effective, posterior.numbers.people)


@pytest.fixture(scope="module")
def usual() -> Posterior:
    return conditioned(problem_of(*VALUES))


def test_what_people_are_compared_with_is_what_they_are() -> None:
    problem = problem_of(*VALUES)
    numbers = own_numbers(Streams(400, 3), parameters_in_use())
    course = problem.simulate(numbers)
    normals = np.column_stack([numbers.normals(*key) for key in LINEAR])
    compared = course.base + normals @ problem.design[:, : len(LINEAR)].T
    days = np.unique([one.day for one in problem.observations])
    found = courses(problem, numbers, days, HIP, "estradiol", "ctx")
    for k, one in enumerate(problem.observations):
        true = np.log(found[one.output][:, np.searchsorted(days, one.day)])
        apart = compared[:, k] - true
        # A balance adds to a density, not to its logarithm: nothing on the first scan, a second-order term later.
        assert np.nanmax(np.abs(apart)) < (0.02 if one.output == HIP else 1e-6), one.what
        assert np.nanmedian(np.abs(apart)) < 1e-3, one.what


def test_people_agree_with_an_exact_scan() -> None:
    problem = with_values(scan(0.9, 1e-3))
    found = hip_today(problem, conditioned(problem).numbers)
    assert np.median(found) == pytest.approx(0.9, rel=1e-3)
    np.testing.assert_allclose(found, 0.9, rtol=5e-3)


@pytest.mark.slow
def test_people_agree_with_two_exact_scans() -> None:
    days = np.array([-700.0, 0.0])
    problem = with_values(scan(0.95, 1e-3, -700.0), scan(0.92, 1e-3), anchor=-700.0)
    found = courses(problem, conditioned(problem).numbers, days, HIP)[HIP]
    np.testing.assert_allclose(np.median(found, axis=0), [0.95, 0.92], rtol=1e-3)
    np.testing.assert_allclose(found, np.tile([0.95, 0.92], (PEOPLE, 1)), rtol=6e-3)


@pytest.mark.slow
def test_people_agree_with_an_exact_level() -> None:
    problem = with_values(level("estradiol", 12.0, 0.02))
    numbers = conditioned(problem, people=400, candidates=800).numbers
    found = courses(problem, numbers, np.zeros(1), "estradiol")["estradiol"]
    assert np.median(np.log(found / 12.0)) == pytest.approx(0.0, abs=0.02)
    assert np.std(np.log(found)) == pytest.approx(0.02, abs=0.01)


@pytest.mark.slow
def test_the_more_precise_a_scan_is_the_more_it_narrows() -> None:
    spread = []
    for log_sd in (1.0, 0.05, 0.015, 0.003):
        problem = with_values(scan(0.9, log_sd))
        spread.append(float(np.std(hip_today(problem, conditioned(problem).numbers))))
    assert np.all(np.diff(spread) < 0), spread
    assert spread[-1] == pytest.approx(0.9 * 0.003, rel=0.15)


@pytest.mark.slow
def test_a_scan_repeated_with_errors_of_its_own_narrows() -> None:
    once, often = with_values(scan(0.9, 0.02)), with_values(*[scan(0.9, 0.02)] * 4)
    narrow, wide = (np.std(hip_today(one, conditioned(one).numbers)) for one in (often, once))
    assert narrow == pytest.approx(wide / 2, rel=0.2)


@pytest.mark.slow
def test_a_value_with_an_enormous_error_changes_nothing() -> None:
    plain = conditioned(with_values(scan(0.9, 0.015)))
    for nothing in (scan(0.3, 300.0), level("estradiol", 400.0, 300.0)):
        found = conditioned(with_values(scan(0.9, 0.015), nothing))
        assert not found.widened
        same = np.mean([
            np.isclose(found.numbers.normals(*key), plain.numbers.normals(*key), atol=1e-4).mean()
            for key in plain.numbers.table
        ])  # fmt: skip
        assert same > 0.99
        assert found.population.log_weight == pytest.approx(
            plain.population.log_weight + np.mean(found.population.log_weight - plain.population.log_weight),
            abs=1e-3,
        )


@pytest.mark.slow
def test_the_order_of_measurements_does_not_matter(usual: Posterior) -> None:
    other = conditioned(problem_of(*reversed(VALUES)), seed=2)
    for asked in (hip_today, hip_change):
        assert_agree(
            asked(usual.problem, usual.numbers), asked(other.problem, other.numbers), size(usual), size(other)
        )


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bits_and_another_one_other_people(usual: Posterior) -> None:
    again, other = conditioned(problem_of(*VALUES)), conditioned(problem_of(*VALUES), seed=2)
    for key, values in usual.numbers.table.items():
        assert np.array_equal(values, again.numbers.table[key]), key
        assert not np.array_equal(values, other.numbers.table[key]), key
    assert np.array_equal(usual.numbers.rows, again.numbers.rows)
    assert (again.effective, again.expected) == (usual.effective, usual.expected)


@pytest.mark.slow
def test_as_many_candidates_as_it_takes_give_the_same_distribution(usual: Posterior) -> None:
    few, many = (
        conditioned(problem_of(*VALUES), 3, candidates=1000),
        conditioned(problem_of(*VALUES), 4, candidates=10_000),
    )
    for asked in (hip_today, hip_change):
        expected = asked(many.problem, many.numbers)
        assert_agree(asked(few.problem, few.numbers), expected, size(few), size(many))
        assert_agree(asked(usual.problem, usual.numbers), expected, size(usual), size(many))


@pytest.mark.slow
@pytest.mark.parametrize(("bound", "side"), [(BELOW, -1.0), (ABOVE, 1.0)])
def test_a_limit_keeps_people_on_its_side(bound: str, side: float) -> None:
    limit = replace(level("estradiol", 9.0, 0.05), censored=bound)
    problem = with_values(limit)
    found = courses(problem, conditioned(problem).numbers, np.zeros(1), "estradiol")["estradiol"]
    beyond = side * np.log(found / 9.0)
    assert beyond.min() > -5 * 0.05
    assert np.mean(beyond > 0) > 0.9


@pytest.mark.slow
def test_scans_that_cannot_both_be_right_count_for_less_and_are_named() -> None:
    first, second = scan(1.05, 0.01, -10.0), scan(0.80, 0.01)
    found = conditioned(with_values(first, second, anchor=-10.0))
    assert set(found.widened) == {0, 1}
    assert min(found.widened.values()) > 2.0
    assert found.expected[0].score > 3
    assert found.expected[1].score < -3
    alike = conditioned(with_values(first, scan(1.05, 0.01), anchor=-10.0))
    assert not alike.widened
    wide, narrow = (np.std(hip_today(one.problem, one.numbers)) for one in (found, alike))
    assert wide > 2 * narrow
    middle = np.median(hip_today(found.problem, found.numbers))
    assert 0.80 < middle < 1.05


@pytest.mark.slow
def test_a_value_that_hardly_anybody_has_and_nothing_speaks_against_is_believed() -> None:
    found = conditioned(with_values(level("estradiol", 45.0, 0.1)), people=100, candidates=400)
    assert not found.widened
    today = courses(found.problem, found.numbers, np.zeros(1), "estradiol")["estradiol"]
    assert np.median(today) > 30.0
    assert np.isfinite(hip_change(found.problem, found.numbers)).mean() > 0.9


@pytest.mark.slow
def test_a_hundred_scans_of_one_year_are_as_one_of_their_mean() -> None:
    random = np.random.default_rng(8)
    values = 0.9 * np.exp(0.02 * random.standard_normal(100))
    many = with_values(*(scan(float(value), 0.02) for value in values))
    one = with_values(scan(float(np.exp(np.mean(np.log(values)))), 0.002))
    found, expected = conditioned(many), conditioned(one, 2)
    assert not found.widened
    assert_agree(
        hip_today(many, found.numbers), hip_today(one, expected.numbers), size(found), size(expected)
    )


@pytest.mark.slow
def test_as_many_measurements_as_a_file_may_hold_are_taken() -> None:
    random = np.random.default_rng(9)
    rows = tuple(
        measured("ctx", float(0.4 * np.exp(0.15 * random.standard_normal())), -1 - day % 700, "ng/mL")
        for day in range(MOST_ENTRIES)
    )
    found = conditioned(problem_of(*rows), people=100, candidates=800)
    assert len(found.problem.observations) > 0.99 * MOST_ENTRIES  # the same value twice on a day counts once
    # One in a thousand lies so far out by chance.
    assert len(found.widened) < 6
    assert np.isfinite(hip_change(found.problem, found.numbers)).mean() > 0.9


def test_where_nobody_can_be_simulated_one_sentence_says_so() -> None:
    problem = replace(problem_of(*VALUES), engine=KernelEngine(step_limit=1))
    with pytest.raises(SimulationError, match="no virtual person could be simulated") as caught:
        conditioned(problem)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(("people", "candidates"), [(1, 1000), (100, 2500), (400, 10_000), (20_000, 20_000)])
def test_candidates_suffice_for_the_people(people: int, candidates: int) -> None:
    assert candidates_for(people) == candidates
