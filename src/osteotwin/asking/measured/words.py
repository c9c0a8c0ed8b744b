"""Values with their days in words → the entries of measurements: what scans and blood tests have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from osteotwin.asking.measured.months import as_told, month_of, with_middles
from osteotwin.asking.measured.not_measured import EXAMPLE, holds_number, without_earlier
from osteotwin.asking.pieces import is_none, pieces_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE, read_day
from osteotwin.endpoints import MEASURED
from osteotwin.importing.answers import Answers
from osteotwin.importing.dates import same_day
from osteotwin.importing.found import Found, Place
from osteotwin.importing.measured import measurement
from osteotwin.importing.scan_changes import EARLIER_ASIDE, with_scores, without_changes
from osteotwin.importing.scan_words import SCORE_NAMED
from osteotwin.units import KINDS, with_points
from osteotwin.units.patterns import later

NUMBER: Final = later(
    r"(?P<sign>[<>≤≥]=?)? ?(?P<number>[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)) ?"
    r"(?P<unit>[%a-zA-Zµμ][^\s,;()\[\]]*(?: BCE/[a-zA-Z]+)?)?"
)
#: Before a day, it is that of the report.
_OF_REPORT: Final = later(
    r"\b(?:reported|printed|signed|dictated|report (?:date|from|of|on))\W*(?:on\s+)?$", re.IGNORECASE
)
#: A day that is of the value before it alone.
_IN_BRACKETS: Final = later(rf"[(\[]\s*(?:{DATE.pattern})\s*[)\]]", re.IGNORECASE)
#: Behind a day, and what joins a value to the next day.
_CLOSED: Final = later(r"[)\]]*")
_JOINED: Final = later(
    r"^[\s,.;:)\]]*(?:(?:and|then|und|et|y)\b[\s,]*)*|[\s,;]+(?:(?:and|then|und|et|y)[\s,]*)*$"
)
#: Said of a value that is right although it is unusual.
_CONFIRMED: Final = later(r"\bconfirmed\b|\bcastrat\w+", re.IGNORECASE)


def dated(
    question: str, text: str, order: str | None, today: date | None = None
) -> Iterator[tuple[str, date | None, str]]:
    """Yield each piece with its day: its own, else the one before it, else the only one that comes behind; and a note.

    The note names a value of an earlier day beside it, which is not in the piece.
    """
    if is_none(text):
        return
    text, months = with_middles(question, text, order, today)
    pieces: list[tuple[str, date | None, str]] = []
    undated: list[str] = []
    day: date | None = None
    leading = _leads(text)
    for said in (
        one for piece in pieces_of(text) for one in _each_with_day(question, piece, order, leading=leading)
    ):
        piece, note = without_earlier(said)
        if question == "scans":
            piece, was = without_changes(with_scores(piece))
            asides = [one[0].strip(" ,.;()") for one in EARLIER_ASIDE.finditer(piece)]
            rest = EARLIER_ASIDE.sub(" ", piece).strip()
            if asides and SCORE_NAMED.search(rest) and holds_number(rest):
                piece, was = rest, (*was, *asides)
            if "%" in said and "%" not in piece and not note:
                note = "what is said of a change beside it not used"
            earlier = (f"an earlier value beside it not used ({one})" for one in was)
            note = "; ".join(filter(None, (note, *earlier)))
        # A range such as 8.6-10.2 looks like a date and is none.
        days = ((one, read_day(question, one[0], order)) for one in DATE.finditer(piece))
        found, own = next(((one, own) for one, own in days if own is not None), (None, None))
        if found is not None and question == "scans" and (said := _OF_REPORT.search(piece, 0, found.start())):
            raise UnclearAnswerError(
                question, f"{quoted(f'{said[0].strip()} {found[0]}')}, the day of the report", "the day of the scan",
                f'write the day on which it was scanned; if it was that day, leave out "{said[0].strip(" ,(:")}"',
            )  # fmt: skip
        if found is not None:
            day = own
            rest = f"{piece[: found.start()]} {piece[found.end() :]}"
            piece = _balanced(_EMPTIED.sub(" ", rest).strip(" ,:."))
        elif (number := read_day(question, piece, order)) is not None:
            day = number
        elif holds_number(piece):
            undated.append(piece)
        month = month_of(piece)
        if month is not None and (own is None or not same_day(own, month[1])):
            raise UnclearAnswerError(
                question, f"{quoted(month[0][0])}, a month without its day", "the day on which it was measured",
                f'write the day that the report prints, for example "15 {month[1]:%B %Y}"',
            )  # fmt: skip
        pieces.append((piece, day, note))
    if leading and len(pieces) > 1 and not pieces[-1][0] and pieces[-1][1] != pieces[-2][1]:
        raise UnclearAnswerError(
            question, f"the day {pieces[-1][1]} without a value behind it", "each day before its values",
            "write the values of that day behind it, or leave it out",
        )  # fmt: skip
    days = {one for _, one, _ in pieces if one is not None}
    bracketed = _IN_BRACKETS.search(text) is not None and undated and text.rstrip(" .").endswith(undated[-1])
    if undated and not leading and (len(days) > 1 or bracketed):
        raise no_day(question, undated[-1 if bracketed else 0])  # of the day before it, or of that behind it
    only = days.pop() if len(days) == 1 else None
    for piece, one, note in pieces:
        if piece:
            yield piece, as_told(one or only, months), note


def _each_with_day(question: str, piece: str, order: str | None, *, leading: bool) -> list[str]:
    """Return the parts of a piece that have each a day of their own, before their values or behind them."""
    cuts: list[int] = []
    for found in DATE.finditer(piece):
        at = found.start() if leading else found.end() + len(_CLOSED.match(piece, found.end())[0])  # type: ignore[index]
        before, behind = piece[:at], piece[at:]
        inside = leading and before.count("(") > before.count(")")
        each = all(holds_number(DATE.sub(" ", one)) for one in (before, behind))
        if each and not inside and read_day(question, found[0], order) is not None:
            cuts.append(at)
    parts = [piece[start:end] for start, end in zip([0, *cuts], [*cuts, len(piece)], strict=True)]
    return [_JOINED.sub("", one) for one in parts]


#: Brackets around nothing but a date, and a colon behind it.
_EMPTIED: Final = later(r"\s?[(\[]\s*[)\]]|(?<=\w) +(?=:)")


def _leads(text: str) -> bool:
    """Tell whether the days of an answer stand before their values."""
    first = DATE.search(text)
    return first is not None and not holds_number(text[: first.start()])


def _balanced(piece: str) -> str:
    """Return a piece without brackets that a date has left open at its ends."""
    return piece if piece.count("(") == piece.count(")") else piece.strip(" ,:.()")


def no_day(question: str, piece: str) -> UnclearAnswerError:
    """Return the question on the day of a value."""
    example = EXAMPLE[question]
    again = "; ".join(part.strip(" ;") for part in piece.split("\n") if part.strip(" ;"))
    if len(again) <= _LONGEST_AGAIN:
        example = f'write it before it: "DAY MONTH YEAR: {again}", with your own day'
    return UnclearAnswerError(
        question, f"no day of {quoted(piece)}", "the day on which it was measured", example
    )


#: A longer piece is not said again.
_LONGEST_AGAIN: Final = 400


def measured(
    question: str, what: str, value: re.Match[str], unit: str, day: date | None, piece: str, **more: Any
) -> Found:
    """Return the entry of one value.

    Raises
    ------
    UnclearAnswerError
    """
    if day is None:
        raise no_day(question, piece)
    unit = unit.rstrip(".")
    number = with_points(value["number"]).lstrip("+").replace(",", ".")
    sign = (value["sign"] or "")[:1].replace("≤", "<").replace("≥", ">")
    if not unit and not KINDS[MEASURED[what].quantity].may_be_bare:
        raise UnclearAnswerError(
            question, f"no unit in {quoted(piece)}", "a value with its unit", "write the unit that the report prints "
            f"behind the number: {possible_units(what, sign, number)}, or whichever it prints",
        )  # fmt: skip
    found = measurement(what, sign, number, unit, day, Place(""), piece, Answers(), **more)
    if isinstance(found, str):
        raise UnclearAnswerError(
            question, f"{quoted(piece)}: {found}", "a value with its unit", EXAMPLE[question]
        )
    return with_confirmed(found, piece)


#: Units that hardly any laboratory prints.
_HARDLY_PRINTED: Final = ("pg/dL",)


def possible_units(what: str, sign: str, number: str) -> str:
    """Return a value with each of the units in which it is possible, the usual one first and of two alike one."""
    kind = KINDS[MEASURED[what].quantity]
    low, high = MEASURED[what].low, MEASURED[what].high
    usual = kind.example.partition(" ")[2]
    possible = [one for one, factor in kind.units.items() if low <= float(number) * factor <= high]
    sorted_ = sorted(
        possible or kind.units, key=lambda one: (one != usual, "mol/" not in one, one in _HARDLY_PRINTED)
    )
    apart: dict[float, str] = {}
    for one in sorted_:
        apart.setdefault(kind.units[one], one)
    first = [*apart.values()][:3]
    return " or ".join(f'"{sign}{number} {one}"' for one in first)


def with_confirmed(found: Found, piece: str) -> Found:
    """Return an entry marked as right although it is unusual, where its words say so."""
    return replace(found, keys={**found.keys, "confirmed": True}) if _CONFIRMED.search(piece) else found
