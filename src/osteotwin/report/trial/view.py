"""The answer of a virtual trial as the sections of its page: words and rows; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.report.formatting import (
    NBSP,
    NOT_AVAILABLE,
    calendar_date,
    interval,
    number,
    percent,
    quantity,
    sentence_case,
    share,
)
from osteotwin.report.trial.charts import course_chart, power_chart, style_of

Answer = Mapping[str, Any]
_MONTH: Final = 365.25 / 12
#: A smaller p is only said to be smaller.
_LEAST_P: Final = 0.001


def context(answer: Answer, written: date | None) -> dict[str, Any]:
    """Return what the page template shows."""
    primary = answer["trial"]["primary"]
    endpoints = sorted(answer["trial"]["endpoints"], key=lambda row: row["id"] != primary)
    return {
        "name": answer["trial"]["name"],
        "disclaimer": answer["disclaimer"],
        "facts": _facts(answer, written),
        "lead": [lead(answer, row) for row in by_what_is_told(answer["comparisons"])],
        "endpoints": [_endpoint(answer, row, place) for place, row in enumerate(endpoints)],
        "power": _power(answer),
        "arms": [_arm(answer, arm, place) for place, arm in enumerate(answer["arms"])],
        "eligibility": answer["population"]["eligibility"],
        "people": _people(answer),
        "notes": answer["notes"],
        "versions": answer["versions"],
    }


def month(day: float) -> str:
    """A visit in months since the start: ``"Month 6"``."""
    months = day / _MONTH
    return f"Month{NBSP}{number(months, 0 if abs(months - round(months)) < 0.05 else 1)}"


def p_value(value: float | None) -> str:
    """A p-value as a table shows it."""
    if value is None:
        return NOT_AVAILABLE
    return f"below {_LEAST_P:g}" if value < _LEAST_P else number(value, 3 if value < 0.1 else 2)


def label_of(answer: Answer, endpoint: str) -> str:
    """What an endpoint is called within a sentence."""
    return next(str(row["label"]) for row in answer["trial"]["endpoints"] if row["id"] == endpoint)


def lead(answer: Answer, comparison: Answer) -> str:
    """What the trial found for its primary endpoint, in one sentence."""
    primary = answer["trial"]["primary"]
    row = comparison["endpoints"][primary][-1]
    if comparison.get("not_compared"):
        return f"{sentence_case(comparison['arm'])} against {comparison['control']}: {comparison['not_compared']}."
    if row["difference"] is None:
        return f"{sentence_case(comparison['arm'])} against {comparison['control']}: too few were measured at the end."
    ends = interval(row["sampling"]["lo95"], row["sampling"]["hi95"])
    model = interval(row["model"]["lo95"], row["model"]["hi95"])
    return (
        f"{sentence_case(comparison['arm'])} against {comparison['control']}: {label_of(answer, primary)} "
        f"{number(row['difference'], 1, sign=True)} points of percent at {month(row['day']).lower()} "
        f"(95{NBSP}% interval {ends}, p {p_value(row['p'])}); by what is not known about the model {model}."
    )


def by_what_is_told(rows: Sequence[Answer]) -> list[Answer]:
    """Comparisons in the order to read them: first those that cannot be made, with the reason."""
    return sorted(rows, key=lambda row: row.get("not_compared") is None)


def needed(row: Answer) -> str:
    """How many people a trial needs, in one sentence."""
    if row.get("not_compared"):
        return str(row["not_compared"])
    return "; ".join(
        f"{power}{NBSP}% power: "
        + ("more than a million" if count is None else f"{count:,}")
        + " people in each arm"
        for power, count in row["needed"].items()
    )


def _facts(answer: Answer, written: date | None) -> list[tuple[str, str]]:
    trial, people = answer["trial"], answer["population"]
    facts = [
        ("Arms", f"{len(answer['arms'])} of {trial['people_per_arm']:,} people"),
        ("Duration", f"{number(trial['days'][-1] / _MONTH, 0)} months, {len(trial['days'])} visits"),
        ("Primary endpoint", label_of(answer, trial["primary"])),
        ("Eligible", f"{share(people['eligible_share'])} of those asked"),
    ]
    return [*facts, ("Written", calendar_date(written.isoformat()))] if written else facts


def _people(answer: Answer) -> str:
    people = answer["population"]
    who = "Men" if people["sex"] == "male" else "Women"
    return (
        f"{who} of {number(people['age'], 0)} ± {number(people['age_sd'], 1)} years, from "
        f"{number(people['youngest'], 0)} to {number(people['oldest'], 0)}; what is not said is drawn from the "
        "reference population. "
        f"{people['asked']:,} were asked, {people['eligible']:,} of them eligible."
    )


def _endpoint(answer: Answer, endpoint: Answer, place: int) -> dict[str, Any]:
    name = endpoint["id"]
    title = sentence_case(endpoint["label"])
    return {
        "title": title,
        "primary": name == answer["trial"]["primary"],
        "chart": course_chart(f"course-{place}", f"{title} by visit", answer["arms"], name),
        "means": [
            [arm["name"], month(row["day"]), f"{row['n']:,}", percent(row["mean"]), number(row["sd"], 1)]
            for arm in answer["arms"]
            for row in arm["change"][name][1:]
        ],
        "differences": [
            [
                comparison["arm"],
                month(row["day"]),
                number(row["difference"], 1, sign=True),
                *(
                    interval(row[part]["lo95"], row[part]["hi95"])
                    for part in ("sampling", "model", "together")
                ),
                p_value(row["p"]),
            ]
            for comparison in answer["comparisons"]
            if not comparison.get("not_compared")
            for row in comparison["endpoints"][name]
        ],
    }


def _power(answer: Answer) -> dict[str, Any]:
    rows = answer["power"]
    return {
        "endpoint": label_of(answer, answer["trial"]["primary"]),
        "chart": power_chart("power-chart", "Power by people in each arm", rows),
        "needed": [{"arm": row["arm"], "text": needed(row)} for row in rows],
        "rows": [
            [row["arm"], f"{one['n']:,}", share(one["power"]), share(one["assurance"])]
            for row in rows
            if not row.get("not_compared")
            for one in row["by_n"]
        ],
    }


def _arm(answer: Answer, arm: Answer, place: int) -> dict[str, Any]:
    trains = bool(arm["adherence"]["sd"])
    return {
        "name": arm["name"],
        "style": style_of(place),
        "control": place == 0,
        "done": arm["done"] or ["life as before"],
        "started": f"{arm['started']:,}",
        "left": f"{arm['left']:,}",
        "failed": arm["failed"],
        "reasons": arm["reasons"],
        "adherence": f"{share(arm['adherence']['mean'])} ± {number(100 * arm['adherence']['sd'], 0)}"
        if trains
        else "–",
        "start": "; ".join(
            f"{row['label']} {quantity(arm['start'][row['id']]['mean'])} ± {quantity(arm['start'][row['id']]['sd'])}"
            + (f" {row['unit']}" if row["unit"] else "")
            for row in answer["trial"]["endpoints"]
        ),
    }
