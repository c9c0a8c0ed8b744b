"""A trial arm as a virtual population: many people around its mean person.

The same people, up to what differs in the arms' means, stand for every arm of a trial: what differs between two
arms is then the treatment, not the draw. Differences between people that the model's parameters hold are drawn
elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from math import log1p, sqrt

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import SITES, Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.inference.quasi_random import quasi_normals

#: One dimension of the quasi-random sequence each; the skeleton is what the sites of one person share.
DIMENSIONS = (
    "age", "height_cm", "weight_kg", "testosterone_ng_dl", "estradiol_pg_ml", "lh_iu_l", "vitamin_d_25ohd_ng_ml",
    "calcium_mg_per_day", "vitamin_d_iu_per_day", "menopause", "skeleton", *(f"bmd_{site}" for site in SITES),
)  # fmt: skip
_POSITIVE = (
    "height_cm", "weight_kg", "testosterone_ng_dl", "lh_iu_l", "vitamin_d_25ohd_ng_ml", "calcium_mg_per_day",
    "vitamin_d_iu_per_day",
)  # fmt: skip
_LEAST_AGE, _MOST_AGE = 14.0, 100.0
#: No draw leaves these multiples of the mean: a body, not an outlier of the curve.
_LOWEST, _HIGHEST = 0.25, 3.0
#: A woman counts as past the menopause a year after her last period.
_POST_FROM = 1.0
#: Closer to the last period than this the arm crosses the menopause, and years are spread to both sides.
_CROSSING = 1.5
_CROSSING_SD = 1.5
#: Spread of years since the last period, at most this share of their mean.
_MOST_YEARS_CV = 0.6


def arm_population(
    mean: Profile, sd: Mapping[str, float], people: int, seed: int, *, keep_estradiol: bool
) -> tuple[Profile, ...]:
    """Draw virtual people who stand for one sex of a trial arm.

    Their means are exactly those of the mean person, and they differ as ``sd`` says. Only the estradiol of women
    follows each woman's own years since the last period, unless ``keep_estradiol``.

    Parameters
    ----------
    mean : Profile
        The arm's mean person.
    sd : mapping of field to float
        Between people, in the field's unit (:func:`~osteotwin.evidence.arms.dispersion.between_person_sd`); empty for
        a single case.
    people : int
        1: the mean person alone.
    seed : int
        The same seed gives the same people, in every arm.
    keep_estradiol : bool
        The trial gives the women's mean estradiol.

    Returns
    -------
    tuple of Profile, length ``people``
        Without uncertainty of their own: each is one person.

    Raises
    ------
    ValueError
        If ``people`` is below 1.
    """
    if people < 1:
        message = f"people is {people}; at least 1 is needed"
        raise ValueError(message)
    mean = replace(mean, spread={})
    if people == 1 or not sd:
        return (mean,) * people
    normal = _normals(people, seed)
    columns = _numbers(mean, sd, normal)
    skeletons = _skeletons(mean, sd, normal)
    if mean.menopause_age is not None:
        columns["menopause_age"] = columns["age"] - _years_since(mean, sd, normal)
    columns["estradiol_pg_ml"] = _estradiol(mean, sd, normal, columns, given=keep_estradiol)
    result: list[Profile] = []
    for i in range(people):
        fields = {name: float(values[i]) for name, values in columns.items()}
        bmd = {site: float(values[i]) for site, values in skeletons.items()}
        result.append(replace(mean, bmd=bmd, **fields))
    return tuple(result)


@cache
def _normals(people: int, seed: int) -> dict[str, Vector]:
    """Return standard normal numbers over people for each dimension, with mean 0 and standard deviation 1."""
    normal = quasi_normals(len(DIMENSIONS), people, np.random.default_rng(seed))
    normal = normal - normal.mean(axis=0)
    normal = normal / normal.std(axis=0)
    return {name: normal[:, k] for k, name in enumerate(DIMENSIONS)}


def _numbers(mean: Profile, spread: Mapping[str, float], normal: dict[str, Vector]) -> dict[str, Vector]:
    age = np.clip(mean.age + spread["age"] * normal["age"], _LEAST_AGE, _MOST_AGE)
    columns = {"age": age + (mean.age - age.mean())}
    for field in _POSITIVE:
        center = getattr(mean, field)
        if field in spread and center is not None:
            columns[field] = _positive(center, spread[field], normal[field])
    return columns


def _positive(center: float, sd: float, normal: Vector) -> Vector:
    """Return log-normal values of this mean and spread: positive, and near normal where the spread is small."""
    if center <= 0 or sd <= 0:
        return np.full(len(normal), center)
    width = sqrt(log1p((sd / center) ** 2))
    values = np.clip(center * np.exp(width * normal - width**2 / 2), _LOWEST * center, _HIGHEST * center)
    return values * (center / values.mean())


def _skeletons(mean: Profile, spread: Mapping[str, float], normal: dict[str, Vector]) -> dict[str, Vector]:
    """Return BMD by site; the sites of one skeleton go together as in the reference population."""
    shared = reference_population().association.between_sites
    found: dict[str, Vector] = {}
    for site in SITES:
        own = normal[f"bmd_{site}"]
        together = sqrt(shared) * normal["skeleton"] + sqrt(1 - shared) * own
        found[site] = _positive(mean.bmd[site], spread[f"bmd_{site}"], together)
    return found


def _years_since(mean: Profile, spread: Mapping[str, float], normal: dict[str, Vector]) -> Vector:
    """Return years since the last period; nobody of an arm past (or before) the menopause is on the other side."""
    years = mean.age - (mean.menopause_age or 0.0)
    between = spread.get("menopause_age", 0.0)
    sd = sqrt(spread["age"] ** 2 + between**2)
    with_age = spread["age"] / sd if sd > 0 else 0.0
    together = with_age * normal["age"] + sqrt(1 - with_age**2) * normal["menopause"]
    if abs(years) < _CROSSING:
        return years + min(sd, _CROSSING_SD) * together / together.std()
    side = 1.0 if years > 0 else -1.0
    least = _POST_FROM if years > 0 else 0.5
    beyond = abs(years) - least
    # Before the menopause the older ones are the nearer to it.
    return side * (least + _positive(beyond, min(sd, _MOST_YEARS_CV * beyond), side * together))


def _estradiol(
    mean: Profile,
    spread: Mapping[str, float],
    normal: dict[str, Vector],
    columns: dict[str, Vector],
    *,
    given: bool,
) -> Vector:
    """Return estradiol: with testosterone in men, with the years since the last period in women."""
    center, sd = mean.estradiol_pg_ml, spread["estradiol_pg_ml"]
    if mean.sex == "male":
        link = reference_population().association.estradiol_per_testosterone
        relative = sd / center if center > 0 else 0.0
        shared = 0.0
        if relative > 0:
            shared = min(
                0.9, link * spread["testosterone_ng_dl"] / max(mean.testosterone_ng_dl, 1.0) / relative
            )
        together = shared * normal["testosterone_ng_dl"] + sqrt(1 - shared**2) * normal["estradiol_pg_ml"]
        return _positive(center, sd, together)
    usual = np.array(
        [_usual_of_woman(a, m) for a, m in zip(columns["age"], columns["menopause_age"], strict=True)]
    )
    around = usual * _positive(1.0, sd / center if center > 0 else 0.0, normal["estradiol_pg_ml"])
    return around * (center / around.mean()) if given else around


def _usual_of_woman(age: float, menopause_age: float) -> float:
    profile, _ = complete_profile("female", float(age), {"menopause_age": Known(float(menopause_age), 0.0)})
    return profile.estradiol_pg_ml
