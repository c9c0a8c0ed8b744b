"""From a template to one self-contained page: style and script inside, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


def render(
    template: str, content: Mapping[str, Any], *, styles: tuple[str, ...], scripts: tuple[str, ...]
) -> str:
    """Return a page as the text of one HTML file.

    Parameters
    ----------
    template : str
        Name of a file beside this one, in ``templates``.
    content : mapping
        What the template shows.
    styles : tuple of str
        Style sheets, in this order.
    scripts : tuple of str
        Likewise.
    """
    from markupsafe import Markup

    code = Markup("\n").join(_asset(name) for name in scripts)
    style = Markup("\n").join(_asset(name) for name in styles)
    return _template(template).render(**content, style=style, script=code, script_hash=_policy_hash(code))


@cache
def _template(name: str) -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


@cache
def _asset(name: str) -> Any:
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def css_string(text: str) -> Markup:
    """Return a text as a string of a style sheet; every sign that could end it or the sheet is written as its code."""
    from markupsafe import Markup

    signs = (
        sign if sign.isascii() and (sign.isalnum() or sign in " ,.") else f"\\{ord(sign):x} " for sign in text
    )
    return Markup(f'"{"".join(signs)}"')


def _policy_hash(script: str) -> str:
    """Return the script's hash for the content security policy: no other script may run in the page."""
    digest = hashlib.sha256(str(script).encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
