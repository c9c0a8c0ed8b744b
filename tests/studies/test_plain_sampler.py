"""The plainest sampler: its parts by hand, and the twin beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.observing.observation import ABOVE, BELOW
from osteotwin.parameters.sample import Streams
from osteotwin.people.problem_of_person import problem_of_person
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin
from osteotwin.studies.plain_sampler import compare_with_twin, factors, log_likelihood, sample_plainly
from osteotwin.studies.synthetic_people import synthetic_person

#: A man with two markers and five other values; see the histories of synthetic people.
MANY_VALUES = 5


def test_the_likelihood_is_that_of_each_value_by_itself() -> None:
    problem, _ = problem_of_person(
        synthetic_person(MANY_VALUES, parameters_in_use()).person, parameters_in_use(), ENSEMBLE_ENGINE
    )
    first, second = problem.observations[:2]
    read = np.log([[first.value * 1.1, second.value]])
    score = -np.log(1.1) / first.log_sd
    for bound, expected in (
        ("", norm.logpdf(score)),
        (BELOW, norm.logcdf(score)),
        (ABOVE, norm.logsf(score)),
    ):
        both = replace(problem, observations=(replace(first, censored=bound), second))
        assert log_likelihood(both, read) == pytest.approx(expected + norm.logpdf(0.0))


def test_values_with_one_factor_share_its_draw() -> None:
    problem, _ = problem_of_person(
        synthetic_person(MANY_VALUES, parameters_in_use()).person, parameters_in_use(), ENSEMBLE_ENGINE
    )
    names = [[factor.name for factor in one.nuisances] for one in problem.observations]
    drawn, again = (factors(problem, Streams(2000, 1), turn) for turn in (0, 1))
    shared = [k for k, of in enumerate(names) if of == ["ctx"]]
    assert len(shared) == 2
    assert np.array_equal(drawn[:, shared[0]], drawn[:, shared[1]])
    assert not np.any(drawn[:, shared[0]] == again[:, shared[0]])
    (factor,) = problem.observations[shared[0]].nuisances
    assert np.mean(drawn[:, shared[0]]) == pytest.approx(
        factor.log_mean, abs=4 * factor.log_sd / np.sqrt(2000)
    )
    assert np.std(drawn[:, shared[0]]) == pytest.approx(factor.log_sd, rel=4 / np.sqrt(2 * 2000))


@pytest.mark.slow
@pytest.mark.parametrize("number", [26, 35], ids=["a marker on denosumab", "a scan on denosumab"])
def test_a_twin_says_the_same(number: int) -> None:
    one = synthetic_person(number, parameters_in_use())
    plain = sample_plainly(one.person, parameters_in_use(), 6000)
    compared = compare_with_twin(plain, Twin.from_person(one.person, 1000, number))
    assert plain.effective > 100
    assert compared["twin_effective"] == 1000
    apart = np.array([row["apart"] for row in compared["rows"]])
    # Forty right quantiles are all within four errors in 99.7 % of studies; an error of few tails is itself rough.
    assert np.abs(apart).max() < 4
    assert np.mean(apart**2) < 3


def test_a_twin_without_measurements_cannot_be_compared() -> None:
    one = synthetic_person(26, parameters_in_use())
    bare = Twin.from_person(replace(one.person, measurements=()), 2)
    with pytest.raises(ValueError, match="prior"):
        compare_with_twin(sample_plainly(one.person, parameters_in_use(), 2), bare)
