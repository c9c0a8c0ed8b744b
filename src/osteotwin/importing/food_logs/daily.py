"""Intake by day → the usual intake of a person's file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Found, Gathered, Place, counted
from osteotwin.importing.log_days import said_gap, too_old, until_today
from osteotwin.inputs.notes import printable

#: The days before the last that make the habit.
DAYS: Final = 90
#: Fewer days tell no habit.
LEAST_DAYS: Final = 7
_MOST_SOURCES: Final = 50


class BySource:
    """What several programs wrote of the same days: they may have written the same food, so each day counts once."""

    def __init__(self) -> None:
        self._days: dict[str, dict[date, float]] = {}

    def add(self, source: str, day: date, amount: float) -> None:
        """Add an amount that a program wrote."""
        known = source if source in self._days or len(self._days) < _MOST_SOURCES else ""
        days = self._days.setdefault(known, {})
        days[day] = days.get(day, 0.0) + amount

    def taken(self, what: str, place: Place, gathered: Gathered) -> dict[date, float]:
        """Return the amount of each day, by the program of those that wrote it with most days; name the others."""
        amounts: dict[date, float] = {}
        for source, days in sorted(self._days.items(), key=lambda one: -len(one[1])):
            double = sum(day in amounts for day in days)
            if double:
                why = "another program wrote these days, too, and is taken for them"
                gathered.leave(
                    place, f"{what} of {printable(source)[:80] or 'others'} ({counted(double, 'day')})", why
                )
            amounts = days | amounts
        return amounts


def intake_of(
    calcium: Mapping[date, float],
    vitamin_d: Mapping[date, float],
    place: Place,
    gathered: Gathered,
    answers: Answers,
    note: str = "",
) -> None:
    """Turn days into habitual calcium [mg/day] and vitamin D [IU/day]; a day without a value does not count.

    A log holds pills among the food, so these are totals; what a plan adds comes on top.
    """
    eaten = {day for amounts in (calcium, vitamin_d) for day, amount in amounts.items() if amount > 0.0}
    logged = until_today(eaten, "food", place, gathered, answers)
    if not logged or too_old(max(logged), "a log of food", place, gathered, answers):
        return
    first = max(logged) - timedelta(days=DAYS - 1)
    days = sorted(day for day in logged if day >= first)
    if len(days) < LEAST_DAYS:
        gathered.leave(
            place, f"{counted(len(days), 'day')} with food", f"{LEAST_DAYS} days or more tell a habit"
        )
        return
    for key, amounts, unit in (("calcium", calcium, "mg/day"), ("vitamin_d", vitamin_d, "IU/day")):
        valued = [amounts[day] for day in days if day in amounts]
        if not any(valued):
            continue
        if len(valued) < LEAST_DAYS:
            why = f"{LEAST_DAYS} days or more tell a habit"
            gathered.leave(place, f"{counted(len(valued), 'day')} with a value of {key}", why)
            continue
        some = "" if len(valued) == len(days) else f"{len(valued)} with a value among "
        said = f"{some}{len(days)} days from {days[0]} to {days[-1]}"
        told = f"mean of {said}, supplements that were logged among them{said_gap(days[-1], answers)}"
        value = {key: f"{fmean(valued):.0f} {unit}"}
        gathered.found.append(
            Found(("habits",), value, place, said, "; ".join(part for part in (note, told) if part))
        )
