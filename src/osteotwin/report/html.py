"""The answer as one self-contained HTML page: no request leaves it, it opens from a disk and prints."""

from __future__ import annotations

from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.files import write_text
from osteotwin.report.page import render
from osteotwin.report.terms import anchor, marking
from osteotwin.report.view import context

FILE_NAME = "report.html"


def render_html(answer: dict[str, Any], *, written: date | None = None) -> str:
    """Return the report of an answer as the text of one HTML file.

    Parameters
    ----------
    answer : dict
        The answer object (schema ``osteotwin/answer/2``); missing or null parts are shown as not available.
    written : datetime.date, optional
        The day shown as the report's date; without it none is shown and equal answers give equal text.
    """
    return render(
        "report.html.j2",
        _with_terms(context(answer, written)),
        styles=("style.css", "figures.css", "report.css"),
        scripts=("common.js", "report.js"),
    )


def _with_terms(content: dict[str, Any]) -> dict[str, Any]:
    """Give the page what opens its glossary in place."""
    glossary = content["glossary"]
    return {
        **content,
        "terms": marking(glossary),
        "popovers": [{**row, "anchor": anchor(place)} for place, row in enumerate(glossary)],
    }


def write_report(answer: dict[str, Any], folder: str | PathLike[str]) -> Path:
    """Write ``report.html`` into ``folder`` (made if missing) and return its path.

    The file appears whole or not at all: it is written beside its place and then moved there.
    """
    return write_text(Path(folder) / FILE_NAME, render_html(answer, written=date.today()))
