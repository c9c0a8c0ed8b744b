"""From a printed T- or Z-score to the density that it stands for."""

from __future__ import annotations

from typing import Final

from osteotwin.body.sites import FEMORAL_NECK, TOTAL_HIP
from osteotwin.cohort.reference_population import YoungReference, reference_population
from osteotwin.cohort.t_scores import t_score_reference
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.tables import scanners

#: Which young adults a printed T-score may be said to count from.
REFERENCES: Final = ("male", "female", "device")
_HIP: Final = (TOTAL_HIP, FEMORAL_NECK)


def young_adults(
    site: str, sex: str, reference: str | None = None, device: str | None = None
) -> YoungReference | None:
    """Return the young adults that a printed T-score counts from, on the scale of the reference population.

    Parameters
    ----------
    site : str
        One of ``osteotwin.body.sites.DXA_SITES``.
    sex : str
        Of the person.
    reference : str, optional
        One of :data:`REFERENCES`; ``"device"``: the maker's own reference of the person's sex. Left out, the usual
        one (:func:`osteotwin.cohort.t_scores.t_score_reference`).
    device : str, optional

    Returns
    -------
    YoungReference or None
        ``None`` where the maker's own is not known.
    """
    if reference != "device":
        return t_score_reference(site, sex, reference)
    for row in scanners().young:
        if (row.device, row.site, row.sex) == (device, site, sex):
            scale = scale_of(site, device)
            mean, sd = scale.to_reference(row.mean), scale.slope * row.sd
            words = f"the maker's young {_PEOPLE[sex]} ({row.mean:g}, SD {row.sd:g} g/cm2): {row.source}"
            return YoungReference(site, mean, sd, words, row.evidence_level)
    if device in scanners().nhanes_hip.devices and site in _HIP:
        return t_score_reference(site, sex, sex)
    return None


def known_makers(site: str, sex: str) -> tuple[str, ...]:
    """Return the makers whose own T-score reference of a site and sex is known."""
    makers = dict.fromkeys((*(row.device for row in scanners().young), *scanners().nhanes_hip.devices))
    return tuple(maker for maker in makers if young_adults(site, sex, "device", maker) is not None)


def bmd_of_t_score(
    site: str, score: float, sex: str, reference: str | None = None, device: str | None = None
) -> float | None:
    """Return the density [g/cm2] that a printed T-score stands for; ``None`` where its reference is not known."""
    young = young_adults(site, sex, reference, device)
    return None if young is None else young.mean + score * young.sd


def bmd_of_z_score(site: str, score: float, sex: str, age: float) -> float:
    """Return the density [g/cm2] that a printed Z-score stands for: against people of the same age and sex."""
    usual = reference_population().expected(f"bmd_{site}", sex, age)
    return usual.mean + score * usual.sd


_PEOPLE: Final = {"male": "men", "female": "women"}
