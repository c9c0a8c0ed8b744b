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
from numpy.typing import NDArray

from osteotwin.arrays import Index, Vector
from osteotwin.conditioning.own_numbers import OwnNumbers, moved
from osteotwin.conditioning.problem import Problem
from osteotwin.progress import ProgressCallback, part_of, report

#: Effective number of people from which on they are chosen among without more steps.
ENOUGH: Final = 1000.0
#: Share of people that a step leaves effective.
_LEFT: Final = 0.5
#: How many people are moved: enough of them to choose among, and no more work than that.
MOVED: Final = 4000
#: Most steps, and rounds of moves in each: data that people of the prior can have come about need far fewer.
_MOST_STEPS: Final = 12
_ROUNDS: Final = 8
#: Share of the people who have to have moved before more is let in.
_MOVED_SHARE: Final = 0.7
#: Most rounds more, where too many people are still the same person.
_MOST_MORE: Final = 3
#: First length of a step, and what it is sought to be accepted by.
_FIRST_STEP: Final = 0.5
_ACCEPTED: Final = 0.25
_STEPS: Final = (0.02, 1.0)
#: How fast the length of a step follows what is accepted.
_HASTE: Final = 2.0
#: By how much more a step usually lets in than the one before: how many are still to come is told by it.
_USUAL_GROWTH: Final = 2.5
#: Share of the progress that all steps take; what is left is for more moves at their end.
_STEPS_TAKE: Final = 0.9
_STAGE: Final = "agreeing with what was measured"


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
        How many steps of tempering, or rounds of people who were drawn, it took; 0: people of the prior, weighted.
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
        """How many people of equal weight say as much: weights, and people who are there more than once.

        Who differs in the draw of the posterior alone counts as the same person.
        """
        some_number = next(iter(self.numbers.table.values()))
        _, person = np.unique(some_number, return_inverse=True)
        return 1 / float((np.bincount(person, self.weight) ** 2).sum())


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
    square = float((weight**2).sum())
    return 1 / square if square > 0 else 0.0


def enough_of(people: int) -> float:
    """How many independent people those who are chosen among have to be worth: of few, half."""
    return min(ENOUGH, _LEFT * people)


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
    base: Vector,
    random: np.random.Generator,
    *,
    known: int = 0,
    on_progress: ProgressCallback | None = None,
) -> Population | None:
    """Bring people to agree with what was measured.

    Parameters
    ----------
    problem : Problem
    numbers : OwnNumbers
        Of people of the prior, or who agree with the first values already.
    base : array [n_people, n_value]
        Their courses: see :class:`osteotwin.conditioning.problem.Course`.
    random : Generator
    known : int
        With how many of the first values they agree already, all of equal weight.
    on_progress : callable or None

    Returns
    -------
    Population or None
        ``None`` where nobody's simulation succeeds.
    """
    sampler = _Sampler(problem, known, random)
    state = sampler.state(numbers, base)
    if not np.any(np.isfinite(state.fit)):
        return None
    enough = enough_of(len(state))
    evidence, reached, steps, first = 0.0, 0.0, 0, 0.0
    while steps < _MOST_STEPS and effective((1 - reached) * state.gain) < enough:
        until = share_leaving(state.gain, _LEFT * len(state), reached)
        first = first or until
        log_weight = (until - reached) * state.gain
        evidence += log_mean(log_weight)
        state = state.take(choose(normalized(log_weight), min(len(state), MOVED), random))
        begun, done = (_STEPS_TAKE * share_done(share, first) for share in (reached, until))
        state = sampler.move_most(state, until, part_of(on_progress, begun, done, _STAGE))
        reached, steps = until, steps + 1
    log_weight = (1 - reached) * state.gain
    evidence += log_mean(log_weight)
    found = Population(state.numbers, state.base, log_weight, evidence, steps)
    more = 0
    while steps and found.effective < enough and more < _MOST_MORE:
        state = state.take(choose(found.weight, len(state), random))
        begun, done = (1 - (1 - _STEPS_TAKE) * (1 - count / _MOST_MORE) for count in (more, more + 1))
        state = sampler.move_most(state, 1.0, part_of(on_progress, begun, done, _STAGE))
        found = Population(state.numbers, state.base, np.zeros(len(state)), evidence, steps)
        more += 1
    report(on_progress, 1.0, 1.0, _STAGE)
    return found


