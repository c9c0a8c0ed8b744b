"""A file of lines: a table with columns, of one of the programs that are known or of values; else a report."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from osteotwin.importing.lab_spans import UNIT
from osteotwin.importing.safe_files import LARGEST_TABLE, encoding_of_file, refusal
from osteotwin.importing.scan_words import site_of
from osteotwin.inputs.names import folded
from osteotwin.units.patterns import later

_SEPARATORS: Final = ",;\t|"
_LOOKED_AT: Final = 40
#: Rows beyond are no export of a person's life.
MOST_ROWS: Final = 3_000_000
_LONGEST_CELL: Final = 200_000
_MOST_COLUMNS: Final = 2_000
_DAY: Final = later(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}|"
                         r"[A-Za-z]{3,9} \d{1,2},? \d{4}")  # fmt: skip
#: What may stand around a day at the head of a column, and a month alone, which is no day and is said to be none.
_BEFORE_DAY: Final = later(r"^(?:results?|value|wert|ergebnis|r[ée]sultat)\s+", re.IGNORECASE)
_TIME: Final = later(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_MONTH: Final = later(r"\d{1,2}[./]\d{4}|\d{4}-\d{2}|[A-Za-z]{3,9} \d{4}")
#: Words of the head of a report that stand before days, too.
_OF_REPORT: Final = later(
    r"\d|collect|drawn|report|receiv|\bdate\b|birth|\bdob\b|printed|entnahme|eingang", re.IGNORECASE
)
#: Heads of the column that says what was measured, where each day has a column.
_WHAT: Final = ("test", "what", "analyte", "name", "test name", "component", "marker", "biomarker", "measurement",
                "parameter", "lab", "item", "description", "observation", "region", "site", "analyt", "laborwert",
                "untersuchung", "analyse", "analysis", "examen", "esame", "prueba", "kenngröße", "messgröße",
                "messwert", "bezeichnung")  # fmt: skip
#: A name with its value behind it, as the head of a report has; an entry of a list; words with a day among them.
_FIELD: Final = later(
    r":\s*\d|^\s*[-*\u2022]\s|[a-z]{3}\s+(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2})\b", re.IGNORECASE
)
#: Between the words of a head that programs write as one: ``startTime``.
_APART: Final = later(r"(?<=[a-z])(?=[A-Z])")
#: A score or a density, which the name of a column does not hold either.
_SCORE: Final = later(r"(?:score|wert|bmd|\b[tz]\b)\D{0,12}[-+\u2212]?\d[.,]\d", re.IGNORECASE)
_LETTER: Final = later(r"(?:.*[\s_])?[TZ]", re.IGNORECASE)
_DENSITY: Final = later(r"\b(?:bmd|kmd|dmo|density|knochendichte)\b", re.IGNORECASE)
#: A number with its unit, which the name of a column does not hold.
_RESULT: Final = later(rf"(?<![\w.,/])[<>]?\d[\d.,]*\s?{UNIT}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """A table whose rows are read one by one.

    Attributes
    ----------
    file : str
    columns : tuple of str
        The heads as they stand.
    path, encoding, separator, skipped
        Where and how the rows stand.
    only : tuple of int and str, optional
        A column and what it says, folded, in the rows that count; all count where it is not given.
    """

    file: str
    columns: tuple[str, ...]
    path: Path
    encoding: str
    separator: str
    skipped: int
    only: tuple[int, str] | None = None

    def place_of(self, *names: str) -> int | None:
        """Return where the first of some columns stands, by any of its names; ``None`` where it is not there."""
        heads = [folded(column) for column in self.columns]
        return next((heads.index(folded(name)) for name in names if folded(name) in heads), None)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the number of the line and the cells of each row, as many as there are columns."""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            for _ in range(self.skipped + 1):
                file.readline()
            reader = csv.reader(_without_nul(file), delimiter=self.separator)
            try:
                for row in reader:
                    if reader.line_num > MOST_ROWS:
                        raise refusal(
                            self.file, f"more than {MOST_ROWS:,} rows", "take out the part that matters"
                        )
                    if any(cell.strip() for cell in row):
                        cells = [cell.strip() for cell in row[: len(self.columns)]]
                        cells += [""] * (len(self.columns) - len(cells))
                        if self.only is None or folded(cells[self.only[0]]) == self.only[1]:
                            yield self.skipped + 1 + reader.line_num, cells
            except csv.Error:
                raise refusal(self.file, "a row that is cut off or too long", "export it again",
                              within=f"line {self.skipped + 1 + reader.line_num}") from None  # fmt: skip


