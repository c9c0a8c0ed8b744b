"""The style of drawings where no page lends them its colors: in a PDF and in files of their own."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from osteotwin.report.page import TEMPLATES

_VARIABLE: Final = re.compile(r"(--[\w-]+):\s*([^;]+);")


@cache
def drawing_style(fonts: str) -> str:
    """Return the rules of everything within a drawing, with the colors of the light page in place of their names.

    Parameters
    ----------
    fonts : str
        Families to write with, as CSS has them.
    """
    names: dict[str, str] = {}
    for sheet in ("style.css", "report.css"):
        light = (TEMPLATES / sheet).read_text(encoding="utf-8").partition("@media")[0]
        names |= dict(_VARIABLE.findall(light))
    names["--sans"] = fonts
    rules = re.sub(r"/\*.*?\*/", "", (TEMPLATES / "figures.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"var\((--[\w-]+)\)", lambda found: names[found[1]], rules)
