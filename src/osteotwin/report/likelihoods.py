"""How likely a line is crossed, and how a plan changes the risk of fractures: rows for page and terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from osteotwin.report.access import Answer, counted, part
from osteotwin.report.bone import t_scores_count
from osteotwin.report.formatting import MINUS, NBSP, NOT_AVAILABLE, interval, number, sentence_case, year_name
from osteotwin.units import share_in_words

#: Rows whose share never reaches this are not shown one by one.
LEAST_SHOWN: Final = 0.01
#: Wider tables do not fold on a telephone.
_MOST_COLUMNS: Final = 4
_INTRO: Final = (
    "The share of the virtual people whose {}, or who have lost so much bone since the start that two scans can tell "
    "it from their errors. “Any day” is at any time until the end."
)
_T_LINE: Final = "T-score is at or below a line"
_Z_LINE: Final = (
    "Z-score is −2.0 or lower, below the expected range for age (T-scores make no diagnosis here)"
)


def chance(value: float | None, people: int | None) -> str:
    """Write a share of the virtual people for a narrow column, with signs for words."""
    if value is None:
        return NOT_AVAILABLE
    text = share_in_words(value, people or 0)
    return text.replace("less than", "<").replace("more than", ">").replace(" ", NBSP)


def crossings(answer: Answer) -> dict[str, Any] | None:
    """Return the table of lines that some virtual people cross, or ``None`` where nothing is known."""
    known: Mapping[str, Any] = part(answer, "crossing") or {}
    years = shown_years((year for row in _rows(answer) for year in row["shares"]["years"]), _MOST_COLUMNS - 2)
    if not known or not years:
        return None
    people = counted(answer)
    shown = [row for row in _rows(answer) if _worth_showing(row["shares"])]
    return {
        "columns": ["Today", *(year_name(float(year)) for year in years), "Any day"],
        "rows": [
            {
                "label": row["label"]
                + (", more likely than not today" if row["shares"].get("already") else ""),
                "cells": [
                    {"value": value, "interval": ""}
                    for value in (
                        chance(row["shares"]["today"], people) if "today" in row["shares"] else "",
                        *(chance(row["shares"]["years"].get(year), people) for year in years),
                        chance(row["shares"].get("within"), people),
                    )
                ],
            }
            for row in shown
        ],
        "others": len(_rows(answer)) - len(shown),
        "intro": _INTRO.format(_T_LINE if t_scores_count(answer) else _Z_LINE),
        "text": str(part(answer, "crossing_text") or ""),
    }


def fractures(answer: Answer, *, most_years: int = _MOST_COLUMNS) -> dict[str, Any] | None:
    """Return the table of relative risks, or ``None`` where there are none.

    Parameters
    ----------
    answer : mapping
    most_years : int
        Columns.
    """
    known: Mapping[str, Any] = part(answer, "fracture", "against") or {}
    # Where the plan is nothing but such drugs, to leave them out is to leave it out.
    against: dict[str, Mapping[str, Any]] = {}
    for entry in known.values():
        against.setdefault(str(entry.get("scenario")), entry)
    outcomes: Mapping[str, Any] = part(answer, "fracture", "outcomes") or {}
    entries = [
        (
            f"{sentence_case(str(part(outcomes, outcome, 'label') or outcome))}, against {entry.get('label')}",
            by_year,
        )
        for entry in against.values()
        for outcome, by_year in (entry.get("relative_risk") or {}).items()
        if not _is_none(by_year)
    ]
    years = shown_years((year for _, by_year in entries for year in by_year), most_years)
    if not years:
        return None
    return {
        "columns": [year_name(float(year)) for year in years],
        "rows": [
            {"label": label, "cells": [_ratio(by_year.get(year)) for year in years]}
            for label, by_year in entries
        ],
        "text": str(part(answer, "fracture", "text") or ""),
    }


def shown_years(years: Iterable[str], most: int) -> list[str]:
    """Return the years of a table in order, thinned to so many: the last, the first, whole fives, the others."""
    found = sorted(set(years), key=float)
    fives = [year for year in found if float(year) % 5 == 0]
    in_order = list(dict.fromkeys((*found[-1:], *found[:1], *fives, *found)))
    return sorted(in_order[:most], key=float)


def _rows(answer: Answer) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    score = "T" if t_scores_count(answer) else "Z"
    for site, entry in (part(answer, "crossing") or {}).items():
        name = str(part(answer, "sites", site, "label") or site)
        for line, shares in (entry.get(f"{score.lower()}_score") or {}).items():
            label = f"{name}: {score}{NBSP}{str(line).replace('-', MINUS)} or lower"
            rows.append({"label": label, "shares": shares})
        if loss := entry.get("loss"):
            least = number(loss.get("least_significant_percent"), 1)
            rows.append({"label": f"{name}: lost over {least}{NBSP}%", "shares": loss})
    return rows


def _worth_showing(shares: Mapping[str, Any]) -> bool:
    values: Sequence[float | None] = (shares.get("within"), shares.get("today", 0.0))
    return any(value is None or value >= LEAST_SHOWN for value in values)


def _is_none(by_year: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether two lives are one and the same: a ratio of such would look like a finding."""
    return all(found.get(key) == 1.0 for found in by_year.values() for key in ("median", "lo90", "hi90"))


def _ratio(entry: Mapping[str, Any] | None) -> dict[str, str]:
    found = entry or {}
    low, high = found.get("lo90"), found.get("hi90")
    return {
        "value": number(found.get("median"), 2),
        "interval": "" if low is None or high is None else interval(low, high, 2, sign=False),
    }
