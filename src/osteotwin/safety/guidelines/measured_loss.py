"""The fall of density between two scans of one site: of densities, or of T-scores that count from the same people."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.scans import LEAST_SIGNIFICANT
from osteotwin.observing.scores import young_adults
from osteotwin.observing.tables import scanners
from osteotwin.people.person import Measurement
from osteotwin.safety.guidelines.facts import Loss


def dxa_site_of(what: str) -> str | None:
    """Return the site of a density, T- or Z-score by DXA; ``None`` of anything else."""
    site = what.removeprefix("bmd_") if what.startswith("bmd_") else what.partition("_score_")[2]
    return site if site in DXA_SITES else None


def largest_loss(rows: Iterable[Measurement], sex: str) -> Loss | None:
    """Return the change between the last two scans of a site and maker that is the largest loss against its error.

    A printed T-score stands for a density, rounded: two of one maker and one reference are compared as such. Z-scores
    are not: they move with age alone.

    Parameters
    ----------
    rows : iterable of Measurement
    sex : str
    """
    series: dict[tuple[str, str | None, str | None], list[Measurement]] = {}
    for row in sorted(rows, key=lambda row: row.date):
        if dxa_site_of(row.what) is not None and not row.what.startswith("z_"):
            series.setdefault((row.what, row.device, row.reference), []).append(row)
    found = (_loss(scans[-2], scans[-1], sex) for scans in series.values() if len(scans) > 1)
    return min(
        (loss for loss in found if loss is not None),
        key=lambda loss: loss.percent / loss.least,
        default=None,
    )


def _loss(first: Measurement, last: Measurement, sex: str) -> Loss | None:
    site = dxa_site_of(last.what)
    if site is None:
        return None
    usual = reference_population().noise[bmd_key(site)]
    precision = max(usual if row.precision is None else row.precision for row in (first, last))
    before, after = first.value, last.value
    if last.what.startswith("t_"):
        young = young_adults(site, sex, last.reference, last.device)
        if young is None:
            return None
        before, after = (young.mean + score * young.sd for score in (before, after))
        if before <= 0.0 or after <= 0.0:
            return None
        precision = hypot(precision, scanners().score.rounding_sd * young.sd / before)
    return Loss(
        site, 100.0 * (after / before - 1.0), 100.0 * LEAST_SIGNIFICANT * precision, first.date, last.date
    )
