"""What bone does under one plan, and how much better or worse the same people do under another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.quantiles import quantiles
from osteotwin.cohort.scans import least_significant_change
from osteotwin.explaining.bands import json_number
from osteotwin.explaining.marks import marks_of


@dataclass(frozen=True)
class Change:
    """Of many people, the middle and the intervals; ``None`` where too few are left.

    Attributes
    ----------
    median, lo50, hi50, lo90, hi90 : float or None
        Change of the bone of one site since day 0, in percent.
    """

    median: float | None
    lo50: float | None
    hi50: float | None
    lo90: float | None
    hi90: float | None


@dataclass(frozen=True)
class Difference(Change):
    """How the bone of one site under a plan differs from the same people's under another, at one time.

    Attributes
    ----------
    median, lo50, hi50, lo90, hi90 : float or None
        Percentage points of density since day 0, over the people.
    better, worse : float or None
        Share of the people who have more, and less, bone than under the other plan; the others have the same.
    clearly_better, clearly_worse : float or None
        Share of the people of whom that is so by more than the least significant change of two scans.
    """

    better: float | None
    worse: float | None
    clearly_better: float | None
    clearly_worse: float | None


def changes(outlook: Outputs, site: str) -> dict[str, Change]:
    """Return the change of a site's bone under one plan, by year."""
    change = outlook.bone_change(bmd_key(site))
    return {mark.key: Change(**_bands(change[:, mark.column])) for mark in marks_of(outlook)}


def differences(base: Outputs, other: Outputs, site: str) -> dict[str, Difference]:
    """Return how the same people differ under another plan, by year.

    Parameters
    ----------
    base, other : Outputs
        Of the same people on the same days.
    site : str
    """
    apart = other.bone_change(bmd_key(site)) - base.bone_change(bmd_key(site))
    least = least_significant_change(site)
    return {mark.key: _difference(apart[:, mark.column], least) for mark in marks_of(base)}


def _difference(values: Vector, least: float) -> Difference:
    usable = values[np.isfinite(values)]
    shares = {
        "better": usable > 0,
        "worse": usable < 0,
        "clearly_better": usable > least,
        "clearly_worse": usable < -least,
    }
    counted = {
        name: json_number(float(np.mean(true))) if len(usable) else None for name, true in shares.items()
    }
    return Difference(**_bands(values), **counted)


def _bands(values: Vector) -> dict[str, float | None]:
    return {name: json_number(float(value)) for name, value in quantiles(values).items()}
