"""The answer as the sections of the report: words and rows, nothing computed but how they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.report import measurements, verdict
from osteotwin.report.access import SHOWN_ONLY, Answer, Milestone, at, milestones, part, sites
from osteotwin.report.bone import other_sites, scores, site_sections
from osteotwin.report.contributions import axis_labels, contribution_years, last_year, won_back
from osteotwin.report.figures import interval_bar, shared_marks
from osteotwin.report.formatting import (
    NOT_AVAILABLE,
    calendar_date,
    interval,
    percent,
    plain_text,
    scientific,
    sentence_case,
    share,
    year_name,
)
from osteotwin.report.labels import SEVERITIES
from osteotwin.report.likelihoods import crossings, fractures
from osteotwin.report.signals import stations

_PERSON_LABELS: Final[Mapping[str, str]] = {
    "name": "Name",
    "sex": "Sex",
    "age": "Age at the start, years",
    "birth_date": "Born",
    "height_cm": "Height, cm",
    "weight_kg": "Weight, kg",
    "menopause_age": "Age at menopause, years",
    "fragility_fractures": "Fragility fractures since age 40",
    "vertebral_fracture": "Known vertebral fracture",
    "frax_hip_percent": "FRAX as given, hip, % in ten years",
    "frax_major_percent": "FRAX as given, major fracture, % in ten years",
    "conditions": "Conditions",
}


def context(answer: Answer, written: date | None) -> dict[str, Any]:
    """Return what the page template shows."""
    return {
        "disclaimer": part(answer, "disclaimer") or "Not medical advice.",
        "header": _header(answer, written),
        "verdict_text": verdict.headline(answer),
        "verdict_lines": verdict.lines(answer),
        "follow_up": _cited(answer, verdict.follow_up(answer)),
        "work_up": _cited(answer, verdict.work_up(answer)),
        "rules": _cited(answer, verdict.rules(answer)),
        "verdict": verdict.by_year(answer),
        "headline": _headline(answer),
        "measured": _measured(answer),
        "flags": _flags(answer),
        "sites": site_sections(answer),
        "other_sites": other_sites(answer),
        "contributions": contribution_years(answer),
        "contributions_text": part(answer, "contributions_basis", "text") or "",
        "stations": stations(answer),
        "t_scores": scores(answer, "t_score"),
        "z_scores": scores(answer, "z_score"),
        "crossings": crossings(answer),
        "fractures": fractures(answer),
        "fracture_source": cite(answer, part(answer, "fracture") or {}),
        "assumptions": [
            {
                "field": row.get("label") or sentence_case(plain_text(row.get("field"))),
                "value": plain_text(row.get("value")),
                "source": cite(answer, row),
            }
            for row in part(answer, "assumptions") or []
        ],
        "outside": [plain_text(text) for text in part(answer, "outside_tested_range") or []],
        "inputs": _inputs(answer),
        "method": _method(answer),
        "sources": part(answer, "sources") or [],
        "glossary": [
            {"term": sentence_case(row["term"]), "text": row["text"]}
            for row in part(answer, "glossary") or []
        ],
    }


def _cited(answer: Answer, rows: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    return [{**row, "source": cite(answer, row)} for row in rows]


def cite(answer: Answer, row: Answer) -> dict[str, str]:
    """Return a row's source; one that the report lists becomes its number there and the link to it."""
    text = str(row.get("source") or "")
    keys = [str(source.get("key")) for source in part(answer, "sources") or []]
    if text in keys:
        return {"text": f"source {keys.index(text) + 1}", "anchor": f"source-{text}"}
    return {"text": text, "anchor": ""}


def _header(answer: Answer, written: date | None) -> dict[str, Any]:
    person: Mapping[str, Any] = part(answer, "inputs", "person") or {}
    start, until = part(answer, "inputs", "start"), part(answer, "inputs", "until")
    versions: Mapping[str, Any] = part(answer, "versions") or {}
    age = person.get("age")
    who = [plain_text(person.get("sex"))] if person.get("sex") else []
    if age is not None:
        who.append(f"{int(age)} years old at the start")
    facts = [("Person", sentence_case(", ".join(who)) or NOT_AVAILABLE)]
    facts.append(("Plan and outlook", f"{calendar_date(start)} to {calendar_date(until)}"))
    if written is not None:
        facts.append(("Report written", calendar_date(written.isoformat())))
    facts.append(("Versions", _versions(versions)))
    return {"name": person.get("name") or "", "facts": facts}


def _versions(versions: Answer) -> str:
    named = [
        f"{word} {versions[key]}"
        for key, word in (
            ("code", "code"),
            ("model", "model"),
            ("parameter_set", "parameters"),
        )
        if versions.get(key)
    ]
    return ", ".join(named) or NOT_AVAILABLE


