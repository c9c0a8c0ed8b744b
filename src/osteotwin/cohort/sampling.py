"""Virtual people around one profile: the participants of a trial arm, or those who could be one person.

What the profile's standard deviations leave open is drawn; the rest is as in the profile. Values are log-normal:
positive, and near normal where they vary little. Three things go together: the densities of one skeleton, a man's
estradiol with his testosterone, a woman's estradiol with the years since her last period.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import hypot, sqrt

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.cohort import FIELDS, Cohort, VirtualPeople
from osteotwin.cohort.complete_profile import estradiol_of_women
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.model_error import density_discrepancy, sample_model_error
from osteotwin.cohort.personal_balance import personal_spread, sample_personal_balance
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.site_correlation import loadings
from osteotwin.engine.interface import Engine
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import Numbers, Streams, draw_from
from osteotwin.progress import ProgressCallback

#: What each takes one standard normal number a person for; the skeleton is what the sites of one person share.
DIMENSIONS = (
    "age", "height_cm", "weight_kg", "testosterone_ng_dl", "estradiol_pg_ml", "lh_iu_l", "vitamin_d_25ohd_ng_ml",
    "calcium_mg_per_day", "vitamin_d_iu_per_day", "menopause_age", "skeleton", *(f"bmd_{site}" for site in DXA_SITES),
)  # fmt: skip
_LEAST_AGE, _MOST_AGE = 14.0, 100.0
#: No draw leaves these multiples of the center: a body, not an outlier of the curve.
_USUAL = (0.25, 3.0)
#: Where something was measured, it may be an outlier: of testosterone 10 to 6,000 ng/dL.
_WIDE = (0.02, 12.0)
#: A woman counts as past the menopause a year after her last period.
_POST_FROM, _PRE_UNTIL = 1.0, 0.5
#: Closer to the last period than this she may be on either side of the menopause, by this standard deviation [year].
_CROSSING = 1.5
_CROSSING_SD = 1.5
#: Standard deviation of the years since the last period, at most this share of their mean.
_MOST_YEARS_CV = 0.6


def log_normal(center: float, sd: float, normal: Vector, limits: tuple[float, float] = _USUAL) -> Vector:
    """Positive values of this mean and standard deviation, from standard normal numbers.

    ``limits`` are multiples of the center that no value leaves.
    """
    if center <= 0 or sd <= 0:
        return np.full(len(normal), float(center))
    width = np.sqrt(np.log1p((sd / center) ** 2))
    return np.clip(center * np.exp(width * normal - width**2 / 2), limits[0] * center, limits[1] * center)


def sample_cohort(
    profile: Profile,
    parameters: ParameterSet,
    people: int,
    seed: int,
    day: float,
    engine: Engine,
    *,
    first: int = 0,
    between_people: bool = True,
    on_progress: ProgressCallback | None = None,
) -> Cohort:
    """Draw virtual people who could be one person, and initialize them.

    Parameters
    ----------
    profile : Profile
        The center; its standard deviations say what is open.
    parameters : ParameterSet
        What is not known about the model, and how its parameters and its error differ between people.
    people, seed : int
    day : float [day]
        On which the bodies are ready: before the first plan begins.
    engine : Engine
    first : int
        Number of the first of these people; each is the same whoever else is drawn.
    between_people : bool
        Whether to draw what differs between people; without it only the uncertainty of the model is left.
    """
    return make_cohort(
        profile,
        parameters,
        Streams(people, seed, first),
        day,
        engine,
        between_people=between_people,
        on_progress=on_progress,
    )


def make_cohort(
    profile: Profile,
    parameters: ParameterSet,
    numbers: Numbers,
    day: float,
    engine: Engine,
    *,
    between_people: bool = True,
    anchor: float = 0.0,
    on_progress: ProgressCallback | None = None,
) -> Cohort:
    """Initialize the virtual people whom these numbers make: see :func:`sample_cohort`.

    ``anchor`` is the day on which their areal density is the profile's.
    """
    return initialize_cohort(
        sample_people(profile if between_people else replace(profile, sd={}), numbers),
        draw_from(parameters, numbers, between_people=between_people),
        day,
        engine,
        model_error=sample_model_error(density_discrepancy(parameters), numbers),
        balance=sample_personal_balance(personal_spread(), numbers) if between_people else None,
        anchor=anchor,
        on_progress=on_progress,
    )


def sample_people(profile: Profile, numbers: Numbers) -> VirtualPeople:
    """The virtual people whom these numbers make.

    Parameters
    ----------
    profile : Profile
        The center; its standard deviations say what is open.
    numbers : Numbers
        Every field has normal numbers of its own, under the purpose "profile".
    """
    return people_around(profile, numbers.people, lambda name: numbers.normals(name, "profile"))


def people_around(
    profile: Profile, people: int, normals: Callable[[str], Vector], *, exact_means: bool = False
) -> VirtualPeople:
    """Make virtual people from standard normal numbers.

    Parameters
    ----------
    profile : Profile
        The center; its standard deviations say what is open. Fields that were measured do not follow others; those
        that were not follow what was measured.
    people : int
    normals : callable
        Gives the standard normal numbers, array [n_people], of one of :data:`DIMENSIONS`.
    exact_means : bool
        Whether the people's means are exactly the profile's; each then depends on who else is drawn. The
        ``normals`` must have the mean 0 and the standard deviation 1. Estradiol of women that was not measured
        has the mean that their years since the last period give.
    """
    sampler = _Sampler(profile, people, cache(normals), exact_means)
    fields = {name: sampler.field(name) for name in FIELDS if profile.center(name) is not None}
    return VirtualPeople(profile.sex, profile.habitual_training, fields)


@dataclass(frozen=True)
class _Sampler:
    profile: Profile
    people: int
    normals: Callable[[str], Vector]
    exact_means: bool

    def field(self, name: str) -> Vector:
        """A field of everybody, array [n_people]."""
        if name == "age":
            return self.age()
        if name == "menopause_age":
            return self.age() - self.years_since_menopause()
        center = self.profile.center(name) or 0.0
        if self.sd(name) <= 0 or center <= 0:
            return np.full(self.people, center)
        measured = name in self.profile.measured
        if name == "estradiol_pg_ml" and not measured:
            return self.estradiol(center)
        if name.startswith("bmd_") and not measured:
            return self.around(center, self.sd(name), self.site_score(name))
        return self.around(center, self.sd(name), self.normals(name), name)

    def sd(self, name: str) -> float:
        return self.profile.sd.get(name, 0.0)

    def around(self, center: float, sd: float, normal: Vector, name: str = "") -> Vector:
        limits = _WIDE if name in self.profile.wide else _USUAL
        values = log_normal(center, sd, normal, limits)
        return values * (center / values.mean()) if self.exact_means and center > 0 else values

    def age(self) -> Vector:
        mean, sd = self.profile.age, self.sd("age")
        if sd <= 0:
            return np.full(self.people, mean)
        age = np.clip(mean + sd * self.normals("age"), _LEAST_AGE, _MOST_AGE)
        return age + (mean - age.mean()) if self.exact_means else age

    def years_since_menopause(self) -> Vector:
        """Nobody is on the other side of the menopause than the profile, unless that is close to it."""
        years = self.profile.age - (self.profile.menopause_age or 0.0)
        age_sd, menopause_sd = self.sd("age"), self.sd("menopause_age")
        sd = hypot(age_sd, menopause_sd)
        if sd <= 0:
            return np.full(self.people, years)
        with_age = age_sd / sd
        score = sqrt(1 - with_age**2) * self.normals("menopause_age")
        if with_age > 0:
            score = score + with_age * self.normals("age")
        if abs(years) < _CROSSING:
            score = score / score.std() if self.exact_means else score
            return years + min(sd, _CROSSING_SD) * score
        side, least = (1.0, _POST_FROM) if years > 0 else (-1.0, _PRE_UNTIL)
        beyond = abs(years) - least
        # Before the menopause the older ones are the nearer to it.
        return side * (least + self.around(beyond, min(sd, _MOST_YEARS_CV * beyond), side * score))

    def estradiol(self, center: float) -> Vector:
        """Estradiol that was not measured: with testosterone in men, with years since the last period in women."""
        sd, own = self.sd("estradiol_pg_ml"), self.normals("estradiol_pg_ml")
        if self.profile.menopause_age is not None:
            usual, _ = estradiol_of_women(self.age(), self.field("menopause_age"))
            return usual * self.around(1.0, sd / center, own, "estradiol_pg_ml")
        testosterone = max(self.profile.testosterone_ng_dl, 1.0)
        shared = reference_population().association.correlation(
            self.sd("testosterone_ng_dl") / testosterone, sd / center
        )
        score = sqrt(1 - shared**2) * own
        if shared > 0:
            score = score + shared * self.normals("testosterone_ng_dl")
        return self.around(center, sd, score, "estradiol_pg_ml")

    def site_score(self, name: str) -> Vector:
        """The score of a site that was not measured: with the measured ones, and with the others that were not."""
        profile, population = self.profile, reference_population()
        measured = [f"bmd_{site}" for site in DXA_SITES if f"bmd_{site}" in profile.measured]
        given = loadings(population.association.between_sites, len(measured))
        score = given.shared * self.normals("skeleton") + given.own * self.normals(name)
        variance = 0.0
        for other in measured:
            noise = self.sd(other) / population.expected(other, profile.sex, profile.age).sd
            score = score + given.measured * noise * self.normals(other)
            variance += noise**2
        return score / given.sd(variance)
