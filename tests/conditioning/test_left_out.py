"""What the other values say of each: as if it had not been measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.conditioning.people_measured import HIP, VALUES, courses, problem_of, scan, with_values

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.conditioning.condition import condition
from osteotwin.conditioning.left_out import expected_values, weights_without
from osteotwin.conditioning.own_numbers import own_numbers
from osteotwin.parameters.sample import Streams


def test_what_people_count_without_a_value_is_what_they_count_for_the_others() -> None:
    problem = problem_of(*VALUES)
    base = problem.simulate(own_numbers(Streams(200, 4), parameters_in_use())).base
    residual, sd = problem.linear.left_out(problem.residuals(base))
    weights = weights_without(residual, sd, problem.log_likelihood(base))
    for place in range(len(VALUES)):
        others = [k for k in range(len(VALUES)) if k != place]
        rest = problem_of(*(VALUES[k] for k in others))
        # Density counts from the first scan of those there are; the courses stay those of all.
        rest = replace(rest, anchor=problem.anchor, day=problem.day)
        apart = weights[:, place] - rest.log_likelihood(base[:, others])
        alive = np.isfinite(apart)
        assert alive.mean() > 0.9
        assert np.ptp(apart[alive]) < 1e-6


@pytest.mark.slow
def test_a_value_alone_is_held_against_the_prior() -> None:
    problem = with_values(scan(0.9, 0.02))
    numbers = own_numbers(Streams(4000, 5), parameters_in_use())
    base = problem.simulate(numbers).base
    (expected,) = expected_values(problem, base, problem.log_likelihood(base)).values()
    prior = np.log(courses(problem, numbers, np.zeros(1), HIP)[HIP][:, 0])
    assert np.log(expected.median) == pytest.approx(
        np.nanmean(prior), abs=4 * np.nanstd(prior) / np.sqrt(4000)
    )
    assert np.log(expected.factor) == pytest.approx(np.hypot(np.nanstd(prior), 0.02), rel=0.05)
    assert expected.value == 0.9


@pytest.mark.slow
def test_a_probability_is_that_of_a_value_so_far_out() -> None:
    # Values that the prior itself drew are as far out as its probability says: at 10 %, one in ten.
    random = np.random.default_rng(6)
    plain = with_values(scan(0.9, 0.02))
    numbers = own_numbers(Streams(1000, 7), parameters_in_use())
    base = plain.simulate(numbers).base
    drawn = courses(plain, own_numbers(Streams(300, 8), parameters_in_use()), np.zeros(1), HIP)[HIP][:, 0]
    found = []
    for value in drawn * np.exp(0.02 * random.standard_normal(300)):
        problem = with_values(scan(float(value), 0.02))
        found.append(expected_values(problem, base, problem.log_likelihood(base))[0].probability)
    for share in (0.1, 0.5):
        assert np.mean(np.array(found) < share) == pytest.approx(share, abs=4 * np.sqrt(share / 300))


def test_a_value_that_agrees_is_not_called_surprising() -> None:
    found = condition(problem_of(*VALUES), 100, 1, candidates=2500)
    assert not found.widened
    assert all(one.probability > 0.01 for one in found.expected.values())
