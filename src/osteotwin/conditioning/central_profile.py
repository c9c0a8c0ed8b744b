"""The profile in the middle of virtual people, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import bmd_key
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.profile import Profile

#: Fields of a profile that measurements tell of.
_TOLD = ("estradiol_pg_ml", "testosterone_ng_dl", "lh_iu_l", "vitamin_d_25ohd_ng_ml")


def central_profile(profile: Profile, cohort: Cohort, today: Mapping[str, Vector]) -> Profile:
    """Move a profile to the middle of virtual people.

    Parameters
    ----------
    profile : Profile
        Before anything was measured.
    cohort : Cohort
        The people.
    today : mapping of site to array [n_people, g/cm2]
        Their densities on day 0.

    Returns
    -------
    Profile
        The same where nobody could be simulated.
    """
    ready = cohort.converged
    if not len(ready):
        return profile
    values = {name: cohort.people.fields[name][ready] for name in _TOLD if name in cohort.people.fields}
    values |= {bmd_key(site): density for site, density in today.items()}
    center = {name: float(np.nanmedian(found)) for name, found in values.items()}
    sd = {name: float(np.nanstd(found)) for name, found in values.items()}
    fields = {name: center[name] for name in _TOLD if name in center}
    bmd = {site: center[bmd_key(site)] for site in today}
    return replace(profile, **fields, bmd={**profile.bmd, **bmd}, sd={**profile.sd, **sd})  # type: ignore[arg-type]