def share_done(reached: float, first: float) -> float:
    """Share of the steps that are done where values are let in by a share.

    Each step lets in some times what the one before did, so the first takes as long as the last.

    Parameters
    ----------
    reached : float
        Share by which the values are let in: 0 before the first step, 1 after the last.
    first : float
        Share that the first step lets in.

    Examples
    --------
    >>> [round(share_done(reached, 0.16), 2) for reached in (0.0, 0.16, 0.4, 1.0)]
    [0.0, 0.33, 0.67, 1.0]
    """
    if reached <= 0:
        return 0.0
    done, in_all = (1 + np.log(share / first) / np.log(_USUAL_GROWTH) for share in (reached, 1.0))
    return float(done / in_all)


@dataclass(frozen=True, eq=False)
class _State:
    """People on the way.

    Attributes
    ----------
    numbers : OwnNumbers
    base : array [n_people, n_value]
    before, fit : array [n_people]
        Log likelihood of the values they agreed with at the beginning, and of all.
    """

    numbers: OwnNumbers
    base: Vector
    before: Vector
    fit: Vector

    def __len__(self) -> int:
        return len(self.fit)

    @property
    def gain(self) -> Vector:
        """What letting in all values is worth, array [n_people]."""
        return np.where(np.isfinite(self.fit), self.fit - self.before, -np.inf)

    def reached(self, share: float) -> Vector:
        """Log likelihood with the values let in by a share, array [n_people]."""
        return self.before + share * self.gain

    def take(self, chosen: Index) -> _State:
        return _State(self.numbers.take(chosen), self.base[chosen], self.before[chosen], self.fit[chosen])


class _Sampler:
    """Simulates and moves people; remembers how long its steps are."""

    def __init__(self, problem: Problem, known: int, random: np.random.Generator) -> None:
        self.problem, self.known, self.random = problem, known, random
        self.earlier = problem.first(known)
        posterior = problem.parameters.posterior
        self.draws = 1 if posterior is None else len(posterior.draws)
        self.step = _FIRST_STEP

    def state(self, numbers: OwnNumbers, base: Vector) -> _State:
        before = self.earlier.log_likelihood(base[:, : self.known]) if self.known else np.zeros(len(base))
        return _State(numbers, base, before, self.problem.log_likelihood(base))

    def move_most(self, state: _State, share: float, on_progress: ProgressCallback | None = None) -> _State:
        """Move until most people are not where they were any more."""
        walked = np.zeros(len(state), dtype=bool)
        for count in range(_ROUNDS):
            on_round = part_of(on_progress, count / _ROUNDS, (count + 1) / _ROUNDS)
            state, moved_now = self.move(state, share, on_round)
            walked |= moved_now
            if walked.mean() >= _MOVED_SHARE:
                break
        return state

    def move(
        self, state: _State, share: float, on_progress: ProgressCallback | None = None
    ) -> tuple[_State, NDArray[np.bool_]]:
        """One round of moves that leaves the people's distribution as it is; and who has walked."""
        numbers, walks = moved(state.numbers, self.step, self.draws, self.random)
        other = self.state(numbers, self.problem.simulate(numbers, on_progress=on_progress).base)
        better = np.where(np.isfinite(other.fit), other.reached(share), -np.inf) - state.reached(share)
        accepted = np.log(self.random.random(len(state))) < better
        rate = float(accepted[walks].mean()) if np.any(walks) else _ACCEPTED
        self.step = float(np.clip(self.step * np.exp(_HASTE * (rate - _ACCEPTED)), *_STEPS))
        after = _State(
            state.numbers.choose(accepted, other.numbers),
            np.where(accepted[:, None], other.base, state.base),
            np.where(accepted, other.before, state.before),
            np.where(accepted, other.fit, state.fit),
        )
        return after, accepted & walks


def log_mean(log_weight: Vector) -> float:
    """Logarithm of the mean weight of those whose simulation succeeded."""
    there = log_weight[np.isfinite(log_weight)]
    return float(there.max() + np.log(np.mean(np.exp(there - there.max()))))


def share_leaving(log_weight: Vector, people: float, reached: float = 0.0) -> float:
    """How far weights are let in so that they leave as good as so many independent people.

    Parameters
    ----------
    log_weight : array [n_people]
    people : float
    reached : float
        Share by which they are let in already.

    Returns
    -------
    float
        Beyond ``reached`` in any case, 1 at most; found by halving the interval.
    """
    low, high = reached, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if effective((middle - reached) * log_weight) < people:
            high = middle
        else:
            low = middle
    return low if low > reached else high
