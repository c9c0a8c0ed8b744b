"""What each intervention contributes: the plan less the plan without it.

The parts do not add up by themselves, because interventions act on each other's bone; what is left is
given as their interaction, so that parts and interaction make the plan's whole effect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.bands import Json, interval
from osteotwin.explaining.scenarios import DRUG_ONLY, NOTHING, PLAN, without
from osteotwin.protocol.drug_groups import category_of, label_of

#: Below this cost [percentage points] the share won back is noise, not a number.
_LEAST_COST = 0.1


def contributions(outlooks: Mapping[str, Outputs], groups: Sequence[str], endpoint: str) -> dict[str, Json]:
    """Return each group's contribution at each whole year, in percentage points of BMD.

    Parameters
    ----------
    outlooks : mapping of scenario to Outputs
    groups : sequence of str
        Intervention groups of the plan.
    endpoint : str
        For example ``"bmd_lumbar_spine"``.
    """
    result: dict[str, Json] = {
        group: {"label": label_of(group), "category": category_of(group)} for group in groups
    }
    several = len(groups) > 1
    if several:
        result["interaction"] = {"label": "interaction", "category": "interaction"}
    for year in outlooks[PLAN].whole_years:
        plan = outlooks[PLAN].bone_change_at(endpoint, year)
        whole = plan - outlooks[NOTHING].bone_change_at(endpoint, year)
        parts = {
            group: plan - outlooks[without(group)].bone_change_at(endpoint, year) if several else whole
            for group in groups
        }
        for group, part in parts.items():
            result[group][str(year)] = interval(part)
        if several:
            result["interaction"][str(year)] = interval(whole - sum(parts.values()))
    return result


def won_back(outlooks: Mapping[str, Outputs], endpoint: str) -> dict[str, Json]:
    """Return the drug's cost, what the rest of the plan wins, and the share won back, by year.

    Empty where the plan has no drug that is not for bone, or nothing but it.
    """
    if DRUG_ONLY not in outlooks:
        return {}
    result: dict[str, Json] = {}
    for year in outlooks[PLAN].whole_years:
        drug = outlooks[DRUG_ONLY].bone_change_at(endpoint, year)
        cost = drug - outlooks[NOTHING].bone_change_at(endpoint, year)
        won = outlooks[PLAN].bone_change_at(endpoint, year) - drug
        ratio = np.full_like(cost, np.nan)
        np.divide(won, -cost, out=ratio, where=cost < -_LEAST_COST)
        result[str(year)] = {"cost": interval(cost), "won": interval(won), "share": interval(ratio)}
    return result
