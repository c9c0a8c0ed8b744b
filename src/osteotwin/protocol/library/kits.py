"""Boxes, tablets and patches that hold something else beside a drug: calcium, vitamin D, a progestogen."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_KIT: Final = later(
    r"\b(?:fosavance|adrovance|vantavo|tevabone?|actokit|\w*dro\w*kit|"
    r"(?:fosamax|actonel|norsed|acara|optinate|alendro\w*|risedro\w*|ibandro\w*)(?:[ -]\w+)?[ -]"
    r"(?:plus|kit|combi|kombi|trio|duo|ca|calcium|d3?|vitamin d3?|(?:chole|cole)calciferol))\b",
    re.IGNORECASE,
)
#: A patch of estradiol with levonorgestrel.
_PATCH: Final = later(r"\bclimara[ -]?pro\b", re.IGNORECASE)


def not_counted_beside(name: str) -> str:
    """Return what to say of a drug whose box holds something else, too; empty for others.

    Examples
    --------
    >>> not_counted_beside("Actonel Combi D")
    'Actonel Combi D is taken as its bisphosphonate: what else is in the box is not counted'
    >>> not_counted_beside("Actonel")
    ''
    """
    counted = "bisphosphonate" if _KIT.search(name) else "estradiol" if _PATCH.search(name) else ""
    return f"{name} is taken as its {counted}: what else is in the box is not counted" if counted else ""
