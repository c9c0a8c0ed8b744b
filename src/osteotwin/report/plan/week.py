"""A week of a plan: its sessions, a day of meals and tablets against what is needed, and what to buy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from osteotwin.report.formatting import MONTHS, NBSP, sentence_case
from osteotwin.report.plan import words

Answer = Mapping[str, Any]
#: A glass of milk more or less is no gap [share].
_NEARLY: Final = 0.05
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def week(answer: Answer, plan: Answer) -> dict[str, Any]:
    """Return the first week of a plan."""
    sessions = [row for row in plan["sessions"] if row["week"] == 1]
    return {
        "sessions": [_session(row) for row in sessions],
        "later": _later(plan),
        "swaps": words.swaps(plan),
        "meals": [_meal(row) for row in plan["meals"]],
        "targets": [_target(row) for row in plan["targets"]],
        "shopping": [words.times(text) for text in plan["shopping"]],
    }


def _session(row: Answer) -> dict[str, Any]:
    day = date.fromisoformat(row["date"])
    warm = [{"name": "Warm-up", "how": f"{words.amount(row['warm_up'])}{NBSP}min"}] if row["warm_up"] else []
    return {
        "day": _WEEKDAYS[day.weekday()],
        "date": f"{day.day}{NBSP}{MONTHS[day.month - 1]}",
        "minutes": f"{words.whole(row['minutes'])}{NBSP}min",
        "rows": [*warm, *({"name": part["name"], "how": _how(part)} for part in row["parts"])],
    }


def _how(part: Answer) -> str:
    """What is done, and what can be done in its place."""
    instead = f"; or {part['instead']}" if part["instead"] else ""
    return words.times(f"{part['text']}{instead}")


def _later(plan: Answer) -> str:
    """What of the weeks after the first is to be known on paper."""
    weeks = sorted({week for line in plan["progression"] for week in line["lighter"]})
    return f"Lighter weeks: {', '.join(map(str, weeks))}." if weeks else ""


def _meal(row: Answer) -> dict[str, str]:
    return {
        "meal": sentence_case(str(row["meal"])),
        "what": f"{sentence_case(str(row['what']))}, {row['amount']}",
        "calcium": _some(row["calcium_mg"], "mg"),
        "vitamin_d": _some(row["vitamin_d_iu"], "IU"),
        "protein": _some(row["protein_g"], "g"),
    }


def _some(value: float, unit: str) -> str:
    return f"{words.amount(round(value, 1))}{NBSP}{unit}" if value else "–"


def _target(row: Answer) -> dict[str, Any]:
    unit, usual, added = row["unit"], row["usual"], row["added"]
    eaten = "not known" if usual is None else _quantity(usual, unit)
    total = added + (usual or 0.0)
    # Where a limit lies below the need, it is what can be aimed at.
    aim = row["needed"] if row["most"] is None else min(row["needed"], row["most"])
    gap = aim - total
    short = gap > _NEARLY * aim
    reached = "met" if aim == row["needed"] else "as much as is allowed"
    return {
        "label": words.NUTRIENTS.get(row["nutrient"], row["nutrient"].replace("_", " ")),
        "usual": eaten,
        "added": _quantity(added, unit),
        "total": "not known" if usual is None else _quantity(total, unit),
        "needed": _quantity(row["needed"], unit),
        "most": "no upper limit" if row["most"] is None else _quantity(row["most"], unit),
        "short": usual is not None and short,
        "met": "" if usual is None else f"{_quantity(gap, unit)} short" if short else reached,
    }


def _quantity(value: float, unit: str) -> str:
    return f"{words.amount(round(value))}{NBSP}{unit}"
