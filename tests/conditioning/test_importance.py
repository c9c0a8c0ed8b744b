"""People drawn where a straight line expects them: right where values are straight, weighted where not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy.stats import kstest

from osteotwin.arrays import Vector
from osteotwin.conditioning.importance import agreeing, draw_and_weigh
from osteotwin.conditioning.linear_part import LinearPart
from osteotwin.conditioning.own_numbers import LINEAR, OwnNumbers
from osteotwin.conditioning.proposal import Proposal
from osteotwin.conditioning.tempering import Population, temper
from osteotwin.progress import Progress, ProgressCallback, report

LEVEL = 1e-3
HEIGHT, WEIGHT, IDLE = ("height", "profile"), ("weight", "profile"), ("age", "profile")
DRAWS = np.array([[-1.0], [0.0], [1.0]])


class Read:
    """Values that read two normal numbers and the posterior's draw, bent as one likes; they share a factor."""

    parameters: Any = SimpleNamespace(posterior=SimpleNamespace(draws=DRAWS))

    def __init__(self, *values: float, bend: float = 0.0, sd: float = 0.2, fails: bool = False) -> None:
        self.values, self.bend, self.fails = np.array(values), bend, fails
        self.exact, self.log_sd = np.arange(len(values)), np.full(len(values), sd)
        self.design = np.full((len(values), 1), 0.1)

    def first(self, count: int) -> Read:
        return Read(*self.values[:count], bend=self.bend, sd=float(self.log_sd[0]))

    def simulate(self, numbers: OwnNumbers, *, on_progress: ProgressCallback | None = None) -> Any:
        report(on_progress, 1, 2)
        report(on_progress, 2, 2)
        one = numbers.table[HEIGHT] + 0.5 * numbers.table[WEIGHT] + DRAWS[numbers.rows, 0]
        one = one + self.bend * numbers.table[HEIGHT] ** 2
        other = numbers.table[WEIGHT]
        base = np.column_stack([(one, other)[k % 2] for k in range(len(self.values))])
        return SimpleNamespace(base=base * np.nan if self.fails else base)

    def log_likelihood(self, base: Vector) -> Vector:
        found = LinearPart(self.design, self.log_sd, ("shared",)).log_likelihood(self.values - base)
        return np.where(np.isfinite(found), found, -np.inf)


def prior_people(people: int, seed: int) -> OwnNumbers:
    random = np.random.default_rng(seed)
    table = {key: random.standard_normal(people) for key in (IDLE, HEIGHT, WEIGHT, LINEAR[0])}
    return OwnNumbers(table, random.integers(len(DRAWS), size=people), seed)


def mean_and_sd(values: Vector, weight: Vector) -> tuple[float, float]:
    mean = float(weight @ values)
    return mean, float(np.sqrt(weight @ (values - mean) ** 2))


def on_a_grid(problem: Read) -> Population:
    """Everybody who could be, each weighted by the prior and by how well he agrees."""
    line = np.linspace(-6.0, 6.0, 241)
    grid = np.meshgrid(line, line, np.arange(float(len(DRAWS))))
    height, weight, rows = grid[0].ravel(), grid[1].ravel(), grid[2].ravel().astype(np.int64)
    numbers = OwnNumbers({HEIGHT: height, WEIGHT: weight}, rows, 0)
    prior = -0.5 * (height**2 + weight**2) - np.log(2 * np.pi * len(DRAWS)) + 2 * np.log(line[1] - line[0])
    base = problem.simulate(numbers).base
    return Population(numbers, base, problem.log_likelihood(base) + prior, 0.0, 0)


def assert_same(found: Population, problem: Read) -> None:
    exact, error = on_a_grid(problem), 1 / np.sqrt(found.effective)
    for key in (HEIGHT, WEIGHT):
        (mean, sd), (expected, width) = (
            mean_and_sd(one.numbers.table[key], one.weight) for one in (found, exact)
        )
        assert mean == pytest.approx(expected, abs=4 * error * width)
        assert sd == pytest.approx(width, rel=4 * error)
    for row in range(len(DRAWS)):
        share, expected = (float(one.weight @ (one.numbers.rows == row)) for one in (found, exact))
        assert share == pytest.approx(expected, abs=4 * error * np.sqrt(expected * (1 - expected)))
    assert found.log_evidence == pytest.approx(np.log(np.exp(exact.log_weight).sum()), abs=4 * error)


