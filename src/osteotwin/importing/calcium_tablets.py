"""Tablets of calcium with vitamin D in a line or a record: what they are, and how many are taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.importing.prescription_words import TO_BE_TAKEN, magnitude, rhythm_in, said_dose
from osteotwin.inputs.names import words
from osteotwin.protocol.dose_words import AmbiguousDose
from osteotwin.protocol.library.calcium_products import (
    CalciumWithD,
    WhichStrengthError,
    calcium_product_names,
    calcium_with_d,
)
from osteotwin.protocol.tablet_counts import amounts_of
from osteotwin.units.patterns import later

_COUNT: Final = r"(?:\d(?:[.,]5)?|one|two|three|half|an?|eine?|zwei|un|deux)"
_PIECE: Final = r"(?:chew\w*\s+)?(?:tab|cap|cp|comp|sachet|chew|caplet|kautab|to be taken)"
#: What may part the name from what is taken of it.
_PARTED: Final = later(
    rf"\s*[,;]\s+|\s*:\s+|\s+[-\u2013\u2014]\s+|\s+(?=take\b|{_COUNT}\s+{_PIECE}|{_COUNT}\s+(?:once|twice|daily|each|every)\b|\d-\d-\d)",
    re.IGNORECASE)  # fmt: skip
_SAYS_HOW_MANY: Final = later(rf"\b{_COUNT}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Tablets:
    """Tablets of both, and the words on what is taken of them; or why they are not known."""

    tablet: CalciumWithD | None
    taken: str
    why: str = ""


def calcium_tablets(text: str) -> Tablets | None:
    """Return the tablets of calcium with vitamin D that a line names first; ``None`` where it names none.

    Examples
    --------
    >>> calcium_tablets("Calceos chewable 1 tablet twice daily")
    Tablets(tablet=CalciumWithD(salt='calcium_carbonate', calcium_mg=500.0, vitamin_d_iu=400.0), taken='1 tablet twice daily', why='')
    """  # noqa: E501
    if _first_words().isdisjoint(words(text[:200])):
        return None
    asked = ""
    for name, taken in _parts(text):
        try:
            tablet = calcium_with_d(name)
        except WhichStrengthError as question:
            asked = str(question)
            continue
        if tablet is not None:
            return Tablets(tablet, taken)
    return Tablets(None, "", asked) if asked else None


def before_tablets(text: str) -> str:
    """Return what stands before the name of tablets.

    Examples
    --------
    >>> before_tablets("Stopped: Calceos 1 tablet daily")
    'Stopped: '
    """
    at = 0
    for part in text.split():
        if not _first_words().isdisjoint(words(part)):
            return text[: text.index(part, at)]
        at = text.index(part, at) + len(part)
    return ""


def tablets_taken(taken: str, tablet: CalciumWithD) -> tuple[str | None, str | None]:
    """Return how many tablets and how often, as a person's file writes them; ``None`` for what is not told.

    Examples
    --------
    >>> adcal = CalciumWithD("calcium_carbonate", 600.0, 400.0)
    >>> tablets_taken("One to be taken twice a day", adcal), tablets_taken("1200 mg/800 IU daily", adcal)
    (('1 tablet', '0.5 days'), ('2 tablets', '1 day'))
    """
    said = TO_BE_TAKEN.sub("tablets", taken)
    if not _SAYS_HOW_MANY.search(said) and not re.search(r"\d", said):
        return None, rhythm_in(said)
    try:
        milligrams = amounts_of(tablet, said)[0]
    except AmbiguousDose:
        return None, rhythm_in(said)
    dose, every = said_dose(milligrams, "")
    amount = magnitude(dose)
    if amount is None:
        return None, every or rhythm_in(said)
    return count_of(amount / tablet.calcium_mg), every or rhythm_in(said)


def count_of(pieces: float) -> str:
    """Return a number of tablets as a person's file writes it."""
    return f"{pieces:g} tablet{'' if pieces == 1 else 's'}"


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for match in _PARTED.finditer(text):
        if match.start():
            yield text[: match.start()], text[match.end() :]
    yield text, ""


@cache
def _first_words() -> frozenset[str]:
    return frozenset({"calcium", "ca", *(words(name)[0] for name in calcium_product_names())})
