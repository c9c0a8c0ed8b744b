"""T-scores: how many standard deviations a density lies from young adults."""

from __future__ import annotations

from osteotwin.body.arithmetic import Quantity
from osteotwin.cohort.reference_population import YoungReference, reference_population
from osteotwin.errors import ParameterError


def t_score_reference(site: str, sex: str) -> YoungReference:
    """Return the young reference group of a site; state it with every T-score.

    Raises
    ------
    ParameterError
        If the site has no reference.
    """
    try:
        return reference_population().young[site, sex]
    except KeyError:
        message = f"no T-score reference for {site!r} and {sex!r}"
        raise ParameterError(message) from None


def t_score(site: str, bmd: Quantity, sex: str) -> Quantity:
    """The T-score of a density.

    Parameters
    ----------
    site : str
        ``"lumbar_spine"``, ``"total_hip"``, ``"femoral_neck"`` or ``"radius_33"``.
    bmd : float or array [g/cm2]
    sex : str
        Only the radius uses the sex; the other sites count from young women for both.

    Examples
    --------
    >>> round(t_score("femoral_neck", 0.738, "male"), 2)
    -1.0
    """
    young = t_score_reference(site, sex)
    return (bmd - young.mean) / young.sd


def bmd_from_t_score(site: str, score: float, sex: str) -> float:
    """Return the density [g/cm2] that has this T-score; the inverse of :func:`t_score`."""
    young = t_score_reference(site, sex)
    return young.mean + score * young.sd
