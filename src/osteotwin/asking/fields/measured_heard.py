"""What an answer on scans or blood tests tells, value by value, where it is not understood as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from osteotwin.asking.fields.denied import is_plain
from osteotwin.asking.fields.heard import heard
from osteotwin.asking.fields.measured_choices import measured
from osteotwin.asking.fields.measured_days import shown
from osteotwin.asking.when import DATE
from osteotwin.endpoints import MEASURED
from osteotwin.errors import InputError
from osteotwin.importing.answers import Answers
from osteotwin.importing.dates import day_or_month
from osteotwin.importing.found import Found, Place
from osteotwin.importing.lab_spans import names_in, without_ranges
from osteotwin.importing.scan_words import mentions_of
from osteotwin.units import with_signs
from osteotwin.units.patterns import later

_PIECES: Final = later(r"[;\n]+")
_NUMBER: Final = later(
    r"(?<![\w.,/+-])(?P<value>[<>]?\s?[-+]?\d+(?:[.,]\d+)?)(?![\w.,]*\d)(?!\s?/\s?[-+]?\d)"
    r"(?:\s?(?P<unit>[^\W\d]\S*|%))?"
)
_SCORE: Final = later(r"\b(?P<kind>[TZ])(?:\b|[- ]?(?:score|wert)s?\b)")
_DENSITY: Final = later(r"\bBMD\b|\bdensity\b|\bg ?/ ?cm", 2)


@dataclass(frozen=True)
class Told:
    """A value as far as it is understood.

    Attributes
    ----------
    what : str
        The endpoint.
    entry : Found or None
        Where it is understood but for its day.
    value, unit : str
        Where it is not, and there is one number only beside its name.
    day : str
        Empty where the answer tells none.
    """

    what: str
    entry: Found | None = None
    value: str = ""
    unit: str = ""
    day: str = ""


def told(question: str, text: str, today: date, order: str | None) -> Iterator[Told]:
    """Yield the values of an answer in their order."""
    parts = heard(question, text, today, order)
    if len(parts) == 1 and parts[0].entries:
        yield from _of(parts[0].entries, None)
        return
    pieces = [piece for piece in _PIECES.split(text) if piece.strip(" ,.")]
    days = [_day_in(piece, order) for piece in pieces]
    known = {day for day in days if day is not None}
    day = known.pop() if len(known) == 1 else None
    for piece, own in zip(pieces, days, strict=True):
        # The only day of an answer holds for all of it.
        held = own or (None if DATE.search(piece) else day)
        yield from _of_piece(question, piece, held, today, order, has_day=own is not None)


#: A clause on what was not measured, or is not known yet.
_NOT_MEASURED: Final = later(
    r"(?i)[^.;,\n]*\b(?:(?:never|not|haven'?t|hasn'?t|wasn'?t|didn'?t)\b[^.;,\n]*\b(?:measured|tested|checked|done|taken|given|"
    r"had|yet)|no\b[^.;,\n]*\b(?:tests?|results?|values?|scans?)\b|pending|unknown|awaited|to come)\b[^.;,\n]*"
)
#: Vitamin D in these units is taken, and not measured.
_OF_TABLETS: Final = later(r"(?i)\d ?(?:iu|ie|ui)\b")
#: "L1, L3, L4": the spine with one of them left out is no lumbar spine.
_SOME_VERTEBRAE: Final = later(r"(?i)\bL[1-5] ?(?:,|\+|&|and) ?L?[1-5]\b")
#: Before a name: it is reckoned otherwise than the file holds it.
_OTHERWISE: Final = later(r"(?i)\b(?:adjusted|corrected|ioni[sz]ed|albumin|korrigiert\w*|corrig\w+)[\s-]*$")


def _of_piece(
    question: str, piece: str, day: date | None, today: date, order: str | None, *, has_day: bool
) -> Iterator[Told]:
    said = piece if has_day else f"{(day or today).isoformat()}: {piece.strip()}"
    parts = heard(question, said, today, order)
    is_open = not all(part.entries for part in parts)
    # Of several days none is certain.
    named_day = "" if day is None or len({*DATE.findall(piece)}) > 1 else shown(day)
    if is_open and not is_plain(without_ranges(DATE.sub(" ", piece)), is_dated=True):
        # Of somebody else, a goal or a limit: its numbers are no values of his.
        named = _named(question, DATE.sub(" ", piece), named_day)
        yield from {one.what: replace(one, value="", unit="") for one in named}.values()
        return
    for part in parts:
        if part.entries:
            yield from _of(part.entries, None if has_day or day is not None else "")
            continue
        again = heard(question, f"{(day or today).isoformat()}: {part.said}", today, order)
        if not DATE.search(part.said) and all(one.entries for one in again):
            yield from _of(
                [entry for one in again for entry in one.entries], "" if day is None else shown(day)
            )
        else:
            yield from _named(question, DATE.sub(" ", part.said), named_day)


def _of(entries: tuple[Found, ...] | list[Found], day: str | None) -> Iterator[Told]:
    for entry in entries:
        if entry.table == ("measurement",):
            own = entry.keys.get("date")
            of_entry = shown(own) if isinstance(own, date) else ""
            yield Told(str(entry.keys["what"]), entry, day=of_entry if day is None else day)


def _named(question: str, said: str, day: str) -> Iterator[Told]:
    """Yield what a part names that is not understood, with a number only where it is the only one beside the name."""
    plain = with_signs(_NOT_MEASURED.sub("; ", said))
    places = (
        [(one.what, one.start, one.end) for one in names_in(plain)]
        if question == "labs"
        else [(_scanned(site, plain), start, end) for site, start, end in mentions_of(plain)]
    )
    ends = [*(start for _, start, _ in places[1:]), len(plain)]
    held = {one.id for one in measured(question).values()}
    seen: set[str] = set()
    for (what, start, end), until in zip(places, ends, strict=False):
        if _OTHERWISE.search(plain[:start]):
            continue
        numbers = list(_NUMBER.finditer(without_ranges(plain[end:until])))
        if what == "25ohd" and _OF_TABLETS.search(plain[end:until]):
            continue
        is_named_again = what in seen or (not numbers and [one for one, *_ in places].count(what) > 1)
        if what not in held or (is_named_again and not numbers):
            continue
        seen.add(what)
        if len(numbers) != 1 or (what.endswith("lumbar_spine") and _SOME_VERTEBRAE.search(plain)):
            yield Told(what, day=day)
            continue
        yield Told(
            what,
            value=numbers[0]["value"].replace(" ", ""),
            unit=(numbers[0]["unit"] or "").strip(".,;()"),
            day=day,
        )


def _scanned(site: str, said: str) -> str:
    """Return what was measured at a site; empty where that is not plain."""
    scores = {found["kind"].lower() for found in _SCORE.finditer(said)}
    kinds = {f"{one}_score" for one in scores} | ({"bmd"} if _DENSITY.search(said) else set[str]())
    what = f"{next(iter(kinds))}_{site}" if len(kinds) == 1 else ""
    return what if what in MEASURED else ""


def _day_in(piece: str, order: str | None) -> date | None:
    try:
        return day_or_month(piece, order, Place(""), Answers())
    except InputError:
        return None
