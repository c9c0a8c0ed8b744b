"""The page of an explanation as one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.files import write_text
from osteotwin.report.explanation.view import context
from osteotwin.report.page import render


def render_explanation(explanation: Mapping[str, Any], *, written: date | None = None) -> str:
    """Return the page of an explanation as the text of one HTML file.

    Parameters
    ----------
    explanation : mapping
        As plain data (schema ``osteotwin/explanation/1``).
    written : datetime.date, optional
        The day shown as the page's date; without it none is shown and equal explanations give equal text.
    """
    return render(
        "explanation.html.j2",
        context(explanation, written),
        styles=("style.css", "figures.css", "explanation.css"),
        scripts=("common.js",),
    )


def write_explanation(explanation: Mapping[str, Any], path: str | PathLike[str]) -> Path:
    """Write the page of an explanation, whole or not at all, and return its path."""
    return write_text(Path(path), render_explanation(explanation, written=date.today()))
