"""Tables whose text has lost its lines: each cell on a line of its own, row by row or column by column.

A PDF keeps where a cell stands, and not which row it is of. A table is put together again where its heads tell the
columns and every column has as many cells; what does not come out even stays as it was, and is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from osteotwin.importing.head_words import OTHERS, head_words
from osteotwin.importing.lines import Line
from osteotwin.importing.scan_words import number_named, site_of
from osteotwin.units.patterns import later

_NAMES: Final = later(head_words("measured"), re.IGNORECASE)
#: A head beside it may say its unit in a bracket. A column of earlier results is none: which are of today would not be
#: plain any more.
_OTHERS: Final = later(rf"{head_words(*OTHERS)}\s*(?:[(\[][^()\[\]]{{0,20}}[)\]]|%)?", re.IGNORECASE)
_NUMBER: Final = later(
    r"[<>≤≥]?\s?[-+\u2212]?\d+(?:[.,]\d+)?\s?%?\*?|-{1,3}|n/?a|[-\d.,]+\s?[-\u2013]\s?[\d.,]+"
)
_GAP: Final = later(r"\s{2,}|\t|\s?\|\s?")
_LONGEST_CELL, _MOST_CELLS = 40, 2000
#: Why a table is not read.
UNEVEN: Final = (
    "a table that stands cell by cell, without as many cells in each column; write its values by hand"
)


@dataclass(frozen=True)
class Rejoined:
    """The lines of a report with its tables put together; and where those stand that do not come out even."""

    lines: tuple[Line, ...]
    uneven: tuple[Line, ...] = ()


def rejoined(lines: Sequence[Line]) -> Rejoined:
    """Return the lines of a report, those of a table that stand cell by cell put together in rows."""
    out: list[Line] = []
    uneven: list[Line] = []
    at = 0
    while at < len(lines):
        if (turned := _turned(lines, at)) is not None:
            rows, used = turned
        elif _NAMES.fullmatch(_cell(lines[at])):
            cells = _cells(lines, at)
            heads = next((n for n, one in enumerate(cells) if n and not _is_head(one)), len(cells))
            rows, count = _by_rows(cells, heads) if heads > 1 else _by_columns(cells)
            used = _lines_of(lines, at, count)
            if not rows and any(_is_head(one) for one in cells[1:]):
                uneven.append(cells[0])
        else:
            rows, used = [], 0
        out += rows or [lines[at]]
        at += used if rows else 1
    return Rejoined(tuple(out), tuple(uneven))


def _cells(lines: Sequence[Line], at: int) -> list[Line]:
    """Return the lines from one on that hold something, up to where another table begins."""
    cells = [lines[at]]
    for line in lines[at + 1 : at + _MOST_CELLS]:
        if _NAMES.fullmatch(cell := _cell(line)):
            break
        cells += [line] if cell else []
    return cells


def _cell(line: Line) -> str:
    return line.text.strip() if len(line.text) < 4 * _LONGEST_CELL else ""


def _is_head(line: Line) -> bool:
    return _OTHERS.fullmatch(_cell(line)) is not None


def _lines_of(lines: Sequence[Line], at: int, cells: int) -> int:
    """Return how many lines so many cells stand on, with the empty ones between them."""
    used = 0
    while cells and at + used < len(lines):
        cells -= bool(_cell(lines[at + used]))
        used += 1
    return used


def _row(cells: Sequence[Line]) -> Line:
    return replace(cells[0], text="   ".join(_cell(one) for one in cells))


def _by_rows(cells: Sequence[Line], heads: int) -> tuple[list[Line], int]:
    """Return the rows of a table whose heads stand before its cells, and how many cells they took."""
    rows, at = [_row(cells[:heads])], heads
    while at + heads <= len(cells):
        row = cells[at : at + heads]
        if _NUMBER.fullmatch(_cell(row[0])) or not _NUMBER.fullmatch(_cell(row[1])):
            break
        rows.append(_row(row))
        at += heads
    # What follows the last row may not be a part of one.
    whole = at >= len(cells) or not _NUMBER.fullmatch(_cell(cells[at]))
    short = at + 1 < len(cells) and _NUMBER.fullmatch(_cell(cells[at + 1])) is not None
    return (rows, at) if whole and not short and len(rows) > 1 else ([], 0)


def _by_columns(cells: Sequence[Line]) -> tuple[list[Line], int]:
    """Return the rows of a table in which each head stands before the cells of its column, and how many cells."""
    starts = [0, *(n for n, one in enumerate(cells) if _is_head(one))]
    if len(starts) < 2:
        return [], 0
    count = starts[1] - 1
    kept = [starts[0]]
    for before, start in pairwise(starts):
        if start - before != count + 1:
            break
        kept.append(start)
    columns = [cells[start : start + count + 1] for start in kept]
    end = kept[-1] + count + 1
    even = len(kept) == len(starts) and len(columns[-1]) == count + 1 and count > 0
    numeric = even and all(_NUMBER.fullmatch(_cell(one)) for one in columns[1][1:])
    more = end < len(cells) and _NUMBER.fullmatch(_cell(cells[end])) is not None
    if not numeric or more or any(_NUMBER.fullmatch(_cell(one)) for one in columns[0]):
        return [], 0
    return [_row([column[n] for column in columns]) for n in range(count + 1)], end


def _turned(lines: Sequence[Line], at: int) -> tuple[list[Line], int] | None:
    """Return the rows of a table that has its places side by side, and how many lines; ``None`` for others."""
    first = _parts(lines[at])
    if len(first) < 3 or _NAMES.fullmatch(first[0]) is None or not all(map(site_of, first[1:])):
        return None
    columns = [first]
    for line in lines[at + 1 : at + 12]:
        parts = _parts(line)
        if len(parts) < 2 or (number_named(parts[0]) is None and _OTHERS.fullmatch(parts[0]) is None):
            break
        columns.append(parts)
    if len(columns) < 2 or len({len(one) for one in columns}) > 1:
        return None
    rows = [replace(lines[at], text="   ".join(one[n] for one in columns)) for n in range(len(first))]
    return rows, len(columns)


def _parts(line: Line) -> list[str]:
    return [part.strip() for part in _GAP.split(line.text.strip()[:400]) if part.strip()]


def are_heads(words: str) -> bool:
    """Tell a line of nothing but heads of columns.

    Examples
    --------
    >>> are_heads("Untersuchung   Ergebnis   Einheit   Referenzbereich"), are_heads("Control group   Result")
    (True, False)
    """
    cells = [part.strip() for part in _GAP.split(words.strip()[:400]) if part.strip()]
    return len(cells) > 1 and all(_NAMES.fullmatch(one) or _OTHERS.fullmatch(one) for one in cells)
