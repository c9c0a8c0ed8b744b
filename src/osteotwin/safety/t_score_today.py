"""The T-score that the rules about low density go by."""

from __future__ import annotations

from osteotwin.people.latest_scan import latest_t_score
from osteotwin.safety.situation import Situation
from osteotwin.safety.weak_skeleton import t_score_of


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
    score = t_score_of(situation.person, situation.profile, site)
    latest = latest_t_score(situation.person, site)
    return score, "" if latest is None else f" (scan of {latest[1].date})"
