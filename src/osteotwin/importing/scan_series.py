"""A row of a table of several scans: its results with their days, or why they are not read."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.scan_columns import cells_of, columns_of
from osteotwin.importing.scan_heads import Scan, region_named, site_of_region
from osteotwin.importing.scan_lists import DATE, without_dates
from osteotwin.importing.scan_numbers import held_site
from osteotwin.importing.scan_rows import NUMBER
from osteotwin.importing.scan_sentences import labeled
from osteotwin.importing.scan_trends import row_of_days, row_of_one_scan
from osteotwin.importing.scan_words import side_of, site_of

MANY: Final = "a table of several scans; those beside the report's own are not read, write them by hand"
UNPLACED: Final = "a table of several scans that does not say of which place; write its values by hand"


def of_each_scan(
    words: str, scan: Scan, line: Line, text: Text, *, oldest: bool
) -> list[tuple[str, str, str, str, date | None]] | str:
    """Return the results of a row of a table of several scans with their days, none where it is no such row.

    Where they are not read, the reason; empty where there is nothing to be said.
    """
    region = region_named(words)
    own = site_of(DATE.sub(" ", words))
    if columns_of(words) and not cells_of(without_dates(words)):
        return []
    if scan.days and (own or region) and cells_of(without_dates(words)) and len(labeled(words)) < 2:
        read = row_of_days(words, scan.days, scan.heading)
    elif scan.past and "date" in scan.columns:
        read = row_of_one_scan(words, scan.columns, line, text, oldest=oldest)
    else:
        return MANY if scan.past and len(NUMBER.findall(words)) >= 2 else []
    if isinstance(read, str):
        return read
    if not (own or region or scan.title):
        return UNPLACED
    named = words if own or region else scan.title
    site = site_of_region(region, words, scan) if region is not None else own or scan.site
    if site == "femur" and re.search(r"\btotal\b", named, re.IGNORECASE):
        site = "total_hip"
    if site == "none" or (region is not None and site is None):
        return ""
    held = "!of a place that is not known here" if site is None else held_site(site, named, labeled=False)
    if held.startswith("!") or not held:
        return held[1:]
    return [(one.number, held, side_of(named) or scan.side, one.value, one.day) for one in read]


def is_oldest(at: int, text: Text) -> bool:
    """Tell whether a row is the oldest scan of its table, above or beneath the others."""
    own, *beside = (
        _day_in(text.lines[n], text) if 0 <= n < len(text.lines) else None for n in (at, at - 1, at + 1)
    )
    others = [day for day in beside if day is not None]
    return own is not None and len(others) == 1 and others[0] > own


def _day_in(line: Line, text: Text) -> date | None:
    match = DATE.search(line.text[:LONGEST_LINE])
    return None if match is None else text.date_in(match[0], line.place)
