"""Days whose month is a word, as reports have them: ``3 Nov 2025``, ``3 de noviembre de 2025``, ``12.XI.2025``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from osteotwin.units.months import MONTH_NAMES, MONTHS, SHORT_MONTHS

#: Beginnings of months, whatever stands behind them: an ending, or a slip.
_BEGINNINGS: Final = {
    **{name: number for number, name in enumerate(SHORT_MONTHS, 1)}, "mai": 5, "maj": 5, "okt": 10, "dez": 12,
    "dic": 12, "ago": 8, "ene": 1, "avr": 4, "fev": 2, "mär": 3, "mrz": 3, "mrt": 3, "maa": 3, "mei": 5, "abr": 4,
    "juin": 6, "juil": 7, "aoû": 8, "déc": 12, "fév": 2,
}  # fmt: skip
#: Names in short that are words of English, too: months only behind a day and before a whole year.
_BETWEEN: Final = {"set": 9, "out": 10, "ott": 10, "lug": 7, "giu": 6, "mag": 5, "gen": 1}
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
                 "xii": 12}  # fmt: skip


def _one_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


#: A month by its name, in capitals or small letters.
NAMED_MONTH: Final = rf"(?:(?:{_one_of(MONTH_NAMES)})(?![^\W\d_])|(?:{_one_of(_BEGINNINGS)})[^\W\d_]{{0,9}})"
#: The same where a word with another ending is none: a month in full, or in short as it is usually written. "ago" is
#: what English says of weeks.
WHOLE_MONTH: Final = rf"(?:{_one_of({*MONTHS, 'sept', *MONTH_NAMES, *_BEGINNINGS} - {'ago'})})(?![^\W\d_])"
#: Behind the number of a day, before its month, and before its year: "1er mars", "3 de noviembre del 2025".
_DAY: Final = r"(?<!\d)(?<!\d[.,])(?<![A-Za-z])(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.?[ºª°])?"
_TO_MONTH: Final = r"(?:(?:of|de)\s+)?"
TO_YEAR: Final = r"(?:(?:del?|do|of)\s+)?"
_WHOLE_YEAR: Final = r"(?P<year>\d{4})(?!\d)"
#: Two digits before a unit are a value: "on 3 May 18 pg/mL".
_YEAR: Final = r"(?P<year>\d{4}|\d{2}(?!\s(?:19|20)\d\d\b)(?!\s?(?:[a-zµμ]{1,5}/|%|[.,]\d)))(?!\d)"
#: Each way of writing a day with its month as a word.
NAMED_DAYS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}[-\s./]{{0,3}}{_TO_MONTH}(?P<month>{NAMED_MONTH})\.?[-\s,./]{{1,3}}{TO_YEAR}{_YEAR}",
        rf"{_DAY}[-\s./]{{1,3}}{_TO_MONTH}(?P<month>{_one_of(_BETWEEN)})\.?[-\s./]{{1,3}}{TO_YEAR}{_WHOLE_YEAR}",
        rf"{_DAY}[-./]\s?(?P<month>{_one_of(_ROMAN)})[-./]\s?{_WHOLE_YEAR}",
        rf"\b(?P<month>{NAMED_MONTH})\.?[-\s]{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[-\s]{{1,3}}{TO_YEAR}{_WHOLE_YEAR}",
        rf"(?<![\d.])(?P<year>(?:19|20)\d\d)[-./]\s?(?P<month>{NAMED_MONTH})\.?[-/\s]\s?(?P<day>\d{{1,2}})(?![\d,]|\.\d)",
    )
)
#: The same as a part of other patterns, which take capitals for small letters.
NAMED_DAY: Final = "|".join(re.sub(r"\?P<\w+>", "?:", form.pattern) for form in NAMED_DAYS)


def month_number(name: str) -> int | None:
    """Return which month a word is; ``None`` where it is none.

    Examples
    --------
    >>> month_number("noviembre"), month_number("Sept"), month_number("set")
    (11, 9, None)
    """
    folded = name.casefold()
    if (number := MONTH_NAMES.get(folded)) is not None:
        return number
    return next((_BEGINNINGS[folded[:k]] for k in (4, 3) if folded[:k] in _BEGINNINGS), None)


def month_of_day(found: re.Match[str]) -> int | None:
    """Return the month of a match of one of :data:`NAMED_DAYS`."""
    name = found["month"].casefold()
    return _BETWEEN.get(name) or _ROMAN.get(name) or month_number(name)


def day_in_words(day: date) -> str:
    """Return a day as every reader of days takes it.

    Examples
    --------
    >>> day_in_words(date(2025, 11, 3))
    '3 November 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
