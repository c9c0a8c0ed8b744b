"""What a virtual trial is: who takes part, what each arm does, what is measured when, and who leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from osteotwin.cohort.complete_profile import complete_profile
from osteotwin.cohort.profile import Profile
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.protocol.interventions import Protocol


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
    def years(self) -> float:
        """Its duration."""
        return self.days[-1] / DAYS_PER_YEAR

    @property
    def dropout_rate(self) -> float:
        """Rate at which people leave [1/day]: as many of those still there on any day."""
        return float(-np.log1p(-self.dropout) / DAYS_PER_YEAR)

    @property
    def profile(self) -> Profile:
        """The mean of those from whom participants come, with how they differ: the reference population."""
        profile, _ = complete_profile(self.sex, self.age, {})
        return replace(profile, sd={**profile.sd, "age": self.age_sd})