def table_in(path: Path, file: str) -> Table | None:
    """Return how a table stands in a file; ``None`` where the file is prose or a report.

    Raises
    ------
    InputError
    """
    csv.field_size_limit(_LONGEST_CELL)
    encoding = encoding_of_file(path)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as lines:
            first = [line[:_LONGEST_CELL] for line in itertools.islice(lines, _LOOKED_AT)]
    except UnicodeError:
        raise refusal(file, "text that is damaged", "save it again as UTF-8") from None
    for skipped, line in enumerate(first[:10]):
        separator = _separator(line, first[skipped + 1 :])
        if separator is None:
            continue
        columns = next(csv.reader([line.replace("\0", "").strip("\r\n")], delimiter=separator), [])
        heads = _in_full(column.strip().removeprefix("\ufeff") for column in columns)
        if 2 <= len(heads) <= _MOST_COLUMNS and _are_heads(heads):
            return Table(file, heads, path, encoding, separator, skipped)
    return None


def _in_full(heads: Iterable[str]) -> tuple[str, ...]:
    """Return the heads of columns, the letters of scores in a table of scans with their names."""
    known = tuple(heads)
    letters = {one[-1].upper() for one in known if _LETTER.fullmatch(one)}
    of_scans = (
        any(_DENSITY.search(one) or folded(one) in _REGIONS for one in known)
        or letters == {"T", "Z"}
        or any(_LETTER.fullmatch(one) and one[:-1].strip(" _") and _is_of_scan(one) for one in known)
    )
    if not of_scans:
        return known
    return tuple(
        f"{one.replace('_', ' ')}-score" if _LETTER.fullmatch(one) and _is_of_scan(one) else one
        for one in known
    )


#: Columns of the places of a scan.
_REGIONS: Final = frozenset(("region", "site", "skelettregion", "région", "regio", "roi"))


def _is_of_scan(head: str) -> bool:
    """Tell a letter alone or behind the name of a place: "Spine T"; "Total T" is a hormone."""
    place = head[:-1].strip(" _")
    return not place or site_of(place.replace("_", " ")) is not None


def _separator(line: str, following: Sequence[str]) -> str | None:
    """Return the sign that parts the columns: most frequent in the head, and in the rows below it too."""
    counts = {sign: line.count(sign) for sign in _SEPARATORS}
    best = max(counts, key=lambda sign: counts[sign])
    if counts[best] == 0:
        return None
    below = [row for row in following if row.strip()][:10]
    return best if not below or sum(best in row for row in below) * 2 >= len(below) else None


def _are_heads(heads: Sequence[str]) -> bool:
    """Tell names of columns from values: mostly words, hardly a number among them, and one of them tells when.

    Days may be heads, too, beside the column of what was measured.
    """
    days = [head for head in heads if is_day(head)]
    if days and (
        folded(heads[0]) in _WHAT or (len(days) > 1 and heads[0] and not _OF_REPORT.search(heads[0]))
    ):
        return not any(len(head) > 80 for head in heads)
    named = [head for head in heads if re.search(r"[^\W\d_]", head)]
    if any(_FIELD.search(head) for head in heads):
        return False  # "Date collected: 11/20/2024" is the head of a report
    if sum(_RESULT.search(head) is not None for head in heads) > 1:
        return False  # a sentence with results between commas
    if any(_SCORE.search(head) for head in heads):
        return False
    numbers = [head for head in heads if re.fullmatch(r"[-+<>]?[\d.,/:% ]+", head)]
    words = {word for head in heads for word in folded(head).split()}
    words |= {word for head in heads for word in folded(_APART.sub(" ", head)).split()}
    told = words & {
        "date",
        "day",
        "datum",
        "untersuchungsdatum",
        "messdatum",
        "abnahmedatum",
        "entnahmedatum",
        "befunddatum",
        "fecha",
        "time",
        "start",
        "timestamp",
        "collected",
        "drawn",
        "exercise",
        "test",
        "what",
    }
    return (
        len(named) * 2 >= len(heads)
        and not numbers
        and bool(told)
        and not any(len(head) > 80 for head in heads)
    )


def is_day(head: str) -> bool:
    """Tell whether the head of a column is a day, with the time of day or not, or a month.

    Examples
    --------
    >>> is_day("12.03.2025 08:15"), is_day("Result 2025-03-12"), is_day("Unit")
    (True, True, False)
    """
    bare = _TIME.sub("", _BEFORE_DAY.sub("", head.strip()))
    return _DAY.fullmatch(bare) is not None or _MONTH.fullmatch(bare) is not None


def _without_nul(file: IO[str]) -> Iterator[str]:
    size = 0
    for line in file:
        size += len(line)
        if size > LARGEST_TABLE:
            return
        yield line.replace("\0", "")
