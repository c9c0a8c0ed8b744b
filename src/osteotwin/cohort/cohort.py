"""Profiles of many people as arrays, so that what is computed of one is computed of all at once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.cohort.profile import SITES, Profile
from osteotwin.protocol.interventions import Training

#: Fields of a profile that are numbers for everybody.
NUMBERS = (
    "age",
    "weight_kg",
    "height_cm",
    "estradiol_pg_ml",
    "testosterone_ng_dl",
    "vitamin_d_25ohd_ng_ml",
    "calcium_mg_per_day",
    "vitamin_d_iu_per_day",
)
#: Fields that may not be known.
MAYBE = ("lh_iu_l", "menopause_age")


@dataclass(frozen=True)
class Profiles:
    """Profiles of people of one sex with one habitual training; fields as in :class:`Profile`, as arrays.

    Attributes
    ----------
    sex : str
    habitual_training : tuple of Training
    numbers : mapping of str to array [n_people]
        :data:`NUMBERS`, and of :data:`MAYBE` what is known.
    bmd : mapping of site to array [n_people, g/cm2]
    """

    sex: str
    habitual_training: tuple[Training, ...]
    numbers: Mapping[str, Vector]
    bmd: Mapping[str, Vector]

    def __len__(self) -> int:
        return len(self.numbers["age"])

    def take(self, chosen: Index) -> Profiles:
        """Return some of the people."""
        return Profiles(
            self.sex,
            self.habitual_training,
            {name: values[chosen] for name, values in self.numbers.items()},
            {site: values[chosen] for site, values in self.bmd.items()},
        )


def numbers_of(profile: Profile) -> dict[str, float]:
    """Return the numbers of one profile that are known."""
    found = {name: getattr(profile, name) for name in (*NUMBERS, *MAYBE)}
    return {name: value for name, value in found.items() if value is not None}


def kind_of(profile: Profile) -> Hashable:
    """Return what people must share to stand in one :class:`Profiles`."""
    known = tuple(getattr(profile, name) is not None for name in MAYBE)
    return (profile.sex, profile.habitual_training, known)


def stack(profiles: Sequence[Profile]) -> Profiles:
    """Return people of one kind as arrays."""
    first = profiles[0]
    names = [*NUMBERS, *(name for name in MAYBE if getattr(first, name) is not None)]
    return Profiles(
        sex=first.sex,
        habitual_training=first.habitual_training,
        numbers={name: np.array([getattr(one, name) for one in profiles], dtype=float) for name in names},
        bmd={site: np.array([one.bmd[site] for one in profiles], dtype=float) for site in SITES},
    )
