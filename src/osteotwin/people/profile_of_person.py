"""The profile of a person on day 0 of the plan, from what the file says."""

from __future__ import annotations

from math import hypot

from osteotwin.cohort.assays import true_estradiol
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import SITES, Assumption, Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.t_scores import bmd_from_t_score, t_score_reference
from osteotwin.people.person import Measurement, Person

_FIELD_OF_ENDPOINT = {
    "testosterone": "testosterone_ng_dl",
    "lh": "lh_iu_l",
    "25ohd": "vitamin_d_25ohd_ng_ml",
    "weight": "weight_kg",
    "height": "height_cm",
}


def profile_from_person(person: Person) -> tuple[Profile, tuple[Assumption, ...]]:
    """Build the profile of a person on day 0 of the plan.

    The latest measurement on or before the start counts. An estradiol immunoassay is brought to the mass-spectrometry
    scale, a T-score to g/cm2.

    Parameters
    ----------
    person : Person

    Returns
    -------
    profile : Profile
    assumptions : tuple of Assumption
        What was assumed or converted, one entry each.
    """
    known, notes = known_from_person(person)
    profile, assumed = complete_profile(person.sex, person.age_at_start, known, person.habits.training)
    return profile, notes + assumed


def known_from_person(person: Person) -> tuple[dict[str, Known], tuple[Assumption, ...]]:
    """What was measured or stated, by field of a profile, and the conversions.

    Parameters
    ----------
    person : Person
        Only measurements on or before ``person.start`` are used; of several, the latest.
    """
    known: dict[str, Known] = {}
    notes: list[Assumption] = []
    for site in SITES:
        found = _latest(person, f"bmd_{site}", f"t_score_{site}")
        if found is None:
            continue
        value = found.value
        if found.what.startswith("t_score_"):
            value = bmd_from_t_score(site, found.value, person.sex)
            reference = t_score_reference(site, person.sex).reference
            notes.append(Assumption(f"bmd_{site}", f"{value:.3f} g/cm2 from T {found.value:+.1f}", reference))
        known[f"bmd_{site}"] = _measured(f"bmd_{site}", value)
    _add_estradiol(person, known, notes)
    for endpoint, field in _FIELD_OF_ENDPOINT.items():
        found = _latest(person, endpoint)
        if found is not None:
            known[field] = _measured(field, found.value)
    stated = {
        "height_cm": person.height_cm,
        "weight_kg": person.weight_kg,
        "menopause_age": person.menopause_age if person.sex == "female" else None,
        "calcium_mg_per_day": person.habits.calcium_mg_per_day,
        "vitamin_d_iu_per_day": person.habits.vitamin_d_iu_per_day,
    }
    for field, value in stated.items():
        if value is not None and field not in known:
            known[field] = _measured(field, value)
    return known, tuple(notes)


def _add_estradiol(person: Person, known: dict[str, Known], notes: list[Assumption]) -> None:
    found = _latest(person, "estradiol", "estradiol_immunoassay")
    if found is None:
        return
    by_name = found.what == "estradiol_immunoassay"
    if found.assay is not None and found.assay != "immunoassay" and not by_name:
        known["estradiol_pg_ml"] = _measured("estradiol_pg_ml", found.value)
        return
    assay = reference_population().immunoassay
    value = true_estradiol(found.value)
    exact = _measured("estradiol_pg_ml", value)
    known["estradiol_pg_ml"] = Known(value, hypot(exact.sd, assay.extra_sd))
    stated = "" if found.assay is not None or by_name else "the assay was not given, immunoassay is assumed; "
    text = f"{value:.1f} pg/mL by mass spectrometry from {found.value:.1f} pg/mL by immunoassay"
    notes.append(Assumption("estradiol_pg_ml", text, stated + assay.source))


def _latest(person: Person, *names: str) -> Measurement | None:
    """Return the latest measurement up to the start; on one day the first of the names wins."""
    usable = [m for m in person.measurements if m.what in names and m.date <= person.start]
    if not usable:
        return None
    return max(usable, key=lambda m: (m.date, -names.index(m.what)))


def _measured(field: str, value: float) -> Known:
    return Known(value, value * reference_population().noise[field])
