"""A comparison of plans on the terminal, in the words and numbers of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from osteotwin.cli.layout import bullets, columns, heading, indented, paragraph
from osteotwin.report.comparison import words
from osteotwin.report.formatting import calendar_date
from osteotwin.report.labels import FORBIDDING

if TYPE_CHECKING:
    from rich.console import RenderableType

Answer = dict[str, Any]
_WIDTHS: Final = (17, 22, 21, 11)


def summary(answer: Answer) -> list[RenderableType]:
    """Return the parts of the summary, from the result to the disclaimer."""
    names = [plan["name"] for plan in answer["plans"]]
    span = f"{calendar_date(answer['today'])} to {calendar_date(answer['until'])}"
    counts = answer["years"] and not answer["failed"]["too_many"]
    urgent = [
        (f"{flag['word']}:", f"{flag['plans']}: {flag['text']}" if flag["plans"] else flag["text"])
        for flag in words.flags(answer)
        if flag["severity"] == FORBIDDING
    ]
    return [
        paragraph(f"{', '.join(names)}: {answer['people']:,} virtual people, {span}", "bold"),
        *(paragraph(text) for text in words.leads(answer)),
        *([heading("To act on"), indented(bullets(urgent))] if urgent else []),
        *(_bone(answer) if counts else []),
        *(_lines(answer) if counts else []),
        *_plans(answer),
        heading("How to read it"),
        indented(bullets([("•", text) for text in words.notes(answer)])),
        paragraph(""),
        paragraph(str(answer["disclaimer"])),
    ]


def _bone(answer: Answer) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for site in words.SHOWN:
        rows: list[list[str]] = []
        for year in words.shown_years(answer):
            rows.append([words.year_title(year), "", "", ""])
            rows += [_row(answer, site, plan["name"], year) for plan in answer["plans"]]
        parts += [
            heading(
                f"{answer['sites'][site]['label']}: change in percent, difference from {answer['against']} in points "
                "(90 % interval); better in x of 100 (so that two scans tell it: better, worse)"
            ),
            columns(_WIDTHS, [["", "change", "difference", "better"], *rows]),
        ]
    return parts


def _row(answer: Answer, site: str, plan: str, year: str) -> list[str]:
    label, change = f"  {plan}", words.change(answer["changes"][plan][site][year])
    if plan == answer["against"]:
        return [label, change, "", ""]
    found = answer["differences"][plan][site][year]
    if words.is_same(found):
        return [label, change, "the same", ""]
    better, *told = (words.in_hundred(found[key]) for key in ("better", "clearly_better", "clearly_worse"))
    return [label, change, words.difference(found), f"{better} ({', '.join(told)})"]


def _lines(answer: Answer) -> list[RenderableType]:
    rows = [
        (
            f"{answer['sites'][site]['label']}, {words.score(line)}:",
            "; ".join(_reached(answer, plan["name"], site, line) for plan in answer["plans"]),
        )
        for site in words.SHOWN
        for line in words.lines_that_matter(answer, site)
    ]
    return [heading("T-scores reached by the end"), indented(bullets(rows))] if rows else []


def _reached(answer: Answer, plan: str, site: str, line: str) -> str:
    found = answer["crossing"][plan][site][line]
    by = words.half_by(found)
    return f"{plan} {words.reached(found, words.counted(answer))}" + (f", half by {by}" if by else "")


def _plans(answer: Answer) -> list[RenderableType]:
    rows = [
        (
            f"{plan['name']}:",
            "; ".join(words.what_is_done(plan))
            + (f". Ends today: {', '.join(plan['ends_today'])}" if plan["ends_today"] else ""),
        )
        for plan in answer["plans"]
    ]
    return [heading("Plans"), indented(bullets(rows))]
