"""Intake by day → the usual intake of a person's file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import fmean
from typing import Any, Final

from osteotwin.importing.found import Found, Gathered, Place, counted

#: The days before the last that make the habit.
DAYS: Final = 90
#: Fewer days tell no habit.
LEAST_DAYS: Final = 7


def intake_of(
    calcium: Mapping[date, float],
    vitamin_d: Mapping[date, float],
    place: Place,
    gathered: Gathered,
    note: str = "",
) -> None:
    """Turn days into habitual calcium [mg/day] and vitamin D [IU/day]; a day without either does not count.

    A log holds pills among the food, so these are totals; what a plan adds comes on top.
    """
    logged = {day for amounts in (calcium, vitamin_d) for day, amount in amounts.items() if amount > 0.0}
    if not logged:
        return
    first = max(logged) - timedelta(days=DAYS - 1)
    days = sorted(day for day in logged if day >= first)
    if len(days) < LEAST_DAYS:
        gathered.leave(
            place, f"{counted(len(days), 'day')} with food", f"{LEAST_DAYS} days or more tell a habit"
        )
        return
    keys: dict[str, Any] = {}
    for key, amounts, unit in (("calcium", calcium, "mg/day"), ("vitamin_d", vitamin_d, "IU/day")):
        if any(amounts.get(day) for day in days):
            keys[key] = f"{fmean(amounts.get(day, 0.0) for day in days):.0f} {unit}"
    said = f"{len(days)} days from {days[0]} to {days[-1]}"
    told = "; ".join(
        part for part in (note, f"mean of {said}, supplements that were logged among them") if part
    )
    for key, value in keys.items():
        gathered.found.append(Found(("habits",), {key: value}, place, said, told))
