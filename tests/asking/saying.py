"""One answer, and what is said back."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import osteotwin as ot

TODAY = date(2026, 2, 1)
#: Of a drug in a file: its name, its dose as it is written, its first day and its last.
Row = tuple[str, str, str | None, str | None]


def told(question: str, answer: str, **more: str) -> str:
    """Return what is said back of one answer beside others."""
    return ot.new_person({question: answer, **more}, today=TODAY).understood[question]


def rows_of(text: str) -> list[Row]:
    """Return the drugs of a file, those of the plan first."""
    file: dict[str, Any] = tomllib.loads(text)
    return [
        (row["name"], row["dose"], _day(row.get("already_since", row.get("from"))), _day(row.get("until")))
        for part in ("plan", "history")
        for row in file.get(part, {}).get("drug", [])
    ]


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)
