"""Bands of what bone of a site does, and of what scans read there."""

from __future__ import annotations

import numpy as np

from osteotwin.body.sites import bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.quantiles import quantiles
from osteotwin.cohort.t_scores import t_score
from osteotwin.cohort.z_scores import z_score
from osteotwin.explaining.bands import Json, band, written


def changes(outlook: Outputs, site: str) -> dict[str, Json]:
    """What the bone does and what scans will read; ``percent_change`` is the older name of the first."""
    bone = band(outlook.bone_change(bmd_key(site)))
    return {"percent_change": bone, "bone": bone, "scan": band(outlook.scan_change(site))}


def site_bands(outlook: Outputs, site: str, sex: str, ages: np.ndarray) -> dict[str, Json]:
    """The changes of a site with its density and scores.

    Parameters
    ----------
    outlook : Outputs
    site : str
        One that DXA measures.
    sex : str
    ages : array [year]
        At the days of the outlook.
    """
    return changes(outlook, site) | score_bands(outlook, site, sex, ages)


def score_bands(outlook: Outputs, site: str, sex: str, ages: np.ndarray) -> dict[str, Json]:
    """The density of a site and its scores: see :func:`site_bands`.

    At each age a score rises in a straight line with density: its quantiles are the scores of those of the density.
    """
    bmd = quantiles(outlook.values[bmd_key(site)])
    return {
        "bmd": written(bmd),
        "t_score": written({name: t_score(site, row, sex) for name, row in bmd.items()}),
        "z_score": written({name: z_score(site, row, sex, ages) for name, row in bmd.items()}),
    }
