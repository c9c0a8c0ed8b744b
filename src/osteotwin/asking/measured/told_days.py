"""Days of values as people tell them, beside full dates: "today", "3 days ago", "14 Oct '25", "20251014", "15 Oct"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.measured.not_measured import holds_number
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE
from osteotwin.units.named_days import TO_YEAR, WHOLE_MONTH, day_in_words, month_number
from osteotwin.units.patterns import later

_MONTH_NAME: Final = rf"(?P<{{0}}>{WHOLE_MONTH})\b\.?"
#: Numbers behind a month that are a value: "in May 12 pg/mL".
_NO_VALUE: Final = r"(?![.,]?\d)(?!\s*(?:[a-z\u00b5\u03bc]{1,6}/|%|g/))"
_NO_YEAR: Final = later(
    r"(?<![\w.,/+-])(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\.?(?: of| de)? " + _MONTH_NAME.format("m1")
    + r"(?!,? ?(?:of |del? )?['\u2019]?\d)|"
    + _MONTH_NAME.format("m2") + r" (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?" + _NO_VALUE
    + r"(?!,? ?['\u2019]?(?:\d{2}|\d{4})\b)(?=\s*(?:[:;,.)]|$)|\s+[a-z])|"
    r"(?P<d3>[0-3]?\d)\.(?P<m3>[01]?\d)\.(?!\d)(?=\s|:|,|$)|"
    r"(?P<slashed>(?<!\w )(?!1/3)[0-3]?\d/[0-3]?\d)(?=\s*:))",
    re.IGNORECASE,
)  # fmt: skip
_OF_YEAR: Final = later(r"\s*(?:of )?(?P<which>this|last) year\b", re.IGNORECASE)
_SHORT_YEAR: Final = later(r"(?<=[a-z.\dthsr] )['\u2019](?=\d\d\b)", re.IGNORECASE)
_COMPACT: Final = later(
    r"(?<![\d.,])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d.,]|\s?[a-z]+/)"
)
#: Days counted from today, in several languages.
_TODAY: Final = later(
    r"\b(?:today|this (?:morning|afternoon|evening)|tonight|heute(?: (?:morgen|fr\u00fch|vormittag))?|"
    r"aujourd['\u2019]hui|ce matin|hoy|esta ma\u00f1ana|oggi|stamattina|vandaag|hoje)\b",
    re.IGNORECASE,
)
_YESTERDAY: Final = later(
    r"\b(?:(?<!before )yesterday(?: (?:morning|afternoon|evening))?|gestern|ayer|ieri|gisteren|ontem)\b",
    re.IGNORECASE,
)
_LAST_MONTH: Final = later(
    r"\b(?:in )?(?:last month|letzten monat|le mois dernier|el mes pasado|il mese scorso|vorige maand)\b",
    re.IGNORECASE,
)
_AGO: Final = later(
    r"\b(?:(?P<n>\d{1,2}|an?) (?P<unit>day|week)s? ago|vor (?P<n2>\d{1,2}) (?P<unit2>tag|woche)e?n|"
    r"il y a (?P<n3>\d{1,2}) (?P<unit3>jour|semaine)s|hace (?P<n4>\d{1,2}) (?P<unit4>d\u00eda|semana)s)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = later(r"([;\n]+|(?<=[a-z%)])\.\s+|\.$)", re.IGNORECASE)


def with_told_days(question: str, text: str, today: date | None) -> str:
    """Return an answer whose days are full dates.

    A day counted from today stays where a full date stands beside it, or no value.

    Examples
    --------
    >>> with_told_days("labs", "E2 9.1 pg/mL this morning; 14 Oct '25: PTH 33 pg/mL", date(2026, 1, 12))
    'E2 9.1 pg/mL 12 January 2026; 14 Oct 2025: PTH 33 pg/mL'

    Raises
    ------
    UnclearAnswerError
        If a day lacks its year.
    """
    text = _COMPACT.sub(r"\1-\2-\3", _SHORT_YEAR.sub("20", text))
    if today is None:
        return text
    whole = [found.span() for found in DATE.finditer(text)]  # "9 Jan 26" holds "Jan 26"
    days = (
        one
        for one in _NO_YEAR.finditer(text)
        if not _YEAR_BEHIND.match(text, one.end())
        and not any(start < one.end() and one.start() < end for start, end in whole)
        and not (one["m3"] and _NAMES_VALUE.search(text, 0, one.start()))
    )
    if (lacking := next(days, None)) is not None and _is_day(lacking):
        if (of := _OF_YEAR.match(text, lacking.end())) is not None:
            year = today.year - (of["which"].casefold() == "last")
            told = f"{lacking[0]} {year}{text[of.end() :]}"
            return with_told_days(question, f"{text[: lacking.start()]}{told}", today)
        raise _year_asked(question, lacking, text, today)
    return "".join(_counted(part, today) for part in _SENTENCE.split(text))


#: "Calcium: 9.4." is a number, and the end of a sentence.
_NAMES_VALUE: Final = later(r"[:=]\s?$")
#: "noviembre 3 de 2025"
_YEAR_BEHIND: Final = later(rf"\s*{TO_YEAR}(?:19|20)\d\d\b", re.IGNORECASE)
#: What else a day may be of than a value.
_OF_DOSES: Final = later(
    r"\b(?:inject\w*|shots?|jabs?|dos(?:e|ed|es|ing)|pills?|tablets?|patch\w*|gel|pinned|took|tak(?:e|ing)|"
    r"(?<!blood )(?<!sample )taken|"
    r"start\w*|"
    r"began|beg[iu]n\w*|stop\w*|quit|since|before|after|ate|workout|train\w*|spritze\w*|injek\w*)\b",
    re.IGNORECASE,
)


def _counted(part: str, today: date) -> str:
    """Return a sentence with its day counted from today as a date."""
    if DATE.search(part) or _OF_DOSES.search(part) or not holds_number(_AGO.sub(" ", part)):
        return part
    part = _LAST_MONTH.sub(f"{today.replace(day=1) - timedelta(days=1):%B %Y}", part, count=1)
    for words, back in ((_TODAY, 0), (_YESTERDAY, 1)):
        part = words.sub(day_in_words(today - timedelta(days=back)), part, count=1)
    return _AGO.sub(lambda one: day_in_words(today - timedelta(days=_days(one))), part, count=1)


def _days(found: re.Match[str]) -> int:
    said = {key: value for key, value in found.groupdict().items() if value}
    number = next(value for key, value in said.items() if key.startswith("n"))
    unit = next(value for key, value in said.items() if key.startswith("u")).casefold()
    return (int(number) if number.isdigit() else 1) * (7 if unit[0] in "ws" else 1)


def _is_day(found: re.Match[str]) -> bool:
    day = found["d1"] or found["d2"] or found["d3"]
    return found["slashed"] is not None or (
        1 <= int(day) <= 31 and (found["m3"] is None or 1 <= int(found["m3"]) <= 12)
    )


_MONTHS: Final = 12


def _year_asked(question: str, found: re.Match[str], text: str, today: date) -> UnclearAnswerError:
    said = found[0].strip()
    join = "" if said.endswith(".") and found["m3"] else "/" if found["slashed"] else " "
    if found["slashed"]:
        first, second = map(int, found["slashed"].split("/"))
        day, month = (first, second) if first > _MONTHS else (second, first)
    else:
        day = int(found["d1"] or found["d2"] or found["d3"])
        month = int(found["m3"] or month_number((found["m1"] or found["m2"] or "").strip(".")) or 1)
    last = today.year - ((month, day) > (today.month, today.day))
    either = " or ".join(f'"{said}{join}{year}"' for year in (last, last - 1))
    return UnclearAnswerError(
        question, f"{quoted(said)} in {quoted(text)}, a day without its year", "the year, too", f"write {either}, with "
        "the year in which it was",
    )  # fmt: skip
