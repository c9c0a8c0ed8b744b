"""Calcium and vitamin D of a day: what was eaten and taken before the plan, and the most of it under the plan."""

from __future__ import annotations

from osteotwin.cohort.profile import Profile
from osteotwin.explaining.bands import Json, json_number
from osteotwin.protocol.extremes import Extremes


def intake(profile: Profile, most: Extremes) -> Json:
    """Return the daily totals of food and supplements by nutrient.

    Parameters
    ----------
    profile : Profile
        What is taken to be true on day 0.
    most : Extremes
        Of the plan.
    """
    return {
        "calcium": _of(profile, "calcium_mg_per_day", profile.calcium_mg_per_day, most.calcium, "mg"),
        "vitamin_d": _of(profile, "vitamin_d_iu_per_day", profile.vitamin_d_iu_per_day, most.vitamin_d, "IU"),
    }


def _of(profile: Profile, field: str, before: float, under_plan: float, unit: str) -> Json:
    return {
        "unit": unit,
        "before": json_number(before),
        "stated": field in profile.measured,
        "plan": json_number(under_plan),
    }
