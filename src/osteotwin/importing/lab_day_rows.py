"""A table within a report that has a day in each row and a test in each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.assay_words import assay_of
from osteotwin.importing.found import Gathered, Place
from osteotwin.importing.lab_names import near_endpoint
from osteotwin.importing.lab_results import limit_of, unit_of
from osteotwin.importing.lab_rows import test_named
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.measured import measurement
from osteotwin.importing.scan_lists import DATE
from osteotwin.units.patterns import later

_GAP: Final = later(r"\s{2,}|\t|\|")
DAY_HEAD: Final = later(
    r"(?:(?:test|lab|collection|sample|draw) )?(?:date|day|datum|fecha|collected|drawn|entnahme|abnahme)"
    r"(?: (?:collected|drawn))?",
    re.IGNORECASE,
)
_CELL: Final = later(
    r"(?P<sign>[<>\u2264\u2265]=?)?\s?(?P<number>\d[\d.,]*)\s?(?P<unit>[^\d\s()]\S*)?(?:\s?\(?[HLhl*]\)?)?"
)
_NO_CELL: Final = later(r"[-\u2013\u2014.]*|n/?a|nd", re.IGNORECASE)
_UNEVEN: Final = "a row whose cells do not go with the columns of its table; write its values by hand"


@dataclass(frozen=True)
class _Column:
    """One column: the endpoint with the unit of its head, or why it is none."""

    what: str
    unit: str
    head: str


def read_day_rows(text: Text, gathered: Gathered) -> set[Place]:
    """Take the values of such tables, and return the places of their lines."""
    read: set[Place] = set()
    columns: Sequence[_Column] = ()
    for line in text.lines:
        words = line.text[:LONGEST_LINE]
        if heads := _columns(words):
            columns = heads
            read.add(line.place)
        elif columns and DATE.match(words.strip()):
            read.add(line.place)
            _take_row(columns, _cells(words), line, text, gathered)
        elif words.strip():
            columns = ()
    return read


def _cells(words: str) -> list[str]:
    return [one.strip() for one in _GAP.split(words.strip().strip("|"))]


def _columns(words: str) -> Sequence[_Column]:
    """Return the columns of a head that begins with the day and names a test; empty for any other line."""
    first, *others = _cells(words)
    if not others or not DAY_HEAD.fullmatch(first.rstrip(":")) or any(DATE.search(one) for one in others):
        return ()
    columns = tuple(_column(one) for one in others)
    return columns if any(one.what for one in columns) else ()


def _column(head: str) -> _Column:
    named = test_named(head)
    if named is None or MEASURED[named[0]].group == "body":
        return _Column("", "", head)
    return _Column(named[0], named[1] or unit_of(head, named[0]), head)


def _take_row(
    columns: Sequence[_Column], cells: Sequence[str], line: Line, text: Text, gathered: Gathered
) -> None:
    said = " ".join(line.text[:LONGEST_LINE].split())
    day = text.date_in(cells[0], line.place)
    if len(cells) != len(columns) + 1 or day is None:
        gathered.leave(line.place, said, _UNEVEN)
        return
    for column, cell in _filled(columns, cells[1:]):
        match = _CELL.fullmatch(cell)
        number = None if match is None else text.number(match["number"], line.place)
        shown = f"{column.head}: {cell}"
        if match is None or number is None:
            gathered.leave(line.place, shown, "no number")
        elif not column.what:
            why = near_endpoint(column.head) or "nothing that a person's file holds"
            gathered.leave(line.place, shown, why)
        else:
            found = measurement(column.what, limit_of(match["sign"]), number, match["unit"] or column.unit, day,
                                line.place, said, text.answers, assay=assay_of(column.head, column.what))  # fmt: skip
            gathered.take(line.place, said, found)


def _filled(columns: Sequence[_Column], cells: Sequence[str]) -> Iterator[tuple[_Column, str]]:
    for column, cell in zip(columns, cells, strict=True):
        if not _NO_CELL.fullmatch(cell):
            yield column, cell
