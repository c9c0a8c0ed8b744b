"""People who are likely to agree with what was measured, as if values followed a straight line in what makes people.

Courses of people who were simulated are regressed on their numbers, those who agree better counting more. Under this
line, with its own error added to those of the values, the people who agree are a normal distribution for each draw of
the parameters' posterior. So they are drawn in closed form, and it is known exactly how much likelier than in the prior
each person is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.conditioning.own_numbers import LINEAR, OwnNumbers
from osteotwin.conditioning.problem import Problem
from osteotwin.conditioning.tempering import choose, effective, normalized, share_leaving
from osteotwin.parameters import ParameterSet

#: So many people as good as independent, or this share of few, tell the line: those near the values, and enough.
_TELL: Final = 1000.0
_TELL_SHARE: Final = 0.25
#: What a slope is held to nothing by, in people who say so: most of what makes a person has no say in the values.
_HELD: Final = 1.0
#: Less than this share of the most that anybody counts is nothing.
_NOTHING: Final = 1e-9
#: Least share of an error that the person himself did not explain.
_LEAST_LEFT: Final = 0.1


@dataclass(frozen=True, eq=False)
class Proposal:
    """People as likely as a straight line says.

    Attributes
    ----------
    problem : Problem
    level : array [n_value]
        Of the values that are no limits, of somebody all of whose numbers are 0.
    by_number : array [n_number, n_value]
        What one of each normal number adds, in the order of :attr:`keys`.
    by_draw : array [n_draw, n_value]
        What each draw of the posterior adds.
    off : array [n_value, n_value]
        Covariance of what the line is off by.
    """

    problem: Problem
    level: Vector
    by_number: Vector
    by_draw: Vector
    off: Vector

    @classmethod
    def of(cls, problem: Problem, numbers: OwnNumbers, base: Vector, log_weight: Vector) -> Proposal:
        """The line through people who were simulated.

        Parameters
        ----------
        problem : Problem
            With values that are no limits.
        numbers : OwnNumbers
        base : array [n_people, n_value]
            Their courses: see :class:`osteotwin.conditioning.problem.Course`.
        log_weight : array [n_people]
            How much they agree; of some at least finite.
        """
        tell = min(_TELL, _TELL_SHARE * len(log_weight))
        weight = normalized(share_leaving(log_weight, tell) * log_weight)
        known = (weight > _NOTHING * weight.max()) & np.isfinite(base).all(axis=1)
        weight = weight[known] * effective(np.log(weight[known])) / weight[known].sum()
        draws = _draws(problem.parameters)
        given = np.column_stack([_normals(numbers), draws[numbers.rows], np.ones(numbers.people)])[known]
        seen = base[known][:, problem.exact]
        center = weight @ seen / weight.sum()
        held = np.append(np.full(given.shape[1] - 1, _HELD), 0.0)
        weighted = given * weight[:, None]
        inverse = np.linalg.inv(weighted.T @ given + np.diag(held))
        slope = inverse @ (weighted.T @ (seen - center))
        # What somebody is off by were he not among those who tell the line.
        left = 1 - np.einsum("ij,ij->i", given @ inverse, weighted)
        off = (seen - center - given @ slope) / np.maximum(left, _LEAST_LEFT)[:, None]
        count = len(keys_that_count(numbers))
        return cls(
            problem,
            center + slope[-1],
            slope[:count],
            draws @ slope[count:-1],
            np.asarray((off * weight[:, None]).T @ off / weight.sum()),
        )

    @cached_property
    def _error(self) -> Vector:
        """Covariance of the values of one person, who is known but for the linear part."""
        exact, design = self.problem.exact, self.problem.design
        own = np.diag(self.problem.log_sd[exact] ** 2)
        return np.asarray(self.off + own + design[exact] @ design[exact].T)

    @cached_property
    def _scatter(self) -> Vector:
        """Covariance of the values of everybody with one draw of the posterior."""
        return np.asarray(self._error + self.by_number.T @ self.by_number)

    @cached_property
    def _residual(self) -> Vector:
        """Of the values from the middle of everybody with each draw, array [n_draw, n_value]."""
        return np.asarray(self.problem.values[self.problem.exact] - self.level - self.by_draw)

    @cached_property
    def _of_draws(self) -> Vector:
        """Logarithm of the probability of the values under each draw, array [n_draw]."""
        return _log_normal(self._residual, self._scatter)

    def draw(self, people: int, like: OwnNumbers, random: np.random.Generator) -> OwnNumbers:
        """Draw people who are likely to agree.

        Parameters
        ----------
        people : int
        like : OwnNumbers
            Of anybody: which numbers make a person.
        random : Generator
        """
        rows = choose(normalized(self._of_draws), people, random)
        table = {key: random.standard_normal(people) for key in like.table}
        keys = keys_that_count(like)
        free = np.column_stack([table[key] for key in keys])
        error = random.standard_normal((people, len(self._error))) @ np.linalg.cholesky(self._error).T
        short = self._residual[rows] - free @ self.by_number - error
        drawn = free + short @ np.linalg.solve(self._scatter, self.by_number.T)
        return OwnNumbers(table | {key: drawn[:, k] for k, key in enumerate(keys)}, rows, like.seed)

    def log_ratio(self, numbers: OwnNumbers) -> Vector:
        """Logarithm of how much likelier than in the prior each person is drawn, array [n_people]."""
        off = self._residual[numbers.rows] - _normals(numbers) @ self.by_number
        top = self._of_draws.max()
        evidence = top + np.log(np.mean(np.exp(self._of_draws - top)))
        return np.asarray(_log_normal(off, self._error) - evidence)


def keys_that_count(numbers: OwnNumbers) -> list[tuple[str, str]]:
    """Names and purposes of the numbers that have a say in a course before level and balance of each site."""
    return [key for key in numbers.table if key not in LINEAR]


def _normals(numbers: OwnNumbers) -> Vector:
    return np.column_stack([numbers.table[key] for key in keys_that_count(numbers)])


def _draws(parameters: ParameterSet) -> Vector:
    """Draws of the posterior, each parameter with mean 0 and SD 1, array [n_draw, n_parameter]."""
    if parameters.posterior is None:
        return np.zeros((1, 0))
    draws = np.asarray(parameters.posterior.draws, dtype=np.float64)
    sd = draws.std(axis=0)
    return np.asarray((draws - draws.mean(axis=0))[:, sd > 0] / sd[sd > 0])


def _log_normal(residual: Vector, covariance: Vector) -> Vector:
    """Logarithm of the density of normal numbers but for a constant of their count, array [n]."""
    lower = np.linalg.cholesky(covariance)
    score = np.linalg.solve(lower, residual.T)
    return np.asarray(-0.5 * np.einsum("ij,ij->j", score, score) - np.log(np.diag(lower)).sum())
