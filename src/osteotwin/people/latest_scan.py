"""The T-score of a person's latest scan, as it was printed or as its density makes it."""

from __future__ import annotations

from osteotwin.body.sites import bmd_key
from osteotwin.cohort.t_scores import t_score
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.scores import bmd_of_z_score
from osteotwin.people.person import Measurement, Person
from osteotwin.people.printed_scores import apart_on_one_scan


def latest_t_score(person: Person, site: str) -> tuple[float, Measurement] | None:
    """Return the T-score of the latest scan of a site, and the measurement that gives it.

    Of one day the printed T-score stands above the one of a density, and that above a Z-score's: a reader looks for
    the number on the report. Where the two contradict each other, the worse of them counts.

    Parameters
    ----------
    person : Person
    site : str
        One of ``osteotwin.body.sites.DXA_SITES``.

    Returns
    -------
    tuple of float and Measurement, or None
        ``None`` where the site was not measured.
    """
    kinds = (f"z_score_{site}", bmd_key(site), f"t_score_{site}")
    scans = [row for row in person.measurements if row.what in kinds]
    if not scans:
        return None
    row = max(scans, key=lambda scan: (scan.date, kinds.index(scan.what)))
    if row.what == kinds[2]:
        worse = [one for one in apart_on_one_scan(person) if one.printed is row and one.usual < row.value]
        return (worse[0].usual, worse[0].density) if worse else (row.value, row)
    if row.what == kinds[1]:
        bmd = scale_of(site, row.device).to_reference(row.value)
    else:
        age = (row.date - person.birth_date).days / DAYS_PER_YEAR
        bmd = bmd_of_z_score(site, row.value, person.sex, age)
    return float(t_score(site, bmd, person.sex)), row
