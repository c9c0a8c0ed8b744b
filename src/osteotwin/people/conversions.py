"""How measured values were understood where that was not plain: scores, scanners' scales and assays."""

from __future__ import annotations

from osteotwin.cohort.profile import Assumption
from osteotwin.cohort.reference_population import reference_population
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import ENDPOINTS
from osteotwin.observing.observation import Observation
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.scores import young_adults
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Measurement, Person
from osteotwin.people.score_reference import site_of_score


def conversions_of(person: Person) -> tuple[Assumption, ...]:
    """What was assumed or converted of the values that virtual people have to agree with, one entry each."""
    found: list[Assumption] = []
    for row, seen in zip(person.measurements, observations_of(person), strict=True):
        if isinstance(seen, Observation) and (one := _conversion(row, seen, person)) is not None:
            found.append(one)
    return tuple(dict.fromkeys(found))


def _conversion(row: Measurement, seen: Observation, person: Person) -> Assumption | None:
    site = site_of_score(row.what)
    if site is not None:
        score = f"{row.what[:1].upper()} {row.value:+.1f}"
        return Assumption(
            seen.output, f"{seen.value:.3f} g/cm2 from {score}", _source_of_score(row, seen, site, person)
        )
    if row.is_immunoassay:
        stated = "" if row.assay is not None else "the assay was not given, immunoassay is assumed; "
        text = f"{row.value:g} pg/mL are taken as an immunoassay's, which reads higher than mass spectrometry"
        return Assumption("estradiol_pg_ml", text, stated + reference_population().immunoassay.source)
    if row.device is not None and (scale := scale_of(seen.output.removeprefix("bmd_"), row.device)).converted:
        text = f"{seen.value:.3f} g/cm2 from {row.value:.3f} g/cm2 on the scale of {row.device} scanners"
        return Assumption(row.what, text, scale.source)
    return None


def _source_of_score(row: Measurement, seen: Observation, site: str, person: Person) -> str:
    if row.what.startswith("z_"):
        age = (row.date - person.birth_date).days / DAYS_PER_YEAR
        return reference_population().expected(seen.output, person.sex, age).source
    young = young_adults(site, person.sex, row.reference, row.device)
    source = "" if young is None else young.reference
    label = ENDPOINTS[row.what].label
    return source if row.reference is not None else f"whom the {label} counts from was not stated; {source}"
