"""One thing that no trial or cohort covered, and the words for how far beyond it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log10

from osteotwin.explaining.covered import covered
from osteotwin.people.person import Person
from osteotwin.protocol.wording import number

#: What conversions of units make of a limit.
ROUNDING = 1.001

#: A dose every 180 days is one of every six months.
ROUNDING_OF_DOSES = 1.07

#: Visits of trials are not to the day.
ROUNDING_DAYS = 4.0


@dataclass(frozen=True)
class Beyond:
    """Something of a plan that no trial or cohort covered.

    Attributes
    ----------
    text : str
        What it is, and how far beyond.
    short : str
        The same in few words, without how far.
    from_day : float [day]
        From when on it is beyond.
    """

    text: str
    short: str
    from_day: float = 0.0


def people_of(person: Person) -> str:
    """Return ``"men"`` or ``"women"``."""
    return "men" if person.sex == "male" else "women"


def range_beyond(name: str, found: float, from_day: float = 0.0) -> Iterator[Beyond]:
    """Yield what is told of a value outside a range of ``tested_range.toml``."""
    row = covered().ranges[name]
    if row.low <= found <= row.high * ROUNDING:
        return
    is_low = found < row.low
    shown, limit, beyond = figures(found, row.low if is_low else row.high)
    side, way = ("from {} on", "below") if is_low else ("{} at most", "beyond")
    said = f"trials and cohorts covered {side.format(limit)}, so {beyond} {way}"
    yield Beyond(f"{row.what.format(found=shown)}: {said}", row.short, from_day)


def figures(found: float, limit: float) -> tuple[str, str, str]:
    """Write a value, its limit and the distance, with two figures of the distance."""
    distance = abs(found - limit)
    places = max(0, 1 - floor(log10(distance))) if distance else 1
    found, limit = round(found, places), round(limit, places)
    return number(found), number(limit), number(abs(round(found - limit, places)))


def count(written: str, unit: str) -> str:
    """Return a number with its unit, in the plural but for one."""
    return f"{written} {unit}" if written == "1" else f"{written} {unit}s"
