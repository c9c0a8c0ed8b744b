"""Virtual people who agree with everything that was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.conditioning.importance import agreeing
from osteotwin.conditioning.left_out import Expected, expected_values, probabilities_alone
from osteotwin.conditioning.own_numbers import BALANCES, LEVELS, LINEAR, OwnNumbers, own_numbers
from osteotwin.conditioning.problem import Problem
from osteotwin.conditioning.tempering import MOVED, Population, choose, effective, normalized
from osteotwin.errors import SimulationError
from osteotwin.parameters.sample import Streams
from osteotwin.progress import ProgressCallback, part_of

#: People of the prior who are simulated where nothing else is asked for.
CANDIDATES = 10_000
#: Fewer would leave too few to choose among.
_LEAST_CANDIDATES = 1_000
#: The purpose of the random numbers of choosing and moving, beside a twin's seed.
_PURPOSE = 0x7E4A
#: A value farther out than all but this share of what the others let expect contradicts them.
CONTRADICTION = 1e-3
#: Others contradict a value where they make it less probable by this factor than it is in anybody; a value that is as
#: rare in anybody is an unusual person's.
_LESS_PROBABLE = 0.05
#: To how many standard deviations the error of a contradiction is widened, and how often that is looked at.
_BEARABLE, _ROUNDS = 2.0, 4


@dataclass(frozen=True, eq=False)
class Posterior:
    """People who agree with what was measured, all of equal weight.

    Attributes
    ----------
    problem : Problem
    population : Population
        Those they were chosen from.
    numbers : OwnNumbers
        What makes them, the level and the balance of each site among it.
    base : array [n_people, n_value]
        Their courses: see :class:`osteotwin.conditioning.problem.Course`.
    effective : float
        How many independent people say as much.
    expected : mapping of place to Expected
        What all other values let expect of each, with the errors as they were given.
    widened : mapping of place to float
        By how much the error was widened of a value that contradicts the others.
    """

    problem: Problem
    population: Population
    numbers: OwnNumbers
    base: Vector
    effective: float
    expected: Mapping[int, Expected]
    widened: Mapping[int, float]


def candidates_for(people: int) -> int:
    """How many people of the prior are simulated, so that this many can be chosen."""
    return max(_LEAST_CANDIDATES, min(CANDIDATES, 25 * people), people)


def condition(
    problem: Problem,
    people: int,
    seed: int,
    *,
    candidates: int | None = None,
    on_progress: ProgressCallback | None = None,
) -> Posterior:
    """Find people who agree with what was measured.

    Parameters
    ----------
    problem : Problem
        With one value or more.
    people : int
        How many to choose.
    seed : int
        The same seed gives the same people, bit for bit.
    candidates : int or None
        People of the prior; :func:`candidates_for` otherwise.
    on_progress : callable or None

    Raises
    ------
    SimulationError
        If nobody could be simulated who agrees with the values at all.
    """
    random = np.random.default_rng([seed, _PURPOSE])
    start = own_numbers(Streams(candidates or candidates_for(people), seed), problem.parameters)
    base = problem.simulate(start, on_progress=part_of(on_progress, 0.0, 0.3)).base
    problem, widened, told = without_contradiction(problem, base)
    population = agreeing(problem, start, base, random, on_progress=part_of(on_progress, 0.3, 1.0))
    if population is None:
        raise SimulationError("no virtual person could be simulated up to the measured values")
    return choose_people(problem, population, people, random, told, widened)


def without_contradiction(
    problem: Problem, base: Vector, known: int = 0
) -> tuple[Problem, Mapping[int, float], Mapping[int, Expected]]:
    """Widen the errors of values that contradict the others, until none does.

    Two scans that cannot both be right would otherwise be explained by a person whom nobody has seen. Which one is
    wrong is not known, so each counts for less. A value that is rare in anybody, and that nothing speaks against, is
    believed.

    Parameters
    ----------
    problem : Problem
    base : array [n_people, n_value]
        Courses of people of the prior, or who agree with the first values.
    known : int
        With how many of the first values they agree: the errors of these stay.

    Returns
    -------
    Problem
    mapping of place to float
        By how much an error was widened.
    mapping of place to Expected
        What the others let expect of each, with the errors as they were given.
    """
    widened: dict[int, float] = {}
    before = problem.first(known).log_likelihood(base[:, :known]) if known else np.zeros(len(base))
    alone = {} if known else probabilities_alone(problem, base)
    found = told = expected_values(problem, base, problem.log_likelihood(base) - before)
    for _ in range(_ROUNDS):
        far = {
            k: abs(one.score) / _BEARABLE
            for k, one in found.items()
            if k >= known and one.probability < min(CONTRADICTION, _LESS_PROBABLE * alone.get(k, 1.0))
        }
        if not far:
            break
        for place, factor in far.items():
            widened[place] = widened.get(place, 1.0) * max(factor, 1.0)
        problem = problem.with_errors_times(far)
        found = expected_values(problem, base, problem.log_likelihood(base) - before)
    return problem, widened, told


def condition_further(
    posterior: Posterior,
    problem: Problem,
    people: int,
    seed: int,
    *,
    on_progress: ProgressCallback | None = None,
) -> Posterior:
    """Find people who agree with more than those of a posterior do, starting from them.

    Parameters
    ----------
    posterior : Posterior
    problem : Problem
        Whose first values are those of the posterior's.
    people, seed : int
    on_progress : callable or None

    Raises
    ------
    SimulationError
        If nobody could be simulated who agrees with the values at all.
    """
    known = len(posterior.problem.observations)
    random = np.random.default_rng([seed, _PURPOSE, len(problem.observations)])
    before = posterior.population
    going_on = min(len(before), MOVED) if before.steps else len(before)
    start = before.numbers.take(choose(before.weight, going_on, random))
    base = problem.simulate(start, on_progress=part_of(on_progress, 0.0, 0.3)).base
    problem, widened, told = without_contradiction(problem, base, known)
    population = agreeing(
        problem, start, base, random, known=known, on_progress=part_of(on_progress, 0.3, 1.0)
    )
    if population is None:
        raise SimulationError("no virtual person could be simulated up to the measured values")
    return choose_people(problem, population, people, random, told, {**posterior.widened, **widened})


def choose_people(
    problem: Problem,
    population: Population,
    people: int,
    random: np.random.Generator,
    expected: Mapping[int, Expected],
    widened: Mapping[int, float],
) -> Posterior:
    """Choose people of equal weight, and give each a level and a balance of each site that agree with the scans."""
    numbers, log_weight = population.numbers, population.log_weight
    if len(problem.exact):
        noise = random.standard_normal((len(population), len(problem.normal_names)))
        drawn = problem.linear.draw(problem.residuals(population.base), noise)
        drawn[~np.isfinite(drawn)] = 0.0  # of who failed, and counts nothing
        log_weight = log_weight + np.where(
            np.isfinite(log_weight), curvature(problem, population.base, drawn), 0.0
        )
        numbers = numbers.with_values({key: drawn[:, k] for k, key in enumerate(LINEAR)})
    chosen = choose(normalized(log_weight), people, random)
    alone = min(effective(log_weight), population.effective)
    return Posterior(
        problem, population, numbers.take(chosen), population.base[chosen], alone, expected, widened
    )


def curvature(problem: Problem, base: Vector, drawn: Vector) -> Vector:
    """What the linear part leaves out of the logarithm of the likelihood, array [n_people].

    A balance adds to the density, not to its logarithm; for the few percent that people depart by, the two differ
    little.

    Parameters
    ----------
    problem : Problem
    base : array [n_people, n_value]
    drawn : array [n_people, n_normal]
        The linear part's normal numbers.
    """
    design = problem.design[problem.exact]
    balances = slice(len(LEVELS), len(LEVELS) + len(BALANCES))
    added = drawn[:, balances] @ design[:, balances].T
    centers = problem.log_centers[problem.exact]
    factor = np.exp(base[:, problem.exact] - centers)
    with np.errstate(all="ignore"):
        exact = np.where(
            problem.is_density[problem.exact], np.log(np.maximum(factor + added, 1e-9) / factor), added
        )
    residual = problem.residuals(base) - drawn @ design.T
    difference = exact - added
    per_value = difference * (2 * residual - difference) / (2 * problem.log_sd[problem.exact] ** 2)
    return np.asarray(per_value.sum(axis=1))