def _headline(answer: Answer) -> dict[str, Any] | None:
    """Return the large numbers: the first site at year 1 and at the end, and what is won back."""
    shown, marks = sites(answer), milestones(part(answer, "years") or [])
    if not shown or not marks:
        return None
    site = shown[0]
    pairs = [marks[0], marks[-1]] if len(marks) > 1 else [marks[0]]
    rows = {
        mark.index: [
            _headline_row(part(answer, "scenarios", "plan", "label") or "Your plan", "gain",
                          part(answer, "sites", site, "percent_change"), mark),
            _headline_row(part(answer, "scenarios", "drug_only", "label") or "Drug alone", "loss",
                          part(answer, "scenarios", "drug_only", "sites", site, "percent_change"), mark),
        ]
        for mark in pairs
    }  # fmt: skip
    name = answer["sites"][site].get("label", site)
    last = last_year(answer)
    won = None if last is None else won_back(answer, site, last)
    every = [row for group in (*rows.values(), *([won["rows"]] if won else [])) for row in group]
    marks_shown = shared_marks([value for row in every for value in row["numbers"]])
    for row in every:
        median, low, high = row["numbers"]
        row["bar"] = interval_bar(median, low, high, marks_shown, row["style"])
    numbers = [
        {
            "title": f"{name}, {year_name(mark.year).lower()}",
            "rows": rows[mark.index],
        }
        for mark in pairs
    ]
    won_title = "" if last is None else f"{name}, {year_name(float(last)).lower()}: what is won back"
    return {"numbers": numbers, "axis": axis_labels(marks_shown), "won": won, "won_title": won_title}


def _headline_row(name: str, style: str, band: Answer | None, mark: Milestone) -> dict[str, Any]:
    median, low, high = (at(band, key, mark.index) for key in ("median", "lo90", "hi90"))
    return {
        "label": name,
        "style": style,
        "numbers": (median, low, high),
        "value": percent(median),
        "interval": interval(low, high),
    }


def _flags(answer: Answer) -> list[dict[str, Any]]:
    order = list(SEVERITIES)
    flags: Sequence[Mapping[str, Any]] = part(answer, "flags") or []
    known = [
        {
            "severity": severity,
            "word": SEVERITIES[severity],
            "text": plain_text(flag.get("text")),
            "source": cite(answer, flag),
        }
        for flag in flags
        for severity in [flag["severity"] if flag.get("severity") in SEVERITIES else "ask_first"]
    ]
    return sorted(known, key=lambda flag: order.index(str(flag["severity"])))


def _measured(answer: Answer) -> dict[str, Any]:
    """What the measurements did, and what becomes of each line of the file."""
    return {
        "text": measurements.in_short(answer),
        "until": calendar_date(part(answer, "inputs", "until")),
        "sites": measurements.before_after(answer),
        "most": measurements.told_most(answer),
        "none_alone": measurements.none_alone(answer),
        "surprises": [
            {"severity": "ask_first" if row["contradicts"] else "good_to_know", **row}
            for row in measurements.surprises(answer)
        ],
        "next": measurements.what_next(answer),
        "rows": measurements.use_rows(answer),
    }


def _inputs(answer: Answer) -> dict[str, Any]:
    person: Mapping[str, Any] = part(answer, "inputs", "person") or {}
    return {
        "person": [
            {
                "label": label,
                "value": _person_value(key, person[key]),
            }
            for key, label in _PERSON_LABELS.items()
            if person.get(key) is not None
        ],
        "habits": [sentence_case(plain_text(text)) for text in part(answer, "inputs", "habits") or []],
        "history": [_entry(row) for row in part(answer, "inputs", "history") or []],
        "plan": [_entry(row) for row in part(answer, "inputs", "plan") or []],
    }


def _entry(row: Mapping[str, Any]) -> dict[str, str]:
    """Write one entry of a history or a plan."""
    return {
        "label": sentence_case(row.get("label") or plain_text(row.get("group"))),
        "text": plain_text(row.get("text")),
        "when": _period(row.get("from"), row.get("until")),
    }


def _person_value(key: str, value: Any) -> str:
    if key == "birth_date":
        return calendar_date(value)
    if key == "conditions":
        return "; ".join(_named_with_use(row) for row in value) or "none"
    return plain_text(value)


def _named_with_use(row: Mapping[str, Any]) -> str:
    """Write what a person gave, with how it was used where that is not as expected."""
    use = str(row.get("use") or "")
    label = str(row.get("label") or "")
    return f"{label} ({use})" if use.startswith(SHOWN_ONLY) else label


def _period(start: str | None, until: str | None) -> str:
    if not until:
        return f"From {calendar_date(start)}, open end"
    return f"{calendar_date(start)} to {calendar_date(until)}"


def _method(answer: Answer) -> dict[str, Any]:
    uncertainty: Mapping[str, Any] = part(answer, "uncertainty") or {}
    failed: Mapping[str, Any] = part(answer, "failed") or {}
    residual: float | None = part(answer, "steady_state", "residual_per_day")
    facts = [
        ("Virtual people", plain_text(uncertainty.get("people"))),
        ("Seed of the random numbers", plain_text(uncertainty.get("seed"))),
        ("Width of the band from what is not known about the model", share(uncertainty.get("share_model"))),
        ("Width of the band from what differs between people", share(uncertainty.get("share_people"))),
        ("Virtual people whose simulation failed", plain_text(failed.get("count"))),
        ("Largest drift before the plan starts, per day", scientific(residual)),
        ("Versions", _versions(part(answer, "versions") or {})),
        ("Form of the answer", plain_text(part(answer, "schema"))),
    ]  # fmt: skip
    return {
        "text": uncertainty.get("text") or "",
        "steady_state": part(answer, "steady_state", "text") or "",
        "facts": facts,
        "reasons": [plain_text(text) for text in failed.get("reasons") or []],
    }
