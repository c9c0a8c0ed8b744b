"""The profile of a person on day 0 of the plan, from what the file says."""

from __future__ import annotations

from osteotwin.cohort.assays import true_estradiol
from osteotwin.cohort.complete_profile import Known, complete_profile
from osteotwin.cohort.profile import SITES, Assumption, Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.t_scores import bmd_from_t_score, t_score_reference
from osteotwin.people.measurement_use import measured_fields
from osteotwin.people.person import Measurement, Person

KnownValues = dict[str, tuple[float, float]]


def profile_from_person(person: Person) -> tuple[Profile, tuple[Assumption, ...]]:
    """Build the profile of a person on day 0 of his plan.

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
    known, notes = known_from_person(person)
    pairs = {name: Known(value, sd) for name, (value, sd) in known.items()}
    profile, assumed = complete_profile(person.sex, person.age_at_start, pairs, person.habits.training)
    return profile, notes + assumed


def known_from_person(person: Person) -> tuple[KnownValues, tuple[Assumption, ...]]:
    """Return what was measured or stated, as field to (value, standard deviation), and the conversions.

    Parameters
    ----------
    person : Person
        Only measurements on or before ``person.start`` are used; of several, the latest.
    """
    known: KnownValues = {}
    notes: list[Assumption] = []
    measured = measured_fields(person)
    for site in SITES:
        found = measured.pop(f"bmd_{site}", None)
        if found is None:
            continue
        value = found.value
        if found.what.startswith("t_score_"):
            value = bmd_from_t_score(site, found.value, person.sex)
            reference = t_score_reference(site, person.sex).reference
            notes.append(Assumption(f"bmd_{site}", f"{value:.3f} g/cm2 from T {found.value:+.1f}", reference))
        known[f"bmd_{site}"] = (value, value * _noise(f"bmd_{site}"))
    estradiol = measured.pop("estradiol_pg_ml", None)
    if estradiol is not None:
        _add_estradiol(estradiol, known, notes)
    for field, found in measured.items():
        known[field] = (found.value, found.value * _noise(field))
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
            known[field] = (value, value * _noise(field))
        elif measured[field].value != value:
            found = measured[field]
            source = f"measured on {found.date}; the {value:g} {found.unit} of [person] are not used"
            notes.append(Assumption(field, f"{found.value:g} {found.unit}", source))
    return known, tuple(notes)


def _add_estradiol(found: Measurement, known: KnownValues, notes: list[Assumption]) -> None:
    noise = _noise("estradiol_pg_ml")
    if found.assay is not None and found.assay != "immunoassay":
        known["estradiol_pg_ml"] = (found.value, found.value * noise)
        return
    assay = reference_population().immunoassay
    value = true_estradiol(found.value)
    sd = ((value * noise) ** 2 + assay.extra_sd**2) ** 0.5
    known["estradiol_pg_ml"] = (value, sd)
    stated = "" if found.assay is not None else "the assay was not given, immunoassay is assumed; "
    text = f"{value:.1f} pg/mL by mass spectrometry from {found.value:.1f} pg/mL by immunoassay"
    notes.append(Assumption("estradiol_pg_ml", text, stated + assay.source))


def _noise(field: str) -> float:
    return reference_population().noise[field]
