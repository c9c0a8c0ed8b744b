"""One rhythm behind several drugs, "A and B twice a week": asked of which it is, with his own words for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.asking.drugs.told_drugs import drugs_in, name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_doubts import ask_part_beside
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import named_drug
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: What joins drugs that are taken together.
_JOINED: Final = later(r"\s*(?:\band\b|\bplus\b|\bwith\b|[+&/,])(?:\s*(?:and|with))?\s+", re.IGNORECASE)


_EXAMPLE: Final = (
    'write each drug with its own amount, days and rhythm, as in "finasteride 1 mg on Monday; omeprazole 20 mg on '
    'Monday and Thursday" (an example of other drugs)'
)


def ask_shared(piece: str, is_read: Callable[[str], bool]) -> None:
    """Ask of a rhythm behind the last of several drugs whether it is of those before it, too.

    Parameters
    ----------
    piece : str
        Of the answer, in English.
    is_read : callable
        Whether an answer is read.

    Raises
    ------
    UnclearAnswerError
    """
    parts = [part.strip(" .") for part in _JOINED.split(piece) if part.strip(" .")]
    told = [understood_of(part) for part in parts]
    each, often, asked = list(parts), "", ()
    for place in reversed(range(len(parts))):
        part, one = parts[place], told[place]
        if not (one.amount and _is_one(part)):
            often = ""
        elif one.often:
            often = _as_written(part, one.often)
        elif often and not (one.left or one.is_open):
            each[place], asked = f"{part} {often}", (part, parts[place + 1], often)
    if asked:
        before, after, often = asked
        whole = "; ".join(each)
        raise UnclearAnswerError(
            "drugs", f"no word on how often in {quoted(before)}: {often} stands behind {quoted(after)}, and may be of "
            "both", "how often each drug is taken",
            f'write "{whole}" if it is of both, else how often each of them is taken' if is_read(whole) else _EXAMPLE,
        )  # fmt: skip


#: "600 mg/letrozole": another drug behind the amount of the first one.
_SLASHED: Final = later(r"(?<=[\dg])/(?P<name>[^\W\d_][\w-]{3,})", re.IGNORECASE)


def ask_slashed(piece: str) -> None:
    """Ask of two drugs with a slash between an amount and a name.

    Raises
    ------
    UnclearAnswerError
    """
    for found in _SLASHED.finditer(piece):
        if products_named(found["name"]) or named_drug(found["name"]):
            raise UnclearAnswerError(
                "drugs", f"{quoted(piece)}, two drugs with a slash between them", "each by itself",
                _EXAMPLE,
            )  # fmt: skip


def ask_parts(piece: str) -> None:
    """Ask of an amount beside a part of a tablet.

    Raises
    ------
    UnclearAnswerError
    """
    if not any(products_named(name) for name in drugs_in(piece)):
        return  # shown as it is written
    try:
        ask_part_beside(in_digits(piece.casefold()))
    except AmbiguousDose as ambiguous:
        raise UnclearAnswerError("drugs", quoted(piece), "how much it is each time", str(ambiguous)) from None


def _as_written(part: str, often: str) -> str:
    found = re.search(re.escape(often), part, re.IGNORECASE)
    return found[0] if found else often


def _is_one(part: str) -> bool:
    """Tell whether words name one drug of the library."""
    places = name_places(part)
    return len(places) == 1 and bool(products_named(part[slice(*places[0])]))
