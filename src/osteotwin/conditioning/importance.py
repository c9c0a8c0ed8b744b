"""People who agree with what was measured: drawn where a straight line expects them, and weighted by what is so.

Where too few people of the prior agree, courses that were simulated tell a straight line, and the line where to look
(:mod:`osteotwin.conditioning.proposal`). People drawn there are simulated, and each counts by how well he really agrees
over how much likelier he was drawn than the prior has him. All who were simulated count together, the prior's own among
them, so that nobody whom the line overlooks is lost; they tell a better line where too few agree still. Where that does
not suffice, either, people are moved (:mod:`osteotwin.conditioning.tempering`).
Source: Veach and Guibas, SIGGRAPH 1995, 419 (the balance heuristic); Cornuet, Marin, Mira and Robert, Scandinavian
Journal of Statistics 2012;39:798 (drawn where earlier draws say).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.conditioning.own_numbers import OwnNumbers
from osteotwin.conditioning.problem import Problem
from osteotwin.conditioning.proposal import Proposal
from osteotwin.conditioning.tempering import MOVED, Population, effective, enough_of, log_mean, temper
from osteotwin.progress import ProgressCallback, part_of, report

#: Most rounds of people who are drawn and simulated.
_ROUNDS: Final = 4
#: Share of the progress that they take, and that each leaves of what was left: mostly one suffices.
_ROUNDS_TAKE: Final = 0.9
_ROUND_LEAVES: Final = 0.2
_STAGE: Final = "agreeing with what was measured"


def agreeing(
    problem: Problem,
    numbers: OwnNumbers,
    base: Vector,
    random: np.random.Generator,
    *,
    known: int = 0,
    on_progress: ProgressCallback | None = None,
) -> Population | None:
    """Bring people to agree with what was measured: see :func:`osteotwin.conditioning.tempering.temper`."""
    before = problem.first(known).log_likelihood(base[:, :known]) if known else np.zeros(len(base))
    gain = problem.log_likelihood(base) - before
    if np.any(np.isfinite(gain)) and effective(gain) < enough_of(len(gain)) and len(problem.exact):
        on_rounds = part_of(on_progress, 0.0, _ROUNDS_TAKE)
        found = draw_and_weigh(
            problem, numbers, base, gain, random, of_prior=not known, on_progress=on_rounds
        )
        if found is not None:
            report(on_progress, 1.0, 1.0, _STAGE)
            return found
        on_progress = part_of(on_progress, _ROUNDS_TAKE, 1.0)
    return temper(problem, numbers, base, random, known=known, on_progress=on_progress)


def draw_and_weigh(
    problem: Problem,
    numbers: OwnNumbers,
    base: Vector,
    log_weight: Vector,
    random: np.random.Generator,
    *,
    of_prior: bool,
    on_progress: ProgressCallback | None = None,
) -> Population | None:
    """Draw people where a straight line expects those who agree.

    Parameters
    ----------
    problem : Problem
        With values that are no limits.
    numbers : OwnNumbers
        Of people who were simulated.
    base : array [n_people, n_value]
        Their courses.
    log_weight : array [n_people]
        How much they agree.
    random : Generator
    of_prior : bool
        Whether they are people of the prior, who count with those who are drawn.
    on_progress : callable or None

    Returns
    -------
    Population or None
        Who is as good as enough independent people; ``None`` where that is not reached.
    """
    people, enough = min(len(base), MOVED), enough_of(len(base))
    together = (numbers, base) if of_prior else None
    drawn: list[Proposal] = []
    for count in range(_ROUNDS):
        line = Proposal.of(problem, numbers, base, log_weight)
        more = line.draw(people, numbers, random)
        on_round = part_of(on_progress, 1 - _ROUND_LEAVES**count, 1 - _ROUND_LEAVES ** (count + 1), _STAGE)
        new = problem.simulate(more, on_progress=on_round).base
        numbers, base = (
            (more, new) if together is None else (together[0].joined(more), np.vstack([together[1], new]))
        )
        together = numbers, base
        drawn.append(line)
        of_others = len(base) - people * len(drawn)
        log_weight = problem.log_likelihood(base) - _log_likelier(drawn, people, of_others, numbers)
        if effective(log_weight) >= enough:
            return Population(numbers, base, log_weight, log_mean(log_weight), len(drawn))
        if not np.any(np.isfinite(log_weight)):
            break
    return None


def _log_likelier(drawn: list[Proposal], people: int, of_prior: int, numbers: OwnNumbers) -> Vector:
    """Logarithm of how much likelier than in the prior each person is among all who were drawn, array [n_people].

    Parameters
    ----------
    drawn : list of Proposal
    people : int
        Drawn by each of them.
    of_prior : int
        Drawn of the prior.
    numbers : OwnNumbers
    """
    shares = np.log([people, of_prior or np.nan]) - np.log(people * len(drawn) + of_prior)
    parts = [shares[0] + one.log_ratio(numbers) for one in drawn]
    if of_prior:
        parts.append(np.full(numbers.people, shares[1]))
    return np.asarray(np.logaddexp.reduce(parts))
