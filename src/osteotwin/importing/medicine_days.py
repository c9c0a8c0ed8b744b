"""The first and the last day of a medicine in a line of a list, and the words that introduce them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.importing.lasting import after_duration
from osteotwin.importing.lines import Line, Text
from osteotwin.importing.scan_lists import DAY_NAMED
from osteotwin.units.patterns import later

BEGAN: Final = later(
    r"\b(?:started(?: on)?|start(?: date)?|since|from|begun|began|prescribed(?: on)?|ordered(?: on)?|seit|ab|vom|"
    r"depuis(?: le)?)"
    r"\s*:?\s*(?=.{0,12}\d)(.{4,40})", re.IGNORECASE)  # fmt: skip
ENDED: Final = later(
    r"\b(?:stop(?:ped)?(?: date| on)?|end(?:ed)?(?: date| on)?|discontinued(?: on)?|until|till|through|thru|bis|"
    r"jusqu'?au|(?:finish(?:ed|es)?|completed|ceased|withdrawn|cancelled)(?: on)?|off since|"
    r"(?:abgesetzt|beendet|gestoppt)(?: am)?|"
    r"eingestellt(?: am)?|d/c(?:'?e?d)?(?: on)?|dc'?d(?: on)?|nicht mehr seit|ended? by|"
    r"to(?=\s+(?:\d{4}-\d|\d{1,2}[./]\d{1,2}[./]|\d{1,2}\.?\s[A-Za-z]{3})))"
    r"\s*:?\s*(?=.{0,12}\d)(.{4,40})", re.IGNORECASE)  # fmt: skip
ENDING: Final = later(
    r"\b(?:stopped|ended|discontinued|finished|completed|ceased|withdrawn|cancelled|off since|abgesetzt|beendet|"
    r"gestoppt|eingestellt|arr[eê]t[eé]e?|no more|d/c(?:'?e?d)?|dc'?d|nicht mehr)\b|"
    r"[(,;\u2013-]\s*(?:now\s)?off\b(?!\s*\d)",
    re.IGNORECASE,
)
#: "since before 13 May"
_NOT_ON: Final = later(r"(?:before|after|vor|nach|avant|apr\u00e8s)\b", re.IGNORECASE)
#: An end that is no date.
_SOME_END: Final = later(r"\b(?:until|till|stop|end of|planned end)\b", re.IGNORECASE)
#: How long it was or will be taken, in words that leave no doubt.
LASTS: Final = later(
    r"\b(?:for|over|during|für|pendant|x|×)\s*(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s?"
    r"(years?|yrs?|months?|weeks?|jahre?|monate?|wochen?|ans?|mois|semaines?)\b",
    re.IGNORECASE)  # fmt: skip
_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS: Final = {"y": "a", "j": "a", "a": "a", "m": "mo", "w": "wk", "s": "wk"}
#: A length of time that is no rhythm.
_SOME_LENGTH: Final = later(
    r"(?<!every )(?<!each )(?<!alle )(?<!les )(?<!in )(?<![qQ])(?<![\w.,-])"
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s?(?:years?|yrs?|months?|weeks?|jahre|monate|wochen|ans|mois|semaines)\b",
    re.IGNORECASE)  # fmt: skip
#: "3/14/2025 - present", with or without brackets; "once on 5/5/2025".
_GOES_ON: Final = later(
    rf"\s*\(?({DAY_NAMED.pattern})\s*(?:[-\u2013\u2014]|to|bis)\s*(?:present|now|today|current|ongoing|heute|laufend|jetzt)\b\)?",
    re.IGNORECASE)  # fmt: skip
_ONCE_ON: Final = later(r"\b(once|einmalig|single dose),?\s+(?:on|am)\s+$", re.IGNORECASE)
#: Years alone, which are no days.
YEARS: Final = later(
    r"\(?\b(?:19|20)\d\d\s*(?:[-\u2013\u2014]|to|bis)\s*(?:(?:19|20)\d\d|present|now|heute)\b\)?",
    re.IGNORECASE,
)
#: What introduces a day that is read, and lengths of time that are.
DAYS: Final = (ENDED, BEGAN)
LENGTHS: Final = (LASTS, YEARS)


def first_and_last(words: str, line: Line, text: Text) -> tuple[date | None, date | None] | str:
    """Return the first and the last day of what is taken, or why the last one is not told."""
    begins, ends = _day(BEGAN, words, line, text), _day(ENDED, words, line, text)
    if len(first := _days(BEGAN, words, line, text)) > 1:
        said = " and ".join(map(str, first))
        return f"{said}: two first days; write the entry by hand, with the day on which it began"
    lasts = list(LASTS.finditer(words))
    if (some := BEGAN.search(words)) is not None and _NOT_ON.match(some[1]):
        return f'"{some[0][:24].strip()}" tells no first day; write the entry by hand'
    if ends is None and (some := ENDED.search(words)) is not None and DAY_NAMED.search(some[1]):
        return "it has an end, and does not say the day; write the entry by hand"
    if ends is not None and begins == ends:
        return "it has ended, and does not say when it began; write the entry by hand"
    if not lasts:
        if ends is None and (ENDING.search(words) or _SOME_END.search(words)):
            return "it has an end, and does not say when; write the entry by hand"
        if begins is not None and _SOME_LENGTH.search(words):
            return "it says a length of time, and not whether it ends then; write the entry by hand"
        return begins, ends
    if len(lasts) > 1 or begins is None:
        return "it says how long, and not one first day; write the entry by hand"
    count = lasts[0][1].casefold()
    number = int(count) if count.isdigit() else _COUNTS.index(count) + 1
    until = after_duration(begins, number, _UNITS[lasts[0][2][0].casefold()])
    if until is None or ends not in (None, until):
        return f"{lasts[0][0]}, which does not go with its last day; write the entry by hand"
    return begins, until


def between_days(words: str) -> str:
    """Return a line whose days are parted by a dash, or that goes on until now, with words for first and last."""
    if BEGAN.search(words) or ENDED.search(words):
        return words
    if (going := _GOES_ON.search(words)) is not None:
        return f"{words[: going.start()]} from {going[1]}{words[going.end() :]}"
    days = list(DAY_NAMED.finditer(words))
    if len(days) == 1 and (once := _ONCE_ON.search(words[: days[0].start()])) is not None:
        return f"{words[: once.start()]}{once[1]} from {words[days[0].start() :]}"
    if len(days) != 2:
        return words
    first, last = days
    if not re.fullmatch(r"\s*[-\u2013\u2014]\s*", words[first.end() : last.start()]):
        return words
    return f"{words[: first.start()].rstrip(' (')} from {first[0]} until {last[0]}{words[last.end() :].lstrip(')')}"


#: Signs between what introduces a day, and the day.
_NEAR: Final = 6


def _days(pattern: re.Pattern[str], words: str, line: Line, text: Text) -> list[date]:
    """Return the days that words introduce, each once."""
    found: dict[date, None] = {}
    match = pattern.search(words)
    while match is not None:
        near = DAY_NAMED.search(match[1])
        is_near = near is not None and near.start() < _NEAR  # not "from 10 mg to 5 mg on 2024-03-01"
        day = text.whole_date_in(near[0], line.place) if near is not None and is_near else None
        found |= {} if day is None else {day: None}
        match = pattern.search(words, match.start(1))
    return [*found]


def _day(pattern: re.Pattern[str], words: str, line: Line, text: Text) -> date | None:
    match = pattern.search(words)
    return None if match is None else text.whole_date_in(match[1], line.place)
