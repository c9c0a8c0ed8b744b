"""A twin against the plainest sampler there is: many people of the prior, each weighted by how well he agrees.

Nothing is solved in closed form, nobody is moved: the level and the balance of every site and the factors that values
share are drawn like everything else, each person is simulated as any twin is, and what a measurement would have read in
him is compared with what it read. That wastes most of the people, and cannot be wrong in the way a clever sampler can.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.sampling import make_cohort
from osteotwin.cohort.simulation import run_plan
from osteotwin.conditioning.problem import Problem
from osteotwin.conditioning.tempering import effective, normalized
from osteotwin.observing.observation import BELOW, EXACT
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import Streams
from osteotwin.people.person import Person
from osteotwin.people.problem_of_person import problem_of_person
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin
from osteotwin.progress import ProgressCallback, report
from osteotwin.studies.synthetic_people import ASKED, answers

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
#: People simulated together.
_BLOCK: Final = 20_000
#: Draws of the factors that values share for each person, whose mean likelihood counts: they cost no simulation.
_FACTORS: Final = 16
#: Of the plain sampler's people: none of a twin's.
_SEED: Final = 77


@dataclass(frozen=True, eq=False)
class Weighted:
    """Answers of people who do not all count the same.

    Attributes
    ----------
    answers : mapping of one of ASKED to array [n_people]
    log_weight : array [n_people]
    """

    answers: Mapping[str, Vector]
    log_weight: Vector

    @property
    def effective(self) -> float:
        """How many people of equal weight say as much."""
        return effective(self.log_weight)


def sample_plainly(
    person: Person, parameters: ParameterSet, people: int, *, on_progress: ProgressCallback | None = None
) -> Weighted:
    """Draw people of the prior and weight each by the likelihood of what was measured.

    Parameters
    ----------
    person : Person
    parameters : ParameterSet
    people : int
    on_progress : callable or None
    """
    problem, _ = problem_of_person(person, parameters, ENSEMBLE_ENGINE)
    blocks: list[Weighted] = []
    for first in range(0, people, _BLOCK):
        report(on_progress, first, people, "people of the prior")
        blocks.append(_block(problem, Streams(min(_BLOCK, people - first), _SEED, first)))
    return Weighted(
        {name: np.concatenate([block.answers[name] for block in blocks]) for name in ASKED},
        np.concatenate([block.log_weight for block in blocks]),
    )


def _block(problem: Problem, numbers: Streams) -> Weighted:
    cohort = make_cohort(
        problem.profile, problem.parameters, numbers, problem.day, problem.engine, anchor=problem.anchor
    )
    found = answers(cohort, problem.protocol)
    true = true_values(problem, cohort)
    each = [log_likelihood(problem, true + factors(problem, numbers, k)) for k in range(_FACTORS)]
    weight = np.logaddexp.reduce(each, axis=0) - np.log(_FACTORS)
    lives = np.isfinite([*found.values()]).all(axis=0) & np.isfinite(true).all(axis=1)
    return Weighted(found, np.where(lives, weight, -np.inf))


def true_values(problem: Problem, cohort: Cohort) -> Vector:
    """Logarithm of what each measurement sees of each person, array [n_people, n_value]."""
    days = np.unique([one.day for one in problem.observations])
    outputs = tuple(dict.fromkeys(one.output for one in problem.observations))
    found = run_plan(cohort, problem.protocol, days, problem.engine, endpoints=outputs).values
    return np.column_stack(
        [np.log(found[one.output][:, int(np.searchsorted(days, one.day))]) for one in problem.observations]
    )


def factors(problem: Problem, numbers: Streams, turn: int) -> Vector:
    """Logarithm of the factors between what is seen and what is read, array [n_people, n_value].

    Parameters
    ----------
    problem : Problem
    numbers : Streams
        Of the people; each factor has streams of its own.
    turn : int
        Which of the draws of a person.
    """
    total = np.zeros((numbers.people, len(problem.observations)))
    for k, one in enumerate(problem.observations):
        for factor in one.nuisances:
            total[:, k] += factor.log_mean + factor.log_sd * numbers.normals(factor.name, f"factor {turn}")
    return total


def log_likelihood(problem: Problem, read: Vector) -> Vector:
    """Logarithm of the likelihood of all measured values, array [n_people].

    Parameters
    ----------
    problem : Problem
    read : array [n_people, n_value]
        Logarithm of what each measurement would have read but for its error.
    """
    from scipy.stats import norm

    total = np.zeros(len(read))
    for k, one in enumerate(problem.observations):
        score = (np.log(one.value) - read[:, k]) / one.log_sd
        if one.censored == EXACT:
            total += norm.logpdf(score)
        else:
            total += norm.logcdf(score) if one.censored == BELOW else norm.logsf(score)
    return total


def compare_with_twin(plain: Weighted, twin: Twin) -> dict[str, Any]:
    """Quantiles of both, with their Monte Carlo errors, and how many of these lie between them.

    Parameters
    ----------
    plain : Weighted
    twin : Twin
        Of whom something was measured.
    """
    if twin.posterior is None:
        raise ValueError("a twin of whom nothing was measured is the prior")
    weight = normalized(plain.log_weight)
    asked = answers(twin.cohort, twin.person.protocol)
    size = min(twin.posterior.effective, twin.size)
    rows: list[dict[str, Any]] = []
    for name, words in ASKED.items():
        values = asked[name][np.isfinite(asked[name])]
        equal = np.full(len(values), 1 / len(values))
        for share in QUANTILES:
            expected, wide = _quantile(plain.answers[name], weight, share, plain.effective)
            found, narrow = _quantile(values, equal, share, size)
            rows.append(
                {
                    "asked": name,
                    "words": words,
                    "quantile": share,
                    "plain": expected,
                    "plain_error": wide,
                    "twin": found,
                    "twin_error": narrow,
                    "apart": (found - expected) / float(np.hypot(wide, narrow)),
                }
            )
    return {
        "plain_people": len(weight),
        "plain_effective": plain.effective,
        "twin_effective": size,
        "widened": len(twin.posterior.widened),
        "steps": twin.posterior.population.steps,
        "rows": rows,
    }


def _quantile(values: Vector, weight: Vector, share: float, size: float) -> tuple[float, float]:
    """A quantile of weighted values, and its standard error: half of what lies between the shares one error apart."""
    known = weight > 0
    order = np.argsort(values[known])
    ordered, total = values[known][order], np.cumsum(weight[known][order])
    error = np.sqrt(share * (1 - share) / size)
    low, middle, high = np.interp(
        [share - error, share, share + error], total - total[0] / 2, ordered
    ).tolist()
    return middle, (high - low) / 2
