"""From the prior's people to those who agree with what was measured: sequential Monte Carlo, tempered.

Everybody is simulated once. Where enough of them agree with the values, they are chosen among by how well they do
(importance sampling). Where too few do, the values are let in step by step: at each step as much as leaves half of the
people effective; then the people are chosen among and moved, by steps that leave the distribution of that step as it is
(Metropolis, with proposals that leave the prior as it is).
Source: Del Moral, Doucet and Jasra, Journal of the Royal Statistical Society B 2006;68:411; the proposals: Cotter,
Roberts, Stuart and White, Statistical Science 2013;28:424.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.conditioning.own_numbers import OwnNumbers, moved
from osteotwin.conditioning.problem import Problem
from osteotwin.progress import Progress, ProgressCallback, part_of

#: Effective number of people from which on they are chosen among without more steps.
ENOUGH: Final = 1000.0
#: Share of people that a step leaves effective.
_LEFT: Final = 0.5
#: How many people are moved: enough of them to choose among, and no more work than that.
_MOVED: Final = 4000
#: Most steps, and rounds of moves in each: data that people of the prior can have come about need far fewer.
_MOST_STEPS: Final = 12
_ROUNDS: Final = 2
#: First length of a step, and what it is sought to be accepted by.
_FIRST_STEP: Final = 0.5
_ACCEPTED: Final = 0.25
#: Share of the work that simulating the prior's people is.
_FIRST: Final = 0.4


@dataclass(frozen=True, eq=False)
class Population:
    """People with weights, their numbers and their courses.

    Attributes
    ----------
    numbers : OwnNumbers
    base : array [n_people, n_value]
        See :class:`osteotwin.conditioning.problem.Course`.
    log_weight : array [n_people]
        How much each counts: of the people as they are here, up to a constant.
    log_evidence : float
        Logarithm of the probability of the values under the prior.
    steps : int
        How many steps of tempering it took; 0: people of the prior, weighted.
    """

    numbers: OwnNumbers
    base: Vector
    log_weight: Vector
    log_evidence: float
    steps: int

    def __len__(self) -> int:
        return len(self.log_weight)

    @property
    def weight(self) -> Vector:
        """What each counts, array [n_people]; they add up to 1."""
        return normalized(self.log_weight)

    @property
    def effective(self) -> float:
        """How many people of equal weight say as much: weights, and people who are there more than once."""
        of_rows: dict[bytes, float] = {}
        for key, weight in zip(_identity(self.numbers), self.weight, strict=True):
            of_rows[key] = of_rows.get(key, 0.0) + float(weight)
        return 1 / sum(weight**2 for weight in of_rows.values())


def _identity(numbers: OwnNumbers) -> list[bytes]:
    """What is the same of people who are one person there more than once."""
    first = next(iter(numbers.table.values()))
    return [value.tobytes() + row.tobytes() for value, row in zip(first, numbers.rows, strict=True)]


def normalized(log_weight: Vector) -> Vector:
    """Weights that add up to 1; 0 of everybody where nobody counts."""
    top = log_weight.max()
    if not np.isfinite(top):
        return np.zeros(len(log_weight))
    weight = np.exp(log_weight - top)
    return weight / weight.sum()


def effective(log_weight: Vector) -> float:
    """How many people of equal weight say as much as these."""
    weight = normalized(log_weight)
    square = float(np.sum(weight**2))
    return 1 / square if square > 0 else 0.0


def choose(weight: Vector, people: int, random: np.random.Generator) -> Index:
    """Choose people by their weights, each as often as its weight says but for one (systematic).

    Parameters
    ----------
    weight : array [n_people]
    people : int
        How many to choose.
    random : Generator
    """
    places = (random.random() + np.arange(people)) / people
    return np.minimum(np.searchsorted(np.cumsum(weight), places), len(weight) - 1)


def temper(
    problem: Problem,
    numbers: OwnNumbers,
    random: np.random.Generator,
    *,
    on_progress: ProgressCallback | None = None,
) -> Population | None:
    """Bring people to agree with what was measured.

    Parameters
    ----------
    problem : Problem
    numbers : OwnNumbers
        Of people of the prior.
    random : Generator
    on_progress : callable or None

    Returns
    -------
    Population or None
        ``None`` where nobody's simulation succeeds.
    """
    course = problem.simulate(numbers, on_progress=part_of(on_progress, 0.0, _FIRST))
    draws = 1 if problem.parameters.posterior is None else len(problem.parameters.posterior.draws)
    fit = problem.log_likelihood(course.base)
    if not np.any(np.isfinite(fit)):
        return None
    # Who fails is not of the prior of what can be simulated.
    alive = np.isfinite(course.base).all(axis=1)
    base, evidence, reached, step, steps = course.base, 0.0, 0.0, _FIRST_STEP, 0
    enough = min(ENOUGH, _LEFT * len(fit))
    while steps < _MOST_STEPS and effective((1 - reached) * fit) < enough:
        until = _next(fit, reached)
        evidence += _log_mean((until - reached) * fit, alive)
        chosen = choose(normalized((until - reached) * fit), min(len(fit), _MOVED), random)
        numbers, base, fit, alive = numbers.take(chosen), base[chosen], fit[chosen], alive[chosen]
        reached = until
        steps += 1
        for _ in range(_ROUNDS):
            other = moved(numbers, step, draws, random)
            there = problem.simulate(other)
            agrees = problem.log_likelihood(there.base)
            with np.errstate(invalid="ignore"):
                accepted = np.log(random.random(len(fit))) < reached * (agrees - fit)
            numbers = numbers.choose(accepted, other)
            base, fit = np.where(accepted[:, None], there.base, base), np.where(accepted, agrees, fit)
            step = float(np.clip(step * np.exp(accepted.mean() - _ACCEPTED), 0.02, 1.0))
        _tell(on_progress, reached)
    log_weight = (1 - reached) * fit
    evidence += _log_mean(log_weight, alive)
    return Population(numbers, base, log_weight, evidence, steps)


def _tell(on_progress: ProgressCallback | None, reached: float) -> None:
    if on_progress is not None:
        on_progress(Progress(_FIRST + (1 - _FIRST) * reached, "agreeing with what was measured"))


def _log_mean(log_weight: Vector, alive: Vector) -> float:
    """Logarithm of the mean weight of those who are alive."""
    top = log_weight.max()
    return float(top + np.log(np.exp(log_weight - top).sum() / max(int(alive.sum()), 1)))


def _next(fit: Vector, reached: float) -> float:
    """How far the values are let in next, by halving the interval."""
    low, high = reached, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if effective((middle - reached) * fit) < _LEFT * len(fit):
            high = middle
        else:
            low = middle
    return low if low > reached else high
