"""What the measurements did to the answer, in words and rows for the page and the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.access import Answer, part
from osteotwin.report.formatting import (
    NOT_AVAILABLE,
    calendar_date,
    interval,
    percent,
    sentence_case,
    share,
)
from osteotwin.report.labels import USES

#: So many of the measurements that told most are named.
_MOST: Final = 3
_SEVERAL: Final = 2
#: A narrowing under this share is none that anybody would notice, nor a median moved by less than this [percent].
_NOTICEABLE: Final = 0.05
_MOVED: Final = 0.3


def use_rows(answer: Answer) -> list[dict[str, str]]:
    """Return what every measurement of the file is, and what becomes of it."""
    return [
        {
            "date": calendar_date(row.get("date")),
            "label": row.get("label") or str(row.get("what")),
            "value": row.get("as_given") or NOT_AVAILABLE,
            "use": USES.get(str(row.get("use")), sentence_case(str(row.get("use") or ""))),
        }
        for row in part(answer, "inputs", "measurements") or []
    ]


def in_short(answer: Answer) -> str:
    """Return how many of the measurements count, or whose answer it is where none does."""
    return str(part(answer, "fit", "text") or "")


def is_measured(answer: Answer) -> bool:
    """Whether anything was measured that virtual people have to agree with."""
    return part(answer, "fit", "effective_sample_size") is not None


def before_after(answer: Answer) -> list[dict[str, Any]]:
    """Return each site with its change to the end of the outlook before and after the measurements."""
    entries: Mapping[str, Any] = (part(answer, "fit", "before_after") or {}) if is_measured(answer) else {}
    return [
        {
            "label": sentence_case(str(entry.get("label") or site)),
            "cells": [_change(entry.get(when) or {}) for when in ("before", "after")],
        }
        for site, entry in entries.items()
    ]


def _change(entry: Answer) -> dict[str, str]:
    low, high = entry.get("lo90"), entry.get("hi90")
    return {
        "value": percent(entry.get("median")),
        "interval": "" if low is None or high is None else interval(low, high),
    }


def told_most(answer: Answer) -> list[dict[str, str]]:
    """Return the measurements that told most, with what each did to the sites."""
    labels: Mapping[str, Any] = part(answer, "fit", "before_after") or {}
    found: list[dict[str, str]] = []
    for row in part(answer, "fit", "by_measurement") or []:
        said = [
            f"{(labels.get(site) or {}).get('label') or site}: {text}"
            for site, one in row["sites"].items()
            if (text := _told(one.get("narrows") or 0.0, one.get("moves") or 0.0))
        ]
        if said:
            found.append({"name": _name(row), "text": "; ".join(said)})
    return found[:_MOST]


def none_alone(answer: Answer) -> str:
    """Return a sentence where several measurements count, but none tells what the others do not; else nothing."""
    if len(part(answer, "fit", "by_measurement") or []) < _SEVERAL or told_most(answer):
        return ""
    return "No single measurement changes the outlook noticeably beyond what the others tell."


def _told(narrows: float, moves: float) -> str:
    """Say what a measurement did to a site, as far as anybody would notice it."""
    said = [
        *([f"interval {share(narrows)} narrower"] if narrows >= _NOTICEABLE else []),
        *([f"median moved by {percent(moves)}"] if abs(moves) >= _MOVED else []),
    ]
    return ", ".join(said)


def surprises(answer: Answer) -> list[dict[str, Any]]:
    """Return the sentences about measurements that the others hardly let expect, and whether each contradicts them."""
    return [
        {"text": str(row.get("text") or ""), "contradicts": bool(row.get("contradicts"))}
        for row in part(answer, "fit", "surprising") or []
    ]


def what_next(answer: Answer) -> list[dict[str, str]]:
    """Return what to measure next: what, when, and by how much it is expected to narrow the outlook."""
    return [
        {
            "name": f"{row.get('label')}, {calendar_date(row.get('when'))}",
            "text": f"expected to narrow what is not known of spine and hip by {share(row.get('narrows'))}",
        }
        for row in part(answer, "next_measurement") or []
    ]


def _name(row: Answer) -> str:
    return f"{row.get('label')}, {calendar_date(row.get('date'))} ({row.get('as_given')})"
