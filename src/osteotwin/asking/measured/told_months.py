"""Months of values as people tell them, without a year: "in September", "this past spring", "last week"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.measured.not_measured import holds_number
from osteotwin.asking.seasons import SEASON, season_day
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.when import DATE
from osteotwin.units.named_days import WHOLE_MONTH, day_in_words, month_number
from osteotwin.units.patterns import later

#: "110 November 2026": no day of a month is so large.
_NO_DAY_OF_MONTH: Final = later(
    rf"(?<=[\s<>=])(?P<n>\d*\.\d+|3[2-9]|[4-9]\d|\d{{3,}})\s+(?={WHOLE_MONTH}\b\.?,? (?:19|20)\d\d)",
    re.IGNORECASE,
)
_IN_MONTH: Final = later(
    rf"\b(?:(?:back |early |late )*in|this past|last) (?P<month>{WHOLE_MONTH})\b\.?"
    r"(?! ?,? ?(?:\d|of\b|last\b|this\b|['\u2019]))",
    re.IGNORECASE,
)
_IN_SEASON: Final = later(rf"\b(?:in )?(?:this )?(?:{SEASON.pattern})(?!\w)", re.IGNORECASE)
_LAST_WEEK: Final = later(
    r"\b(?:last week|letzte woche|la semaine derni\u00e8re|la semana pasada)\b", re.IGNORECASE
)
_BARE_SEASON: Final = ("spring", "summer", "autumn", "fall", "winter")


def with_told_months(text: str, today: date | None) -> str:
    """Return an answer with values in which such a time is a month with its year, or a day.

    What stands beside a full day or a month with its year tells of something else, and stays.

    Examples
    --------
    >>> with_told_months("spine T -1.9 in September", date(2026, 12, 1))
    'spine T -1.9, September 2026'
    >>> with_told_months("E2 29 pg/mL this past spring", date(2026, 12, 1))
    'E2 29 pg/mL, April 2026'
    """
    text = _NO_DAY_OF_MONTH.sub(r"\g<n>, ", text)
    if today is None or DATE.search(text) or _WITH_YEAR.search(text) or not holds_number(text):
        return text
    for pattern, told in ((_IN_MONTH, _of_month), (_IN_SEASON, _of_season), (_LAST_WEEK, _of_week)):
        found = pattern.search(text)
        if found is None or (day := told(found, today)) is None:
            continue
        before = text[: found.start()].rstrip(" ,")
        return f"{before}{', ' if before else ''}{day}{text[found.end() :]}"
    return text


_WITH_YEAR: Final = later(
    rf"\b{WHOLE_MONTH}\b\.?,? (?:19|20)\d\d\b|(?<![\d.])\d{{1,2}}[/.-](?:19|20)\d\d\b", re.IGNORECASE
)


def _of_month(found: re.Match[str], today: date) -> str | None:
    """Return the last month of a name; ``None`` where that is this month."""
    month = month_number(found["month"].strip("."))
    if month is None or month == today.month:
        return None
    return f"{date(today.year - (month > today.month), month, 1):%B %Y}"


def _of_season(found: re.Match[str], today: date) -> str | None:
    """Return the month in the middle of a season; ``None`` where it lies in two years, or is no season."""
    words = re.sub(r"^(?:in )?(?:this (?=past|last))?", "", found[0].casefold())
    if words in _BARE_SEASON:
        return None
    try:
        day = season_day("scans", words, today)
    except UnclearAnswerError:
        return None
    return None if day is None else f"{day:%B %Y}"


def _of_week(found: re.Match[str], today: date) -> str:
    del found
    return day_in_words(today - timedelta(days=7))
