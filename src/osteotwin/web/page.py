"""A page from its template, or a whole file of the report as a page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import jinja2
from starlette.responses import HTMLResponse

import osteotwin as ot
from osteotwin.web.language import gettext, ngettext, npgettext, pgettext, shown, spoken
from osteotwin.web.script_words import SCRIPT_WORDS
from osteotwin.web.security import signed_in

TEMPLATES: Final = Path(__file__).parent / "templates"


def page(name: str, **content: Any) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(environment(TEMPLATES).get_template(name).render(version=ot.__version__, **content))


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
def environment(folder: Path) -> jinja2.Environment:
    """Return what makes pages of the templates in a folder, in the language of the request at hand."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # pyright: ignore[reportAttributeAccessIssue]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals.update({
        "signed_in": signed_in.get,
        "spoken": spoken,
        "script_words": lambda: shown(SCRIPT_WORDS),
    })  # fmt: skip  # pyright: ignore[reportArgumentType, reportCallIssue]
    return made
