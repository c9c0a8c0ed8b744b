"""Virtual people who could be this person: what is not known about him is drawn, what is known is kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import MAYBE, NUMBERS, Profiles
from osteotwin.cohort.profile import SITES, Profile
from osteotwin.parameters.sample import standard_normals

#: No draw leaves these multiples of the field's central value: a body, not an outlier of the normal curve.
_LOWEST, _HIGHEST = 0.25, 3.0


def around(center: float, sd: float, normal: Vector) -> Vector:
    """Return values of a field that is uncertain by ``sd``, from standard normal numbers.

    Log-normal with the same relative spread: positive, and close to normal where the spread is small.
    """
    width = np.sqrt(np.log1p((sd / center) ** 2))
    return np.clip(center * np.exp(width * normal - width**2 / 2), _LOWEST * center, _HIGHEST * center)


def _drawn(profile: Profile, people: int, seed: int, first: int) -> dict[str, Vector]:
    """Return what differs, by field of the profile's spread."""
    drawn: dict[str, Vector] = {}
    for field, sd in profile.spread.items():
        site = field.removeprefix("bmd_")
        center = profile.bmd[site] if site in SITES else getattr(profile, field)
        if sd > 0 and center is not None and center > 0:
            drawn[field] = around(center, sd, standard_normals(seed, field, "profile", people, first))
    return drawn


def draw_profiles(profile: Profile, people: int, seed: int) -> list[Profile]:
    """Return profiles that differ in what is not known about a person.

    Parameters
    ----------
    profile : Profile
        Its ``spread`` says how uncertain each field is.
    people : int
    seed : int
        The same seed gives the same people; every field has a stream of its own.
    """
    drawn = {field: values.tolist() for field, values in _drawn(profile, people, seed, 0).items()}
    result: list[Profile] = []
    for i in range(people):
        fields = {field: values[i] for field, values in drawn.items()}
        bmd = {site: fields.pop(f"bmd_{site}", profile.bmd[site]) for site in SITES}
        result.append(replace(profile, bmd=bmd, **fields))
    return result


def draw_many(profile: Profile, people: int, seed: int, first: int = 0) -> Profiles:
    """Return the people of :func:`draw_profiles` as arrays.

    Parameters
    ----------
    first : int
        Number of the first of these people: person 7 is the same whoever is drawn beside him.
    """
    drawn = _drawn(profile, people, seed, first)
    names = [*NUMBERS, *(name for name in MAYBE if getattr(profile, name) is not None)]

    def values(field: str, center: float) -> Vector:
        return drawn[field] if field in drawn else np.full(people, center)

    return Profiles(
        sex=profile.sex,
        habitual_training=profile.habitual_training,
        numbers={name: values(name, getattr(profile, name)) for name in names},
        bmd={site: values(f"bmd_{site}", profile.bmd[site]) for site in SITES},
    )
