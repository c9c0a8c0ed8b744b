"""Reading the answer: values that may be missing, and the years that tables show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from osteotwin.report.formatting import calendar_date

Answer = Mapping[str, Any]

#: How the use of an input begins that the simulation leaves alone.
SHOWN_ONLY: Final = "shown only: "


@dataclass(frozen=True)
class Milestone:
    """A time at which tables give numbers: years since the start and its index in ``years``."""

    year: float
    index: int


def part(answer: Answer, *keys: str) -> Any:
    """Return what lies under the keys, or ``None`` where any of them is missing."""
    here: Any = answer
    for key in keys:
        if not isinstance(here, Mapping) or here.get(key) is None:
            return None
        here = here[key]
    return here


def at(band: Answer | None, name: str, index: int) -> float | None:
    """Return one value of a band, or ``None`` where the band, the list or the value is missing."""
    values: Sequence[float | None] | None = None if band is None else band.get(name)
    if values is None or index >= len(values):
        return None
    return values[index]


def counted(answer: Answer) -> int:
    """Return how many virtual people shares are of: those whose simulation did not fail."""
    return int(part(answer, "uncertainty", "people") or 0) - int(part(answer, "failed", "count") or 0)


def curve(band: Answer | None, name: str) -> Sequence[float | None]:
    """Return one list of a band, empty where it is missing."""
    values: Sequence[float | None] | None = None if band is None else band.get(name)
    return values or ()


def sites(answer: Answer) -> list[str]:
    """Sites with a chart of their own: those that make the diagnosis; others are listed in a table beneath."""
    return [site for site, entry in (part(answer, "sites") or {}).items() if entry.get("diagnostic")]


def other_sites(answer: Answer) -> list[str]:
    """Sites without a chart, in the answer's order."""
    return [site for site in part(answer, "sites") or {} if site not in sites(answer)]


def unused_inputs(answer: Answer) -> list[tuple[str, str]]:
    """What a person gave and the simulation does not use: its name and why."""
    measured = [
        (f"{row.get('label') or row.get('what')}, {calendar_date(row.get('date'))}", row)
        for row in part(answer, "inputs", "measurements") or []
    ]
    return [*_unused(measured), *unused_conditions(answer)]


def unused_conditions(answer: Answer) -> list[tuple[str, str]]:
    """The conditions of a person that the simulation does not use: the name of each and why."""
    return _unused(
        (str(row.get("label")), row) for row in part(answer, "inputs", "person", "conditions") or []
    )


def _unused(rows: Iterable[tuple[str, Answer]]) -> list[tuple[str, str]]:
    uses = ((name, str(row.get("use") or "").partition(SHOWN_ONLY)) for name, row in rows)
    return [(name, why) for name, (_, found, why) in uses if found]


#: As close to a whole year as this counts as one [year].
CLOSE = 0.05


def milestones(years: Sequence[float]) -> list[Milestone]:
    """Return the whole years, thinned where there are many, and the end where it is no whole year."""
    if not years:
        return []
    last = len(years) - 1
    end = years[last]
    if abs(end - round(end)) < CLOSE and round(end) > 0:  # a day more is no other time
        end = float(round(end))
    wholes = [
        Milestone(float(year), index)
        for year in range(1, int(years[last]) + 1)
        if year < end and abs(years[index := _nearest(years, year)] - year) < CLOSE
    ]
    if len(wholes) > 5:
        wholes = [mark for mark in wholes if mark.year <= 3 or mark.year % 5 == 0]
    return [*wholes, Milestone(end, last)]


def _nearest(years: Sequence[float], wanted: float) -> int:
    return min(range(len(years)), key=lambda index: abs(years[index] - wanted))
