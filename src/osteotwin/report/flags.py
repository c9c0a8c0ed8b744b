"""The flags of an answer: what to act on first, and what is good to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from osteotwin.report.access import Answer, part
from osteotwin.report.formatting import tied
from osteotwin.report.labels import SEVERITIES

#: A severity that this version does not know is taken for this one.
_UNKNOWN: Final = "ask_first"


def flags(answer: Answer) -> list[dict[str, Any]]:
    """Return the flags in the order of their weight, each with its word, its text, and whether it stands open."""
    order = list(SEVERITIES)
    rows: Sequence[Mapping[str, Any]] = part(answer, "flags") or []
    known = sorted(rows, key=lambda row: order.index(_severity(row)))
    return [
        {
            "severity": _severity(row),
            "word": SEVERITIES[_severity(row)],
            "text": tied(str(row.get("text") or "")),
            "source": row.get("source"),
            "open": bool(row.get("open")),
        }
        for row in known
    ]


def open_flags(answer: Answer) -> list[dict[str, Any]]:
    """Return the flags that stand open."""
    return [flag for flag in flags(answer) if flag["open"]]


def folded_flags(answer: Answer) -> list[dict[str, Any]]:
    """Return the flags that do not."""
    return [flag for flag in flags(answer) if not flag["open"]]


def _severity(row: Mapping[str, Any]) -> str:
    found = str(row.get("severity"))
    return found if found in SEVERITIES else _UNKNOWN
