"""Which scanner measured which of the values of a report: scans of several days may be of several makers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from osteotwin.importing.dates import same_day
from osteotwin.importing.found import Found, Place
from osteotwin.importing.idle_words import unread_beside
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.scan_dates import COMPARED, NOT_SCANNED, label_at, own_date
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_words import makers_in
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

#: Where a piece of a line ends that may be of another scan than the rest.
_PIECES: Final = later(r"(?<=[.;])\s+(?=\S)|[()\[\]]")
#: What makes a scanner one of another scan, or of none: a scan to come, values that were converted.
_OTHER: Final = later(
    r"\bconver\w*|\bumgerechnet\w*|\bumrechn\w*|\bnext\b|\bfuture\b|\bshould\b|\bsoll\w*|\bkünftig\w*|\bdebe\w*|"
    r"\bdevra\w*|\brecommend\w*|\bempf\w+|\bformer\w*|\breplaced\b|\bold\b|\bequivalent\b|\bfrüher\w*|\bnot on\b|"
    r"\binstead\b|\bant[ée]rieure?\w*|\bseit\b|\bdepuis\b",
    re.IGNORECASE,
)
#: A field or heading is no longer than this; what is longer may say anything of its scanner [words].
_FIELD: Final = 6
#: A report is printed and signed that soon after its scan.
_SOON: Final = timedelta(days=60)
_SHOWN: Final = 90


@dataclass(frozen=True)
class Named:
    """Where a report names the maker of a scanner, and of what day it says so.

    Attributes
    ----------
    maker : str
    place : Place
    said : str
        The piece of a line that names it.
    day : datetime.date or None
        Of the scan that it is of, where that is told.
    other : bool
        Of another scan than the report's own, or of none.
    """

    maker: str
    place: Place
    said: str
    day: date | None
    other: bool


def with_makers(rows: Sequence[Found], text: Text) -> list[Found]:
    """Return the values of a report with the maker of their scanner, and a word on it where that is in doubt."""
    days = [one.keys["date"] for one in rows]
    named = _named_in(text, days) if days else []
    return [_with_maker(one, named, max(days)) for one in rows] if named else list(rows)


def _with_maker(row: Found, named: Sequence[Named], last: date) -> Found:
    day = row.keys["date"]
    own = [one for one in named if not one.other]
    of_day = [one for one in named if one.day is not None and same_day(one.day, day)]
    ways = (
        [one for one in own if one.place == row.place],
        [one for one in of_day if one in own or day < last],
        [one for one in own if one.day is None],
        # A table of earlier scans is of the scanner that printed it, unless the report says more of them.
        [one for one in own if one.day is not None and one.day > day],
    )
    told = next(filter(None, ways), [])
    earlier = day < last and told not in ways[:2]
    makers = {one.maker for one in (*told, *(one for one in named if one.other and earlier))}
    if told and len(makers) == 1:
        return replace(row, keys={**row.keys, "device": told[0].maker}).noting(_doubt_on(told[0], row))
    said = " and ".join(dict.fromkeys(f'"{printable(one.said[:_SHOWN])}"' for one in named[:3]))
    why = f"on which scanner is not told: the report says {said}"
    return row.noting(why) if row.label.startswith("bmd") else row


def _doubt_on(named: Named, row: Found) -> str:
    """Return where the scanner was read, where words stand there that are not known; empty for a field."""
    if named.place == row.place or len(named.said.split()) <= _FIELD or not unread_beside(named.said)[0]:
        return ""
    return f'on {named.maker}, for the report says "{printable(named.said[:_SHOWN])}"'


def _named_in(text: Text, days: Sequence[date]) -> list[Named]:
    named: list[Named] = []
    for at, line in enumerate(text.lines):
        words = line.text[:LONGEST_LINE]
        dates = _dates_in(words) if (makers := makers_in(words)) else []
        for piece in _PIECES.split(words) if makers else ():
            here = makers_in(piece)
            # The one day of a line is of its one maker, in whatever piece of it.
            told = _dates_in(piece) or (dates if len(makers) == 1 else [])
            day = text.date_in(told[0], line.place) if len(told) == 1 else None
            if day is None and len(piece.split()) <= _FIELD:
                day = _day_beside(at, text)
            far = day is not None and all(abs(day - one) > _SOON for one in days)
            other = far or len(here) > 1 or bool(COMPARED.search(piece) or _OTHER.search(piece))
            if day is not None and not any(same_day(day, one) for one in days):
                day = None
            named += [Named(maker, line.place, piece.strip(), day, other) for maker in here]
    return named


def _dates_in(words: str) -> list[str]:
    """Return the days that a piece of a line names, without those of birth and of letters."""
    return [
        one[0] for one in DATE.finditer(words)
        if not NOT_SCANNED.search(words[label_at(words, one.start()) : one.start()])
    ]  # fmt: skip


def _day_beside(at: int, text: Text) -> date | None:
    """Return the day of the exam on the line above or beneath a heading, where one of both names one."""
    days: set[date] = set()
    for n in (at - 1, at + 1):
        if not 0 <= n < len(text.lines) or makers_in(text.lines[n].text):
            continue
        line: Line = text.lines[n]
        if (match := own_date(line.text[:LONGEST_LINE])) and (day := text.date_in(match[1], line.place)):
            days.add(day)
    return days.pop() if len(days) == 1 else None
