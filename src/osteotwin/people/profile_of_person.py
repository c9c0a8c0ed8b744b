"""The profile of a person on day 0 of the plan, from what the file says."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, sqrt
from typing import Any

from osteotwin.body import whole
from osteotwin.body.arithmetic import Quantity
from osteotwin.body.minerals import vitamin_d_catabolism, vitamin_d_from_intake
from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.assays import true_estradiol
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import Assumption, Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.constants import DAYS_PER_YEAR, IU_PER_KIU
from osteotwin.errors import InputError, Problem
from osteotwin.observing.observation import ABOVE, EXACT
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.scores import bmd_of_z_score, young_adults
from osteotwin.parameters import starting_values
from osteotwin.people.measurement_use import measured_fields
from osteotwin.people.person import Measurement, Person
from osteotwin.people.score_reference import unknown_reference

_LEVEL = "vitamin_d_25ohd_ng_ml"
#: Least 25OHD that is assumed of somebody whose intake is low [ng/mL].
_LEAST_LEVEL = 12.0


def profile_from_person(person: Person) -> tuple[Profile, tuple[Assumption, ...]]:
    """Build the profile of a person on day 0 of the plan.

    Which measurements count is in :mod:`osteotwin.people.measurement_use`. An estradiol immunoassay is brought to the
    mass-spectrometry scale, a T-score to g/cm2.

    Parameters
    ----------
    person : Person

    Returns
    -------
    profile : Profile
    assumptions : tuple of Assumption
        What was assumed or converted, one entry each.
    """
    known, notes = _known_from_person(person)
    profile, assumed = complete_profile(person.sex, person.age_at_start, known, person.habits.training)
    if "vitamin_d_iu_per_day" in known and _LEVEL not in known:
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
    from scipy.optimize import brentq

    highest = supply / (1 - p.inducible_catabolism)  # at least what is not induced is broken down
    level: Any = brentq(lambda level: vitamin_d_catabolism(level, p) - supply, 0.0, highest)
    return float(level)


def _known_from_person(person: Person) -> tuple[dict[str, Known], tuple[Assumption, ...]]:
    """What was measured or stated, by field of a profile, and the conversions."""
    known: dict[str, Known] = {}
    notes: list[Assumption] = []
    measured = measured_fields(person)
    for site in DXA_SITES:
        found = measured.pop(f"bmd_{site}", None)
        if found is None:
            continue
        known[f"bmd_{site}"] = _density(site, found, person, notes)
    estradiol = measured.pop("estradiol_pg_ml", None)
    if estradiol is not None:
        _add_estradiol(estradiol, known, notes)
    for field, found in measured.items():
        known[field] = _level(field, found, notes)
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
        elif measured[field].value != value:
            found = measured[field]
            source = f"measured on {found.date}; the {value:g} {found.unit} of [person] are not used"
            notes.append(Assumption(field, f"{found.value:g} {found.unit}", source))
    return known, tuple(notes)


def _density(site: str, found: Measurement, person: Person, notes: list[Assumption]) -> Known:
    """A scan's density, T- or Z-score on the scale of the reference population."""
    field = f"bmd_{site}"
    share = reference_population().noise[field] if found.precision is None else found.precision
    if found.what == field:
        scale = scale_of(site, found.device)
        value = scale.to_reference(found.value)
        if scale.converted:
            share = hypot(share, scale.nuisance.log_sd)
            text = f"{value:.3f} g/cm2 from {found.value:.3f} g/cm2 on the scale of {found.device} scanners"
            notes.append(Assumption(field, text, scale.source))
        return Known(value, value * share)
    score = f"{found.what[:1].upper()} {found.value:+.1f}"
    if found.what.startswith("z_score_"):
        age = (found.date - person.birth_date).days / DAYS_PER_YEAR
        value = bmd_of_z_score(site, found.value, person.sex, age)
        source = reference_population().expected(field, person.sex, age).source
    else:
        young = young_adults(site, person.sex, found.reference, found.device)
        if young is None:
            fault = unknown_reference(site, person.sex, found.device) or ("", "", "")
            raise InputError([Problem(person.source, "measurement.reference", *fault)])
        stated = "" if found.reference is not None else "whom the score counts from was not stated; "
        value, source = young.mean + found.value * young.sd, stated + young.reference
    notes.append(Assumption(field, f"{value:.3f} g/cm2 from {score}", source))
    return Known(value, value * share)


def _add_estradiol(found: Measurement, known: dict[str, Known], notes: list[Assumption]) -> None:
    level = _level("estradiol_pg_ml", found, notes)
    if found.assay is not None and found.assay != "immunoassay":
        known["estradiol_pg_ml"] = level
        return
    assay = reference_population().immunoassay
    value = true_estradiol(level.value)
    exact = _with_noise("estradiol_pg_ml", value) if found.bound == EXACT else level
    known["estradiol_pg_ml"] = Known(value, hypot(exact.sd, assay.extra_sd))
    stated = "" if found.assay is not None else "the assay was not given, immunoassay is assumed; "
    text = f"{value:.1f} pg/mL by mass spectrometry from {found.value:.1f} pg/mL by immunoassay"
    notes.append(Assumption("estradiol_pg_ml", text, stated + assay.source))


def _level(field: str, found: Measurement, notes: list[Assumption]) -> Known:
    """A laboratory's value; of an upper limit the middle of what lies below it, of a lower limit the limit."""
    if found.bound == EXACT:
        return _with_noise(field, found.value)
    if found.bound == ABOVE:
        notes.append(
            Assumption(field, f"{found.value:g} {found.unit}", f"the least that {found.as_given} allows")
        )
        return _with_noise(field, found.value)
    value, sd = found.value / 2.0, found.value / sqrt(12.0)
    source = f"the middle of what {found.as_given} allows, all of it as likely"
    notes.append(Assumption(field, f"{value:.3g} {found.unit} (SD {sd:.2g})", source))
    return Known(value, sd)


def _with_noise(field: str, value: float) -> Known:
    return Known(value, value * reference_population().noise[field])
