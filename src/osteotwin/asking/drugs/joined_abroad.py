"""Drugs of a list in another language: "Letrozol 2,5 mg y Ácido zoledrónico 4 mg" joins two as "and" does."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.units.patterns import later

_AND: Final = later(
    r"(?<=[\w).])\s+(?:y|e|et|und|og|och|oraz)\s+(?=(?P<amount>\d[\d.,]* ?\w+ )?)", re.IGNORECASE
)


def with_and(text: str) -> str:
    """Return an answer with an English "and" before each drug that is joined to the one before it.

    Examples
    --------
    >>> with_and("letrozole 2.5 mg y alendronate 70 mg"), with_and("ramipril 5 mg et demi")
    ('letrozole 2.5 mg and alendronate 70 mg', 'ramipril 5 mg et demi')
    """
    starts = {start for start, _ in name_places(text)}
    for found in reversed(list(_AND.finditer(text))):
        if found.end() in starts or found.end() + len(found["amount"] or "") in starts:
            text = f"{text[: found.start()]} and {text[found.end() :]}"
    return text
