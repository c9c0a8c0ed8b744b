"""Days of feasts as people tell them: ``Easter 2019``, ``last Christmas``, ``around Thanksgiving``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from osteotwin.units.patterns import later

HOLIDAY: Final = (
    r"(?:(?:christmas|xmas) eve|boxing day|"
    r"easter|ostern|p\u00e2ques|pascua|christmas|xmas|weihnachten|no\u00ebl|navidad|thanksgiving|halloween|"
    r"new year(?:['\u2019]?s)?(?: day| eve)?)"
)
_TOLD: Final = later(
    rf"(?:the )?(?P<which>last |this )?(?P<name>{HOLIDAY})(?: (?:day|time|sunday|weekend|holidays?))?,?"
    r"(?: (?:of |in )?(?P<year>(?:19|20)\d{2}|this year|last year))?",
    re.IGNORECASE,
)


#: "Last Easter" soon after Easter is the one of the year before [day].
_RECENT: Final = 30


def holiday_day(text: str, today: date) -> date | None:
    """Return about when a feast was, without a year the last one that has been; ``None`` for words that are none.

    Examples
    --------
    >>> holiday_day("easter 2019", date(2026, 11, 30)), holiday_day("last christmas", date(2026, 11, 30))
    (datetime.date(2019, 4, 21), datetime.date(2025, 12, 25))
    """
    found = _TOLD.fullmatch(text)
    if found is None:
        return None
    said = (found["year"] or "").casefold()
    if said.isdigit():
        return _day(found["name"], int(said))
    year = today.year - (said == "last year")
    day = _day(found["name"], year)
    latest = today - timedelta(days=_RECENT if (found["which"] or "").strip().casefold() == "last" else 1)
    return day if day <= latest or said == "last year" else _day(found["name"], year - 1)


def _day(name: str, year: int) -> date:
    kind = name.casefold()[:2]
    if kind in ("ea", "os", "p\u00e2", "pa"):
        return _easter(year)
    if kind == "th":  # the fourth Thursday of November
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    if kind == "ha":
        return date(year, 10, 31)
    if kind == "ne":
        return date(year, 12, 31) if name.casefold().endswith("eve") else date(year, 1, 1)
    is_eve = name.casefold().endswith(" eve")
    return date(year, 12, 26 if kind == "bo" else 24 if is_eve else 25)


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
