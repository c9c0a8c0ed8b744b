"""The day of a report as people tell it, in March, last autumn, three weeks ago: put before the values as a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.seasons import SEASON, season_day
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.units import in_digits
from osteotwin.units.german import in_english
from osteotwin.units.months import MONTHS
from osteotwin.units.named_days import NAMED_MONTH, month_number

_BEFORE: Final = (
    r"(?:\b(?:done|taken|drawn|measured|in|on|from|of|at|the|du|de|del|en|le|el|vom|im|am|au)\s+)*"
)
_MONTH: Final = re.compile(
    rf"{_BEFORE}(?:\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?\.?\s(?:de\s)?)?\b(?P<month>{NAMED_MONTH})\b\.?"
    r"(?:\s(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b(?![.,:]?\d))?(?:,?\s(?:de\s)?(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_SHORT_DATE: Final = re.compile(
    rf"{_BEFORE}(?<![\d.,/-])(?P<d>\d{{1,2}})\.(?P<month>1[0-2]|0?[1-9])\.?(?=\s*:)",
    re.IGNORECASE,
)
_AGO: Final = re.compile(
    rf"{_BEFORE}\b(?:about |some |around )?(?P<n>\d+) (?P<unit>day|week|month|year)s? ago\b", re.IGNORECASE
)
_YEAR: Final = re.compile(rf"{_BEFORE}\b(?P<year>20[0-2]\d)\b(?![-/.]\d)", re.IGNORECASE)
_DAYS: Final = {"day": 1.0, "week": 7.0, "month": DAYS_PER_YEAR / 12.0, "year": DAYS_PER_YEAR}
_HEAD: Final = re.compile(r"^[^:;\d]{0,60}$")


def with_day_before(text: str, today: date) -> Iterator[str]:
    """Yield a report with its day before the values, where one day is told in words.

    Examples
    --------
    >>> list(with_day_before("vit D 22 ng/mL in September", date(2026, 11, 30)))
    ['September 2026: vit D 22 ng/mL']
    >>> list(with_day_before("bloods from 3 weeks ago: estradiol 20 pg/mL", date(2026, 11, 30)))
    ['9 November 2026: estradiol 20 pg/mL']
    """
    plain = in_digits(text)
    for source in (text, plain) if plain != text else (text,):
        told = list(_told(source, today))
        if told:
            start, end, day = told[0]
            before, behind = source[:start], source[end:]
            if re.match(r"\s*:", behind) and _HEAD.match(before):
                before = ""  # "bloods from March:" is of the day
            behind = behind.lstrip(" " if before.strip(" ,;:") else " ,.:")
            rest = re.sub(r"\s+([,;.])", r"\1", f"{before.rstrip()} {behind}").strip(" ,;:-(")
            yield f"{day}: {rest}"
            return


def _told(text: str, today: date) -> Iterator[tuple[int, int, str]]:
    """Yield where a day is told, and the day as it is read."""
    for one in _MONTH.finditer(text):
        month = month_number(one["month"])
        if month is not None:
            year = int(one["year"] or today.year - (month > today.month))
            number = one["d"] or one["d2"]
            yield (
                one.start(),
                one.end(),
                f"{number + ' ' if number else ''}{MONTHS[month - 1].capitalize()} {year}",
            )
    for one in _SHORT_DATE.finditer(text):
        month = int(one["month"])
        year = today.year - (month > today.month)
        yield one.start(), one.end(), f"{int(one['d'])} {MONTHS[month - 1].capitalize()} {year}"
    for one in _AGO.finditer(text):
        day = today - timedelta(days=round(float(one["n"]) * _DAYS[one["unit"].casefold()]))
        yield one.start(), one.end(), f"{day.day} {day:%B %Y}"
    for one in SEASON.finditer(in_english(text) if len(in_english(text)) == len(text) else text):
        try:
            season = season_day("labs", one[0].strip().casefold(), today)
        except UnclearAnswerError:
            season = None
        if season is not None:
            start = re.search(rf"{_BEFORE}$", text[: one.start()], re.IGNORECASE)
            yield (start.start() if start else one.start()), one.end(), f"{season:%B %Y}"
    for one in _YEAR.finditer(text):
        yield one.start(), one.end(), f"June {one['year']}"


def day_words(text: str, dated: str) -> tuple[str, ...]:
    """Return the words of a report in place of which another one has its day before the values.

    Examples
    --------
    >>> day_words("bloods in March: estradiol 20", "March 2026: estradiol 20")
    ('bloods in March',)
    """
    if ":" not in dated or text.startswith(dated.partition(":")[0]):
        return ()
    rest = set(re.findall(r"[^\W_]+", dated.partition(":")[2].casefold()))
    head = text.partition(":")[0]
    words = () if re.search(r"\d[.,]\d", head) else (head,)
    days = (
        one[0]
        for find in (_MONTH, _SHORT_DATE, _AGO, SEASON, _YEAR)
        for one in find.finditer(in_digits(text))
    )
    return (
        *(one for one in words if ":" in text and not set(re.findall(r"[^\W\d_]+", one.casefold())) & rest),
        *days,
    )
