"""Protein of the whole diet, which is in no number here: "180 g protein a day", "1.6 g/kg protein"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_AROUND: Final = (
    r"(?:(?:i|about|around|roughly|approx\.?|approximately|ca\.?|at least|over|up to|eat|get|have|hit|consume|aim for|"
    r"target|usually|also|daily|total|my|a|high|of|is|in|intake|is about|~|>|with) ?)*"
)
_AMOUNT: Final = (
    r"(?:(?P<{0}>\d{{2,3}})(?: ?(?:-|\u2013|to) ?\d{{2,3}})? ?(?:g|gr|gm|grams?|gramm)\b|"
    r"\d(?:\.\d+)?(?: ?(?:-|\u2013|to) ?\d(?:\.\d+)?)? ?g(?:rams?)?(?: ?/ ?| per )(?:kg|lb|kilo\w*|"
    r"pound)(?: (?:of )?(?:body ?weight|bw))?)"
)
_OFTEN: Final = r"(?: ?(?:/ ?day|/ ?d\b|a day|per day|each day|every day|daily|in total|total|in all))*"
_NAME: Final = r"(?:protein|eiwei\u00df|prot\u00e9ines?|prote\u00ednas?)"
_DIET: Final = later(
    rf"{_AROUND}(?:{_AMOUNT.format('n')}{_OFTEN},? (?:of |de )?(?:total |dietary )?{_NAME}(?: intake)?{_OFTEN}|"
    rf"{_NAME}(?: intake)?(?: ?[:=]| is| of| at)? ?{_AROUND}{_AMOUNT.format('m')}{_OFTEN}|"
    rf"high[ -]?{_NAME}(?: diet)?(?: ?\({_AMOUNT.format('k')}[^()]*\))?)\W*",
    re.IGNORECASE,
)
#: Less may be of a powder.
_LEAST: Final = 60.0


def is_protein_of_diet(piece: str) -> bool:
    """Tell whether a piece tells the protein of a day, or a diet of much of it, and no food.

    Examples
    --------
    >>> is_protein_of_diet("180g protein a day"), is_protein_of_diet("protein intake about 1.6 g/kg")
    (True, True)
    >>> is_protein_of_diet("protein 30 g daily"), is_protein_of_diet("whey protein 180 g daily")
    (False, False)
    """
    told = _DIET.fullmatch(piece.strip())
    if told is None:
        return False
    number = next((told[name] for name in ("n", "m", "k") if told[name]), None)
    return number is None or float(number) >= _LEAST


_PARTS: Final = later(r"([;\n]|,(?!\d)|\.\s|\s(?:and|plus)\s)")


def without_protein(text: str) -> tuple[str, list[str]]:
    """Return an answer without the parts that tell the protein of a day alone, and those.

    Examples
    --------
    >>> without_protein("about 2g/kg protein, milk daily")
    (' milk daily', ['about 2g/kg protein'])
    """
    parts = _PARTS.split(text)
    told = [at for at in range(0, len(parts), 2) if is_protein_of_diet(parts[at])]
    if not told:
        return text, []
    rest = "".join(
        f"{parts[at]}{''.join(parts[at + 1 : at + 2])}" for at in range(0, len(parts), 2) if at not in told
    )
    return rest.rstrip(" ,;\n") if rest.strip(" ,;.\n") else "", [parts[at].strip() for at in told]
