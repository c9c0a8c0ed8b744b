"""Bone tissue: osteoid, young and mature mineralized bone at each site, and the calcium they hold.

Resorption takes all three alike; osteoid mineralizes within weeks, young bone goes on gaining mineral for
months to years. What the skeleton's mineral loses, the serum receives.
"""

from __future__ import annotations

from osteotwin.body.arithmetic import Quantity
from osteotwin.body.bone_cells import SiteTurnover
from osteotwin.body.sites import LEDGER_SITES, SITES, site_key

TISSUES = ("osteoid", "young_bone", "mature_bone")

STATES = {site_key(site, tissue): "" for site in SITES for tissue in TISSUES}


def reference_tissue(site: str, p: Quantity) -> dict[str, Quantity]:
    """The steady osteoid, young and mature bone of a site; they add up to 1."""
    turnover = getattr(p, site_key(site, "turnover"))
    osteoid = turnover / (p.primary_mineralization_rate + turnover)
    young = p.primary_mineralization_rate * osteoid / (p.secondary_mineralization_rate + turnover)
    return {
        site_key(site, "osteoid"): osteoid,
        site_key(site, "young_bone"): young,
        site_key(site, "mature_bone"): 1 - osteoid - young,
    }


def bone_mass(s: Quantity) -> dict[str, Quantity]:
    """Each site's bone volume relative to the reference."""
    return {site: sum(getattr(s, site_key(site, tissue)) for tissue in TISSUES) for site in SITES}


def derivatives(
    s: Quantity, p: Quantity, turnover: dict[str, SiteTurnover], mineralization: Quantity
) -> dict[str, Quantity]:
    """The rates of change of every site's tissue [1/day]."""
    rates: dict[str, Quantity] = {}
    for site in SITES:
        speed = getattr(p, site_key(site, "turnover"))
        osteoid = getattr(s, site_key(site, "osteoid"))
        young = getattr(s, site_key(site, "young_bone"))
        mature = getattr(s, site_key(site, "mature_bone"))
        removal = speed * turnover[site].resorption
        primary = p.primary_mineralization_rate * mineralization * osteoid
        secondary = p.secondary_mineralization_rate * young
        rates[site_key(site, "osteoid")] = speed * turnover[site].formation - primary - removal * osteoid
        rates[site_key(site, "young_bone")] = primary - secondary - removal * young
        rates[site_key(site, "mature_bone")] = secondary - removal * mature
    return rates


def mineral(site: str, values: Quantity, p: Quantity) -> Quantity:
    """The mineral of a site's young and mature bone (also of their rates of change)."""
    return p.young_mineral_share * getattr(values, site_key(site, "young_bone")) + getattr(
        values, site_key(site, "mature_bone")
    )


def relative_mineral(site: str, s: Quantity, p: Quantity) -> Quantity:
    """A site's mineral relative to the reference: what DXA sees, as a ratio."""
    reference = reference_tissue(site, p)
    young, mature = reference[site_key(site, "young_bone")], reference[site_key(site, "mature_bone")]
    return mineral(site, s, p) / (p.young_mineral_share * young + mature)


def skeletal_release(rates: dict[str, Quantity], p: Quantity) -> Quantity:
    """The calcium that the skeleton gives to the serum [mmol/day]."""
    lost = 0.0
    for site in LEDGER_SITES:
        reference = reference_tissue(site, p)
        full = (
            p.young_mineral_share * reference[site_key(site, "young_bone")]
            + reference[site_key(site, "mature_bone")]
        )
        change = (
            p.young_mineral_share * rates[site_key(site, "young_bone")] + rates[site_key(site, "mature_bone")]
        ) / full
        lost = lost - getattr(p, site_key(site, "calcium_share")) * change
    return p.skeletal_calcium * lost
