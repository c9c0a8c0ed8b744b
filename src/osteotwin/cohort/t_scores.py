"""T-scores: how many standard deviations a density lies from young adults."""

from __future__ import annotations

from osteotwin.body.arithmetic import Quantity
from osteotwin.cohort.reference_population import YoungReference, reference_population
from osteotwin.errors import ParameterError


def t_score_reference(site: str, sex: str, reference: str | None = None) -> YoungReference:
    """Return the young reference group of a site; state it with every T-score.

    Parameters
    ----------
    site, sex : str
        As of :func:`t_score`.
    reference : str, optional
        ``"male"`` or ``"female"``: the young adults that a printed score counts from. Left out, the usual ones:
        young women for both sexes, but for the radius.

    Raises
    ------
    ParameterError
        If the site has no reference.
    """
    population = reference_population()
    if reference == "male" and site in population.young_men:
        return population.young_men[site]
    try:
        return population.young[site, reference or sex]
    except KeyError:
        message = f"no T-score reference for {site!r} and {reference or sex!r}"
        raise ParameterError(message) from None


def t_score(site: str, bmd: Quantity, sex: str, reference: str | None = None) -> Quantity:
    """The T-score of a density.

    Parameters
    ----------
    site : str
        ``"lumbar_spine"``, ``"total_hip"``, ``"femoral_neck"`` or ``"radius_33"``.
    bmd : float or array [g/cm2]
        On the scale of the reference population.
    sex : str
        Only the radius uses the sex; the other sites count from young women for both.
    reference : str, optional
        See :func:`t_score_reference`.

    Examples
    --------
    >>> round(t_score("femoral_neck", 0.738, "male"), 2)
    -1.0
    >>> round(t_score("femoral_neck", 0.797, "male", "male"), 2)
    -1.0
    """
    young = t_score_reference(site, sex, reference)
    return (bmd - young.mean) / young.sd


def bmd_from_t_score(site: str, score: float, sex: str, reference: str | None = None) -> float:
    """Return the density [g/cm2] that has this T-score; the inverse of :func:`t_score`."""
    young = t_score_reference(site, sex, reference)
    return young.mean + score * young.sd
