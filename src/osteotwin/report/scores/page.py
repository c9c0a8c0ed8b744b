"""The page of a validation as one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.files import write_text
from osteotwin.report.page import render
from osteotwin.report.scores.view import context


def render_validation(result: Mapping[str, Any], *, written: date | None = None) -> str:
    """Return the page of a validation as the text of one HTML file.

    Parameters
    ----------
    result : mapping
        The answer of a validation (schema ``osteotwin/scores/2``).
    written : datetime.date, optional
        The day shown as the page's date; without it none is shown and equal results give equal text.
    """
    return render(
        "scores.html.j2",
        context(result, written),
        styles=("style.css", "figures.css", "scores.css"),
        scripts=("common.js", "scores.js"),
    )


def write_validation(result: Mapping[str, Any], path: str | PathLike[str]) -> Path:
    """Write the page of a validation, whole or not at all, and return its path."""
    return write_text(Path(path), render_validation(result, written=date.today()))
