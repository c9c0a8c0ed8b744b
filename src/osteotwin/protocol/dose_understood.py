"""What of a dose is understood where the whole of it is not: its amount, how often, and the words that are left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from osteotwin.protocol.dose_amounts import amount_at
from osteotwin.protocol.dose_asides import joined, without_names
from osteotwin.protocol.dose_fillers import FILLER, SKIPPED
from osteotwin.protocol.dose_packs import without_pack
from osteotwin.protocol.dose_questions import ask_separators
from osteotwin.protocol.dose_remarks import taken_now
from osteotwin.protocol.dose_rhythms import rhythm_at
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.units import LONGEST_WORDS, AmbiguousRhythm, in_digits
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later
from osteotwin.units.rhythm_doubts import ask_fraction

_WORD: Final = later(r"[^\s,;()]+")
#: How long, or how long ago: no rhythm.
_LASTING: Final = later(
    r"(?:for|over|since|past|last|next)(?: (?:the|about|almost|past|last|next|first))* (?:an?|[\d.]+) ?"
    r"(?:day|week|month|year|yr|wk|mo)s?\b(?: ago)?|[\d.]+ ?(?:day|week|month|year)s? ago\b"
)
#: "140/wk": an amount without its unit, and no rhythm.
_MANY: Final = later(r"(?:[2-9]\d|\d{3,}) ?/")
#: "and am getting ready": no morning.
_I_AM: Final = later(r"\b(?:i |and )am (?=(?:not |still |now |currently )?\w+ing\b)", re.IGNORECASE)
#: "We are starting with 2 grains a day": no Wednesday.
_WE: Final = later(
    r"\bwe(?= (?:are|were|have|had|will|would|started|start|began|do|use|take|went|decided|agreed|tried|plan)\b)",
    re.IGNORECASE,
)
#: "50.000 UI": of units nobody takes thousandths.
_THOUSANDS: Final = later(r"(?<![\d.,])([1-9]\d{0,2})\.(\d{3})(?= ?(?:iu|ui|ie|units?)\b)", re.IGNORECASE)
_GEL: Final = later(r" ?(?:of )?gel\b")
_UNIT_TIED: Final = later(r"^[\d.]+ ?[a-z]+ ?/ ?(?:ml|l|dl|cc)\b")


@dataclass(frozen=True)
class UnderstoodDose:
    """What of a dose is understood.

    Attributes
    ----------
    amount, often : str
        In words that are read; empty where none is understood.
    left : tuple of str
        What is not understood, in the words of the text, as they stand together.
    is_open : bool
        Whether words of it may mean two things.
    """

    amount: str = ""
    often: str = ""
    left: tuple[str, ...] = ()
    is_open: bool = False


def understood_of(text: str) -> UnderstoodDose:
    """Return what is understood of a dose in words, and what is not.

    Examples
    --------
    >>> understood_of("5 mg iv yearly abracadabra")
    UnderstoodDose(amount='5 mg', often='yearly', left=('abracadabra',), is_open=False)
    """
    text = _THOUSANDS.sub(r"\1\2", text[:LONGEST_WORDS])
    plain = in_digits(in_english(text)).replace("µg", "ug").replace("μg", "ug")
    plain = _WE.sub("", _I_AM.sub("", plain))
    plain = joined(taken_now(without_pack(plain.replace("×", "x"))))
    plain, _ = without_names(plain)
    amount, often = "", ""
    left: list[str] = []
    place, is_open = 0, False
    while place < len(plain):
        if (skipped := SKIPPED.match(plain, place)) is not None:
            place = skipped.end()
            continue
        end = None
        if (lasting := _LASTING.match(plain, place)) is not None:
            left.append(lasting[0])
            place, is_open = lasting.end(), False
            continue
        found = None if _UNIT_TIED.match(plain[place:]) else amount_at_or_none(plain, place)
        if found is not None and found[1] == "g" and _GEL.match(plain, found[2]):
            found = None  # so much of the gel, not of the drug
        if found is not None and not amount:
            amount, end = f"{found[0]:.12g} {found[1]}", found[2]
        elif (
            not often
            and not _MANY.match(plain, place)
            and (rhythm := rhythm_at_or_none(plain, place)) is not None
        ):
            often, end = (
                re.sub(r"^1 (?=every|each)", "", plain[rhythm[0] : rhythm[1]].strip(" ,;().–—-")),
                rhythm[1],
            )
        elif found is None and (filler := FILLER.match(plain, place)) is not None and filler.end() > place:
            end = filler.end()
        if end is not None and end > place:
            place, is_open = end, False
            continue
        word = _WORD.match(plain, place)
        end = word.end() if word is not None else place + 1
        if word is not None:
            left[len(left) - is_open :] = [f"{left[-1]} {word[0]}" if is_open else word[0]]
            is_open = True
        place = end
    return UnderstoodDose(amount, often, tuple(left), _is_open(text, plain))


def _is_open(text: str, plain: str) -> bool:
    """Tell whether a word of a dose begins what may mean two things."""
    try:
        ask_fraction(text)
        ask_separators(plain)
        for word in _WORD.finditer(plain):
            amount_at(plain, word.start())
            rhythm_at(plain, word.start())
    except (AmbiguousDose, AmbiguousRhythm):
        return True
    return False


def amount_at_or_none(text: str, place: int) -> tuple[float, str, int] | None:
    """Return the amount at a place; ``None`` for none, or one that may mean two things."""
    try:
        return amount_at(text, place)
    except AmbiguousDose:
        return None


def rhythm_at_or_none(text: str, place: int) -> tuple[int, int] | None:
    """Return the rhythm at a place; ``None`` for none, or one that may mean two things."""
    try:
        return rhythm_at(text, place)
    except (AmbiguousDose, AmbiguousRhythm):
        return None
