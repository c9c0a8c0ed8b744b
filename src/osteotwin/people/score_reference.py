"""What is said of a T-score that counts from a maker's own reference, where that is not known."""

from __future__ import annotations

from osteotwin.body.sites import DXA_SITES, SITE_LABELS
from osteotwin.observing.scores import known_makers, young_adults


def site_of_score(what: str) -> str | None:
    """Return the site of a T- or Z-score; ``None`` of anything else."""
    site = what.partition("_score_")[2]
    return site if site in DXA_SITES else None


def unknown_reference(site: str, sex: str, device: str | None) -> tuple[str, str, str] | None:
    """Return what is found, expected and to be done where a maker's own reference is not known.

    Parameters
    ----------
    site, sex : str
    device : str or None
        Maker of the scanner.

    Returns
    -------
    tuple of three str, or None
        ``None`` where it is known.
    """
    if young_adults(site, sex, "device", device) is not None:
        return None
    makers = known_makers(site, sex)
    people = "men" if sex == "male" else "women"
    of_whom = f"the {SITE_LABELS[site]} of {people}"
    known = f"device = {' or '.join(makers)}, whose reference for {of_whom} is known" if makers else (
        f"male or female, since no maker's reference for {of_whom} is known"
    )  # fmt: skip
    found = f"the reference of {device} scanners" if device else "the maker's reference without the maker"
    return found, known, f'write reference = "{sex}", or the density in g/cm2 instead of the score'
