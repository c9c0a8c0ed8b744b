"""Tables of several scans: a scan in each row, or a day at the head of each column; and columns of an earlier scan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from osteotwin.importing.lines import Line, Text
from osteotwin.importing.scan_columns import cells_of, matched
from osteotwin.importing.scan_lists import DATE, without_dates
from osteotwin.importing.scan_words import CHANGE, PRIOR, is_change, number_named
from osteotwin.units.patterns import later

#: Where a report dates the scan that its own is compared with.
_PRIOR_DAY: Final = later(
    rf"(?:{PRIOR}|\bcompar\w*|\bvergleich\w*)\W{{0,3}}(?:[a-z]+\W{{1,3}}){{0,4}}(?={DATE.pattern})",
    re.IGNORECASE,
)
#: What dates something, and heads no column.
OTHER_DAY: Final = later(
    r":\s*\S*\d|receiv|report|print|collect|drawn|birth|born|dob|sign|from|compar|vergleich|\bof\b|\bwith\b|\band\b|\bund\b|\bto\b|between|until|admi|discharge|eingang|"
    r"ausgang|gedruckt|geboren|\btaken\b|\bdue\b|\bnext\b|\bvom\b|\bbis\b", re.IGNORECASE)  # fmt: skip
#: Between days that head columns there stands nothing but the names of other columns: any other word says what the day
#: behind it is of, as of the printing of a report.
_BETWEEN_DAYS: Final = later(
    rf"\b(?:units?|einheit(?:en)?|unit[ée]s?|unidad(?:es)?|flags?|results?|values?|ref(?:eren[cz]\w*)?|norm\w*|intervals?|ergebnis(?:se)?|werte?|resultad[oi]s?|"
    rf"r[ée]sultats?|date|datum|fecha|range|change|diff|[tz][\s-]?scores?|bmd|g|cm2?|[ap]\.?m|hrs?|uhr|h)\b|"
    rf"{PRIOR}|{CHANGE}|[\W\d_]",
    re.IGNORECASE)  # fmt: skip
#: A head with days has few words beside them.
_MOST_WORDS: Final = 40
_NUMBERS: Final = ("bmd", "t_score", "z_score", "prior")


@dataclass(frozen=True)
class Dated:
    """One number of one scan of a table of several.

    Attributes
    ----------
    number : str
        ``"bmd"``, ``"t_score"`` or ``"z_score"``, behind ``prior_`` where it is of the scan before.
    value : str
    day : datetime.date
    """

    number: str
    value: str
    day: date


def prior_day(text: Text) -> date | None:
    """Return the day of the scan with which a report compares its own; ``None`` where it names none or several."""
    days: set[date] = set()
    for line in text.lines:
        for match in _PRIOR_DAY.finditer(line.text[:300]):
            if (day := text.date_in(line.text[match.end() : match.end() + 40], line.place)) is not None:
                days.add(day)
    return days.pop() if len(days) == 1 else None


def days_at_head(words: str, line: Line, text: Text) -> tuple[date, ...]:
    """Return the days that a line names as heads of columns; empty where it is no such line."""
    found = [*DATE.finditer(words)]
    written = [match[0] for match in found]
    between = (words[one.end() : other.start()] for one, other in pairwise(found))
    if any(_BETWEEN_DAYS.sub("", part) for part in between):
        return ()
    if len(written) < 2 or len(re.sub(r"\s+", " ", DATE.sub("", words))) > _MOST_WORDS:
        return ()
    if cells_of(without_dates(words)) or OTHER_DAY.search(words) or re.search(r"[.;]\s*$", words):
        return ()
    days = [day for one in written if (day := text.date_in(one, line.place)) is not None]
    return tuple(days) if len(days) == len(written) == len(set(days)) else ()


def row_of_days(words: str, days: Sequence[date], heading: str | None) -> list[Dated] | str:
    """Return the numbers of a row that has one for each of some days, or why they are not read.

    Parameters
    ----------
    words : str
    days : sequence of datetime.date
    heading : str or None
        What the lines above say that the numbers are.
    """
    if is_change(words):
        return ""
    cells = cells_of(without_dates(words))
    number = number_named(words) or heading
    if number is None and all(re.fullmatch(r"[01][.,]\d{3}", one) for one in cells if one[-1:].isdigit()):
        number = "bmd"
    if number is None:
        return "a row of several scans that does not say which number it holds"
    if len(cells) != len(days):
        return f"{len(cells)} numbers for {len(days)} scans; write them by hand"
    pairs = [matched((number,), (cell,)) if cell[-1:].isdigit() else [] for cell in cells]
    if any(pair is None for pair in pairs):
        return f"a number that is no {number.replace('_', '-')}"
    return [
        Dated(number, value.replace(",", "."), day)
        for day, pair in zip(days, pairs, strict=True)
        for _, value in pair or []
    ]  # fmt: skip


def row_of_one_scan(
    words: str, columns: Sequence[str], line: Line, text: Text, *, oldest: bool
) -> list[Dated] | str:
    """Return the numbers of a row that begins with the day of its scan, or why they are not read."""
    dates = list(DATE.finditer(words))
    if not dates:
        return ""
    if len(dates) > 1 or (day := text.date_in(dates[0][0], line.place)) is None:
        return "a row of a table of scans without one day that can be read"
    told = [name for name in columns if name in _NUMBERS]
    if len(set(told)) < len(told):
        return "two columns of one name; write the values by hand"
    pairs = matched(
        [name for name in columns if name != "date"], cells_of(without_dates(words)), first=oldest
    )
    if pairs is None:
        return "a row whose numbers do not go with the columns of its table; write them by hand"
    return [
        Dated(name, value.replace(",", "."), day)
        for name, value in pairs
        if name.removeprefix("prior_") in _NUMBERS and value[-1:].isdigit()
    ]
