"""What an answer says first, on page, paper and terminal alike: who, how much, three lines, what to do, what next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from osteotwin.report import verdict
from osteotwin.report.access import CLOSE, Answer, Milestone, at, milestones, part, sites
from osteotwin.report.flags import open_flags
from osteotwin.report.formatting import NBSP, calendar_date, interval, percent, sentence_case, tied, year_name
from osteotwin.units import listed

#: The sites that are told first: those by which plans are judged.
_FIRST: Final = ("total_hip", "lumbar_spine")
#: More drugs than these would fill the line.
_MOST_DRUGS: Final = 3
_ADULTS: Final[Mapping[str, str]] = {"male": "man", "female": "woman"}
_SCAN: Final = "scan"
_BEYOND: Final = "The {} goes beyond what trials covered."
#: More dates than these would fill the screen.
MOST_DATES: Final = 3


def about(answer: Answer) -> str:
    """Return one line: who, on what, from when to when."""
    person: Mapping[str, Any] = part(answer, "inputs", "person") or {}
    adult, age = _ADULTS.get(str(person.get("sex"))), person.get("age")
    who = adult or "person"
    parts = [sentence_case(who) + (f" of{NBSP}{int(age)}" if age is not None else "")]
    outside = [
        f"{row.get('label')} (not simulated)"
        for row in part(answer, "inputs", "not_simulated") or []
        if row.get("where") == "plan"
    ]
    named = [*drugs(answer), *_forbidden(answer), *dict.fromkeys(outside)]
    if named:
        left = len(named) - _MOST_DRUGS
        parts.append(listed([*named[:_MOST_DRUGS], *([f"{left} more"] if left > 0 else [])]))
    elif part(answer, "inputs", "plan") is not None:
        parts.append("no drug")
    parts += _after(answer)
    start, until = part(answer, "inputs", "start"), part(answer, "inputs", "until")
    if start and until:
        parts.append(f"{calendar_date(start)} to {calendar_date(until)}")
    return ", ".join(parts)


def _after(answer: Answer) -> list[str]:
    """Return which bone drug ended last before today, and when: bone answers to it long after."""
    ended = [
        row
        for row in part(answer, "inputs", "history") or []
        if row.get("category") == "bone_drug" and row.get("until")
    ]
    if not ended:
        return []
    last = max(ended, key=lambda row: str(row["until"]))
    label = str(last.get("label") or "")
    return [f"after {label[:1].lower()}{label[1:]} until {calendar_date(last['until'])}"]


def drugs(answer: Answer) -> list[str]:
    """Return the drugs of the plan, each once, with its first dose; none that a hard rule takes out of it."""
    found: dict[str, str] = {}
    refused = {str(row.get("what")) for row in part(answer, "verdict", "refused") or []}
    apart = {str(row.get("group")) for row in part(answer, "inputs", "no_effect") or []}
    for row in part(answer, "inputs", "plan") or []:
        if str(row.get("category")) in {"drug", "bone_drug"} and row.get("group") not in refused:
            note = " (not simulated)" if row.get("group") in apart else ""
            found.setdefault(
                str(row.get("label")), tied(f"{row.get('label')} {row.get('text') or ''}".strip()) + note
            )
    return list(found.values())


def _forbidden(answer: Answer) -> list[str]:
    """Return the drugs that are taken and that a hard rule takes out of the numbers."""
    return [
        f"{row.get('label')} (forbidden, in no number)"
        for row in part(answer, "verdict", "refused") or []
        if row.get("follows")
    ]


def horizon(answer: Answer) -> Milestone | None:
    """Return the last whole year that has a verdict; ``None`` where none has one, and no number is to be told large."""
    told: Mapping[str, Any] = part(answer, "verdict", "years") or {}
    last = max((float(year) for year in told), default=None)
    marks = milestones(part(answer, "years") or [])
    return next((mark for mark in marks if last is not None and abs(mark.year - last) < CLOSE), None)


def first_sites(answer: Answer) -> list[str]:
    """Return hip and spine, as far as the answer has them."""
    known = sites(answer)
    return [site for site in _FIRST if site in known] or known[:2]


def numbers(answer: Answer) -> list[dict[str, Any]]:
    """Return, for hip and spine, the change to the horizon: of the plan, of the drug alone, and of a scan."""
    mark = horizon(answer)
    if mark is None:
        return []
    return [_site(answer, site, mark) for site in first_sites(answer)]


def _site(answer: Answer, site: str, mark: Milestone) -> dict[str, Any]:
    label = part(answer, "scenarios", "drug_only", "label")
    alone = part(answer, "scenarios", "drug_only", "sites", site, "percent_change")
    nothing = part(answer, "scenarios", "nothing", "sites", site, "percent_change")
    beside = [(str(label or "The drug alone"), alone)] if alone is not None else []
    if not beside and nothing is not None and part(answer, "inputs", "plan"):
        beside = [(str(part(answer, "scenarios", "nothing", "label") or "No plan"), nothing)]
    others = [(*row, "loss") for row in beside]
    if (scan := part(answer, "sites", site, "scan")) is not None:
        others.append(("A scan will find", scan, "scan"))
    own = str(part(answer, "scenarios", "plan", "label") or "The plan")
    return {
        "label": str(answer["sites"][site].get("label", site)),
        "when": year_name(mark.year).lower(),
        "plan": change(
            "The plan" if part(answer, "inputs", "plan") else own,
            part(answer, "sites", site, "percent_change"),
            mark,
            "gain",
        ),
        "others": [change(name, band, mark, style) for name, band, style in others],
    }


def change(name: str, band: Answer | None, mark: Milestone, style: str) -> dict[str, Any]:
    """Return one change at one time: its numbers, and how they are written."""
    median, low, high = (at(band, key, mark.index) for key in ("median", "lo90", "hi90"))
    return {
        "label": name,
        "style": style,
        "numbers": (median, low, high),
        "value": percent(median),
        "interval": interval(low, high) if low is not None and high is not None else "",
    }


def next_dates(answer: Answer, most: int = MOST_DATES) -> list[dict[str, str]]:
    """Return what is due next: so many, the earliest first, and the next scan after them where it is none of them."""
    rows: Sequence[dict[str, str]] = verdict.follow_up(answer)
    scans = [row for row in rows[most:] if _SCAN in row["measure"]]
    return [*rows[:most], *scans[:1]]


def first_day(answer: Answer) -> list[dict[str, str]]:
    """Return everything that is due on the earliest date."""
    rows: Sequence[dict[str, str]] = verdict.follow_up(answer)
    return [row for row in rows if row["on"] == rows[0]["on"]]


def caveat(answer: Answer) -> str:
    """Return whose numbers these are, where that is not the whole plan, and whether trials covered it."""
    told = [
        f"The numbers are of the {str(part(answer, 'scenarios', 'plan', 'label')).removeprefix('The ')}."
        if part(answer, "verdict", "refused") and "plan" in (part(answer, "scenarios") or {})
        else "",
        *(str(row.get("follows") or "") for row in part(answer, "verdict", "refused") or []),
        _BEYOND.format("plan" if part(answer, "inputs", "plan") else "outlook")
        if part(answer, "outside_tested_range")
        else "",
        str(part(answer, "contributions_basis", "done_before") or ""),
        left_out(answer),
    ]
    return " ".join(filter(None, told))


def left_out(answer: Answer) -> str:
    """Return which drugs are in no number, and which way each acts."""
    rows: Sequence[Mapping[str, Any]] = part(answer, "inputs", "not_simulated") or []
    said = {
        str(row.get("label")): f"{row.get('label')}{_ended(row)} ({row.get('in_short')})"
        for row in sorted(rows, key=lambda row: not row.get("leaves_open"))
    }
    left = len(said) - _MOST_DRUGS
    more = [f"and {left} more"] if left > 0 else []
    told = "; ".join([*list(said.values())[:_MOST_DRUGS], *more])
    return f"Not simulated, and in no number: {told}." if said else ""


def _ended(row: Mapping[str, Any]) -> str:
    return f", until {calendar_date(row.get('until'))}" if row.get("where") == "history" else ""


def screen(answer: Answer) -> dict[str, Any]:
    """Return everything that is told first."""
    name = str(part(answer, "inputs", "person", "name") or "")
    return {
        "name": name,
        "about": about(answer),
        "lead": tied(verdict.headline(answer)),
        "numbers": numbers(answer),
        "on_top": verdict.on_top(answer),
        "lines": verdict.lines(answer),
        "caveat": caveat(answer),
        "flags": open_flags(answer),
        "next": next_dates(answer),
    }
