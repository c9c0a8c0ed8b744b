"""What a person's file says about him, in the fields and units of a profile."""

from __future__ import annotations

from osteotwin.people.person import Measurement, Person
from osteotwin.people.profile import SITES, Assumption
from osteotwin.people.reference_population import reference_population
from osteotwin.people.t_scores import bmd_from_t_score, t_score_reference

_FIELD_OF_ENDPOINT = {
    "testosterone": "testosterone_ng_dl",
    "lh": "lh_iu_l",
    "25ohd": "vitamin_d_25ohd_ng_ml",
    "weight": "weight_kg",
    "height": "height_cm",
}

KnownValues = dict[str, tuple[float, float]]


def known_from_person(person: Person) -> tuple[KnownValues, tuple[Assumption, ...]]:
    """Return what was measured or stated, as field to (value, standard deviation), and the conversions.

    Parameters
    ----------
    person : Person
        Only measurements on or before ``person.start`` are used; of several, the latest.
    """
    known: KnownValues = {}
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
        known[f"bmd_{site}"] = (value, value * _noise(f"bmd_{site}"))
    _add_estradiol(person, known, notes)
    for endpoint, field in _FIELD_OF_ENDPOINT.items():
        found = _latest(person, endpoint)
        if found is not None:
            known[field] = (found.value, found.value * _noise(field))
    stated = {
        "height_cm": person.height_cm,
        "weight_kg": person.weight_kg,
        "menopause_age": person.menopause_age if person.sex == "female" else None,
        "calcium_mg_per_day": person.habits.calcium_mg_per_day,
        "vitamin_d_iu_per_day": person.habits.vitamin_d_iu_per_day,
    }
    for field, value in stated.items():
        if value is not None and field not in known:
            known[field] = (value, value * _noise(field))
    return known, tuple(notes)


def true_estradiol(measured_pg_ml: float) -> float:
    """Return estradiol on the mass-spectrometry scale [pg/mL] from an immunoassay value [pg/mL]."""
    assay = reference_population().immunoassay
    return max(measured_pg_ml - assay.offset, assay.floor)


def _add_estradiol(person: Person, known: KnownValues, notes: list[Assumption]) -> None:
    found = _latest(person, "estradiol", "estradiol_immunoassay")
    if found is None:
        return
    noise = _noise("estradiol_pg_ml")
    by_name = found.what == "estradiol_immunoassay"
    if found.assay is not None and found.assay != "immunoassay" and not by_name:
        known["estradiol_pg_ml"] = (found.value, found.value * noise)
        return
    assay = reference_population().immunoassay
    value = true_estradiol(found.value)
    sd = ((value * noise) ** 2 + assay.extra_sd**2) ** 0.5
    known["estradiol_pg_ml"] = (value, sd)
    stated = "" if found.assay is not None or by_name else "the assay was not given, immunoassay is assumed; "
    text = f"{value:.1f} pg/mL by mass spectrometry from {found.value:.1f} pg/mL by immunoassay"
    notes.append(Assumption("estradiol_pg_ml", text, stated + assay.source))


def _latest(person: Person, *names: str) -> Measurement | None:
    """Return the latest measurement up to the start; on one day the first of the names wins."""
    usable = [m for m in person.measurements if m.what in names and m.date <= person.start]
    if not usable:
        return None
    return max(usable, key=lambda m: (m.date, -names.index(m.what)))


def _noise(field: str) -> float:
    return reference_population().noise[field]
