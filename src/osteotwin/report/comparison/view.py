"""A comparison of plans as the sections of its page: words and rows; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.report.comparison import words
from osteotwin.report.figures import Curve, plans_chart
from osteotwin.report.formatting import NBSP, calendar_date, percent
from osteotwin.report.labels import FORBIDDING

Answer = Mapping[str, Any]
LETTERS: Final = "ABCDEF"
#: Sites with a chart.
CHARTED: Final = ("total_hip", "lumbar_spine")
#: Lines of a chart; of more plans the first stands in every chart.
MOST_LINES: Final = 4


def context(answer: Answer, written: date | None) -> dict[str, Any]:
    """Return what the page template shows."""
    counts = bool(answer["years"]) and not answer["failed"]["too_many"]
    flags = words.flags(answer)
    return {
        "name": answer["person"]["name"],
        "against": answer["against"],
        "disclaimer": answer["disclaimer"],
        "facts": _facts(answer, written),
        "leads": words.leads(answer),
        "plans": [_plan(answer, place) for place in range(len(answer["plans"]))],
        "until": calendar_date(answer["until"]),
        "urgent": [flag for flag in flags if flag["severity"] == FORBIDDING],
        "flags": [flag for flag in flags if flag["severity"] != FORBIDDING],
        "outside": words.outside(answer),
        "sites": [_site(answer, site) for site in words.SHOWN] if counts else [],
        "lines": _lines(answer),
        "references": _references(answer),
        "notes": words.notes(answer),
        "versions": answer["versions"],
    }


def _facts(answer: Answer, written: date | None) -> list[tuple[str, str]]:
    who = "man" if answer["person"]["sex"] == "male" else "woman"
    facts = [
        ("Person", f"{who}, {answer['person']['age']:.0f} years"),
        ("Today", calendar_date(answer["today"])),
        ("Until", calendar_date(answer["until"])),
        ("Virtual people", f"{answer['people']:,} (seed {answer['seed']})"),
    ]
    return [*facts, ("Written", calendar_date(written.isoformat()))] if written else facts


def _plan(answer: Answer, place: int) -> dict[str, Any]:
    plan = answer["plans"][place]
    return {
        "name": plan["name"],
        "letter": LETTERS[place],
        "style": _style(place),
        "done": words.what_is_done(plan),
        "ends_today": plan["ends_today"],
    }


def _style(place: int) -> str:
    return f"side-{place}"


def _site(answer: Answer, site: str) -> dict[str, Any]:
    label = answer["sites"][site]["label"]
    years = words.shown_years(answer)
    return {
        "id": site.replace("_", "-"),
        "label": label,
        "charts": _charts(answer, site, label) if site in CHARTED else [],
        "columns": [words.year_title(year) for year in years],
        "rows": [_row(answer, site, plan["name"], years) for plan in answer["plans"]],
    }


def _row(answer: Answer, site: str, plan: str, years: Sequence[str]) -> dict[str, Any]:
    changes, apart = answer["changes"][plan][site], answer["differences"].get(plan, {}).get(site)
    return {"plan": plan, "cells": [_cell(changes[year], apart and apart[year]) for year in years]}


def _cell(change: Answer, apart: Answer | None) -> dict[str, Any]:
    return {
        "value": percent(change["median"]),
        "interval": words.ends(change),
        "apart": apart and _apart(apart),
    }


def _apart(found: Answer) -> dict[str, str]:
    return {
        "value": f"{words.points(found['median'])}{NBSP}points",
        "interval": words.ends(found),
        "better": words.in_hundred(found["better"]),
        "clearly_better": words.in_hundred(found["clearly_better"]),
        "clearly_worse": words.in_hundred(found["clearly_worse"]),
    }


def _charts(answer: Answer, site: str, label: str) -> list[dict[str, Any]]:
    """One chart, or several that share their first line where there are more plans than a chart can bear."""
    count = len(answer["plans"])
    step = MOST_LINES - 1
    groups = [(0, *range(first, min(first + step, count))) for first in range(1, count, step)]
    return [_chart(answer, site, label, places, number) for number, places in enumerate(groups)]


def _chart(answer: Answer, site: str, label: str, places: Sequence[int], number: int) -> dict[str, Any]:
    years = answer["course"]["years"]
    names = [answer["plans"][place]["name"] for place in places]
    found = [answer["course"]["plans"][name][site] for name in names]
    curves = [
        Curve(name, LETTERS[place], _style(place), one["median"])
        for name, place, one in zip(names, places, found, strict=True)
    ]
    bands = [(one["lo50"], one["hi50"]) for one in found]
    title = f"{label}: change of the bone under each plan"
    text = "Percent change since today. At the end: " + "; ".join(
        f"{curve.name} {percent(curve.last)}" for curve in curves
    )
    wide, narrow = (
        plans_chart(
            f"{site}-{number}-{'narrow' if small else 'wide'}", title, f"{text}. The table below gives the numbers.",
            years, curves, bands, narrow=small,
        )
        for small in (False, True)
    )  # fmt: skip
    key = [
        {"letter": curve.letter, "label": curve.name, "style": curve.style, "last": percent(curve.last)}
        for curve in curves
    ]
    return {"wide": wide, "narrow": narrow, "key": key}


def _lines(answer: Answer) -> list[dict[str, Any]]:
    """By site and line of the T-score, how likely it is reached under each plan, and when."""
    if not answer["crossing"]:
        return []
    names = [plan["name"] for plan in answer["plans"]]
    return [
        {
            "site": answer["sites"][site]["label"],
            "line": words.score(line),
            "cells": [
                {
                    "plan": name,
                    "value": words.reached(answer["crossing"][name][site][line], words.counted(answer)),
                    "by": words.half_by(answer["crossing"][name][site][line]),
                }
                for name in names
            ],
        }
        for site in words.SHOWN
        for line in words.lines_that_matter(answer, site)
    ]


def _references(answer: Answer) -> list[dict[str, str]]:
    """Whom the T-scores count from; sites that share a sentence stand together."""
    by_text: dict[str, list[str]] = {}
    for site in words.SHOWN:
        by_text.setdefault(answer["sites"][site]["t_score_reference"], []).append(
            answer["sites"][site]["label"]
        )
    return [{"sites": ", ".join(sites), "text": text} for text, sites in by_text.items()]
