"""What a person's file and diary hold of one quantity over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from osteotwin.endpoints import MEASURED
from osteotwin.errors import InputError
from osteotwin.units import KINDS, chosen_unit, in_chosen_unit, parse_quantity

Table = Mapping[str, Any]
#: In the order in which they are shown.
SHOWN: Final = (
    "bmd_total_hip", "bmd_femoral_neck", "bmd_lumbar_spine", "estradiol", "estradiol_immunoassay", "testosterone",
    "25ohd", "ctx", "p1np", "weight",
)  # fmt: skip
_WEEKS: Final = 26


@dataclass(frozen=True)
class Point:
    """One value.

    Attributes
    ----------
    day : datetime.date
    value : float
        In the unit of its trend.
    text : str
        With its unit, as it is shown.
    """

    day: date
    value: float
    text: str


@dataclass(frozen=True)
class Trend:
    """One quantity over time.

    Attributes
    ----------
    id, label, unit : str
    points : tuple of Point
        By day.
    """

    id: str
    label: str
    unit: str
    points: tuple[Point, ...]


def trends(document: Table, beside: Table, chosen: Mapping[str, str]) -> tuple[Trend, ...]:
    """Return the quantities that were measured, those of different scanners and assays apart, and what was felt.

    Values that a laboratory gave as a limit only are left out.

    Parameters
    ----------
    document, beside : mapping
        The person's file, and what only the diary keeps.
    chosen : mapping of str to str
        Units that were chosen: see :func:`osteotwin.units.chosen_unit`.
    """
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in document.get("measurement", ()):
        point = _measured(row, chosen)
        if point is not None:
            found[str(row["what"]), str(row.get("device") or row.get("assay") or "")].append(point)
    known = [
        Trend(
            f"{what}-{by}",
            f"{MEASURED[what].title}{f', {by}' if by else ''}",
            _unit(what, chosen),
            _by_day(points),
        )
        for what, by in sorted(found, key=lambda key: (SHOWN.index(key[0]), key[1]))
        if (points := found[what, by])
    ]
    return (*known, *_felt(beside))


def sessions_by_week(beside: Table, today: date) -> tuple[int, ...]:
    """Return on how many days something was trained, in each of the last 26 weeks, this one the last."""
    first = today - timedelta(days=today.weekday() + 7 * (_WEEKS - 1))
    days = {row["date"] for row in beside.get("training", ()) if isinstance(row.get("date"), date)}
    weeks = Counter((day - first).days // 7 for day in days)
    return tuple(weeks[week] for week in range(_WEEKS))


def _measured(row: Table, chosen: Mapping[str, str]) -> Point | None:
    what, day, written = row.get("what"), row.get("date"), row.get("value")
    if what not in SHOWN or not isinstance(day, date) or not isinstance(written, str):
        return None
    kind = MEASURED[what].quantity
    unit = chosen_unit(kind, chosen)
    try:
        value = parse_quantity(written, kind, unit=unit)
    except InputError:
        return None
    return Point(day, value, in_chosen_unit(written, kind, chosen))


def _unit(what: str, chosen: Mapping[str, str]) -> str:
    kind = MEASURED[what].quantity
    return chosen_unit(kind, chosen) or KINDS[kind].unit


def _felt(beside: Table) -> tuple[Trend, ...]:
    found: dict[str, list[Point]] = defaultdict(list)
    for row in beside.get("symptom", ()):
        if isinstance(row.get("severity"), int | float):
            severity = float(row["severity"])
            found[str(row["what"]).strip()].append(Point(row["date"], severity, f"{severity:g} of 10"))
    return tuple(
        Trend(f"symptom-{place}", what[:1].upper() + what[1:], "of 10", _by_day(points))
        for place, (what, points) in enumerate(found.items())
    )


def _by_day(points: list[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: point.day))
