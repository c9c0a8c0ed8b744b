"""Virtual people who could be this person: what is not known about him is drawn, what is known is kept."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np

from osteotwin.people.profile import SITES, Profile

#: No draw leaves these multiples of the field's central value: a body, not an outlier of the normal curve.
_LOWEST, _HIGHEST = 0.25, 3.0


def _drawn(field: str, center: float, sd: float, people: int, seed: int) -> list[float]:
    # Log-normal with the same relative spread: positive, and close to normal where the spread is small.
    digest = hashlib.sha256(f"profile/{field}".encode()).digest()
    stream = np.random.default_rng([seed, int.from_bytes(digest[:16], "little")])
    width = np.sqrt(np.log1p((sd / center) ** 2))
    values = center * np.exp(width * stream.standard_normal(people) - width**2 / 2)
    return np.clip(values, _LOWEST * center, _HIGHEST * center).tolist()


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
    drawn: dict[str, list[float]] = {}
    for field, sd in profile.spread.items():
        site = field.removeprefix("bmd_")
        center = profile.bmd[site] if site in SITES else getattr(profile, field)
        if sd > 0 and center is not None and center > 0:
            drawn[field] = _drawn(field, center, sd, people, seed)
    result: list[Profile] = []
    for i in range(people):
        fields = {field: values[i] for field, values in drawn.items()}
        bmd = {site: fields.pop(f"bmd_{site}", profile.bmd[site]) for site in SITES}
        result.append(replace(profile, bmd=bmd, **fields))
    return result