def test_of_straight_values_the_line_draws_the_very_people_who_agree() -> None:
    problem, numbers = Read(2.0, -1.0, 2.1), prior_people(3000, 1)
    base = problem.simulate(numbers).base
    line = Proposal.of(problem, numbers, base, problem.log_likelihood(base))  # type: ignore[arg-type]
    drawn = line.draw(8000, numbers, np.random.default_rng(2))
    log_weight = problem.log_likelihood(problem.simulate(drawn).base) - line.log_ratio(drawn)
    # Everybody counts the same, and that is the probability of the values.
    assert np.std(log_weight) < 0.02
    assert_same(Population(drawn, base, log_weight, float(log_weight.mean()), 1), problem)
    for key in (IDLE, LINEAR[0]):  # of which the values say nothing
        assert kstest(drawn.table[key], "norm").pvalue > LEVEL


@pytest.mark.parametrize("of_prior", [True, False])
@pytest.mark.parametrize(
    "problem",
    [
        Read(3.0, 1.0),
        Read(3.0, 1.0, bend=0.3),
        Read(2.5, -1.0, 2.4, -1.1, bend=-0.2),
    ],
    ids=["straight", "bent", "bent, four values"],
)
def test_the_known_answer_is_found(problem: Read, of_prior: bool) -> None:
    numbers = prior_people(4000, 3)
    base = problem.simulate(numbers).base
    found = draw_and_weigh(
        problem,  # type: ignore[arg-type]
        numbers,
        base,
        problem.log_likelihood(base),
        np.random.default_rng(4),
        of_prior=of_prior,
    )
    assert found is not None
    assert found.effective >= 1000
    assert len(found) == 4000 * (found.steps + of_prior)
    assert_same(found, problem)


def test_people_of_the_prior_count_where_the_line_overlooks_them() -> None:
    """A value that two sorts of people have, of whom only those nearby tell the line."""
    problem = Read(2.2, bend=1.0)
    numbers = prior_people(4000, 5)
    base = problem.simulate(numbers).base
    near = np.where(numbers.table[HEIGHT] > 0, problem.log_likelihood(base), -np.inf)
    found = draw_and_weigh(problem, numbers, base, near, np.random.default_rng(6), of_prior=True)  # type: ignore[arg-type]
    assert found is not None
    assert_same(found, problem)


def test_where_enough_agree_nobody_is_drawn() -> None:
    problem, numbers = Read(0.5, sd=1.0), prior_people(4000, 7)
    base = problem.simulate(numbers).base
    randoms = [np.random.default_rng(8) for _ in range(2)]
    found, plain = (
        way(problem, numbers, base, random)  # type: ignore[arg-type]
        for way, random in zip((agreeing, temper), randoms, strict=True)
    )
    assert found is not None
    assert plain is not None
    assert found.steps == plain.steps == 0
    assert np.array_equal(found.log_weight, plain.log_weight)
    assert len({random.random() for random in randoms}) == 1


def test_where_the_line_does_not_help_people_are_moved() -> None:
    """So bent that no line tells where they are."""
    problem, numbers = Read(40.0, 0.0, bend=6.0, sd=0.02), prior_people(400, 9)
    base = problem.simulate(numbers).base
    fit, random = problem.log_likelihood(base), np.random.default_rng(10)
    assert draw_and_weigh(problem, numbers, base, fit, random, of_prior=True) is None  # type: ignore[arg-type]
    told: list[Progress] = []
    found = agreeing(problem, numbers, base, random, on_progress=told.append)  # type: ignore[arg-type]
    assert found is not None
    assert len(found) == 400
    one = problem.simulate(found.numbers).base[:, 0]
    assert float(found.weight @ one) == pytest.approx(40.0, abs=0.1)
    shares = [one.fraction for one in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_progress_goes_on_while_people_are_drawn() -> None:
    problem, numbers = Read(3.0, 1.0), prior_people(1000, 11)
    told: list[Progress] = []
    base = problem.simulate(numbers).base
    agreeing(problem, numbers, base, np.random.default_rng(12), on_progress=told.append)  # type: ignore[arg-type]
    shares = [one.fraction for one in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(set(shares)) > 1
    assert all(one.stage for one in told)


def test_where_everybody_fails_there_is_nobody() -> None:
    problem, numbers = Read(0.0, fails=True), prior_people(50, 13)
    base = problem.simulate(numbers).base
    assert agreeing(problem, numbers, base, np.random.default_rng(14)) is None  # type: ignore[arg-type]
