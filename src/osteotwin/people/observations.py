"""What each measurement of a person sees, or why it is not used."""

from __future__ import annotations

from datetime import date

from osteotwin.body.sites import bmd_key
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import ENDPOINTS
from osteotwin.observing.observation import NotUsed, Observation
from osteotwin.observing.observe import Subject, observe
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.scores import young_adults
from osteotwin.people import kidney_function, resting_ovaries
from osteotwin.people.kidney_function import is_moved_by_kidney
from osteotwin.people.person import Measurement, Person
from osteotwin.people.resting_ovaries import is_without_ovaries
from osteotwin.people.score_reference import site_of_score


def observations_of(person: Person) -> tuple[Observation | NotUsed, ...]:
    """Return what each measurement of a person sees of the model, in the order of his file.

    One value that stands twice counts once, and a score beside the density of the same scan is not counted again.

    Parameters
    ----------
    person : Person

    Returns
    -------
    tuple of Observation or NotUsed
    """
    days: dict[date, list[Measurement]] = {}
    for row in person.measurements:
        days.setdefault(row.date, []).append(row)
    before: dict[date, list[Measurement]] = {day: [] for day in days}
    found = []
    for row in person.measurements:
        said = _counted_already(row, before[row.date], days[row.date], person)
        found.append(said or _not_followed(row, person) or _observed(row, person))
        before[row.date].append(row)
    return tuple(found)


def _not_followed(row: Measurement, person: Person) -> NotUsed | None:
    """Why the model's body cannot have what was measured, where a part of the person's does not work."""
    if is_without_ovaries(row, person):
        return NotUsed(row.what, resting_ovaries.WHY)
    if is_moved_by_kidney(row, person):
        return NotUsed(row.what, kidney_function.WHY)
    return None


def _observed(row: Measurement, person: Person) -> Observation | NotUsed:
    age = (row.date - person.birth_date).days / DAYS_PER_YEAR
    return observe(
        row.what,
        row.value,
        float((row.date - person.start).days),
        Subject(person.sex, age, person.menopause_age),
        device=row.device,
        assay=row.assay,
        reference=row.reference,
        precision=row.precision,
        bound=row.bound,
    )


def _counted_already(
    row: Measurement, before: list[Measurement], day: list[Measurement], person: Person
) -> NotUsed | None:
    """Why a measurement says nothing that another one of its day has not said, those before it in the file first."""
    key = (row.what, row.value, row.device, row.assay, row.bound)
    if any((other.what, other.value, other.device, other.assay, other.bound) == key for other in before):
        return NotUsed(row.what, "the same value of the same day stands in the file before it")
    site = site_of_score(row.what)
    if site is None:
        return None
    for other in day:
        one_scan = None in (row.device, other.device) or row.device == other.device
        if one_scan and other.what == bmd_key(site):
            return NotUsed(row.what, _beside_density(row, other, site, person))
    t_score = f"t_score_{site}"
    others = day if row.what.startswith("z_") else before
    if any((other.what, other.device) == (t_score, row.device) for other in others):
        return NotUsed(row.what, f"{ENDPOINTS[t_score].label} of the same day is taken")
    return None


def _beside_density(row: Measurement, scan: Measurement, site: str, person: Person) -> str:
    """That the density is taken, and what T-scores it makes: a reader sees whether the two are of one scan."""
    taken = f"{ENDPOINTS[scan.what].label} of the same day is taken"
    if row.what.startswith("z_"):
        return taken
    bmd = scale_of(site, scan.device).to_reference(scan.value)
    scores = {
        name: (bmd - young.mean) / young.sd
        for name in ("female", "male", "device")
        if (young := young_adults(site, person.sex, name, scan.device)) is not None
    }
    words = {
        "female": "against young women",
        "male": "against young men",
        "device": "by the maker's reference",
    }
    listed = ", ".join(f"{score:+.1f} {words[name]}" for name, score in scores.items())
    return f"{taken}; its T-score is {listed}"
