"""The plans of a person as a PDF: what the page says and draws, a week on a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.files import write_bytes
from osteotwin.report.pdf import typeset
from osteotwin.report.plan.view import context


def render_plan_pdf(answer: Mapping[str, Any], *, written: date | None = None) -> bytes:
    """Return the plans of a person as a PDF.

    Parameters
    ----------
    answer : mapping
        The answer of a plan (schema ``osteotwin/plan_answer/1``).
    written : datetime.date, optional
        The day shown as the date; without it none is shown and equal answers give equal files.

    Raises
    ------
    MissingLibraryError
    """
    return typeset("plan.typ", context(answer, written))


def write_plan_pdf(answer: Mapping[str, Any], path: str | PathLike[str]) -> Path:
    """Write the plans of a person as a PDF, whole or not at all, and return its path."""
    return write_bytes(Path(path), render_plan_pdf(answer, written=date.today()))
