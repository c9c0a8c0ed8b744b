"""A result that stands beneath the name of its test, as portals of patients show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.assay_words import assay_of
from osteotwin.importing.found import Gathered
from osteotwin.importing.lab_days import day_of_line
from osteotwin.importing.lab_names import lab_endpoint
from osteotwin.importing.lab_results import (
    OF_RANGE,
    limit_of,
    unit_of,
)
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.measured import known_unit, measurement
from osteotwin.importing.scan_lists import DATE
from osteotwin.units.patterns import later

#: A result on a line of its own, and what a line with a range of reference says.
ALONE: Final = later(
    r"(?:(?:your )?(?:value|result)\s*:?\s{0,20})?(?P<sign>[<>≤≥]=?)?\s{0,4}(?P<number>(?!0\d)\d[\d.,]{0,20})"
    r"(?P<unit>\s{0,4}(?:%|[a-zµμ%]{1,6}/[\w/µμ.²]{1,16}))?\s{0,20}(?:\b(?:HH?|LL?|A|high|low|normal|abnormal)\b|\((?:HH?|LL?)\))?"
    r"\s{0,20}(?:\[[^\]\d]{0,20}[\d.,]{1,12}\s?[-\u2013]\s?[\d.,]{1,12}[^\]]{0,20}\]|"
    r"(?:ref(?:erence)?\.?|normal)(?: (?:range|interval))?:?\s{0,4}[\d.,]{1,12}\s?[-\u2013]\s?[\d.,]{1,12}"
    r"(?:\s{1,20}(?:high|low|normal))?)?"
    r"\s{0,20}(?:(?:below|above|outside|within|in)(?: the)? (?:normal )?range)?",
    re.IGNORECASE)  # fmt: skip
#: The name of a test with the day of its sample behind it.
_DATED_NAME: Final = later(r"(.{3,100}?)\s{1,20}\((\d[^()]{5,20})\)")
#: What may stand between the name of a test and its result.
_BETWEEN: Final = later(
    r"[^\w<>\u2264\u2265]*|(?:your )?(?:value|results?)\W*|.{0,40}\brange\b.*|"
    r"(?:normal|collected|final|status|view|component|units?)\b.*",
    re.IGNORECASE)  # fmt: skip
_SEVERAL: Final = (
    "several results beneath one another, and no word on which is of this test; write it by hand"
)
#: What may stand beneath a result before the next one: a flag, a unit, a range.
_NO_NAME: Final = later(
    r"(?:HH?|LL?|high|low|normal|[*+-])|(?:%|[a-zµμ]{1,6}/[\w/µμ.²]{1,16})|"
    r"[<>]?\s?\d[\d.,]*\s?[-\u2013]\s?\d[\d.,]*(?:\s?\S{1,16})?",
    re.IGNORECASE)  # fmt: skip


def unnamed_result(words: str) -> str:
    """Return a result with its unit that stands on a line without the name of a test."""
    match = ALONE.fullmatch(words.strip())
    return "" if match is None or not match["unit"] else " ".join(words.split())


def take_beneath(name: str, lines: Sequence[Line], day: date | None, text: Text, gathered: Gathered) -> int:
    """Take a result that stands on a line of its own beneath the name of its test, as portals of patients show it.

    Returns
    -------
    int
        How many lines beneath the name it stands; zero where there is none.
    """
    if (dated := _DATED_NAME.fullmatch(name)) is not None:
        name, day = dated[1], text.date_in(dated[2], lines[0].place) if lines else None
    what = lab_endpoint(name)
    if what is None or MEASURED[what].group == "body":
        return 0
    unit = ""
    for count, line in enumerate(lines, 1):
        words = line.text[:LONGEST_LINE].strip()
        day = day_of_line(words, line.place, text) or day
        match = ALONE.fullmatch(words)
        if match is None:
            if _BETWEEN.fullmatch(words) is None:
                return 0
            unit = unit or (unit_of(words, what) if OF_RANGE.search(words) else "")
            continue
        number = text.number(match["number"], line.place)
        if number is None:
            return 0
        if (own := _day_beneath(lines[count:], text)) is not None and own != day:
            gathered.leave(line.place, f"{name} {words}", f"the day {own} stands beneath it; {_ITS_DAY}")
            return count
        if _another_beneath(lines[count:]):
            gathered.leave(line.place, f"{name} {words}", _SEVERAL)
            return count
        sign = limit_of(match["sign"])
        unit = (
            (match["unit"] or "").strip()
            or unit
            or _unit_beneath(lines[count:], what)
            or _unit_in_range(lines, what)
        )
        found = measurement(what, sign, number, unit, day, line.place, f"{name} {words}", text.answers,
                            assay=assay_of(name, what))  # fmt: skip
        gathered.leave(line.place, f"{name} {words}", found) if isinstance(
            found, str
        ) else gathered.found.append(found)
        return count
    return 0


_ITS_DAY: Final = "write it by hand with the day that it is of"


def _day_beneath(lines: Sequence[Line], text: Text) -> date | None:
    """Return the day that stands alone right beneath a result."""
    line = next((one for one in lines if one.text.strip()), None)
    words = "" if line is None else line.text[:LONGEST_LINE].strip()
    return None if line is None or not DATE.fullmatch(words) else text.date_in(words, line.place)


def _another_beneath(lines: Sequence[Line]) -> bool:
    """Tell whether another result follows before the name of another test, as where columns follow one another."""
    for line in lines:
        words = line.text[:LONGEST_LINE].strip()
        if words and ALONE.fullmatch(words):
            return True
        if words and not _NO_NAME.fullmatch(words):
            return False
    return False


def _unit_beneath(lines: Sequence[Line], what: str) -> str:
    """Return the unit that stands alone right beneath a number."""
    words = next((one.text.strip() for one in lines if one.text.strip()), "")[:LONGEST_LINE]
    return words if known_unit(words, MEASURED[what].quantity) is not None else ""


def _unit_in_range(lines: Sequence[Line], what: str) -> str:
    """Return the unit of a range of reference beneath a result."""
    ranges = (line.text[:LONGEST_LINE] for line in lines if OF_RANGE.search(line.text[:LONGEST_LINE]))
    return next((unit for words in ranges if (unit := unit_of(words, what))), "")
