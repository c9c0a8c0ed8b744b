"""The page of a virtual trial as one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.files import write_text
from osteotwin.report.page import render
from osteotwin.report.trial.view import context


def render_trial(answer: Mapping[str, Any], *, written: date | None = None) -> str:
    """Return the page of a virtual trial as the text of one HTML file.

    Parameters
    ----------
    answer : mapping
        The answer of a virtual trial (schema ``osteotwin/virtual_trial/1``).
    written : datetime.date, optional
        The day shown as the page's date; without it none is shown and equal answers give equal text.
    """
    return render(
        "trial.html.j2",
        context(answer, written),
        styles=("style.css", "figures.css", "trial.css"),
        scripts=("common.js",),
    )


def write_trial_page(answer: Mapping[str, Any], path: str | PathLike[str]) -> Path:
    """Write the page of a virtual trial, whole or not at all, and return its path."""
    return write_text(Path(path), render_trial(answer, written=date.today()))
