"""Z-scores: how many standard deviations a density lies from people of the same age and sex."""

from __future__ import annotations

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import bmd_key
from osteotwin.cohort.reference_population import reference_population


def z_score(site: str, bmd: Vector, sex: str, age: Vector) -> Vector:
    """The Z-score of densities at the ages that people have then.

    Parameters
    ----------
    site : str
        One of ``osteotwin.body.sites.DXA_SITES``.
    bmd : array [..., n_time, g/cm2]
    sex : str
    age : array [n_time, year]
        The reference ages along: who keeps his density gains in Z.

    Returns
    -------
    array [..., n_time, SD]

    Raises
    ------
    ParameterError
        If the reference population has no such site.

    Examples
    --------
    >>> z_score("total_hip", np.array([0.885]), "male", np.array([50.5])).round(2).tolist()
    [-1.05]
    """
    mean, sd = reference_population().curve(bmd_key(site), sex, age)
    return np.asarray((bmd - mean) / sd)


def z_score_reference(site: str, sex: str) -> str:
    """Return where the people of the same age and sex come from; state it with every Z-score."""
    return reference_population().tables[bmd_key(site), sex].source
