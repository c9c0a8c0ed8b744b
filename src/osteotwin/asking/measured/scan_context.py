"""What is said of several values of scans together: by which scanner, against which young adults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from osteotwin.asking.measured.not_measured import holds_number
from osteotwin.asking.measured.unsaid import OF_A_WORD
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.idle_words import OF_SCANS, unsaying
from osteotwin.importing.scan_words import maker_of, mentions_of
from osteotwin.units.patterns import later

_REFERENCE: Final = (
    ("female", later(r"\bfemale|women", re.IGNORECASE)),
    ("male", later(r"\bmale\b|\bmen\b", re.IGNORECASE)),
)
#: "T-scores against young women:" before all of them.
_HEADING: Final = later(r"\bT[- ]?scores\b[^\d;]*", re.IGNORECASE)
_DENIED: Final = later(
    r"\b(?:not?|isn'?t|instead of|rather than|unlike|other (?:\w+ )?than|previous(?:ly)?|prior|former(?:ly)?|"
    r"earlier|next|different|another)\b(?P<what>[^,;]*)|"
    r"(?P<like>[^,;]*)(?:[- ]equivalent|[- ]like|converted|standardi[sz]ed)\b",
    re.IGNORECASE,
)

#: What a value is called behind it; before it, "normal" may be of other people.
_CALLED: Final = later(r"\b(?:low|high|normal|fine|ok)\b", re.IGNORECASE)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzäöüßéèêàáíóúñç"


def reference_in(text: str) -> str | None:
    """Return the young adults that a text names."""
    return next((name for name, words in _REFERENCE if words.search(text)), None)


def reference_of_others(text: str, pieces: Sequence[str]) -> str | None:
    """Return the young adults that are named apart from any score, and hold for all that name none themselves.

    Raises
    ------
    UnclearAnswerError
        If two are named.
    """
    apart = [part for part in _parts(pieces) if not holds_number(part)]
    found = {reference_in(part) for part in (*apart, *_HEADING.findall(text))} - {None}
    if len(found) > 1:
        raise UnclearAnswerError("scans", "young men and young women", "which of them each score counts from",
                                 'write it behind each score: "T-score -1.2 (female reference)"')  # fmt: skip
    return found.pop() if found else None


def device_of(part: str, piece: str, of_day: Sequence[str], of_all: Sequence[str]) -> str | None:
    """Return the maker of the scanner of a value: the one that is named nearest to it.

    Raises
    ------
    UnclearAnswerError
        If several may be it, or one is said not to be.
    """
    for near in ([part], _parts([piece]), _parts(of_day), _parts(of_all)):
        makers = {maker for one in near for maker in _makers(one)}
        if any(
            (denied := _DENIED.search(one)) and _makers(denied["what"] or denied["like"] or "")
            for one in near
        ):
            raise UnclearAnswerError("scans", f"a maker that it was not, beside {quoted(part)}", "the maker, or none",
                                     "leave it out, or write hologic, lunar or norland")  # fmt: skip
        if len(makers) > 1:
            raise UnclearAnswerError("scans", f"several makers beside {quoted(part)}", "one maker of each value",
                                     'write each behind its own day: "3 Nov 2023: total hip T-score -1.2; Hologic; '
                                     '3 Nov 2025: total hip T-score -1.4; Lunar"')  # fmt: skip
        if makers:
            return makers.pop()
    return None


def of_all_days(said: Sequence[tuple[str, date | None]], last: str) -> list[str]:
    """Return the pieces that may name the scanner of every day: all, where there is one day.

    Of several days those before the first, a heading before its values, one behind the last that holds no value, and
    those that say so.
    """
    if len({day for _, day in said if day is not None}) < 2:
        return [piece for piece, _ in said]
    of_all = [
        piece
        for piece, day in said
        if day is None or (piece == last and not holds_number(piece)) or _OF_ALL.search(piece)
    ]
    head = _CLOSED_HEAD.match(said[0][0])  # "Hologic Horizon. 30 April 2024: ..."
    return of_all if head is None else [head[0], *of_all]


#: Words without a number, closed off before the first value.
_CLOSED_HEAD: Final = later(r"[^\d.:;,\n]+[.:](?=\s)")
_OF_ALL: Final = later(r"\b(?:all|both|each|every|always|same)\b", re.IGNORECASE)


def _parts(pieces: Iterable[str]) -> list[str]:
    return [part for piece in pieces for part in re.split(r",\s+", piece)]


def _makers(text: str) -> set[str]:
    """Return all makers that a text names."""
    return {maker for one in (text, *text.split()) if (maker := maker_of(one)) is not None}


def check_words(piece: str, number: str = "", of: str = "") -> None:
    """Ask about words beside a value of which nobody knows what they make of it.

    Parameters
    ----------
    piece : str
    number : str, optional
        Where the value stands; before it, "normal" may be of other people.
    of : str, optional
        The words that are quoted, where the piece is not all of them.

    Raises
    ------
    UnclearAnswerError
    """
    before, _, behind = piece.partition(number.strip()) if number else ("", "", piece)
    rest = f"{before} {_CALLED.sub(' ', behind)}"
    for _, start, end in reversed(mentions_of(rest)):
        rest = f"{rest[:start]} {rest[end:].lstrip(_LETTERS)}"
    rest = OF_SCANS.sub(" ", rest)
    unknown = re.search(r"[^\W\d_][\w'-]*|\?", rest)
    if words := [*unsaying(of or piece), *([] if unknown is None else [unknown[0]])]:
        raise UnclearAnswerError(
            "scans", f"{quoted(words[0])} in {quoted(of or piece)}", OF_A_WORD,
            "leave it out if it changes nothing, else leave out the value",
        )  # fmt: skip
