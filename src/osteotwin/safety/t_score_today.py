"""The T-score that the rules about low density go by."""

from __future__ import annotations

from osteotwin.cohort.t_scores import t_score
from osteotwin.people.latest_scan import latest_t_score
from osteotwin.safety.situation import Situation


def t_score_today(situation: Situation, site: str) -> tuple[float, str]:
    """Return the T-score of the latest scan, or else of the virtual people's density today; and where it is from.

    Parameters
    ----------
    situation : Situation
    site : str
        One of ``osteotwin.body.sites.DXA_SITES``.

    Returns
    -------
    float
    str
        Words to follow the number; empty where the site was not measured.
    """
    latest = latest_t_score(situation.person, site)
    if latest is None:
        return t_score(site, situation.profile.bmd[site], situation.person.sex), ""
    score, scan = latest
    return score, f" (scan of {scan.date})"
