"""Weight or height of many days → the one measurement that a person's file needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.errors import InputError
from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Found, Gathered, Place, counted
from osteotwin.importing.log_days import until_today
from osteotwin.importing.written_numbers import plain
from osteotwin.people.limits import split_limit
from osteotwin.units import parse_quantity

#: Nobody's weight or height changes by so much within so many days: a scale of several people, or a slip.
_JUMP: Final = 0.1
_DAYS: Final = timedelta(days=30)
#: A table with more of one is of a scale; fewer are visits, each of which counts.
_VISITS: Final = 12


#: Of one day, by how much two values differ at most that are of one person.
_OF_A_DAY: Final = 0.04


class OfDays(dict[date, float]):
    """Values by day while they are read: of one day the last counts, where all are alike."""

    def __init__(self) -> None:
        super().__init__()
        self._ranges: dict[date, tuple[float, float]] = {}

    def put(self, day: date, value: float) -> None:
        """Take one more value of a day."""
        least, most = self._ranges.get(day, (value, value))
        self._ranges[day] = min(least, value), max(most, value)
        self[day] = value

    def agreeing(self, what: str, unit: str, place: Place, gathered: Gathered) -> dict[date, float]:
        """Return the values of the days on which there is one; the last of the others is named."""
        differ = {day: two for day, two in self._ranges.items() if two[1] > two[0] * (1.0 + _OF_A_DAY)}
        if differ and max(differ) == max(self):
            least, most = (plain(round(one, 1)) for one in differ[max(self)])
            why = (
                f"{least} and {most} {unit} on one day: of two people, or a slip; write the right one by hand"
            )
            gathered.leave(place, f"{what}, {max(self)}", why)
        return {day: value for day, value in self.items() if day not in differ}


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


def without_days_of_a_scale(found: Sequence[Found], gathered: Gathered, answers: Answers) -> list[Found]:
    """Return values of a table in which, of a scale's many, the last stands alone, and none that is another's."""
    kept = list(found)
    for what, unit in (("weight", "kg"), ("height", "cm")):
        own = {one.keys["date"]: one for one in kept if one.keys.get("what") == what}
        by_day = {day: size for day, one in own.items() if (size := _size(one)) is not None}
        if len(by_day) < 2 or len(by_day) < len(own):
            continue
        last, judged, many = own[max(own)], Gathered(), len(own) > _VISITS
        beside = (
            answers if many else replace(answers, today=str(max(own)))
        )  # of a visit the day is judged elsewhere
        of_days(what, by_day, unit, last.place, judged, beside)
        for left in judged.left:
            gathered.leave(left.place, left.said, left.why)
        if many or not judged.found:
            others = (one for one in kept if one.keys.get("what") != what)
            visits = (one for day, one in own.items() if not many and day < last.keys["date"])
            of_scale = (replace(own[one.keys["date"]], note=one.note) for one in judged.found)
            kept = [*others, *visits, *of_scale]
    return kept


def _size(one: Found) -> float | None:
    """Return a weight or height in the unit of its endpoint; ``None`` where its unit is not known."""
    try:
        return parse_quantity(split_limit(one.keys["value"])[1], MEASURED[one.keys["what"]].quantity)
    except InputError:
        return None
