"""What an answer says beyond its first screen, for the terminal: the folded parts of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from osteotwin.cli.layout import bullets, columns, heading, indented, paragraph
from osteotwin.report import verdict
from osteotwin.report.access import Answer, Milestone, at, milestones, other_sites, part, sites, unused_inputs
from osteotwin.report.contributions import by_size
from osteotwin.report.flags import flags
from osteotwin.report.formatting import (
    NOT_AVAILABLE,
    calendar_date,
    interval,
    number,
    plain_text,
    year_name,
)
from osteotwin.report.likelihoods import crossings, fractures
from osteotwin.report.measurements import before_after, in_short, none_alone, surprises, told_most, what_next
from osteotwin.report.reference import sentence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

#: Beside the plan: the scenarios with a column of their own.
COMPARED: Final = ("drug_only", "nothing")
_YEAR_WIDTH: Final = 10
_SITE_WIDTH: Final = 16
_BAND_WIDTH: Final = 21
_PART_WIDTH: Final = 30
_CHANCE_WIDTH: Final = 9


def details(answer: Answer) -> list[RenderableType]:
    """Return what ``--verbose`` adds to the summary, from the reasons of the verdict to the versions."""
    return [
        *_verdict(answer),
        *_measured(answer),
        *_bone(answer),
        *_contributions(answer),
        *_won_back(answer),
        *_crossings(answer),
        *_fractures(answer),
        *_references(answer),
        *_flags(answer),
        *_outside(answer),
        *_unused(answer),
        *_footing(answer),
    ]


def cell(median: float | None, low: float | None, high: float | None) -> str:
    """Write a median with its 90 % interval."""
    if median is None:
        return NOT_AVAILABLE
    band = "" if low is None or high is None else f" ({interval(low, high)})"
    return f"{number(median, 1, sign=True)}{band}"


def _verdict(answer: Answer) -> list[RenderableType]:
    text = verdict.headline(answer)
    rows = [(f"{row['question']} {row['word']}.", row["text"]) for row in verdict.lines(answer)]
    return [
        *([heading("What the model expects"), paragraph(text)] if text else []),
        *([heading("Verdict, in full"), indented(_paragraphs(rows))] if rows else []),
        *_due(answer),
    ]


def _due(answer: Answer) -> list[RenderableType]:
    due = [(row["on"], f"{row['label']} ({row['because']})") for row in verdict.follow_up(answer)]
    tests = [row["test"] for row in verdict.work_up(answer)]
    parts: list[RenderableType] = [heading("All dates"), indented(bullets(due))] if due else []
    if tests:
        parts.append(paragraph(f"To look for other causes of bone loss, ask for: {'; '.join(tests)}."))
    return parts


def _measured(answer: Answer) -> list[RenderableType]:
    text = in_short(answer)
    if not text:
        return []
    parts: list[RenderableType] = [heading("What the measurements did"), paragraph(text)]
    sites_told = before_after(answer)
    if sites_told:
        until = calendar_date(part(answer, "inputs", "until"))
        widths = [_SITE_WIDTH, _BAND_WIDTH + 3, _BAND_WIDTH + 3]
        rows = [["", "Without them", "With them"]]
        rows += [[f"  {row['label']}", *map(_value_and_interval, row["cells"])] for row in sites_told]
        parts += [
            paragraph(f"The bone from today to {until}, median (90 % interval):"),
            columns(widths, rows),
        ]
    told = [(f"{row['name']}:", row["text"]) for row in told_most(answer)]
    if told:
        title = "What told most, beside what all others would give:"
        parts += [paragraph(title), indented(_paragraphs(told))]
    elif nothing := none_alone(answer):
        parts.append(paragraph(nothing))
    parts += [
        paragraph(("Contradiction: " if row["contradicts"] else "Surprising: ") + row["text"])
        for row in surprises(answer)
    ]
    later = [(f"{row['name']}:", row["text"]) for row in what_next(answer)]
    if later:
        parts += [paragraph("Measure next:"), indented(_paragraphs(later))]
    return parts


def _paragraphs(rows: Sequence[tuple[str, str]]) -> Table:
    return bullets([("\u2022", f"{name} {text}") for name, text in rows])


def _value_and_interval(cell: Mapping[str, str]) -> str:
    return f"{cell['value']} ({cell['interval']})" if cell["interval"] else cell["value"]


def _bone(answer: Answer) -> list[RenderableType]:
    marks = milestones(part(answer, "years") or [])
    known: Mapping[str, Any] = part(answer, "sites") or {}
    shown = [*sites(answer), *other_sites(answer)]
    if not marks or not shown:
        return []
    scenarios = [key for key in COMPARED if part(answer, "scenarios", key) is not None]
    labels = ["Your plan", *(str(answer["scenarios"][key].get("label", key)) for key in scenarios)]
    widths = [_YEAR_WIDTH, *(_BAND_WIDTH for _ in labels)]
    parts: list[RenderableType] = [
        heading("The bone, change since the start in percent: median (90 % interval)"),
        columns(widths, [["", *labels]]),
    ]
    for site in shown:
        # Of the sites that make no diagnosis the plan alone is told, as on the page.
        diagnostic = site in sites(answer)
        bands = [
            part(answer, "sites", site, "percent_change"),
            *(
                part(answer, "scenarios", key, "sites", site, "percent_change") if diagnostic else None
                for key in scenarios
            ),
        ]
        rows = [[f"  {year_name(mark.year)}", *(_band_cell(band, mark) for band in bands)] for mark in marks]
        parts += [paragraph(str(known[site].get("label", site))), columns(widths, rows)]
        scan = part(answer, "sites", site, "scan")
        if diagnostic and scan is not None:
            found = [
                (f"Scans find, {year_name(mark.year).lower()}:", _band_cell(scan, mark)) for mark in marks
            ]
            parts.append(indented(bullets(found)))
    return parts


def _band_cell(band: Answer | None, mark: Milestone) -> str:
    return "" if band is None else cell(*(at(band, key, mark.index) for key in ("median", "lo90", "hi90")))


def _contributions(answer: Answer) -> list[RenderableType]:
    shown = [site for site in sites(answer) if part(answer, "contributions", site)]
    years = _first_and_last(year for site in shown for year in part(answer, "plan_effect", site) or {})
    if not years:
        return []
    widths = [_PART_WIDTH, *(_BAND_WIDTH for _ in years)]
    names = [year_name(float(year)) for year in years]
    parts: list[RenderableType] = [
        heading("Parts add up to what the plan does; percentage points, median (90 % interval)"),
        columns(widths, [["", *names]]),
    ]
    for site in shown:
        entries: Mapping[str, Any] = answer["contributions"][site]
        together: Mapping[str, Any] = part(answer, "plan_effect", site) or {}
        rows = [
            [f"  {label}", *(cell(*_three(entries[name].get(year))) for year in years)]
            for name, label in by_size(entries, years[-1])
        ]
        rows.append(["  Together, against no plan", *(cell(*_three(together.get(year))) for year in years)])
        parts += [paragraph(str(answer["sites"][site].get("label", site))), columns(widths, rows)]
    against = part(answer, "contributions_basis", "against_stopping")
    return [*parts, *([paragraph(str(against))] if against else [])]


def _won_back(answer: Answer) -> list[RenderableType]:
    rows: list[tuple[str, str]] = []
    for site in sites(answer):
        entry: Mapping[str, Any] = part(answer, "won_back", site) or {}
        rows += [
            (
                f"{answer['sites'][site].get('label', site)}, {year_name(float(year)).lower()}:",
                str(entry[year]["text"]),
            )
            for year in _first_and_last(entry)
        ]
    return [heading("What is won back of what the drug takes"), indented(bullets(rows))] if rows else []


def _crossings(answer: Answer) -> list[RenderableType]:
    table = crossings(answer)
    if table is None:
        return []
    rows = [[row["label"], *(cell["value"] for cell in row["cells"])] for row in table["rows"]]
    widths = [_PART_WIDTH, *(_CHANCE_WIDTH for _ in table["columns"])]
    none = "No other line" if rows else "No line"
    return [
        heading("Lines that may be crossed: share of the virtual people"),
        *([columns(widths, [["", *table["columns"]], *rows])] if rows else []),
        *([paragraph(f"{none} is crossed by 1 % or more.")] if table["others"] else []),
        *([paragraph(table["text"])] if rows and table["text"] else []),
    ]


def _fractures(answer: Answer) -> list[RenderableType]:
    table = fractures(answer, most_years=1)
    if table is None:
        return []
    (year,) = table["columns"]
    rows = [
        (
            f"{cell['value']}",
            f"({cell['interval']}) {row['label'][:1].lower()}{row['label'][1:]}"
            if cell["interval"]
            else row["label"],
        )
        for row in table["rows"]
        for cell in row["cells"]
    ]
    title = f"Risk of a fracture as a ratio, no risk itself, {year.lower()} (90 % interval)"
    return [heading(title), indented(bullets(rows))]


def _references(answer: Answer) -> list[RenderableType]:
    series: Mapping[str, Any] = part(answer, "series") or {}
    years: Sequence[float] = part(answer, "years") or []
    rows = [
        (f"{entry.get('label')}:", sentence(entry, len(years) - 1))
        for entry in series.values()
        if part(entry, "reference")
    ]
    return [heading("Signals against reference ranges"), indented(bullets(rows))] if rows else []


def _flags(answer: Answer) -> list[RenderableType]:
    rows = [(f"{flag['word']}:", flag["text"]) for flag in flags(answer)]
    return [heading("All flags"), indented(bullets(rows))] if rows else []


def _outside(answer: Answer) -> list[RenderableType]:
    notes: Sequence[Any] = part(answer, "outside_tested_range") or []
    rows = [("\u2022", str(note)) for note in notes]
    return [heading("Beyond what trials and cohorts covered"), indented(bullets(rows))] if rows else []


def _unused(answer: Answer) -> list[RenderableType]:
    rows = [("\u2022", f"{name}: {why}") for name, why in unused_inputs(answer)]
    return [heading("Shown only, not used in the simulation"), indented(bullets(rows))] if rows else []


def _footing(answer: Answer) -> list[RenderableType]:
    assumed = len(part(answer, "assumptions") or [])
    failed = part(answer, "failed", "count") or 0
    why = [str(text) for text in part(answer, "failed", "reasons") or []]
    versions: Mapping[str, Any] = part(answer, "versions") or {}
    people, seed = (part(answer, "uncertainty", key) for key in ("people", "seed"))
    facts = [
        *([] if assumed else ["Every value came from the file."]),
        f"{people} virtual people, seed {seed}, osteotwin {versions.get('code')}, model {versions.get('model')}, "
        f"parameters {versions.get('parameter_set')}.",
    ]
    return [
        *_assumed(answer),
        *([heading(f"Left out: {failed} of {people} virtual people failed"), _marked(why)] if failed else []),
        paragraph(""),
        *(paragraph(fact) for fact in facts),
    ]


def _assumed(answer: Answer) -> list[RenderableType]:
    rows = [
        f"{row.get('label') or plain_text(row.get('field'))}: {plain_text(row.get('value'))}"
        for row in part(answer, "assumptions") or []
    ]
    return [heading("Assumed, because the file does not say"), _marked(rows)] if rows else []


def _marked(texts: Sequence[str]) -> RenderableType:
    return indented(bullets([("\u2022", text) for text in texts]))


def _first_and_last(years: Any) -> list[str]:
    """Return the first and the last of the keys that are years."""
    told = sorted(set(years), key=float)
    return told if len(told) < 2 else [told[0], told[-1]]


def _three(entry: Mapping[str, Any] | None) -> tuple[float | None, float | None, float | None]:
    found = entry or {}
    return found.get("median"), found.get("lo90"), found.get("hi90")
