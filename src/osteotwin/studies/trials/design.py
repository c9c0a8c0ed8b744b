"""What a virtual trial is: who takes part, what each arm does, what is measured when, and who leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from osteotwin.cohort.complete_profile import complete_profile
from osteotwin.cohort.profile import Profile
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import OUTPUTS, TRIAL_ENDPOINTS
from osteotwin.errors import InputError, Problem
from osteotwin.people.request import is_whole
from osteotwin.protocol.interventions import Protocol

#: What a trial can measure: what the model reports and trials name.
MEASURABLE = tuple(name for name in TRIAL_ENDPOINTS if name in OUTPUTS)
#: Most people in one arm: more is a slip of the pen.
MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class Criterion:
    """A range that the value of an endpoint must lie in at the start.

    Attributes
    ----------
    endpoint : str
    low, high : float
        In the endpoint's unit; infinite where that side is open.
    """

    endpoint: str
    low: float
    high: float


@dataclass(frozen=True)
class TrialArm:
    """One arm: its name, and what is done on top of life as before."""

    name: str
    plan: Protocol


@dataclass(frozen=True)
class TrialDesign:
    """A virtual trial.

    Attributes
    ----------
    name : str
    days : tuple of float [day]
        Of the visits; the first is day 0.
    endpoints : tuple of str
        What is measured at every visit.
    primary : str
        The one of them that decides, at the last visit.
    people : int
        In each arm.
    sex : str
    age, age_sd : float [year]
        Mean and standard deviation of those from whom participants come.
    youngest, oldest : float [year]
        Nobody else is asked.
    criteria : tuple of Criterion
        What holds of every participant at the start.
    dropout : float
        Share (0 to 1) of those in the trial who leave it within a year.
    arms : tuple of TrialArm
        The first is the control.
    """

    name: str
    days: tuple[float, ...]
    endpoints: tuple[str, ...]
    primary: str
    people: int
    sex: str
    age: float
    age_sd: float
    youngest: float
    oldest: float
    criteria: tuple[Criterion, ...]
    dropout: float
    arms: tuple[TrialArm, ...]

    @property
    def dropout_rate(self) -> float:
        """Rate at which people leave [1/day]: as many of those still there on any day."""
        return float(-np.log1p(-self.dropout) / DAYS_PER_YEAR)

    @property
    def profile(self) -> Profile:
        """The mean of those from whom participants come, with how they differ: the reference population."""
        profile, _ = complete_profile(self.sex, self.age, {})
        return replace(profile, sd={**profile.sd, "age": self.age_sd})


def check_design(design: TrialDesign) -> None:
    """Look at a design before any work is done, whoever made it.

    Raises
    ------
    InputError
        With one problem for each thing that cannot be.
    """
    days, names = design.days, [arm.name for arm in design.arms]
    unknown = [name for name in design.endpoints if name not in MEASURABLE]
    problems = [
        Problem("trial", field, found, expected, fix)
        for field, found, wrong, expected, fix in (
            ("people", f"{design.people}", not is_whole(design.people) or not 2 <= design.people <= MOST_PEOPLE,
             f"a whole number from 2 to {MOST_PEOPLE:,}", "say how many people each arm has"),
            ("arms", f"{names}", len(names) < 2 or len(set(names)) < len(names),
             "two arms or more with names of their own", "add the control, or rename one"),
            ("endpoints", f"{unknown or list(design.endpoints)}", bool(unknown) or not design.endpoints,
             "endpoints that the model reports, such as bmd_total_hip", "choose from `osteotwin list endpoints`"),
            ("primary", design.primary, design.primary not in design.endpoints, "one of the endpoints", "choose one"),
            ("days", f"{list(days)}", len(days) < 2 or days[0] != 0 or any(b <= a for a, b in pairwise(days)),
             "rising days of the visits, the first of them 0", "put them in order"),
            ("dropout", f"{design.dropout}", not 0 <= design.dropout < 1, "a share from 0 to below 1", "correct it"),
            ("age", f"{design.age}", not design.youngest <= design.age <= design.oldest or design.age_sd < 0,
             "a mean from youngest to oldest and a standard deviation of 0 or more", "correct one of them"),
        )
        if wrong
    ]  # fmt: skip
    if problems:
        raise InputError(problems)
