"""The answer as one self-contained HTML page: no request leaves it, it opens from a disk and prints."""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from osteotwin.files import write_text
from osteotwin.report.view import context

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).parent / "templates"
FILE_NAME = "report.html"


def render_html(answer: dict[str, Any], *, written: date | None = None) -> str:
    """Return the report of an answer as the text of one HTML file.

    Parameters
    ----------
    answer : dict
        The answer object (schema ``osteotwin/answer/1``); missing or null parts are shown as not available.
    written : datetime.date, optional
        The day shown as the report's date; without it none is shown and equal answers give equal text.
    """
    script = _asset("script.js")
    return _template().render(
        **context(answer, written), style=_asset("style.css"), script=script, script_hash=_policy_hash(script)
    )


def write_report(answer: dict[str, Any], folder: Path) -> Path:
    """Write ``report.html`` into ``folder`` (made if missing) and return its path.

    The file appears whole or not at all: it is written beside its place and then moved there.
    """
    return write_text(folder / FILE_NAME, render_html(answer, written=date.today()))


@cache
def _template() -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


@cache
def _asset(name: str) -> Any:
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def _policy_hash(script: str) -> str:
    """Return the script's hash for the content security policy: no other script may run in the page."""
    digest = hashlib.sha256(str(script).encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
