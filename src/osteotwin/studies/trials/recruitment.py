"""Who takes part: candidates in the order of their numbers, and those of them who are eligible."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Index, Vector
from osteotwin.cohort.cohort import VirtualPeople
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.sampling import sample_people
from osteotwin.cohort.t_scores import t_score
from osteotwin.endpoints import ENDPOINTS
from osteotwin.errors import InputError, Problem
from osteotwin.parameters.sample import Streams
from osteotwin.studies.trials.design import Criterion, TrialDesign
from osteotwin.studies.trials.measured import FIELD_OF
from osteotwin.units import quantity_text

#: Candidates who are asked together: as many as share a stream of random numbers.
_TOGETHER = 4096
#: How many are asked before it is said that too few are eligible, and what is too few.
_ASKED, LEAST_SHARE = 5 * _TOGETHER, 0.01
#: After so many the age, too, is out of reach.
_ASKED_FOR_AGE = 50 * _TOGETHER


@dataclass(frozen=True, eq=False)
class Recruitment:
    """The participants of a trial.

    Attributes
    ----------
    candidates : array [n_people]
        Each participant's number among the candidates, rising.
    asked : int
        Candidates of the right age who were looked at.
    eligible : int
        How many of those were eligible.
    """

    candidates: Index
    asked: int
    eligible: int

    @property
    def share(self) -> float:
        """Share of the candidates of the right age who are eligible."""
        return self.eligible / self.asked


def candidates(profile: Profile, people: int, seed: int, first: int = 0) -> VirtualPeople:
    """Draw candidates, each the same whoever else is drawn.

    What the reference population says by age is that of the own age: of two candidates the older has, other things
    equal, the lower density.

    Parameters
    ----------
    profile : Profile
        Of the design.
    people : int
    seed : int
    first : int
        Number of the first of these candidates.
    """
    drawn = sample_people(profile, Streams(people, seed, first))
    population, age = reference_population(), drawn.fields["age"]
    by_age = {
        name: population.curve(name, profile.sex, age)[0]
        / population.expected(name, profile.sex, profile.age).mean
        for name in drawn.fields
        if (name, profile.sex) in population.tables
    }
    fields = {name: values * by_age.get(name, 1.0) for name, values in drawn.fields.items()}
    return replace(drawn, fields=fields)


def value_at_start(people: VirtualPeople, endpoint: str) -> Vector:
    """What people have of an endpoint on day 0 in its unit, array [n_people], without errors of measurement.

    Parameters
    ----------
    people : VirtualPeople
    endpoint : str
        A T-score, or an endpoint that a field of a profile is set from.
    """
    if endpoint.startswith("t_score_"):
        site = endpoint.removeprefix("t_score_")
        return np.asarray(t_score(site, people.fields[f"bmd_{site}"], people.sex))
    return people.fields[FIELD_OF[endpoint]]


def is_eligible(people: VirtualPeople, design: TrialDesign) -> NDArray[np.bool_]:
    """Whether every criterion holds of each of the people."""
    eligible = np.ones(len(people), dtype=bool)
    for criterion in design.criteria:
        value = value_at_start(people, criterion.endpoint)
        eligible &= (criterion.low <= value) & (value <= criterion.high)
    return eligible


def recruit(design: TrialDesign, people: int, seed: int) -> Recruitment:
    """Ask candidates until enough are eligible.

    Parameters
    ----------
    design : TrialDesign
    people : int
        Participants of all arms together.
    seed : int

    Raises
    ------
    InputError
        If fewer than one in a hundred are eligible.
    """
    profile = design.profile
    found: list[Index] = []
    asked = eligible = drawn = 0
    while eligible < people:
        several = candidates(profile, _TOGETHER, seed, drawn)
        age = several.fields["age"]
        right_age = (design.youngest <= age) & (age <= design.oldest)
        fits = right_age & is_eligible(several, design)
        found.append(drawn + np.flatnonzero(fits))
        drawn += _TOGETHER
        asked += int(right_age.sum())
        eligible += int(fits.sum())
        if (asked >= _ASKED and eligible < LEAST_SHARE * asked) or (drawn >= _ASKED_FOR_AGE and not eligible):
            raise InputError([_too_few(design, asked, eligible)])
    return Recruitment(np.concatenate(found)[:people], asked, eligible)


def in_words(design: TrialDesign) -> list[str]:
    """Each criterion as text: ``"total hip T-score: -2.5 SD to -1 SD"``."""
    return [f"{ENDPOINTS[one.endpoint].label}: {_limits(one)}" for one in design.criteria]


def _limits(criterion: Criterion) -> str:
    quantity = ENDPOINTS[criterion.endpoint].quantity
    if np.isinf(criterion.high):
        return f"above {quantity_text(criterion.low, quantity)}"
    if np.isinf(criterion.low):
        return f"below {quantity_text(criterion.high, quantity)}"
    return f"{quantity_text(criterion.low, quantity)} to {quantity_text(criterion.high, quantity)}"


def _too_few(design: TrialDesign, asked: int, eligible: int) -> Problem:
    if not asked:
        found = (
            f"nobody from {design.youngest:g} to {design.oldest:g} years in the population of [population]"
        )
        return Problem("trial", "population", found, "an age that some have", "widen youngest and oldest")
    return Problem(
        "trial",
        "eligibility",
        f"{eligible} of {asked:,} candidates eligible by {'; '.join(in_words(design))}",
        f"at least {100 * LEAST_SHARE:g} %",
        "widen the ranges, or let [population] be nearer to them",
    )
