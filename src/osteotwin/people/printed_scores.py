"""T-scores that were printed beside a density of the same scan, and do not agree with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Final

from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.t_scores import t_score
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.scores import REFERENCES, young_adults
from osteotwin.observing.tables import scanners
from osteotwin.people.person import Measurement, Person

#: Standard deviations within which two readings of one scan agree.
_WITHIN: Final = 2.0


@dataclass(frozen=True)
class Apart:
    """A printed T-score and the density of the same scan, which no reference brings together.

    Attributes
    ----------
    site : str
    printed, density : Measurement
    expected : tuple of (str, float)
        The T-score that the density makes by each reference that was tried.
    usual : float
        The one by the usual reference.
    """

    site: str
    printed: Measurement
    density: Measurement
    expected: tuple[tuple[str, float], ...]
    usual: float


def apart_on_one_scan(person: Person) -> Iterator[Apart]:
    """Yield the printed T-scores that contradict the density of the same day by more than the scanner's error.

    That is twice the error of the conversion between makers and of the reference behind a score, and its rounding, by
    every reference that may have been meant: the stated one, otherwise men, women and the maker's own.

    Parameters
    ----------
    person : Person
    """
    for row in person.measurements:
        site = row.what.removeprefix("t_score_")
        if site not in DXA_SITES or row.what != f"t_score_{site}" or row.date > person.start:
            continue
        for density in person.measurements:
            if density.what == bmd_key(site) and density.date == row.date:
                found = _compared(site, person.sex, row, density)
                if found is not None:
                    yield found


def _compared(site: str, sex: str, printed: Measurement, density: Measurement) -> Apart | None:
    device = density.device or printed.device
    scale = scale_of(site, device)
    bmd = scale.to_reference(density.value)
    error = _WITHIN * bmd * hypot(scale.nuisance.log_sd, scanners().score.not_stated_log_sd)
    tried: list[tuple[str, float]] = []
    for reference in REFERENCES if printed.reference is None else (printed.reference,):
        young = young_adults(site, sex, reference, device)
        if young is None:
            continue
        expected = (bmd - young.mean) / young.sd
        if abs(printed.value - expected) <= error / young.sd + _WITHIN * scanners().score.rounding_sd:
            return None
        tried.append((reference, expected))
    if not tried:
        return None
    return Apart(site, printed, density, tuple(tried), float(t_score(site, bmd, sex)))
