"""Tablets of alendronate that hold vitamin D, too: each of the two is told by itself."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import IU_PER_MICROGRAM_VITAMIN_D
from osteotwin.protocol.library.kits import not_counted_beside
from osteotwin.units.patterns import later

_NAME: Final = (
    r"(?:fosavance|fosamax[ -]?plus(?:[ -]?d3?)?(?: once weekly)?|adrovance|vantavo|"
    r"alendron\w+(?: \w+)? ?(?:/|,|and|with|\+|&) ?(?:chole|cole)calciferol)"
)
_BRAND: Final = later(rf"\b{_NAME}(?![\w-])", re.IGNORECASE)
#: "70 mg/5600 IU", "70 mg/140 micrograms"
_BOTH: Final = later(
    rf"\b{_NAME}[\s,:(]+(?P<mg>\d+) ?mg ?(?:[/+&]|and|with|und|et) ?(?P<d>\d[\d.,]*) ?"
    r"(?P<unit>iu|i\.?u\.?|ie|i\.e\.|ui|u\.i\.|units?|mcg|ug|\u00b5g|\u03bcg|micrograms?)(?![\w])\)?"
    r"(?: ?(?:vit(?:amin)? ?d3?|(?:chole|cole)calciferol))?(?: ?(?:cp|cpr|cps|tbl|comp)\b\.?)?"
    r"(?P<tail>[^;\n,]*(?:,(?= ?(?:since|from|until|starting|started|one|once|1)\b)[^;\n,]*)*)",
    re.IGNORECASE,
)


def vitamin_apart(text: str) -> str:
    """Return an answer with the vitamin D of tablets of alendronate behind a semicolon.

    Raises
    ------
    UnclearAnswerError
        If how often they are taken is not said.

    Examples
    --------
    >>> vitamin_apart("Fosavance 70 mg/5600 IU weekly since 2024; letrozole 2.5 mg daily")
    'alendronate 70 mg weekly since 2024; vitamin D 5600 IU weekly since 2024; letrozole 2.5 mg daily'
    """
    return _BOTH.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    number = float(re.sub(r"[.,](?=\d{3})", "", found["d"]).replace(",", "."))
    is_mass = found["unit"].casefold()[:1] in ("m", "\u00b5", "\u03bc") or found["unit"].casefold() == "ug"
    units = number * IU_PER_MICROGRAM_VITAMIN_D if is_mass else number
    tail = found["tail"].rstrip(" .")
    if not re.search(r"[^\W\d_]", tail):
        said = found[0].strip(" .,")
        raise UnclearAnswerError(
            "drugs",
            f"no word on how often in {quoted(said)}",
            "how often, too",
            f'write for example "{said} weekly"',
        )
    return f"alendronate {found['mg']} mg{tail}; vitamin D {units:g} IU{tail}"


def without_its_vitamin(name: str) -> str:
    """Return what to say of such tablets, where nothing tells how much is in one; empty for others."""
    if not _BRAND.search(name):
        return not_counted_beside(name)
    return (
        f"the vitamin D in {name} is not counted, for its strength was not said: add it, as in "
        '"vitamin D 5600 IU weekly"'
    )
