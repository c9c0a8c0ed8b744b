"""A page from its template, or a whole file of the report as a page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.responses import HTMLResponse

import osteotwin as ot
from osteotwin.web.security import signed_in


def page(name: str, **content: Any) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(_environment().get_template(name).render(version=ot.__version__, **content))


def with_own_policy(text: str) -> HTMLResponse:
    """Return a whole file of the report, under the policy that it states itself."""
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    headers = {"content-security-policy": f"{policy[1]}; frame-ancestors 'none'"} if policy else {}
    return HTMLResponse(text, headers=headers)


def no_pdf() -> str:
    """Return why there is no PDF; empty where there is."""
    try:
        ot.require_pdf()
    except ot.MissingLibraryError as error:
        return str(error)
    return ""


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update({"signed_in": signed_in.get})  # pyright: ignore[reportArgumentType, reportCallIssue]
    return made
