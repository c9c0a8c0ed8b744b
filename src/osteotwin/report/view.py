"""The answer as the sections of the report: words and rows, nothing computed but how they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.report import first_screen, measurements, verdict
from osteotwin.report.access import SHOWN_ONLY, Answer, part
from osteotwin.report.bone import other_sites, scores, site_sections, t_scores_count
from osteotwin.report.contributions import contribution_years
from osteotwin.report.figures import interval_bar, shared_marks
from osteotwin.report.flags import folded_flags
from osteotwin.report.footnotes import Footnotes, footnotes
from osteotwin.report.formatting import (
    NOT_AVAILABLE,
    calendar_date,
    plain_text,
    scientific,
    sentence_case,
    share,
    tied,
)
from osteotwin.report.icons import icon
from osteotwin.report.likelihoods import crossings, fractures
from osteotwin.report.page import css_string
from osteotwin.report.signals import stations
from osteotwin.report.sparkline import sparkline
from osteotwin.report.strip import strip

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
#: What stands beside the contributions.
_BASIS: Final = ("text", "done_before", "against_stopping")


def context(answer: Answer, written: date | None) -> dict[str, Any]:
    """Return what page and paper show."""
    notes = footnotes(answer)
    screen = first_screen.screen(answer)
    return {
        "disclaimer": part(answer, "disclaimer") or "Not medical advice.",
        "header": _header(answer, written),
        "margin": css_string(margin := _margin(screen["name"], written)),
        "margin_text": margin,
        "first": {
            **screen,
            "numbers": _with_bars(screen["numbers"]),
            "lines": [
                {
                    **line,
                    "icon": icon(line["class"]),
                    "spark": sparkline(*verdict.shares_by_year(answer, line["key"]), line["class"]),
                }
                for line in screen["lines"]
            ],
            "flags": _cited(notes, screen["flags"]),
            "next": _cited(notes, screen["next"]),
        },
        "more_flags": _cited(notes, folded_flags(answer)),
        "follow_up": _cited(notes, verdict.follow_up(answer)),
        "work_up": _cited(notes, verdict.work_up(answer)),
        "rules": _cited(notes, verdict.rules(answer)),
        "by_year": verdict.by_year(answer),
        "measured": _measured(answer),
        "sites": site_sections(answer),
        "t_scores_count": t_scores_count(answer),
        "other_sites": other_sites(answer),
        "contributions": contribution_years(answer),
        "contributions_text": tied(
            " ".join(filter(None, (part(answer, "contributions_basis", key) for key in _BASIS)))
        ),
        "tables": [{**table, "rows": _cited(notes, table["rows"])} for table in part(answer, "tables") or []],
        "strip": strip(answer),
        "stations": [{**station, "series": _cited(notes, station["series"])} for station in stations(answer)],
        "t_scores": scores(answer, "t_score"),
        "z_scores": scores(answer, "z_score"),
        "crossings": crossings(answer),
        "fractures": fractures(answer),
        "fracture_note": notes.cite(part(answer, "fracture") or {}),
        "assumptions": [
            {
                "field": row.get("label") or sentence_case(plain_text(row.get("field"))),
                "value": plain_text(row.get("value")),
                "note": notes.cite(row),
            }
            for row in part(answer, "assumptions") or []
        ],
        "outside": [plain_text(text) for text in part(answer, "outside_tested_range") or []],
        "inputs": _inputs(answer),
        "method": _method(answer),
        "notes": notes.notes,
        "glossary": [
            {"term": sentence_case(row["term"]), "text": row["text"]}
            for row in part(answer, "glossary") or []
        ],
    }


def _cited(notes: Footnotes, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "note": notes.cite(row)} for row in rows]


def _header(answer: Answer, written: date | None) -> dict[str, Any]:
    return {
        "written": "" if written is None else calendar_date(written.isoformat()),
        "versions": _versions(part(answer, "versions") or {}),
    }


def _margin(name: str, written: date | None) -> str:
    """What stands in the margin of every sheet of paper."""
    day = [] if written is None else [calendar_date(written.isoformat())]
    return ", ".join(["Bone outlook" + (f" for {name}" if name else ""), *day])


def _with_bars(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw the large numbers on one axis."""
    marks = shared_marks(
        [value for row in rows for one in (row["plan"], *row["others"]) for value in one["numbers"]]
    )

    def drawn(one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "bar": interval_bar(one["numbers"], marks, one["style"])}

    return [
        {**row, "plan": drawn(row["plan"]), "others": [drawn(one) for one in row["others"]]} for row in rows
    ]


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
