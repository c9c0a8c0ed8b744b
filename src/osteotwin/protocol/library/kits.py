"""Boxes that hold something else beside a bisphosphonate, or a tablet that does: calcium, vitamin D."""

from __future__ import annotations

import re
from typing import Final

_KIT: Final = re.compile(
    r"\b(?:fosavance|adrovance|vantavo|tevabone?|actokit|\w*dro\w*kit|"
    r"(?:fosamax|actonel|norsed|acara|optinate|alendro\w*|risedro\w*|ibandro\w*)(?:[ -]\w+)?[ -]"
    r"(?:plus|kit|combi|kombi|trio|duo|ca|calcium|d3?|vitamin d3?|(?:chole|cole)calciferol))\b",
    re.IGNORECASE,
)


def not_counted_beside(name: str) -> str:
    """Return what to say of a drug whose box holds something else, too; empty for others.

    Examples
    --------
    >>> not_counted_beside("Actonel Combi D")
    'Actonel Combi D is taken as its bisphosphonate: what else is in the box is not counted'
    >>> not_counted_beside("Actonel")
    ''
    """
    if not _KIT.search(name):
        return ""
    return f"{name} is taken as its bisphosphonate: what else is in the box is not counted"
