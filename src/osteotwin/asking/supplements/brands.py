"""Brands of calcium tablets: the name with its strength first, then how many and how often, wherever they stand."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.supplements.tokens import (
    MOST_COUNTED,
    Amount,
    Count,
    Mark,
    Often,
    in_lower_case,
    token_at,
)
from osteotwin.asking.unclear import UnclearAnswerError, quoted

_WORD: Final = re.compile(r"[^\s,;:]+")
#: Forms that tell one strength of a brand from another.
_TELLS: Final = re.compile(r"caplets?|chewables?|effervescent|chews?")
_JOINS: Final = re.compile(r"[\s,;:.\u2013-]+")
#: Calcium carbonate against heartburn, whose packs print the salt: 500 mg of it hold 200 mg of calcium.
_ANTACID: Final = re.compile(r"\b(?:tums|rennie)\b", re.IGNORECASE)


def brand_first(piece: str) -> str | None:
    """Return a brand with how many tablets and how often behind it; ``None`` where one of them is not certain.

    Examples
    --------
    >>> brand_first("2 Calcichew D3 Forte daily"), brand_first("Orocal D3 500 mg/400 IU")
    ('calcichew d3 forte 2 tablets daily', None)
    """
    text = in_lower_case(piece)
    brand: list[str] = []
    often: list[str] = []
    counts: list[float] = []
    at = 0
    while at < len(text):
        if (gap := _JOINS.match(text, at)) is not None:
            at = gap.end()
            continue
        word = _WORD.match(text, at)
        step = token_at(text, at)
        if word is None or (step is None and brand and often):
            return None
        token, end = step if step is not None else (Mark("name"), word.end())
        if isinstance(token, Often):
            often.append(token.words)
        elif isinstance(token, Amount) and not token.unit and token.value <= MOST_COUNTED and not brand:
            counts.append(token.value)
        elif isinstance(token, Count):
            counts.append(token.n)
            end = _with_form(text, at, end, brand)
        elif token is not None and not (isinstance(token, Mark) and token.what in ("form", "of")):
            brand.append(text[at:end])
        elif token is not None:
            _with_form(text, at, end, brand)
        at = end
    counts = [n for n in counts if n != 1.0] or counts[:1]
    if len(often) != 1 or len(counts) > 1 or not brand:
        return None
    n = counts[0] if counts else 1.0
    return f"{' '.join(brand)} {n:g} tablet{'s' if n != 1.0 else ''} {often[0]}"


def _with_form(text: str, at: int, end: int, brand: list[str]) -> int:
    """Put the form that tells a strength to the brand."""
    if (form := _TELLS.search(text, at, end)) is not None:
        brand.append(form[0])
    return end


def is_antacid(piece: str) -> bool:
    """Tell whether a piece names tablets against heartburn that hold calcium."""
    return _ANTACID.search(piece) is not None


def ask_of_antacid(piece: str) -> UnclearAnswerError:
    """Return the question for the calcium in tablets against heartburn."""
    return UnclearAnswerError(
        "food", f"{quoted(piece)}, tablets of which the calcium differs by strength",
        "the calcium of a day in mg, all tablets together",
        'write for example "calcium carbonate 400 mg daily" for two of regular strength: one with 500 mg of the salt '
        "holds 200 mg of calcium, one with 750 mg 300 mg, one with 1000 mg 400 mg",
    )  # fmt: skip
