"""The page of a person's plans as one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.files import write_text
from osteotwin.report.page import render
from osteotwin.report.plan.view import context


def render_plan(answer: Mapping[str, Any], *, written: date | None = None) -> str:
    """Return the page of a person's plans as the text of one HTML file.

    Parameters
    ----------
    answer : mapping
        The answer of a plan (schema ``osteotwin/plan_answer/1``).
    written : datetime.date, optional
        The day shown as the page's date; without it none is shown and equal answers give equal text.
    """
    return render(
        "plan.html.j2",
        context(answer, written),
        styles=("style.css", "figures.css", "report.css", "plan.css"),
        scripts=("common.js",),
    )


def write_plan_page(answer: Mapping[str, Any], path: str | PathLike[str]) -> Path:
    """Write the page of a person's plans, whole or not at all, and return its path."""
    return write_text(Path(path), render_plan(answer, written=date.today()))
