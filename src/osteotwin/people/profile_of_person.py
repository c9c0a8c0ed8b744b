"""The profile of a person before anything is concluded from laboratory values and scans."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from osteotwin.body import whole
from osteotwin.body.arithmetic import Quantity
from osteotwin.body.minerals import vitamin_d_catabolism, vitamin_d_from_intake
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import Assumption, Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.roots import rising_root
from osteotwin.constants import IU_PER_KIU
from osteotwin.parameters import starting_values
from osteotwin.people.measurement_use import fields_of_start
from osteotwin.people.person import Person

_LEVEL = "vitamin_d_25ohd_ng_ml"
#: Least 25OHD that is assumed of somebody whose intake is low [ng/mL].
_LEAST_LEVEL = 12.0
#: LH between men of whom it was measured [IU/L]; of others the axis has the reference set point. Assumption: a mean of
#: the model's reference man, and reference ranges of about 1.7 to 8.6 IU/L.
_LH: Final = Known(4.5, 1.8)


def profile_from_person(person: Person) -> tuple[Profile, tuple[Assumption, ...]]:
    """Build the profile of a person on day 0 from what is stated, and from his weight and height.

    Laboratory values and scans are no part of it: they are compared with what the person's virtual people would have
    had measured (:mod:`osteotwin.conditioning`).

    Parameters
    ----------
    person : Person

    Returns
    -------
    profile : Profile
    assumptions : tuple of Assumption
        What is not stated, one entry each.
    """
    known, notes = _known_from_person(person)
    profile, assumed = complete_profile(person.sex, person.age_at_start, known, person.habits.training)
    if "vitamin_d_iu_per_day" in known:
        profile, assumed = _with_level_of_intake(profile, assumed)
    return profile, notes + assumed


def _with_level_of_intake(
    profile: Profile, assumed: tuple[Assumption, ...]
) -> tuple[Profile, tuple[Assumption, ...]]:
    """25OHD that nobody measured is the population's, moved by what the stated intake brings more than a usual one."""
    p = whole.namespace(starting_values().values() | {"weight": profile.weight_kg})
    usual = reference_population().expected("vitamin_d_iu_per_day", profile.sex, profile.age).mean
    least = vitamin_d_catabolism(_LEAST_LEVEL / p.reference_vitamin_d, p)
    supply = (
        vitamin_d_catabolism(profile.vitamin_d_25ohd_ng_ml / p.reference_vitamin_d, p)
        + vitamin_d_from_intake(profile.vitamin_d_iu_per_day / IU_PER_KIU, p)
        - vitamin_d_from_intake(usual / IU_PER_KIU, p)
    )
    level = p.reference_vitamin_d * _level_at(max(supply, least), p)
    more = level - profile.vitamin_d_25ohd_ng_ml
    sd = profile.sd.get(_LEVEL, 0.0)
    moved = (
        replace(
            one,
            value=f"{level:.3g} ng/mL (SD {sd:.3g})",
            source=f"{more:+.1f} ng/mL by the stated intake of vitamin D; {one.source}",
        )
        if one.field == _LEVEL
        else one
        for one in assumed
    )
    return replace(profile, vitamin_d_25ohd_ng_ml=level), tuple(moved)


def _level_at(supply: float, p: Quantity) -> float:
    """The relative 25OHD that a supply holds: where as much is broken down."""
    highest = supply / (1 - p.inducible_catabolism)  # at least what is not induced is broken down
    level = rising_root(
        lambda level: vitamin_d_catabolism(level, p) - supply, np.array(0.0), np.array(highest)
    )
    return float(level)


def _known_from_person(person: Person) -> tuple[dict[str, Known], tuple[Assumption, ...]]:
    """What is stated or weighed, by field of a profile, and what of it is not used."""
    known: dict[str, Known] = {}
    notes: list[Assumption] = []
    weighed = fields_of_start(person)
    for field, found in weighed.items():
        known[field] = _with_noise(field, found.value)
    stated = {
        "height_cm": person.height_cm,
        "weight_kg": person.weight_kg,
        "menopause_age": person.menopause_age if person.sex == "female" else None,
        "calcium_mg_per_day": person.habits.calcium_mg_per_day,
        "vitamin_d_iu_per_day": person.habits.vitamin_d_iu_per_day,
    }
    for field, value in stated.items():
        if value is None:
            continue
        if field not in known:
            known[field] = _with_noise(field, value)
        elif weighed[field].value != value:
            found = weighed[field]
            source = f"measured on {found.date}; the {value:g} {found.unit} of [person] are not used"
            notes.append(Assumption(field, f"{found.value:g} {found.unit}", source))
    if person.sex == "male" and any(row.what == "lh" for row in person.measurements):
        known["lh_iu_l"] = _LH
    return known, tuple(notes)


def _with_noise(field: str, value: float) -> Known:
    return Known(value, value * reference_population().noise[field])
