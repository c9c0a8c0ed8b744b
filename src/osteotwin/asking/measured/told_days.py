"""Days of values as people tell them, beside full dates: "today", "3 days ago", "14 Oct '25", "20251014", "15 Oct"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.measured.not_measured import holds_number
from osteotwin.asking.measured.told_months import with_told_months
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE
from osteotwin.importing.lab_spans import names_in
from osteotwin.importing.scan_words import mentions_of
from osteotwin.units.months import MONTHS
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
#: "28Aug2026", and "date = 8/28/2026"
_GLUED: Final = later(rf"(?<![\w.,])([0-3]?\d)({WHOLE_MONTH})((?:19|20)\d\d)\b", re.IGNORECASE)
_LABEL: Final = later(r"\b(?:date\s*[:=]|(?:datum|fecha)\s*[:=]?)\s*(?=\d)", re.IGNORECASE)
#: "estradiol 44 pg/mL same day"
_SAME_DAY: Final = later(r"\b(?:on |from |the )*same (?:day|date|draw|blood draw)\b", re.IGNORECASE)
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
    r"\b(?:(?P<n>\d{1,2}|an?) (?P<unit>day|week)s? ago|(?P<n1>last|past) (?P<unit1>week)|"
    r"vor (?P<n2>\d{1,2}) (?P<unit2>tag|woche)e?n|"
    r"il y a (?P<n3>\d{1,2}) (?P<unit3>jour|semaine)s|hace (?P<n4>\d{1,2}) (?P<unit4>d\u00eda|semana)s)\b",
    re.IGNORECASE,
)
#: Months and years ago, which tell a month.
_LONG_AGO: Final = later(
    r"\b(?:(?:about|around|roughly|approx\w*|some|~) ?)?(?P<n>\d{1,2}|an?|one|two|three|four|five|six) "
    r"(?P<unit>months?|mths?|mos?|years?|yrs?) (?:ago|back)\b",
    re.IGNORECASE,
)
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six")
#: Words around a value and the time of it, which tell nothing else that may have been then.
_OF_VALUES: Final = later(
    r"\b(?:my|the|a|an|was|were|is|had|got|did|it|i|of|in|at|on|for|and|from|scan(?:ned)?s?|dexa|dxa|bone density|"
    r"tests?|tested|measured|checked|drawn|done|taken|labs?|bloods?(?: ?(?:work|tests?|draw))?|results?|last|bmd|score|"
    r"[tz](?:[- ]?(?:scores?|werte?))?|sd|g ?/ ?cm\W?[2\u00b2]?|[np]?[gm]?mol/l|[npmu]g/[dm]?l|iu/l)(?![^\W\d_])",
    re.IGNORECASE,
)
_NUMBER: Final = later(r"\d[\d.,]*")
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
    text = with_told_months(text, today)
    text = _COMPACT.sub(r"\1-\2-\3", _SHORT_YEAR.sub("20", _LABEL.sub("", _GLUED.sub(r"\1 \2 \3", text))))
    days = {one[0] for one in DATE.finditer(text)}
    if len(days) == 1:
        text = _SAME_DAY.sub(days.pop(), text)
    if today is None:
        return text
    whole = [found.span() for found in DATE.finditer(text)]  # "9 Jan 26" holds "Jan 26"
    told = (
        one
        for one in _NO_YEAR.finditer(text)
        if not _YEAR_BEHIND.match(text, one.end())
        and not any(start < one.end() and one.start() < end for start, end in whole)
        and not (one["m3"] and _NAMES_VALUE.search(text, 0, one.start()))
    )
    if (lacking := next(told, None)) is not None and _is_day(lacking):
        if (of := _OF_YEAR.match(text, lacking.end())) is not None:
            year = today.year - (of["which"].casefold() == "last")
            dated = f"{lacking[0]} {year}{text[of.end() :]}"
            return with_told_days(question, f"{text[: lacking.start()]}{dated}", today)
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
    last = f"{today.replace(day=1) - timedelta(days=1):%B %Y}"
    part = _LAST_MONTH.sub(lambda one: f", {last}" if one.start() else last, part, count=1)
    part = _long_ago(part, today)
    for words, back in ((_TODAY, 0), (_YESTERDAY, 1)):
        part = words.sub(day_in_words(today - timedelta(days=back)), part, count=1)
    if _OF_TWO_DAYS.search(part):
        return part
    return _AGO.sub(lambda one: day_in_words(today - timedelta(days=_days(one))), part, count=1)


def _long_ago(part: str, today: date) -> str:
    """Return a part whose values are of some months or years ago with that month; as it is where all else may be."""
    found = [*_LONG_AGO.finditer(part)]
    if len(found) != 1:
        return part
    (one,) = found
    if not is_time_of_values(part, one.start()):
        return part
    n = one["n"].casefold()
    many = int(n) if n.isdigit() else [*_NUMBERS].index(n) + 1 if n in _NUMBERS else 1
    months = today.year * _MONTHS + today.month - 1 - many * (_MONTHS if one["unit"][0] in "yY" else 1)
    told = f"{MONTHS[months % _MONTHS].capitalize()} {months // _MONTHS}"
    before = part[: one.start()].rstrip(" ,(")
    return f"{before}{', ' if before.strip() else ''}{told}{part[one.end() :]}"


def is_time_of_values(said: str, start: int) -> bool:
    """Tell whether a time in words is of the values beside it, and of nothing else that may have been then.

    Examples
    --------
    >>> said = ("spine T -2.1 a year ago", "T -2.1, broke my wrist a year ago", "T -1.9, was -1.7 a year ago")
    >>> [is_time_of_values(one, one.find("a year")) for one in said]
    [True, False, False]
    """
    before = [*_NUMBER.finditer(said, 0, start)]
    between = said[before[-1].end() if before else 0 : start]
    for _, first, end in reversed(mentions_of(between)):
        between = f"{between[:first]} {between[end:]}"
    for name in reversed(names_in(between)):
        between = f"{between[: name.start]} {between[name.end :]}"
    return not re.search(r"[^\W_]", _OF_VALUES.sub(" ", between)) and not _OF_TWO_DAYS.search(said)


#: What tells of values of two days, or of how they moved.
_OF_TWO_DAYS: Final = later(
    r"\d[^\d]*\b(?:now|current(?:ly)?|latest|but|vs\.?|versus|compared|up|down|this|previous(?:ly)?|prior|"
    r"earlier|before|then|since|dropp\w*|chang\w*|improv\w*|better|worse\w*|lost|gain\w*|(?:in|de)creas\w*|stable|"
    r"same|(?:was|were|had)\b[^\d]*\d(?!\d? ?(?:days?|weeks?|months?|mths?|years?|yrs?)\b))|"
    r"\b(?:now|current(?:ly)?|latest|compared|chang\w*|improv\w*|(?:in|de)creas\w*|went|from)\b",
    re.IGNORECASE,
)


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
