"""How likely a T-score comes down to a line, and how likely more bone is lost than two scans can err."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Vector
from osteotwin.body.sites import DIAGNOSTIC_SITES, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.scans import least_significant_change
from osteotwin.cohort.t_scores import t_score
from osteotwin.cohort.z_scores import z_score
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.bands import Json, json_number
from osteotwin.explaining.marks import marks_of

_Truths: TypeAlias = NDArray[np.bool_]

#: T-scores from which density counts as low, from which women on an inhibitor are treated, and of osteoporosis.
LINES: Final = (-1.0, -2.0, -2.5)
#: "Below the expected range for age": what counts in place of T-scores below 50 and before menopause.
#: ISCD 2019, official positions, adult: Z-scores at or below -2.0.
BELOW_EXPECTED: Final = -2.0
#: What moves shares that the change of the bone alone does not.
ABOUT_LINES: Final = (
    "T-scores and Z-scores are those of a scan. At the spine a scan takes degeneration for bone, so they can stay or "
    "rise while bone is lost. What is not known grows with the years and spreads the virtual people to both sides of a "
    "line, so that a share near all or none of them moves to the middle."
)
#: Where half of the virtual people are at or below a line, the person is taken to be.
_HALF: Final = 0.5


def crossing(outlook: Outputs, sex: str, age: float) -> dict[str, Json]:
    """Return what share of the virtual people is at or below each line, and has lost more than two scans can err.

    Parameters
    ----------
    outlook : Outputs
        Under one plan.
    sex : str
    age : float [year]
        On day 0.

    Returns
    -------
    dict of str to object
        By site of the diagnosis: ``t_score`` by line, each with the share ``today``, whether the person is
        ``already`` there, the share at each year and ``within`` the outlook on any day; ``z_score`` likewise, at or
        below the expected range for age; ``loss`` likewise, of bone, since today. A share is ``None`` where nobody's
        simulation succeeded.
    """
    ages = age + outlook.days / DAYS_PER_YEAR
    return {site: _site(outlook, site, sex, ages) for site in DIAGNOSTIC_SITES}


def half_crossed(outlook: Outputs, site: str, sex: str) -> dict[float, float | None]:
    """Return the day from which more than half of the virtual people have come down to each line.

    Parameters
    ----------
    outlook : Outputs
    site : str
    sex : str

    Returns
    -------
    dict of float to float or None
        By line, one of the outlook's days: 0 where more than half are at or below it today, ``None`` where no more than
        half of them ever are.
    """
    score = np.asarray(t_score(site, outlook.values[bmd_key(site)], sex), dtype=np.float64)
    usable = _usable(score)
    return {line: _day_of_half(score[usable] <= line, outlook.days) for line in LINES}


def _day_of_half(below: _Truths, days: Vector) -> float | None:
    if not len(below):
        return None
    first = np.where(np.any(below, axis=1), days[np.argmax(below, axis=1)], np.inf)
    return json_number(float(np.sort(first)[len(first) // 2]))


def _site(outlook: Outputs, site: str, sex: str, ages: Vector) -> Json:
    bmd = outlook.values[bmd_key(site)]
    score = np.asarray(t_score(site, bmd, sex), dtype=np.float64)
    for_age = z_score(site, bmd, sex, ages)
    least, change = least_significant_change(site), outlook.bone_change(bmd_key(site))
    return {
        "t_score": {f"{line:.1f}": _line(outlook, score <= line, score) for line in LINES},
        "z_score": {f"{BELOW_EXPECTED:.1f}": _line(outlook, for_age <= BELOW_EXPECTED, for_age)},
        "loss": {
            "least_significant_percent": json_number(least),
            **_shares(outlook, change < -least, change),
        },
    }


def _line(outlook: Outputs, below: _Truths, score: Vector) -> Json:
    today = _share(below[:, 0], _usable(score))
    already = None if today is None else today >= _HALF
    return {"today": today, "already": already, **_shares(outlook, below, score)}


def _shares(outlook: Outputs, true: _Truths, values: Vector) -> Json:
    """The share of whom something is true at each year, and of whom it is so on any day of the outlook."""
    usable = _usable(values)
    return {
        "years": {mark.key: _share(true[:, mark.column], usable) for mark in marks_of(outlook)},
        "within": _share(np.any(true, axis=1), usable),
    }


def _usable(values: Vector) -> _Truths:
    return np.all(np.isfinite(values), axis=1)


def _share(true: _Truths, usable: _Truths) -> float | None:
    return json_number(float(np.mean(true[usable]))) if np.any(usable) else None
