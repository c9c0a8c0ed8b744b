"""From a maker's scanner to the scale of the reference population, which is that of Hologic scanners."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.observing.observation import Nuisance
from osteotwin.observing.tables import Standard, scanners

#: The maker on whose scanners the reference population was measured.
REFERENCE_DEVICE: Final = "hologic"


@dataclass(frozen=True)
class Scale:
    """A maker's scale at one site, seen from the reference population's: density there = ``intercept + slope`` x.

    Attributes
    ----------
    intercept : float [g/cm2]
    slope : float
    nuisance : Nuisance
        How far the conversion may be off, one and the same for all scans of a person on the maker's scanners.
    source : str
        Of the conversion, or why there is none.
    converted : bool
        Whether a published conversion is used.
    """

    intercept: float
    slope: float
    nuisance: Nuisance
    source: str
    converted: bool = False

    def to_reference(self, bmd: float) -> float:
        """Return a density on the maker's scale as the reference population's scanners read it [g/cm2]."""
        return self.intercept + self.slope * bmd

    def from_reference(self, bmd: float) -> float:
        """Return a density on the reference population's scale as the maker's scanners read it [g/cm2]."""
        return (bmd - self.intercept) / self.slope


@cache
def scale_of(site: str, device: str | None) -> Scale:
    """Return the scale of a maker at one site.

    Parameters
    ----------
    site : str
        One of ``osteotwin.body.sites.DXA_SITES`` or ``"trochanter"``.
    device : str or None
        ``"hologic"``, ``"lunar"``, ``"norland"`` or ``"other"``; ``None``: not stated, taken for the reference's.
    """
    error = scanners().scale
    if device == REFERENCE_DEVICE:
        return _same(site, device, error.reference_log_sd, "the scale of the reference population")
    if device is None:
        why = "the scanner is not stated; the scale of the reference population is assumed"
        return _same(site, "device not stated", error.not_stated_log_sd, why)
    own, reference = _standard(site, device), _standard(site, REFERENCE_DEVICE)
    if own is None or reference is None:
        why = "no conversion of this scanner and site is published; its level says little, only changes count"
        return _same(site, device, error.unknown_log_sd, why)
    return Scale(
        (own.intercept - reference.intercept) / reference.slope,
        own.slope / reference.slope,
        Nuisance(f"{device} {site}", 0.0, error.converted_log_sd),
        own.source,
        converted=True,
    )


def _same(site: str, device: str, log_sd: float, source: str) -> Scale:
    return Scale(0.0, 1.0, Nuisance(f"{device} {site}", 0.0, log_sd), source)


def _standard(site: str, device: str) -> Standard | None:
    rows = (row for row in scanners().standard if (row.site, row.device) == (site, device))
    return next(rows, None)
