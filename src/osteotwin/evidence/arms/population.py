"""A trial arm as a virtual population: many people around its mean person.

The same people, up to what differs in the arms' means, stand for every arm of a trial: what differs between two
arms is then the treatment, not the draw. Differences between people that the model's parameters hold are drawn
elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import VirtualPeople, alike
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.sampling import DIMENSIONS, people_around
from osteotwin.inference.quasi_random import quasi_normals


def arm_population(
    mean: Profile, sd: Mapping[str, float], people: int, seed: int, *, keep_estradiol: bool
) -> VirtualPeople:
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

    Raises
    ------
    ValueError
        If ``people`` is below 1.
    """
    if people < 1:
        message = f"people is {people}; at least 1 is needed"
        raise ValueError(message)
    if people == 1 or not sd:
        return alike(mean, people)
    # What is known of the arm are means: how its people differ does not hang on what was measured.
    around = replace(mean, sd=sd, measured=frozenset[str]())
    drawn = people_around(around, people, _normals(people, seed).__getitem__, exact_means=True)
    if mean.sex == "male" or not keep_estradiol:
        return drawn
    estradiol = drawn.fields["estradiol_pg_ml"]
    kept = estradiol * (mean.estradiol_pg_ml / estradiol.mean())
    return replace(drawn, fields={**drawn.fields, "estradiol_pg_ml": kept})


@cache
def _normals(people: int, seed: int) -> dict[str, Vector]:
    """Standard normal numbers over people for each dimension, with mean 0 and standard deviation 1."""
    normal = quasi_normals(len(DIMENSIONS), people, np.random.default_rng(seed))
    normal = normal - normal.mean(axis=0)
    normal = normal / normal.std(axis=0)
    return {name: normal[:, k] for k, name in enumerate(DIMENSIONS)}
