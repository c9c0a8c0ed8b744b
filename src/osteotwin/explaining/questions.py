"""Two questions to the virtual people: does the plan undo what a drug takes, and is bone kept."""

from __future__ import annotations

from typing import Final

import numpy as np

from osteotwin.body.sites import DECIDING_SITES, DIAGNOSTIC_SITES, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.scans import least_significant_change

#: A probability from which the answer is yes, and down to which it is no.
YES, NO = 0.8, 0.2
#: Differences that rounding makes are none [percent].
_NONE: Final = 1e-9


def answer_class(probability: float, *, is_open: bool = False) -> str:
    """``"yes"``, ``"no"``, or ``"open"``: in between, not known, or beyond what trials covered."""
    if is_open or not np.isfinite(probability) or NO < probability < YES:
        return "open"
    return "yes" if probability >= YES else "no"


def probability_of_offset(plan: Outputs, without: Outputs, year: int) -> float:
    """Share of the people who have at least as much bone under a plan as without it, at spine and hip.

    Parameters
    ----------
    plan, without : Outputs
        Of the same people, from the same day.
    year : int

    Returns
    -------
    float
        NaN where nobody was simulated under both.
    """
    more = np.array([
        plan.bone_change_at(bmd_key(site), year) - without.bone_change_at(bmd_key(site), year)
        for site in DECIDING_SITES
    ])  # fmt: skip
    return _share(np.all(more >= -_NONE, axis=0), np.all(np.isfinite(more), axis=0))


def probability_of_keeping(plan: Outputs, year: int) -> float:
    """Share of the people who lose no more than a scan can tell, at hip, femoral neck and spine.

    Of the bone: degeneration in the beam of a spine scan counts nowhere.
    """
    change = np.array([plan.bone_change_at(bmd_key(site), year) for site in DIAGNOSTIC_SITES])
    most = np.array([least_significant_change(site) for site in DIAGNOSTIC_SITES])[:, None]
    return _share(np.all(change >= -most, axis=0), np.all(np.isfinite(change), axis=0))


def _share(holds: np.ndarray, known: np.ndarray) -> float:
    return float(np.mean(holds[known])) if np.any(known) else float("nan")
