"""On which day a report says that its own exam was, beside days of birth, of letters and of earlier exams."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.importing.days_to_come import is_to_come
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.scan_lists import DATE, SENTENCE_END
from osteotwin.importing.scan_words import PRIOR
from osteotwin.units.patterns import later

_SCANNED_ON: Final = later(
    r"\b(?:scan(?:ned)?|measured|collected|gemessen|exam(?:ination)?|study|acquisition|acquired|performed|"
    r"date of (?:scan|exam|service|study)|untersuchung(?:sdatum)?|messung|messdatum|"
    r"r[ée]alis[ée]e?|effectu[ée]e?|"
    r"onderzoek(?:sdatum)?|fecha(?: (?:del estudio|de la exploraci[oó]n|de realizaci[oó]n))?|esame|exame)"
    r"(?:\s*(?:date|on|vom|am))?\s*[:=]?\s*(?=[^()]{0,18}\d)(.{6,40})", re.IGNORECASE)  # fmt: skip
#: A date of which nothing says what it is of.
ANY_DATE: Final = later(r"^\s*date\s*[:=]\s*(.{6,40})", re.IGNORECASE)
#: What says that a date is none of an exam.
NOT_SCANNED: Final = later(
    r"birth|dob|report(?:ed)? (?:date|on)|reported(?=\W{0,3}\d)|printed|signed|dictated|analy[sz]ed|"
    r"referr(?!ing (?:this|the|mrs?|ms|him|her|your))",
    re.IGNORECASE,
)
#: A line that names the exam, such as a title, and may date it.
_EXAM: Final = later(
    r"densitom|densidad mineral|densit[ée] min[ée]ral|\bmoc\b|\bi?de?xa\b|\bdual ?femur\b|densytometr|"
    r"bone (?:mineral )?density|absorptiometry|knochendichte",
    re.IGNORECASE,
)
_OF_LETTER: Final = later(r"\bletter\b|\barztbrief\b", re.IGNORECASE)
#: What makes a date one of another exam, within its sentence.
COMPARED: Final = later(
    rf"\b(?:prior|previous(?:ly)?|earlier|former|last|compar\w*|baseline|since|versus|vs|change[ds]? from|letzte\w*|"
    rf"zuletzt|vergleich\w*|derni[eè]re?|[uú]ltim[oa]|laatste)\b|{PRIOR}",
    re.IGNORECASE,
)
#: "The scan of 20 September 2022 was on a Hologic": where a title has a day of its own, that is another scan.
_TOLD_OF: Final = later(
    rf"\b(?:of|from|vom|du|del)\s+(?:the\s+)?(?:{DATE.pattern})\s+"
    r"(?:was|were|wurde|erfolgte|a [\u00e9e]t[\u00e9e]|fue)\b",
    re.IGNORECASE,
)
_BARE_DAY: Final = later(rf"\W*(?:{DATE.pattern})\W*", re.IGNORECASE)
_SENTENCE_ENDS: Final = later(r"[.;](?=\s)")


def only_day(text: Text) -> date | None:
    """Return the day of the scan where the report names but one: it may stand below the table."""
    titled = _days_of_titles(text)
    days = {
        day for line in text.lines
        if (match := own_date(line.text[:LONGEST_LINE]))
        and not (titled and _TOLD_OF.search(line.text[:LONGEST_LINE]))
        and not NOT_SCANNED.search(line.text[label_at(line.text, match.start()) : match.start() + 1])
        and (day := day_of(match[1], line, text))
    }  # fmt: skip
    if not days:
        days = {
            day for line in text.lines
            if (match := ANY_DATE.match(line.text[:LONGEST_LINE])) and (day := day_of(match[1], line, text))
        }  # fmt: skip
    days = days or titled
    if not days:
        # A line that is a day and nothing else, where the report names no other.
        named = {day for line in text.lines for one in DATE.finditer(line.text[:LONGEST_LINE])
                 if (day := day_of(one[0], line, text))}  # fmt: skip
        days = named if any(_BARE_DAY.fullmatch(line.text[:LONGEST_LINE]) for line in text.lines) else set()
    return days.pop() if len(days) == 1 else text.day


def _days_of_titles(text: Text) -> set[date]:
    """Return the days of lines that name the exam, such as a title."""
    return {
        day for line in text.lines for words in SENTENCE_END.split(line.text[:LONGEST_LINE])
        if (exam := _EXAM.search(words))
        and not COMPARED.search(words[: first.start() if (first := DATE.search(words)) else None])
        and not NOT_SCANNED.search(words) and (day := _day_of_exam(words, exam, line, text))
    }  # fmt: skip


def days_stand_below(text: Text, first: int) -> bool:
    """Tell whether the first of several exams is dated below the first value: each day may be of those above it.

    Parameters
    ----------
    text : Text
    first : int
        The number of the first line with a value.
    """
    days: list[tuple[int, date]] = []
    for at, line in enumerate(text.lines):
        words = line.text[:LONGEST_LINE]
        match = own_date(words) or ANY_DATE.match(words)
        if match and not NOT_SCANNED.search(words[label_at(words, match.start()) : match.start() + 1]):
            day = day_of(match[1], line, text)
            days += [] if day is None else [(at, day)]
    return len({day for _, day in days}) > 1 and days[0][0] > first


def day_beside(words: str, line: Line, text: Text) -> date | None:
    """Return the day that a line of results names itself, for a report that names none elsewhere."""
    dates = list(DATE.finditer(words))
    if len(dates) != 1 or COMPARED.search(words) or NOT_SCANNED.search(words):
        return None
    return day_of(dates[0][0], line, text)


def day_of(written: str, line: Line, text: Text) -> date | None:
    """Return the first day that a piece of a line names; ``None`` where it names none, or one that is to come."""
    day = text.date_in(written, line.place)
    return None if day is None or is_to_come(line.text[:LONGEST_LINE], day, text.answers.read_on) else day


def _day_of_exam(words: str, exam: re.Match[str], line: Line, text: Text) -> date | None:
    """Return the day that a title gives: behind the name of the exam, or before it where it is not of a letter."""
    behind = DATE.search(words, exam.end())
    if behind is None and _OF_LETTER.search(words):
        return None
    return day_of(words if behind is None else behind[0], line, text)


def _sentence_at(words: str, place: int) -> int:
    """Return where the sentence begins that holds a place."""
    return max((one.end() for one in _SENTENCE_ENDS.finditer(words, 0, place)), default=0)


def label_at(words: str, place: int) -> int:
    """Return where the words begin that say what a date is of: behind the date before, or where the sentence begins."""
    return max((one.end() for one in DATE.finditer(words, 0, place)), default=_sentence_at(words, place))


def own_date(words: str) -> re.Match[str] | None:
    """Return where a line dates its own exam; the date of one that it is compared with is none."""
    for match in _SCANNED_ON.finditer(words):
        digit = re.compile(r"\d").search(words, match.start(1))
        begins = _sentence_at(words, match.start())
        if NOT_SCANNED.search(
            words[label_at(words, match.start()) : digit.start() if digit else match.end()]
        ):
            continue
        if not COMPARED.search(words[begins : digit.start() if digit else match.end()]):
            return match
    return None
