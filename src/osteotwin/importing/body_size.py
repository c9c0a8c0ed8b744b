"""Weight or height of many days → the one measurement that a person's file needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median
from typing import Final

from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Found, Gathered, Place, counted
from osteotwin.importing.log_days import until_today
from osteotwin.importing.written_numbers import plain

#: Nobody's weight or height changes by so much within so many days: a scale of several people, or a slip.
_JUMP: Final = 0.1
_DAYS: Final = timedelta(days=30)


def of_days(
    what: str, by_day: Mapping[date, float], unit: str, place: Place, gathered: Gathered, answers: Answers
) -> None:
    """Take the last value of a log: the twin starts from that, and a scale gives one every day."""
    days = until_today(by_day, what, place, gathered, answers)
    if not days:
        return
    last = max(days)
    value = f"{plain(round(by_day[last], 1))} {unit}"
    recent = [by_day[day] for day in days if last - _DAYS <= day < last]
    if recent and abs(by_day[last] / (usual := median(recent)) - 1.0) > _JUMP:
        why = (
            f"the {counted(len(recent), 'value')} of the 30 days before: about {plain(round(usual, 1))} {unit}; "
            "it is of somebody else, or a slip; write the right one by hand"
        )
        gathered.leave(place, f"{what}, {last}: {value}", why)
        return
    note = f"the last of {len(days)} days" if len(days) > 1 else ""
    keys = {"date": last, "what": what, "value": value}
    gathered.found.append(Found(("measurement",), keys, place, f"{by_day[last]:.1f} {unit}", note))
