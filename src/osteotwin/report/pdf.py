"""The report as a PDF: what the page says and draws, set by Typst, which brings its fonts and asks for nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any, Final

from osteotwin.errors import MissingLibraryError
from osteotwin.files import write_bytes
from osteotwin.report.drawing_style import drawing_style
from osteotwin.report.footnotes import Footnote
from osteotwin.report.page import TEMPLATES
from osteotwin.report.view import context

FILE_NAME = "report.pdf"
_TEMPLATE: Final = "report.typ"
#: Fonts that Typst holds; the machine's own are left alone, so that a report looks the same everywhere.
_FONT: Final = "Libertinus Serif"
_VARIABLE: Final = re.compile(r"(--[\w-]+): ([^;]+);")
_DRAWING: Final = re.compile(r"^<svg ")


def require_pdf() -> None:
    """Make sure that a PDF can be made.

    Raises
    ------
    MissingLibraryError
    """
    if find_spec("typst") is None:
        raise MissingLibraryError("A PDF", "Typst", "pdf")


def render_pdf(answer: dict[str, Any], *, written: date | None = None) -> bytes:
    """Return the report of an answer as a PDF: the first page is the summary, the rest its appendix.

    Parameters
    ----------
    answer : dict
        The answer object (schema ``osteotwin/answer/2``); missing or null parts are shown as not available.
    written : datetime.date, optional
        The day shown as the report's date; without it none is shown and equal answers give equal files.

    Raises
    ------
    MissingLibraryError
    """
    return typeset(_TEMPLATE, context(answer, written))


def typeset(template: str, content: Mapping[str, Any]) -> bytes:
    """Return what a template makes of a content, as a PDF.

    Parameters
    ----------
    template : str
        Name of a file in ``templates``.
    content : mapping
        As the page of it shows.

    Raises
    ------
    MissingLibraryError
    """
    require_pdf()
    import typst

    return typst.compile(
        (TEMPLATES / template).read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(_plain(content), ensure_ascii=False)},
        timestamp=int(datetime(2000, 1, 1).timestamp()),
    )


def write_pdf(answer: dict[str, Any], folder: str | PathLike[str]) -> Path:
    """Write ``report.pdf`` into ``folder`` (made if missing), whole or not at all, and return its path."""
    return write_bytes(Path(folder) / FILE_NAME, render_pdf(answer, written=date.today()))


def _plain(value: Any) -> Any:
    """Return the content as Typst reads it: plain data, and drawings that bring their style."""
    if isinstance(value, Footnote):
        return asdict(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _drawing(value) if isinstance(value, str) else value


def _drawing(text: str) -> str:
    """Give a drawing its name space and its style; any other text stays as it is."""
    text = str(text)  # markup would escape the sign at which it is parted
    if not _DRAWING.match(text):
        return text
    opened, _, rest = text.partition(">")
    return f'{opened} xmlns="http://www.w3.org/2000/svg">{_style()}{rest}'


def _style() -> str:
    return f"<style>.cursor {{ display: none; }}{drawing_style(repr(_FONT))}</style>"
