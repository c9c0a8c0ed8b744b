"""Tablets of calcium in words: whether a weight counts the calcium or the salt that holds it."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.calcium_salts import CALCIUM_SHARE

_COUNTS: Final = (
    ("calcium", re.compile(r"\b(?:of |as )?elemental(?: calcium)?\b|(?<=mg )of calcium\b(?! (?:carb|cit))",
                           re.IGNORECASE)),
    ("salt", re.compile(r"\b(?:of )?(?:the )?salt\b|\bof calcium (?:carbonate|citrate)\b|\bof (?:carbonate|citrate)\b",
                        re.IGNORECASE)),
)  # fmt: skip
#: Weights of salt that labels print, with a round weight of calcium in them [mg].
_OF_SALT: Final = {"calcium_carbonate": (625, 1250, 1500, 2500), "calcium_citrate": (950, 1190, 1900, 2376)}
_WEIGHT: Final = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(mg|g)\b", re.IGNORECASE)


def what_counts(text: str) -> tuple[str, str]:
    """Return a text without its words on what a weight counts, and ``"calcium"``, ``"salt"`` or empty.

    Examples
    --------
    >>> what_counts("500 mg elemental daily"), what_counts("1250 mg of the salt daily")
    (('500 mg daily', 'calcium'), ('1250 mg daily', 'salt'))
    """
    for counts, words in _COUNTS:
        if words.search(text):
            return " ".join(words.sub(" ", text).split()), counts
    return text, ""


def calcium_in_weight(nutrient: str, dose: str) -> tuple[float, float] | None:
    """Return the weight and its calcium where a dose is a weight that labels print for the salt [mg]; else ``None``."""
    for number, unit in _WEIGHT.findall(dose):
        weight = float(number.replace(",", "" if re.search(r",\d{3}$", number) else "."))
        weight *= 1000.0 if unit.casefold() == "g" else 1.0
        if weight in _OF_SALT.get(nutrient, ()):
            return weight, float(round(weight * CALCIUM_SHARE[nutrient] / 10.0) * 10)
    return None
